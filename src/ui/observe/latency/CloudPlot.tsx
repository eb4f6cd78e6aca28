/**
 * The point cloud on the page. Pointing at a point tells of it, a click or Enter selects its request, a drag selects a
 * stretch of time for all views; the arrow keys go from point to point, and with Shift they select a stretch.
 */
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { rowAt } from "../../../metrics/history/history-rows.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { cloudOf } from "../../../metrics/latency/cloud.ts";
import type { LatencyScale } from "../../../metrics/latency/histogram.ts";
import type { RowChoice } from "../../../metrics/latency/row-choice.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import { useIntents } from "../../shared/store-context.tsx";
import { sizedCanvas } from "../charts/canvas-surface.ts";
import type { DrawChart } from "../charts/chart-image.ts";
import { pointAtMoment } from "../charts/time-cursor.ts";
import { useElementSize } from "../timeline/use-element-size.ts";
import { usePalette } from "../timeline/use-palette.ts";
import { useTimeWindow } from "../use-run.ts";
import { CloudMarks } from "./CloudMarks.tsx";
import { type CloudScene, drawCloud, momentAt, plotOf, xOf } from "./cloud-drawing.ts";
import { afterKey, type CloudView, placeOfSeq, pointNear, pointWords, stretchOf } from "./cloud-points.ts";
import { latencyAxis } from "./latency-axis.ts";
import type { LatencyFigures } from "./use-latency.ts";

/** A request needs so few pixels that fewer cells would hide some, and more could not be told apart. */
const CELL_PX = 4;
const DRAG_PX = 5;

interface CloudPlotProps {
  readonly run: ObservedRun;
  readonly choice: RowChoice;
  readonly figures: LatencyFigures;
  readonly scale: LatencyScale;
  /** Where what draws it is left, for pictures. */
  readonly drawing: RefObject<DrawChart | undefined>;
}

export function CloudPlot({ run, choice, figures, scale, drawing }: CloudPlotProps) {
  const { observe, selectInvocation } = useIntents();
  const box = useRef<HTMLDivElement>(null);
  const view = useCloudView(box, { run, choice, figures, scale, drawing });
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
  const zoom = () => {
    if (anchorMs !== undefined && toMs !== undefined && view) observe({ window: stretchOf(anchorMs, toMs) });
    dropStretch();
  };
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
              if (anchorMs === undefined) pointTo(undefined);
              return dropStretch();
            }
            if (event.key === "Enter" || event.key === " ") {
              event.preventDefault();
              return anchorMs === undefined ? select(pointedSeq) : zoom();
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
            setAnchorMs(momentAt(xWithin(event), view.scene.window, view.plot));
            setToMs(undefined);
          }}
          onPointerMove={(event) => {
            const [x, y] = [xWithin(event), yWithin(event)];
            const atMs = momentAt(x, view.scene.window, view.plot);
            pointAtMoment(atMs);
            if (anchorMs === undefined || (event.buttons & 1) === 0) return setPointedSeq(pointNear(view, x, y));
            const dragged = Math.abs(x - xOf(anchorMs, view.scene.window, view.plot)) >= DRAG_PX;
            if (dragged || toMs !== undefined) {
              setPointedSeq(undefined);
              setToMs(atMs);
            }
          }}
          onPointerUp={(event) => {
            if (toMs !== undefined) return zoom();
            dropStretch();
            select(pointNear(view, xWithin(event), yWithin(event)));
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

function xWithin({ clientX, currentTarget }: { clientX: number; currentTarget: Element }): number {
  return clientX - currentTarget.getBoundingClientRect().left;
}

function yWithin({ clientY, currentTarget }: { clientY: number; currentTarget: Element }): number {
  return clientY - currentTarget.getBoundingClientRect().top;
}

/** Texts on a canvas grow with the page's, which a person or the presenter's mode may have made larger. */
function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}

/** Thins the cloud to the size that it has on the page, and keeps the canvas drawn. */
function useCloudView(
  box: RefObject<HTMLDivElement | null>,
  { run, choice, figures, scale, drawing }: CloudPlotProps,
): CloudView | undefined {
  const size = useElementSize(box);
  const palette = usePalette(box);
  const window = useTimeWindow(run);
  const view = useMemo((): CloudView | undefined => {
    if (size.width === 0) return undefined;
    const texts = textScale();
    const throttled = figures.counts.throttled > 0;
    const plot = plotOf(size.width, size.height, texts, throttled);
    const axis = latencyAxis(figures.counts, scale);
    const grid = { ...axis, columns: Math.ceil(plot.width / CELL_PX), lines: Math.ceil(plot.height / CELL_PX) };
    const cloud = cloudOf({ ...choice, ...window }, grid);
    const lines = [
      ["p99", figures.p99Ms],
      ["p95", figures.p95Ms],
      ["p50", figures.p50Ms],
    ] as const;
    const scene: CloudScene = {
      cloud,
      axis,
      window,
      throttled,
      lines: lines.flatMap(([name, ms]) => (ms === undefined ? [] : [{ name, ms }])),
      textScale: texts,
    };
    return { scene, plot };
  }, [size, choice, window, figures, scale]);
  useEffect(() => {
    const canvas = box.current?.querySelector("canvas");
    if (!canvas || !palette || !view) return;
    drawing.current = (surface, colours) => drawCloud(surface, colours, view.scene);
    const surface = sizedCanvas(canvas, size, palette);
    if (surface) drawCloud(surface, palette, view.scene);
  }, [box, size, view, palette, drawing]);
  return view;
}
