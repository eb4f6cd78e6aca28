/** A waterfall drawn on a surface, for a picture: the same rows, colours and marks as on the page. */
import type { Trace, TraceSpan } from "../../../metrics/traces/trace.ts";
import { evenTicks } from "../charts/axis.ts";
import { fineMs } from "../charts/fine-ms.ts";
import type { Palette } from "../charts/palette.ts";
import type { Surface } from "../charts/surface.ts";
import { isFailed, spanDuration, spanName, spanNote } from "./trace-words.ts";

const ROW_PX = 22;
const NAME_PX = 260;
const TOOK_PX = 64;
const AXIS_PX = 24;
const INDENT_PX = 12;

export function traceHeight(trace: Trace): number {
  return AXIS_PX + trace.spans.length * ROW_PX + 8;
}

export function drawTrace(surface: Surface, palette: Palette, trace: Trace): void {
  const width = Math.max(1, surface.width - NAME_PX - TOOK_PX);
  const spanMs = Math.max(1, trace.toMs - trace.fromMs);
  const xOf = (atMs: number) => NAME_PX + (width * (atMs - trace.fromMs)) / spanMs;
  const text = { fill: palette.ink, sizePx: 12 };
  for (const afterMs of evenTicks(trace.toMs - trace.fromMs)) {
    const atMs = trace.fromMs + afterMs;
    if (atMs > trace.toMs) continue;
    surface.line(xOf(atMs), AXIS_PX, xOf(atMs), traceHeight(trace), { stroke: palette.line });
    surface.text(xOf(atMs), AXIS_PX / 2, fineMs(afterMs), { ...text, fill: palette.inkFaint, sizePx: 11, align: "center" });
  }
  for (const [place, span] of trace.spans.entries()) {
    const y = AXIS_PX + place * ROW_PX;
    if (span.type === "request") surface.rect(0, y, surface.width, ROW_PX, { fill: palette.sunken, opacity: 0.6 });
    const note = spanNote(span);
    const name = `${spanName(span)}${note === "" ? "" : `  ${note}`}`;
    const fill = isFailed(span) ? palette.crash : span.type === "request" ? palette.ink : palette.inkFaint;
    surface.clipped(0, y, NAME_PX - 8, ROW_PX, () =>
      surface.text(8 + span.depth * INDENT_PX, y + ROW_PX / 2, name, { ...text, fill, weight: span.type === "request" ? 600 : 400 }),
    );
    drawBar(surface, palette, span, y, xOf);
    surface.text(surface.width - 4, y + ROW_PX / 2, spanDuration(span), { ...text, fill: palette.inkSoft, align: "right" });
  }
}

function drawBar(surface: Surface, palette: Palette, span: TraceSpan, y: number, xOf: (atMs: number) => number): void {
  const top = y + 5;
  const height = ROW_PX - 10;
  const bar = (fromMs: number, toMs: number, fill: string, hatched = false) =>
    surface.rect(
      xOf(fromMs),
      top,
      Math.max(2, xOf(toMs) - xOf(fromMs)),
      height,
      hatched ? { fill: palette.surface, stroke: fill, hatched } : { fill },
    );
  if (span.type === "event") {
    surface.rect(xOf(span.fromMs), y + ROW_PX / 2 - 1.5, Math.max(2, xOf(span.toMs ?? span.fromMs) - xOf(span.fromMs)), 3, {
      fill: palette.idle,
    });
    return;
  }
  if (span.type === "call" || !span.phases) return bar(span.fromMs, span.toMs ?? span.fromMs, palette.inkSoft);
  const { queueMs, provisionMs, initMs } = span.phases;
  let atMs = span.fromMs + queueMs;
  if (queueMs > 0) bar(span.fromMs, atMs, palette.rounding);
  if (provisionMs > 0) bar(atMs, atMs + provisionMs, palette.start, true);
  atMs += provisionMs;
  if (initMs > 0) bar(atMs, atMs + initMs, palette.init);
  bar(atMs + initMs, span.toMs ?? atMs + initMs, isFailed(span) ? palette.crash : palette.run);
}
