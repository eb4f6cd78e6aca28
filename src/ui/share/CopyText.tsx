/** A text to be copied, in a field that selects it all, with the button that copies it and says so. */
import { useEffect, useId, useState } from "react";
import { useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";

interface CopyTextProps {
  readonly label: string;
  readonly text: string;
  /** The one thing to press here. */
  readonly primary?: boolean;
  readonly describedBy?: string;
}

const SAID_FOR_MS = 2_000;

export function CopyText({ label, text, primary = false, describedBy }: CopyTextProps) {
  const id = useId();
  const attempt = useAttempt();
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === text && text !== "";

  useEffect(() => {
    if (copied === undefined) return;
    const timer = setTimeout(() => setCopied(undefined), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <div className="field copy-text">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <span className="field-box">
        <input
          id={id}
          className="input mono"
          readOnly
          value={text}
          aria-describedby={describedBy}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button
          type="button"
          className={primary ? "btn pri" : "btn"}
          aria-label={`Copy the ${label === "Link" ? "link" : label}`}
          disabled={text === ""}
          onClick={() => attempt(() => navigator.clipboard.writeText(text).then(() => setCopied(text)))}
        >
          <Icon name={isCopied ? "check" : "copy"} size={14} />
          {isCopied ? "Copied" : "Copy"}
        </button>
      </span>
      <span className="visually-hidden" role="status">
        {isCopied && "Copied"}
      </span>
    </div>
  );
}
