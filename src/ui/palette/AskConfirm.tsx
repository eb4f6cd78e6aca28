/** A yes, asked for where the action was chosen. */
import { useEffect, useRef } from "react";

interface AskConfirmProps {
  readonly action: string;
  readonly text: string;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

export function AskConfirm({ action, text, onDone, onBack }: AskConfirmProps) {
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);
  return (
    <div className="palette-confirm">
      <h2>{action}?</h2>
      <p>{text}</p>
      <footer>
        <button type="button" className="btn" onClick={onBack}>
          Back
        </button>
        <button ref={yes} type="button" className="btn pri" onClick={onDone}>
          {action}
        </button>
      </footer>
    </div>
  );
}
