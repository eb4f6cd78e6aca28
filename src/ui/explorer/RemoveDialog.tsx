/** Asks before a file or a function is removed: there is no way back. */
import { useAttempt } from "../shared/attempt.ts";
import { Dialog } from "../shared/Dialog.tsx";
import type { Removal } from "./tree-context.ts";

interface RemoveDialogProps {
  removal: Removal;
  onClose: () => void;
  onRemoved: () => void;
}

export function RemoveDialog({ removal: { name, kind, run }, onClose, onRemoved }: RemoveDialogProps) {
  const attempt = useAttempt();
  return (
    <Dialog
      title={`Remove ${name}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Keep it
          </button>
          <button
            type="button"
            className="btn pri"
            onClick={() => {
              onClose();
              attempt(run);
              onRemoved();
            }}
          >
            Remove {kind}
          </button>
        </>
      }
    >
      <p>
        {kind === "file"
          ? "Its text stays in the history of edits. What is deployed keeps running until the next deploy."
          : "Its files and settings stay in the history of edits; its saved events are gone for good, and its containers end."}
      </p>
    </Dialog>
  );
}
