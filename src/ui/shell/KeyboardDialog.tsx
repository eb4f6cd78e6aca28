/** The list of keys. */
import { Dialog } from "../shared/Dialog.tsx";
import { SHORTCUTS } from "./shortcuts.ts";
import "./keyboard-dialog.css";

export function KeyboardDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <dl className="keys">
        {SHORTCUTS.map(({ what, shortcuts }) => (
          <div key={what}>
            <dt className="mono">{shortcuts.map(({ keys }) => keys).join(", ")}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="field-hint">On a Mac, Ctrl is ⌘ and Alt is ⌥.</p>
    </Dialog>
  );
}
