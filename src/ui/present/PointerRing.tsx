/**
 * A soft ring around the pointer, so that the last row sees where it is. It follows exactly, takes no click, and is not
 * there for a finger, which a room sees anyway.
 */
import { type RefObject, useEffect, useRef } from "react";
import "./pointer-ring.css";

const KEY = "p";
const WRITING = "input, textarea, select, [contenteditable]";

interface PointerRingProps {
  readonly within: RefObject<HTMLElement | null>;
}

export function PointerRing({ within }: PointerRingProps) {
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const area = within.current;
    const { current } = ring;
    if (!area || !current) return;
    const show = (event: PointerEvent) => {
      if (event.pointerType === "touch") return hide();
      current.style.translate = `${event.clientX}px ${event.clientY}px`;
      current.dataset.shown = "";
      current.toggleAttribute("data-pressed", event.buttons > 0);
    };
    const hide = () => delete current.dataset.shown;
    const events = ["pointermove", "pointerdown", "pointerup"] as const;
    for (const name of events) area.addEventListener(name, show, { capture: true, passive: true });
    area.addEventListener("pointerleave", hide);
    return () => {
      for (const name of events) area.removeEventListener(name, show, { capture: true });
      area.removeEventListener("pointerleave", hide);
    };
  }, [within]);
  return <div ref={ring} className="pres-ring" aria-hidden="true" />;
}

export function useRingKey(dialog: RefObject<HTMLDialogElement | null>, toggle: () => void): void {
  const latest = useRef(toggle);
  latest.current = toggle;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.key.toLowerCase() !== KEY || event.repeat) return;
      const target = event.target instanceof Element ? event.target : undefined;
      // Another window over this one has the keys to itself, and so has a field.
      if (target && target !== document.body && (!dialog.current?.contains(target) || target.closest(WRITING))) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [dialog]);
}

export function RingIcon() {
  return (
    <svg className="ic" width={24} height={24} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="7" cy="7" r="5.2" strokeDasharray="2.6 1.5" />
      <path d="m6.4 6.4 7 2.6-3 1.2-1.3 3z" />
    </svg>
  );
}
