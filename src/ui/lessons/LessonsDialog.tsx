/** The course. */
import { Dialog } from "../shared/Dialog.tsx";

export function LessonsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Lessons" onClose={onClose}>
      <p className="quiet">Loading.</p>
    </Dialog>
  );
}
