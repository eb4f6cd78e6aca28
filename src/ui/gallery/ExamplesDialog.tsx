/** Small, useful set-ups to open. */
import { Dialog } from "../shared/Dialog.tsx";

export function ExamplesDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Examples" onClose={onClose}>
      <p className="quiet">Loading.</p>
    </Dialog>
  );
}
