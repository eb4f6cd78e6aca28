/** Every term in one sentence. */
import { Dialog } from "../shared/Dialog.tsx";

export function GlossaryDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Glossary" onClose={onClose}>
      <p className="quiet">Loading.</p>
    </Dialog>
  );
}
