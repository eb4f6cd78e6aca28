/** What is ready without a network. */
import { Dialog } from "../shared/Dialog.tsx";

export function OfflineDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Offline" onClose={onClose}>
      <p className="quiet">Loading.</p>
    </Dialog>
  );
}
