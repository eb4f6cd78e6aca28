/** Copies a text and says that it did; where the browser refuses the clipboard, says that instead. */
import { useEffect, useState } from "react";
import { useAttempt } from "./attempt.ts";
import { Icon } from "./Icon.tsx";

interface CopyButtonProps {
  /** What is copied: "Copy the log". */
  label: string;
  text: () => string;
}

const SAID_FOR_MS = 1_600;

export function CopyButton({ label, text }: CopyButtonProps) {
  const attempt = useAttempt();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <button
      type="button"
      className="lk"
      aria-label={label}
      title={label}
      onClick={() => attempt(() => navigator.clipboard.writeText(text()).then(() => setCopied(true)))}
    >
      <Icon name={copied ? "check" : "copy"} size={14} />
      <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
    </button>
  );
}
