/** The page as the next group of a workshop should find it. */
import { Dialog } from "../shared/Dialog.tsx";

export function NextGroupDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Next group" onClose={onClose}>
      <p className="quiet">Loading.</p>
    </Dialog>
  );
}
