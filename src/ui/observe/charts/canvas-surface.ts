/**
 * A `Surface` on a canvas of the page, sharp at the screen's pixel ratio and under CSS zoom. `sizedCanvas` gives the canvas its pixels (only
 * when they change, as that clears it) and wipes it; the drawing itself is the chart's.
 */
import { cssZoomOf } from "../../shared/css-zoom.ts";
import type { Palette } from "./palette.ts";
import type { Paint, Surface, TextPaint } from "./surface.ts";

const HATCH_PX = 4;

export interface SurfaceSize {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** An empty surface that fills the canvas. undefined where the browser gives no 2D context. */
export function sizedCanvas(
  canvas: HTMLCanvasElement,
  { width, height }: SurfaceSize,
  fonts: Pick<Palette, "fontUi" | "fontMono">,
  pixelRatio = globalThis.devicePixelRatio || 1,
): Surface | undefined {
  const context = canvas.getContext("2d");
  if (!context) return undefined;
  const pixels = pixelRatio * cssZoomOf(canvas);
  const pixelsWide = Math.max(1, Math.round(width * pixels));
  const pixelsHigh = Math.max(1, Math.round(height * pixels));
  if (canvas.width !== pixelsWide) canvas.width = pixelsWide;
  if (canvas.height !== pixelsHigh) canvas.height = pixelsHigh;
  context.setTransform(pixels, 0, 0, pixels, 0, 0);
  context.clearRect(0, 0, width, height);
  return canvasSurface(context, { width, height }, fonts);
}

/** The context's transform already maps CSS pixels to its own. */
export function canvasSurface(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  { width, height }: SurfaceSize,
  fonts: Pick<Palette, "fontUi" | "fontMono">,
): Surface {
  const paintPath = (paint: Paint, trace: () => void, hatchBounds: readonly [number, number, number, number]) => {
    context.globalAlpha = paint.opacity ?? 1;
    context.beginPath();
    trace();
    if (paint.fill) {
      context.fillStyle = paint.fill;
      context.fill();
    }
    if (paint.hatched && paint.stroke) hatch(context, paint.stroke, hatchBounds);
    if (paint.stroke) strokeWith(context, paint);
    context.globalAlpha = 1;
  };
  return {
    width,
    height,
    rect(x, y, w, h, paint, radius = 0) {
      if (!paint.stroke && radius === 0 && paint.fill) {
        // By far the most common shape: no path for it.
        context.globalAlpha = paint.opacity ?? 1;
        context.fillStyle = paint.fill;
        context.fillRect(x, y, w, h);
        context.globalAlpha = 1;
        return;
      }
      const trace = () => (radius > 0 ? context.roundRect(x, y, w, h, radius) : context.rect(x, y, w, h));
      paintPath(paint, trace, [x, y, w, h]);
    },
    circle(x, y, radius, paint) {
      paintPath(paint, () => context.arc(x, y, radius, 0, Math.PI * 2), [x - radius, y - radius, radius * 2, radius * 2]);
    },
    path(points, paint, closed = paint.fill !== undefined) {
      const trace = () => {
        for (const [place, [x, y]] of points.entries()) {
          if (place === 0) context.moveTo(x, y);
          else context.lineTo(x, y);
        }
        if (closed) context.closePath();
      };
      paintPath(paint, trace, paint.hatched ? boundsOf(points) : [0, 0, 0, 0]);
    },
    line(x1, y1, x2, y2, paint) {
      context.globalAlpha = paint.opacity ?? 1;
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      strokeWith(context, paint);
      context.globalAlpha = 1;
    },
    text(x, y, text, paint) {
      context.font = fontOf(paint, fonts);
      context.fillStyle = paint.fill;
      context.textAlign = paint.align ?? "left";
      context.textBaseline = paint.baseline ?? "middle";
      context.fillText(text, x, y);
    },
    clipped(x, y, w, h, draw) {
      context.save();
      context.beginPath();
      context.rect(x, y, w, h);
      context.clip();
      draw();
      context.restore();
    },
  };
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function strokeWith(context: Context, { stroke, lineWidth, dash }: Paint): void {
  if (!stroke) return;
  context.strokeStyle = stroke;
  context.lineWidth = lineWidth ?? 1;
  if (dash) context.setLineDash([...dash]);
  context.stroke();
  if (dash) context.setLineDash([]);
}

/** Within the current path, which is left as it was. */
function hatch(context: Context, stroke: string, [x, y, w, h]: readonly [number, number, number, number]): void {
  const lines = new Path2D();
  // In step with the surface, not with the shape, so that shapes side by side look alike.
  const first = Math.floor((x + y) / HATCH_PX) * HATCH_PX;
  for (let at = first; at <= x + y + w + h; at += HATCH_PX) {
    lines.moveTo(at - y, y);
    lines.lineTo(at - y - h, y + h);
  }
  context.save();
  context.clip();
  context.strokeStyle = stroke;
  context.lineWidth = 1;
  context.stroke(lines);
  context.restore();
}

function boundsOf(points: readonly (readonly [number, number])[]): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return points.length === 0 ? [0, 0, 0, 0] : [left, top, right - left, bottom - top];
}

function fontOf({ sizePx, weight, mono }: TextPaint, fonts: Pick<Palette, "fontUi" | "fontMono">): string {
  return `${weight ?? 400} ${sizePx}px ${mono ? fonts.fontMono : fonts.fontUi}`;
}
