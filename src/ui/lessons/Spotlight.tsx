/**
 * A ring around the control that a step points at, and a word beside it. It lies above the page and catches nothing: no
 * click, no focus. The control is told what the word says (aria-describedby).
 */
import { useEffect, useId, useRef } from "react";
import { elementAt, SPOT_PLACES } from "./spot-places.ts";
import type { Spotlit } from "./use-spotlight.ts";
import "./spotlight.css";

/** Panes open, tiles come, lists grow: where it is is looked up this often, and with each scroll and resize. */
const LOOK_EVERY_MS = 150;
const RING_PX = 4;
const GAP_PX = 10;
const EDGE_PX = 8;

export function Spotlight({ spot, onUsed }: Spotlit & { onUsed: () => void }) {
  const place = SPOT_PLACES[spot];
  const ring = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLParagraphElement>(null);
  const id = useId();
  const used = useRef(onUsed);
  used.current = onUsed;

  useEffect(() => {
    let element: HTMLElement | undefined;
    const look = () => {
      const found = elementAt(place);
      if (found !== element) {
        if (element) untellOf(element, id);
        element = found;
      }
      if (element) tellOf(element, id);
      draw(ring.current, label.current, element?.getBoundingClientRect());
    };
    const onUse = (event: Event) => {
      if (!(event.target instanceof Node) || !element?.contains(event.target)) return;
      if (event instanceof KeyboardEvent && PASSING.has(event.key)) return;
      used.current();
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    addEventListener("scroll", look, { capture: true, passive: true });
    addEventListener("resize", look);
    for (const type of USES) document.addEventListener(type, onUse, { capture: true });
    return () => {
      clearInterval(timer);
      removeEventListener("scroll", look, { capture: true });
      removeEventListener("resize", look);
      for (const type of USES) document.removeEventListener(type, onUse, { capture: true });
      if (element) untellOf(element, id);
    };
  }, [place, id]);

  return (
    <div className="spotlight" data-spot={spot}>
      <div ref={ring} className="spot-ring" hidden />
      <p ref={label} id={id} className="spot-label" hidden>
        <b>{place.name}</b> {place.says}
      </p>
    </div>
  );
}

const USES = ["click", "input", "keydown"] as const;
/** On the way somewhere else. */
const PASSING: ReadonlySet<string> = new Set(["Tab", "Shift", "Control", "Alt", "Meta", "Escape", "F6"]);

function tellOf(element: HTMLElement, id: string): void {
  const ids = (element.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  if (!ids.includes(id)) element.setAttribute("aria-describedby", [...ids, id].join(" "));
}

function untellOf(element: HTMLElement, id: string): void {
  const ids = (element.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each !== "" && each !== id);
  if (ids.length > 0) element.setAttribute("aria-describedby", ids.join(" "));
  else element.removeAttribute("aria-describedby");
}

/** Beside it where there is room, else above or below; over it only where it is large. */
function draw(ring: HTMLElement | null, label: HTMLElement | null, at: DOMRect | undefined): void {
  if (!ring || !label) return;
  const isThere = at !== undefined && at.width > 0 && at.bottom > 0 && at.top < innerHeight;
  ring.hidden = !isThere;
  label.hidden = !isThere;
  if (!at || !isThere) return;
  const [left, top] = [Math.max(EDGE_PX / 2, at.left - RING_PX), Math.max(EDGE_PX / 2, at.top - RING_PX)];
  const [right, bottom] = [
    Math.min(innerWidth - EDGE_PX / 2, at.right + RING_PX),
    Math.min(innerHeight - EDGE_PX / 2, at.bottom + RING_PX),
  ];
  place(ring, left, top);
  ring.style.width = `${right - left}px`;
  ring.style.height = `${bottom - top}px`;
  const { width, height } = label.getBoundingClientRect();
  const within = { x: right - GAP_PX - width, y: bottom - GAP_PX - height };
  const along = Math.max(EDGE_PX, Math.min(left, innerWidth - EDGE_PX - width));
  const beside = [
    { x: right + GAP_PX, y: top },
    { x: left - GAP_PX - width, y: top },
  ];
  const over = [
    { x: along, y: bottom + GAP_PX },
    { x: along, y: top - GAP_PX - height },
  ];
  const around = innerWidth < 720 ? [...over, ...beside] : [...beside, ...over];
  // What is read while the control is looked for stays readable.
  const dock = document.querySelector(".lesson-dock")?.getBoundingClientRect();
  const isFree = ({ x, y }: { x: number; y: number }) =>
    x >= Math.max(EDGE_PX, dock && dock.right < right ? dock.right : 0) &&
    x + width <= innerWidth - EDGE_PX &&
    y >= EDGE_PX &&
    y + height <= innerHeight - EDGE_PX;
  const isLarge = right - left > 2 * width && bottom - top > 3 * height;
  const { x, y } = (isLarge ? [within, ...around] : around).find(isFree) ?? { x: left, y: bottom + GAP_PX };
  place(label, clamp(x, innerWidth - width), clamp(y, innerHeight - height));
}

function place(element: HTMLElement, x: number, y: number): void {
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

function clamp(value: number, most: number): number {
  return Math.max(EDGE_PX, Math.min(value, most - EDGE_PX));
}
