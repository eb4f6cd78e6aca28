/**
 * Pointer and wheel over the timeline. A drag selects the stretch to be shown, with Shift or the middle button it pans; one
 * finger pans, two pinch; a double click shows the whole run. The wheel scrolls rows and page as everywhere: it zooms with
 * Ctrl or Cmd, or while the timeline has the focus, and pans sideways or with Shift.
 */
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { TimeSpan } from "../../../metrics/timeline/span-times.ts";
import { type ChosenWindow, panned, stretched, zoomedAt } from "../../../metrics/timeline/time-window.ts";
import { pointAtMoment } from "../charts/time-cursor.ts";
import type { TimelineView } from "./draw-timeline.ts";
import { msAt } from "./timeline-layout.ts";

const STILL_PX = 4;
const ZOOM_PER_PX = 0.0016;
const LINE_PX = 16;
/** Every chart is drawn anew with the window: this often at most while something moves. */
const PERIOD_MS = 50;

export interface Spot {
  readonly x: number;
  readonly y: number;
}

interface Drag {
  readonly kind: "stretch" | "pan";
  readonly from: Spot;
  readonly window: TimeSpan;
  moved: boolean;
}

export interface GestureTargets {
  readonly view: TimelineView;
  readonly whole: TimeSpan;
  onWindow(window: ChosenWindow): void;
  onPress(spot: Spot): void;
  onHover(spot: Spot | undefined): void;
}

export interface Stretch {
  readonly fromX: number;
  readonly toX: number;
}

export function useTimelineGestures(scroller: RefObject<HTMLElement | null>, targets: GestureTargets) {
  const latest = useRef(targets);
  latest.current = targets;
  const [stretch, setStretch] = useState<Stretch>();
  const fingers = useRef(new Map<number, Spot>());
  const drag = useRef<Drag>(undefined);
  const pinch = useRef<{ readonly apartPx: number; readonly atMs: number; readonly window: TimeSpan }>(undefined);
  const set = useThrottledWindow(latest);
  useWheel(scroller, latest, set);

  const begin = (event: PointerEvent<HTMLElement>) => {
    const { view } = latest.current;
    const spot = spotOf(event);
    if (event.pointerType === "mouse" && event.button > 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (event.button === 1) event.preventDefault();
    if (event.pointerType === "touch") fingers.current.set(event.pointerId, spot);
    const [one, other] = [...fingers.current.values()];
    if (one && other) {
      drag.current = undefined;
      const atMs = msAt(view.layout, view.model.window, (one.x + other.x) / 2);
      pinch.current = { apartPx: Math.max(8, Math.abs(one.x - other.x)), atMs, window: view.model.window };
      return;
    }
    const pans = event.pointerType === "touch" || event.button === 1 || event.shiftKey;
    drag.current = { kind: pans ? "pan" : "stretch", from: spot, window: view.model.window, moved: false };
  };

  const move = (event: PointerEvent<HTMLElement>) => {
    const { view, whole, onHover } = latest.current;
    const spot = spotOf(event);
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, spot);
    const [one, other] = [...fingers.current.values()];
    if (pinch.current && one && other) {
      const { apartPx, atMs, window } = pinch.current;
      return set(zoomedAt(window, atMs, apartPx / Math.max(8, Math.abs(one.x - other.x)), whole));
    }
    const { current } = drag;
    if (!current) {
      onHover(spot);
      pointAtMoment(spot.x >= view.layout.left ? msAt(view.layout, view.model.window, spot.x) : undefined);
      return;
    }
    const movedPx = spot.x - current.from.x;
    current.moved ||= Math.abs(movedPx) > STILL_PX;
    if (!current.moved) return;
    onHover(undefined);
    pointAtMoment(undefined);
    if (current.kind === "stretch")
      setStretch({ fromX: Math.max(view.layout.left, Math.min(spot.x, current.from.x)), toX: Math.max(spot.x, current.from.x) });
    else set(panned(current.window, (-movedPx * (current.window.toMs - current.window.fromMs)) / view.layout.plotWidth, whole));
  };

  const end = (event: PointerEvent<HTMLElement>) => {
    const { view, whole, onWindow, onPress } = latest.current;
    fingers.current.delete(event.pointerId);
    const { current } = drag;
    drag.current = undefined;
    if (fingers.current.size < 2) pinch.current = undefined;
    setStretch(undefined);
    if (!current) return;
    const spot = spotOf(event);
    if (!current.moved) return event.button === 0 ? onPress(spot) : undefined;
    if (current.kind !== "stretch") return;
    const at = (x: number) => msAt(view.layout, view.model.window, Math.max(view.layout.left, x));
    onWindow(stretched(at(current.from.x), at(spot.x), whole));
  };

  const cancel = (event: PointerEvent<HTMLElement>) => {
    fingers.current.delete(event.pointerId);
    drag.current = undefined;
    pinch.current = undefined;
    setStretch(undefined);
  };

  const leave = () => {
    latest.current.onHover(undefined);
    pointAtMoment(undefined);
  };

  return {
    stretch,
    handlers: {
      onPointerDown: begin,
      onPointerMove: move,
      onPointerUp: end,
      onPointerCancel: cancel,
      onPointerLeave: leave,
      onDoubleClick: () => latest.current.onWindow(undefined),
    },
  };
}

