/** The open set-up as a link. */
import { Dialog } from "../shared/Dialog.tsx";

export function ShareDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Share" onClose={onClose}>
      <p className="quiet">Loading.</p>
    </Dialog>
  );
}
