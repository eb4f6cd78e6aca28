/**
 * The point cloud on the page. Pointing at a point tells of it, a click or Enter selects its request, a drag selects a
 * stretch of time for all views; the arrow keys go from point to point, and with Shift they select a stretch.
 */
import { useRef, useState } from "react";
import { rowAt } from "../../../metrics/history/history-rows.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import { placeWithin } from "../../shared/css-zoom.ts";
import { useIntents } from "../../shared/store-context.tsx";
import { pointAtMoment } from "../charts/time-cursor.ts";
import { CloudMarks } from "./CloudMarks.tsx";
import { momentAt, xOf } from "./cloud-drawing.ts";
import { afterKey, placeOfSeq, pointNear, pointWords, stretchOf } from "./cloud-points.ts";
import { type CloudPlotProps, useCloudView } from "./use-cloud-view.ts";

const DRAG_PX = 5;

export function CloudPlot(props: CloudPlotProps) {
  const { run } = props;
  const { observe, selectInvocation } = useIntents();
  const box = useRef<HTMLDivElement>(null);
  const view = useCloudView(box, props);
  const [pointedSeq, setPointedSeq] = useState<number>();
  /** The other end of a stretch that is being selected, in pixels or from point to point. */
  const [anchorMs, setAnchorMs] = useState<number>();
  const [toMs, setToMs] = useState<number>();
  const { rows } = run.history;
  const place = view && placeOfSeq(view.scene.cloud, pointedSeq);
  const row = pointedSeq === undefined ? undefined : rowAt(rows, pointedSeq);

  const select = (seq: number | undefined) => {
    const chosen = seq === undefined ? undefined : rowAt(rows, seq);
    if (chosen) selectInvocation(attemptIdOf(chosen));
  };
  const dropStretch = () => {
    setAnchorMs(undefined);
    setToMs(undefined);
  };
  const zoom = (oneMs: number, otherMs: number) => {
    observe({ window: stretchOf(oneMs, otherMs) });
    dropStretch();
  };
  /** Once it was, it stays a drag on its way back. */
  const isDragged = (x: number) =>
    toMs !== undefined || (view && anchorMs !== undefined && Math.abs(x - xOf(anchorMs, view.scene.window, view.plot)) >= DRAG_PX);
  const pointTo = (seq: number | undefined) => {
    setPointedSeq(seq);
    const at = view && placeOfSeq(view.scene.cloud, seq);
    if (view && at !== undefined) pointAtMoment(view.scene.cloud.endedAtMs[at]);
  };

  return (
    <div className="lat-cloud" ref={box}>
      <canvas />
      {view && (
        // One control that moves over many points: what a slider is to a screen reader, which reads its value out.
        <div
          className="lat-points"
          role="slider"
          tabIndex={0}
          aria-label="Requests by time and latency. Arrow keys move, Enter opens, Shift and arrow keys select a stretch."
          aria-valuemin={0}
          aria-valuemax={view.scene.cloud.points}
          aria-valuenow={place === undefined ? 0 : place + 1}
          aria-valuetext={
            row && place !== undefined ? `${pointWords(row)}. Point ${place + 1} of ${view.scene.cloud.points}` : "No request pointed at"
          }
          onKeyDown={(event) => {
            if (event.altKey || event.ctrlKey || event.metaKey) return;
            if (event.key === "Escape" && (anchorMs !== undefined || pointedSeq !== undefined)) {
              event.stopPropagation();
              event.preventDefault();
              if (anchorMs === undefined) pointTo(undefined);
              return dropStretch();
            }
            if (event.key === "Enter" || event.key === " ") {
              event.preventDefault();
              return anchorMs === undefined || toMs === undefined ? select(pointedSeq) : zoom(anchorMs, toMs);
            }
            const next = afterKey(event.key, view.scene.cloud, place);
            if (next === undefined) return;
            event.preventDefault();
            const { endedAtMs, seqs } = view.scene.cloud;
            if (event.shiftKey) {
              setAnchorMs(anchorMs ?? endedAtMs[place ?? next]);
              setToMs(endedAtMs[next]);
            } else dropStretch();
            pointTo(seqs[next]);
          }}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setAnchorMs(momentAt(placeWithin(event.currentTarget, event).x, view.scene.window, view.plot));
            setToMs(undefined);
          }}
          onPointerMove={(event) => {
            const { x, y } = placeWithin(event.currentTarget, event);
            const atMs = momentAt(x, view.scene.window, view.plot);
            pointAtMoment(atMs);
            if (anchorMs === undefined || (event.buttons & 1) === 0) return setPointedSeq(pointNear(view, x, y));
            if (!isDragged(x)) return;
            setPointedSeq(undefined);
            setToMs(atMs);
          }}
          onPointerUp={(event) => {
            const { x, y } = placeWithin(event.currentTarget, event);
            // Of a fast drag, the last moves may not have been drawn yet: where it ends is what counts.
            if (anchorMs !== undefined && isDragged(x)) return zoom(anchorMs, momentAt(x, view.scene.window, view.plot));
            dropStretch();
            select(pointNear(view, x, y));
          }}
          onPointerCancel={dropStretch}
          onPointerLeave={() => {
            pointAtMoment(undefined);
            if (anchorMs === undefined) setPointedSeq(undefined);
          }}
          onBlur={() => {
            dropStretch();
            setPointedSeq(undefined);
            pointAtMoment(undefined);
          }}
        />
      )}
      {view && (
        <CloudMarks
          run={run}
          view={view}
          row={row}
          stretch={anchorMs === undefined || toMs === undefined ? undefined : stretchOf(anchorMs, toMs)}
        />
      )}
    </div>
  );
}