/** As it is laid out: it may be drawn larger than that. */
function spotOf({ clientX, clientY, currentTarget }: { clientX: number; clientY: number; currentTarget: EventTarget | null }): Spot {
  if (!(currentTarget instanceof HTMLElement)) return { x: clientX, y: clientY };
  const { left, top, width } = currentTarget.getBoundingClientRect();
  const scale = width > 0 ? currentTarget.offsetWidth / width : 1;
  return { x: (clientX - left) * scale, y: (clientY - top) * scale };
}

interface WindowSetter {
  (window: ChosenWindow): void;
  /** What was asked for and is not shown yet. undefined where all is shown. */
  pending(): { readonly window: ChosenWindow } | undefined;
}

function useThrottledWindow(latest: RefObject<GestureTargets>): WindowSetter {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<{ readonly window: ChosenWindow }>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const [setter] = useState<WindowSetter>(() => {
    const tell = () => {
      timer.current = undefined;
      const { current } = waiting;
      waiting.current = undefined;
      if (current) latest.current.onWindow(current.window);
    };
    const set = (window: ChosenWindow) => {
      waiting.current = { window };
      timer.current ??= setTimeout(tell, PERIOD_MS);
    };
    return Object.assign(set, { pending: () => waiting.current });
  });
  return setter;
}

/** React listens to the wheel passively: this is the one that may keep the page from scrolling. */
function useWheel(scroller: RefObject<HTMLElement | null>, latest: RefObject<GestureTargets>, set: WindowSetter): void {
  useEffect(() => {
    const { current: element } = scroller;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const { view, whole } = latest.current;
      const { layout } = view;
      const pending = set.pending();
      const window = pending ? (pending.window ?? whole) : view.model.window;
      const isWhole = window.toMs - window.fromMs >= whole.toMs - whole.fromMs;
      const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
      const spot = spotOf({ clientX: event.clientX, clientY: event.clientY, currentTarget: element });
      const asked = event.ctrlKey || event.metaKey;
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!asked && sideways) {
        if (isWhole) return;
        event.preventDefault();
        const byPx = (event.deltaX || event.deltaY) * scale;
        return set(panned(window, (byPx * (window.toMs - window.fromMs)) / layout.plotWidth, whole));
      }
      const focused = document.activeElement === element && spot.x >= layout.left;
      if (!asked && (!focused || (isWhole && event.deltaY > 0))) return;
      event.preventDefault();
      set(zoomedAt(window, msAt(layout, window, Math.max(layout.left, spot.x)), Math.exp(event.deltaY * scale * ZOOM_PER_PX), whole));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [scroller, latest, set]);
}
