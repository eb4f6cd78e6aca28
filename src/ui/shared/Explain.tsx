/** A word on the page that says more when it is pressed: a button and a small window of text beside it. */
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { type Align, placeBeside } from "./beside.ts";
import "./Menu.css";

interface ExplainProps {
  label: string;
  className?: string;
  trigger: ReactNode;
  children: ReactNode;
  align?: Align;
}

export function Explain({ label, className, trigger, children, align = "start" }: ExplainProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const note = useRef<HTMLDivElement>(null);
  const noteId = useId();

  useEffect(() => {
    if (!open || !note.current || !button.current) return;
    note.current.showPopover();
    placeBeside(note.current, button.current, align);
    note.current.focus();
  }, [open, align]);

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className ?? "explain"}
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? noteId : undefined}
        onClick={() => setOpen(!open)}
      >
        {trigger}
      </button>
      {open && (
        <div
          ref={note}
          id={noteId}
          className="menu note"
          popover="auto"
          role="dialog"
          aria-label={label}
          tabIndex={-1}
          onToggle={(event) => {
            if (event.newState === "closed") setOpen(false);
          }}
        >
          {children}
        </div>
      )}
    </>
  );
}
