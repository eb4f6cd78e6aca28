import { Dialog } from "../../shared/Dialog.tsx";

/** What is measured, what is modelled, and what is not simulated. */
export function SourcesDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Measured or modelled" onClose={onClose}>
      <p className="quiet">Being built.</p>
    </Dialog>
  );
}
