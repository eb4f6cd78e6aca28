/** What of the timeline lies under a point: a mark, a request, a container. */
import { type HistoryRow, rowAt } from "../../../metrics/history/history-rows.ts";
import type { ContainerLife } from "../../../metrics/timeline/container-lives.ts";
import { requestAt } from "../../../metrics/timeline/find-request.ts";
import type { FleetMark } from "../../../metrics/timeline/fleet-marks.ts";
import { placedMarks } from "./draw-marks.ts";
import type { TimelineView } from "./draw-timeline.ts";
import { AXIS_PX, CONCURRENCY_PX, msAt, ROW_PX, rowAtHeight, TOP_PX, xOf } from "./timeline-layout.ts";

const NEAR_PX = 3;
const MARK_PX = 6;

export type Hit =
  | { readonly type: "mark"; readonly mark: FleetMark }
  | { readonly type: "request"; readonly request: HistoryRow; readonly life: ContainerLife }
  | { readonly type: "container"; readonly life: ContainerLife; readonly atMs: number };

export function hitAt({ model, layout, scrollTop }: TimelineView, x: number, y: number): Hit | undefined {
  const { window, rows } = model;
  if (y < TOP_PX) {
    if (y < AXIS_PX + CONCURRENCY_PX) return undefined;
    const placed = placedMarks(model, layout).findLast((each) => Math.abs(each.x - x) <= MARK_PX);
    return placed && { type: "mark", mark: placed.mark };
  }
  const row = rows[rowAtHeight(layout, y - TOP_PX + scrollTop) ?? -1];
  if (!row) return undefined;
  const { life } = row;
  const atMs = msAt(layout, window, x);
  if (x < layout.left - NEAR_PX) return { type: "container", life, atMs: Math.min(life.ended?.atMs ?? model.nowMs, model.nowMs) };
  const nearMs = (NEAR_PX * (window.toMs - window.fromMs)) / layout.plotWidth;
  const seq = life.place === 0 ? undefined : requestAt(model.run.history.rows, life.place, atMs, nearMs);
  const request = seq === undefined ? undefined : rowAt(model.run.history.rows, seq);
  return request ? { type: "request", request, life } : { type: "container", life, atMs };
}

export interface Box {
  readonly x: number;
  /** From the top of all rows. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a request stands. undefined where its container is not shown. */
export function boxOf({ model, layout }: TimelineView, request: HistoryRow): Box | undefined {
  const place = model.rows.findIndex(({ life }) => life.containerId === request.containerId);
  const top = layout.tops[place];
  if (top === undefined) return undefined;
  const fromX = xOf(layout, model.window, request.arrivedAtMs + request.queueMs);
  const toX = xOf(layout, model.window, request.endedAtMs);
  if (toX < layout.left - 1 || fromX > layout.left + layout.plotWidth + 1) return undefined;
  const x = Math.max(layout.left, fromX);
  return { x, top, width: Math.max(2, Math.min(toX, layout.left + layout.plotWidth) - x), height: ROW_PX };
}
