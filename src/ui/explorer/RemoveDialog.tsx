/** Asks before a file or a function is removed, and says what of it can be had back. */
import { useAttempt } from "../shared/attempt.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import type { Removal } from "./tree-context.ts";

interface RemoveDialogProps {
  removal: Removal;
  onClose: () => void;
  onRemoved: () => void;
}

export function RemoveDialog({ removal: { name, kind, run }, onClose, onRemoved }: RemoveDialogProps) {
  const attempt = useAttempt();
  const kept = useColdstart((state) => state.intents.versions !== undefined);
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
          ? `Its text ${kept ? "stays in the history of edits" : "is gone for good"}. What is deployed keeps running until the next deploy.`
          : `Its files and settings ${kept ? "stay in the history of edits" : "are gone for good"}, its saved events are gone for good, and its containers end.`}
      </p>
    </Dialog>
  );
}
