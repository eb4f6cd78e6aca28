/** Every action by its name. */
import { Dialog } from "../shared/Dialog.tsx";

export function PaletteDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Commands" onClose={onClose}>
      <p className="quiet">Loading.</p>
    </Dialog>
  );
}
