/** The list of keys. */
import { Dialog } from "../shared/Dialog.tsx";
import { SHORTCUTS, shownKeys } from "./shortcuts.ts";
import "./keyboard-dialog.css";

export function KeyboardDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <dl className="keys">
        {SHORTCUTS.map(({ what, shortcuts }) => (
          <div key={what}>
            <dt className="mono">{shortcuts.map(({ keys }) => shownKeys(keys)).join(", ")}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
