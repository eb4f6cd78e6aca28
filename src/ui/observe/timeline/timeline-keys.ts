/** What a key does in the timeline, as a function of where the focus stands in it: another point, another window, a choice. */
import { rowAt } from "../../../metrics/history/history-rows.ts";
import { requestAt, requestBeside } from "../../../metrics/timeline/find-request.ts";
import type { TimeSpan } from "../../../metrics/timeline/span-times.ts";
import { type ChosenWindow, panned, zoomedAt } from "../../../metrics/timeline/time-window.ts";
import type { TimelineModel } from "./timeline-model.ts";

/** A container, and one of its requests where it has any. */
export interface TimelinePoint {
  readonly containerId: string;
  readonly seq: number | undefined;
}

export type KeyAction =
  | { readonly type: "point"; readonly point: TimelinePoint | undefined }
  | { readonly type: "window"; readonly window: ChosenWindow }
  | { readonly type: "choose" };

interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
}

interface KeyContext {
  readonly model: TimelineModel;
  readonly whole: TimeSpan;
  readonly point: TimelinePoint | undefined;
  readonly plotWidth: number;
  readonly rowsInView: number;
}

const PAN_SHARE = 0.2;
const ZOOM = 1.5;

export function keyAction({ key, shiftKey }: KeyPress, context: KeyContext): KeyAction | undefined {
  const { model, whole, point } = context;
  const { window } = model;
  const pan = (share: number): KeyAction => ({ type: "window", window: panned(window, share * (window.toMs - window.fromMs), whole) });
  const zoom = (factor: number): KeyAction => ({ type: "window", window: zoomedAt(window, centreMs(context), factor, whole) });
  switch (key) {
    case "+":
    case "=":
      return zoom(1 / ZOOM);
    case "-":
    case "_":
      return zoom(ZOOM);
    case "0":
      return { type: "window", window: undefined };
    case "ArrowLeft":
      return shiftKey ? pan(-PAN_SHARE) : along(context, -1);
    case "ArrowRight":
      return shiftKey ? pan(PAN_SHARE) : along(context, 1);
    case "ArrowUp":
      return toRow(context, -1);
    case "ArrowDown":
      return toRow(context, 1);
    case "PageUp":
      return toRow(context, -context.rowsInView);
    case "PageDown":
      return toRow(context, context.rowsInView);
    case "Home":
      return toEnd(context, 1);
    case "End":
      return toEnd(context, -1);
    case "Escape":
      return point ? { type: "point", point: undefined } : undefined;
    case "Enter":
    case " ":
      return point ? { type: "choose" } : undefined;
    default:
      return undefined;
  }
}

function momentOf({ model, point }: KeyContext): number | undefined {
  const row = point?.seq === undefined ? undefined : rowAt(model.run.history.rows, point.seq);
  return row && row.arrivedAtMs + row.queueMs;
}

function centreMs(context: KeyContext): number {
  const { fromMs, toMs } = context.model.window;
  const atMs = momentOf(context);
  return atMs !== undefined && atMs >= fromMs && atMs <= toMs ? atMs : (fromMs + toMs) / 2;
}

/** At least a pixel on: what lies on one pixel can be parted by zooming. */
function along(context: KeyContext, direction: 1 | -1): KeyAction | undefined {
  const { model, point, plotWidth } = context;
  const { life } = rowOf(context) ?? {};
  if (!life) return undefined;
  const { fromMs, toMs } = model.window;
  const pixelMs = (toMs - fromMs) / plotWidth;
  const atMs = momentOf(context);
  const startMs = atMs === undefined ? (direction === 1 ? fromMs - pixelMs : toMs) : atMs + direction * pixelMs;
  const seq = requestBeside(model.run.history.rows, life.place, startMs, direction) ?? point?.seq;
  return { type: "point", point: { containerId: life.containerId, seq } };
}

function toEnd(context: KeyContext, direction: 1 | -1): KeyAction | undefined {
  const { life } = rowOf(context) ?? {};
  if (!life) return undefined;
  const { fromMs, toMs } = context.model.window;
  const seq = requestBeside(context.model.run.history.rows, life.place, direction === 1 ? fromMs - 1 : toMs, direction);
  return { type: "point", point: { containerId: life.containerId, seq } };
}

function rowOf({ model, point }: KeyContext) {
  return model.rows.find(({ life }) => life.containerId === point?.containerId) ?? model.rows[0];
}

/** To the request of that container that is nearest in time. */
function toRow(context: KeyContext, by: number): KeyAction | undefined {
  const { model, point } = context;
  const before = model.rows.findIndex(({ life }) => life.containerId === point?.containerId);
  const next = before < 0 ? 0 : Math.max(0, Math.min(model.rows.length - 1, before + by));
  const life = model.rows[next]?.life;
  if (!life) return undefined;
  const lengthMs = model.window.toMs - model.window.fromMs;
  const seq = life.place === 0 ? undefined : requestAt(model.run.history.rows, life.place, centreMs(context), lengthMs);
  return { type: "point", point: { containerId: life.containerId, seq } };
}
