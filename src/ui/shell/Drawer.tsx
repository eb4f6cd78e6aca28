/** Small screens: a pane that comes in from the left and goes again. It holds the focus while it is there. */
import type { ReactNode } from "react";
import { useModal } from "../shared/useModal.ts";
import "./drawer.css";

export function Drawer({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const ref = useModal();
  return (
    // Esc closes it for the keyboard; a press beside it is a shortcut for the finger.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <dialog
      ref={ref}
      className="drawer"
      aria-label={label}
      onCancel={(event) => {
        if (event.target !== ref.current) return;
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
