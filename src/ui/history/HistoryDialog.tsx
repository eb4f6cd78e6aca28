/** Versions and edits of the open project. */
import { Dialog } from "../shared/Dialog.tsx";

export function HistoryDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="History" onClose={onClose}>
      <p className="quiet">Loading.</p>
    </Dialog>
  );
}
