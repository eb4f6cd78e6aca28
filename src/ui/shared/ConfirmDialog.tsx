/** Asks before something that cannot be taken back. */
import type { ReactNode } from "react";
import { useAttempt } from "./attempt.ts";
import { Dialog } from "./Dialog.tsx";

interface ConfirmDialogProps {
  title: string;
  /** The button's word: "Purge". */
  action: string;
  onClose: () => void;
  run: () => unknown;
  children: ReactNode;
}

export function ConfirmDialog({ title, action, onClose, run, children }: ConfirmDialogProps) {
  const attempt = useAttempt();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button
            type="button"
            className="btn pri"
            onClick={() => {
              onClose();
              attempt(run);
            }}
          >
            {action}
          </button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
