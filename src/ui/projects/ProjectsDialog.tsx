/** All projects that this browser keeps. */
import { Dialog } from "../shared/Dialog.tsx";

export function ProjectsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Projects" onClose={onClose}>
      <p className="quiet">Loading.</p>
    </Dialog>
  );
}
