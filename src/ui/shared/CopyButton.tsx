/** Copies a text and says that it did; where the browser refuses the clipboard, says that instead. */
import { Icon } from "./Icon.tsx";
import { useCopied } from "./use-copied.ts";

interface CopyButtonProps {
  /** What is copied: "Copy the log". */
  label: string;
  text: () => string;
}

export function CopyButton({ label, text }: CopyButtonProps) {
  const { copied, copy } = useCopied();
  return (
    <button type="button" className="lk" aria-label={label} title={label} onClick={() => copy(text())}>
      <Icon name={copied !== undefined ? "check" : "copy"} size={14} />
      <span aria-live="polite">{copied !== undefined ? "Copied" : "Copy"}</span>
    </button>
  );
}
