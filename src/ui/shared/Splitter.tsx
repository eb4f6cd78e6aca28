/** The line between two panes: drag it, move it with the arrow keys, double-click to put it back. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import "./Splitter.css";

interface SplitterProps {
  /** "vertical": a standing line between left and right. "horizontal": a lying one between above and below. */
  orientation: "vertical" | "horizontal";
  label: string;
  value: number;
  min: number;
  max: number;
  initial: number;
  onChange: (value: number) => void;
  /** The pane that is sized stands after the line (right, below): then the pane grows as the line goes back. */
  after?: boolean;
}

const STEP_PX = 16;

export function Splitter({ orientation, label, value, min, max, initial, onChange, after = false }: SplitterProps) {
  const drag = useRef<{ readonly from: number; readonly size: number } | undefined>(undefined);
  const sign = after ? -1 : 1;
  const place = (event: PointerEvent) => (orientation === "vertical" ? event.clientX : event.clientY);
  const set = (size: number) => onChange(Math.round(Math.min(max, Math.max(min, size))));

  const onKeyDown = (event: KeyboardEvent) => {
    const forward = orientation === "vertical" ? "ArrowRight" : "ArrowDown";
    const back = orientation === "vertical" ? "ArrowLeft" : "ArrowUp";
    const step = event.key === forward ? STEP_PX : event.key === back ? -STEP_PX : 0;
    if (step !== 0) set(value + sign * step);
    else if (event.key === "Home") set(min);
    else if (event.key === "End") set(max);
    else if (event.key === "Enter") set(initial);
    else return;
    event.preventDefault();
  };

  return (
    // A separator that can be focused is a control by ARIA; <hr> is not one.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div
      role="separator"
      className={`splitter ${orientation}`}
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      title={`${label}: drag, or arrow keys. Double-click puts it back.`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: place(event), size: value };
      }}
      onPointerMove={(event) => {
        if (drag.current) set(drag.current.size + sign * (place(event) - drag.current.from));
      }}
      onPointerUp={() => {
        drag.current = undefined;
      }}
      onPointerCancel={() => {
        drag.current = undefined;
      }}
      onDoubleClick={() => set(initial)}
      onKeyDown={onKeyDown}
    />
  );
}

const keyOf = (key: string) => `coldstart:pane:${key}`;

/** The size a person gave a pane, kept for the next visit as well as this browser lets us. */
export function usePaneSize(key: string, initial: number): readonly [number, (size: number) => void] {
  const [size, setSize] = useState(() => readSize(key) ?? initial);
  const keep = (next: number) => {
    setSize(next);
    try {
      localStorage.setItem(keyOf(key), String(next));
    } catch {
      // Storage is denied or full: the size holds until the page is left.
    }
  };
  return [size, keep];
}

function readSize(key: string): number | undefined {
  try {
    const kept = localStorage.getItem(keyOf(key));
    const size = Number(kept);
    return kept !== null && Number.isFinite(size) && size > 0 ? size : undefined;
  } catch {
    return undefined;
  }
}
