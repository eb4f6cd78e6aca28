/** The cloud as it is on the page now: thinned to its size, in the page's colours, and drawn anew when any of it changes. */
import { type RefObject, useEffect, useMemo } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { cloudOf } from "../../../metrics/latency/cloud.ts";
import type { LatencyScale } from "../../../metrics/latency/histogram.ts";
import type { RowChoice } from "../../../metrics/latency/row-choice.ts";
import { sizedCanvas } from "../charts/canvas-surface.ts";
import type { DrawChart } from "../charts/chart-image.ts";
import { useElementSize } from "../charts/use-element-size.ts";
import { usePalette } from "../charts/use-palette.ts";
import { useTimeWindow } from "../use-run.ts";
import { type CloudScene, drawCloud, plotOf } from "./cloud-drawing.ts";
import type { CloudView } from "./cloud-points.ts";
import { latencyAxis } from "./latency-axis.ts";
import type { LatencyFigures } from "./use-latency.ts";

/** A request needs so few pixels that fewer cells would hide some, and more could not be told apart. */
const CELL_PX = 4;

export interface CloudPlotProps {
  readonly run: ObservedRun;
  readonly choice: RowChoice;
  readonly figures: LatencyFigures;
  readonly scale: LatencyScale;
  /** Where what draws it is left, for pictures. */
  readonly drawing: RefObject<DrawChart | undefined>;
}

/** Texts on a canvas grow with the page's, which a person or the presenter's mode may have made larger. */
function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}

/** Thins the cloud to the size that it has on the page, and keeps the canvas drawn. */
export function useCloudView(
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
