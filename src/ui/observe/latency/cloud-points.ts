/** Which point of the cloud is meant: by the mouse, by a key, or by a request's number; and how it is told of in words. */
import type { HistoryRow } from "../../../metrics/history/history-rows.ts";
import { latencyMs, wasServed } from "../../../metrics/history/latency-of.ts";
import { type Cloud, THROTTLED_POINT } from "../../../metrics/latency/cloud.ts";
import type { TimeWindow } from "../../../store/state.ts";
import { formatInstant } from "../../shared/format.ts";
import { fineMs } from "../charts/fine-ms.ts";
import { type CloudScene, footOf, type Plot, xOf, yOf } from "./cloud-drawing.ts";

export interface CloudView {
  readonly scene: CloudScene;
  readonly plot: Plot;
}

/** As far as a finger or a mouse may miss it. */
const REACH_PX = 14;
/** Page up and down go this far. */
const PAGE = 10;

export function placeOnPlot({ scene: { axis, cloud, window }, plot }: CloudView, point: number): readonly [number, number] {
  const x = xOf(cloud.endedAtMs[point] ?? 0, window, plot);
  if (cloud.kinds[point] === THROTTLED_POINT) return [x, footOf(plot) - 3];
  return [x, yOf(cloud.latencyMs[point] ?? 0, axis, plot)];
}

/** The request of the nearest point; undefined where none is near. */
export function pointNear(view: CloudView, x: number, y: number): number | undefined {
  const { cloud } = view.scene;
  let nearest = REACH_PX ** 2;
  let found: number | undefined;
  for (let point = 0; point < cloud.points; point += 1) {
    const [px, py] = placeOnPlot(view, point);
    const away = (px - x) ** 2 + (py - y) ** 2;
    if (away > nearest) continue;
    nearest = away;
    found = cloud.seqs[point];
  }
  return found;
}

/** Points are in the order of their requests' numbers. Where it was thinned away since: the next one. */
export function placeOfSeq({ seqs, points }: Pick<Cloud, "seqs" | "points">, seq: number | undefined): number | undefined {
  if (seq === undefined || points === 0) return undefined;
  let [low, high] = [0, points - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((seqs[middle] ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Left and right in time; up to the next slower one, down to the next faster. undefined where the key is none of these. */
export function afterKey(key: string, cloud: Pick<Cloud, "latencyMs" | "points">, from: number | undefined): number | undefined {
  const last = cloud.points - 1;
  if (last < 0) return undefined;
  const within = (place: number) => Math.min(last, Math.max(0, place));
  switch (key) {
    case "ArrowLeft":
      return within(from === undefined ? last : from - 1);
    case "ArrowRight":
      return within(from === undefined ? last : from + 1);
    case "PageUp":
      return within((from ?? last) - PAGE);
    case "PageDown":
      return within((from ?? last) + PAGE);
    case "Home":
      return 0;
    case "End":
      return last;
    case "ArrowUp":
      return nextByLatency(cloud, from, 1);
    case "ArrowDown":
      return nextByLatency(cloud, from, -1);
    default:
      return undefined;
  }
}

/** Of those alike, one after the other in time. Without a point to go from: the slowest, or the fastest. */
function nextByLatency({ latencyMs: ms, points }: Pick<Cloud, "latencyMs" | "points">, from: number | undefined, way: 1 | -1): number {
  const isBefore = (a: number, b: number) => {
    const difference = ((ms[a] ?? 0) - (ms[b] ?? 0)) * way;
    return difference === 0 ? (a - b) * way < 0 : difference < 0;
  };
  let found = from;
  for (let point = 0; point < points; point += 1) {
    if (from === undefined) {
      if (found === undefined || isBefore(found, point)) found = point;
    } else if (isBefore(from, point) && (found === from || found === undefined || isBefore(point, found))) found = point;
  }
  return found ?? 0;
}

/** Of at least a millisecond, whichever end came first. */
export function stretchOf(oneMs: number, otherMs: number): TimeWindow {
  const fromMs = Math.min(oneMs, otherMs);
  return { fromMs, toMs: Math.max(oneMs, otherMs, fromMs + 1) };
}

export function latencyOfRow(row: HistoryRow): string {
  return wasServed(row) ? fineMs(latencyMs(row)) : "none: throttled";
}

export function startOfRow(row: HistoryRow): string {
  return wasServed(row) ? (row.coldStart ? "cold" : "warm") : "throttled";
}

/** "thumbs, cold, 3.25 s, error, ended 11:04:02.518" */
export function pointWords(row: HistoryRow): string {
  const { functionName, status, endedAtMs } = row;
  const outcome = wasServed(row) && status !== "ok" ? [status] : [];
  const latency = wasServed(row) ? [fineMs(latencyMs(row))] : [];
  return [functionName, startOfRow(row), ...latency, ...outcome, `ended ${formatInstant(endedAtMs)}`].join(", ");
}
