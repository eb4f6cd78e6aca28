/** A text to be copied, in a field that selects it all, with the button that copies it and says so. */
import { useId } from "react";
import { Icon } from "../shared/Icon.tsx";
import { useCopied } from "../shared/use-copied.ts";

interface CopyTextProps {
  readonly label: string;
  readonly text: string;
  /** The one thing to press here. */
  readonly primary?: boolean;
  readonly describedBy?: string;
}

export function CopyText({ label, text, primary = false, describedBy }: CopyTextProps) {
  const id = useId();
  const { copied, copy } = useCopied();
  const isCopied = copied === text && text !== "";

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
          onClick={() => copy(text)}
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
