/** How many requests held a container at once: steps in ink, the peak with its number, the limit where it is near. */

import type { TimelineDrawing } from "./draw-timeline.ts";
import { CONCURRENCY_PX, xOf } from "./timeline-layout.ts";

const HEAD_PX = 12;
const FOOT_PX = 3;
/** A limit further above the peak than this is told in words: to scale, it would flatten everything. */
const NEAR_LIMIT = 2;

export function drawConcurrency({ surface, palette, model, layout }: TimelineDrawing, top: number): void {
  const { peaks, fromMs, binMs, peak, peakAtMs } = model.concurrency;
  const { limit, limitedBy } = model.limit;
  const bottom = top + CONCURRENCY_PX - FOOT_PX;
  surface.line(layout.left, bottom + 0.5, layout.left + layout.plotWidth, bottom + 0.5, { stroke: palette.line });
  if (peak === 0) return;
  const near = limit <= peak * NEAR_LIMIT;
  const most = near ? Math.max(peak, limit) : peak;
  const y = (count: number) => bottom - (count / most) * (CONCURRENCY_PX - HEAD_PX - FOOT_PX);
  const points: [number, number][] = [];
  let last = 0;
  for (let bin = 0; bin <= peaks.length; bin += 1) {
    const count = peaks[bin] ?? 0;
    if (count === last && bin < peaks.length) continue;
    const x = xOf(layout, model.window, fromMs + bin * binMs);
    points.push([x, y(last)], [x, y(count)]);
    last = count;
  }
  surface.path(points, { fill: palette.inkFaint, opacity: 0.22 }, true);
  surface.path(points, { stroke: palette.inkSoft, lineWidth: 1 });
  const words = `peak ${peak}${near ? "" : ` of ${limit.toLocaleString("en-US")} (${limitedBy})`}`;
  const x = xOf(layout, model.window, Math.max(peakAtMs, model.window.fromMs));
  const room = words.length * 6.2;
  const before = x + room > layout.left + layout.plotWidth;
  surface.text(before ? x - 4 : x + 4, top + 5, words, { fill: palette.ink, sizePx: 11, weight: 500, align: before ? "right" : "left" });
  if (!near) return;
  const limitY = Math.round(y(limit)) + 0.5;
  surface.line(layout.left, limitY, layout.left + layout.plotWidth, limitY, { stroke: palette.server, dash: [4, 3] });
  const farEnd = before || x + room < layout.left + layout.plotWidth - 140;
  const limitX = farEnd && !before ? layout.left + layout.plotWidth - 4 : layout.left + 4;
  const align = farEnd && !before ? "right" : "left";
  surface.text(limitX, limitY + (limit > peak * 1.2 ? 7 : -6), `limit ${limit.toLocaleString("en-US")} (${limitedBy})`, {
    fill: palette.inkSoft,
    sizePx: 11,
    align,
  });
}
