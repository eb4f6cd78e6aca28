/** Opens the list of what is measured, modelled and not simulated. */
import { useState } from "react";
import { SourcesDialog } from "./SourcesDialog.tsx";

export function SourcesButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn ghost" onClick={() => setOpen(true)}>
        Measured or modelled
      </button>
      {open && <SourcesDialog onClose={() => setOpen(false)} />}
    </>
  );
}
