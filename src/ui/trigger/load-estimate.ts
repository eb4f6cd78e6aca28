/** What a load will be, before it runs: its plan from the draft, and one sentence computed by the workload's own code. */
import type { Parsed } from "../../platform/triggers/parsed.ts";
import { type LoadPlan, loopOf } from "../../platform/workload.ts";
import { parseLoadPlan } from "../../platform/workload-plan.ts";
import { type LoadPattern, levelAt } from "../../platform/workload-shapes.ts";
import type { LoadDraft } from "../../store/state.ts";
import { formatMs } from "../shared/format.ts";

const SAMPLES = 1_000;

/** Without what is sent: it changes neither length nor pace. */
function planOf({ by, requests, durationS, pace, ratePerSecond, concurrency, pattern, seed }: LoadDraft): Parsed<LoadPlan> {
  return parseLoadPlan({
    function: "estimate",
    ...(by === "requests" ? { requests } : { durationMs: durationS * 1_000 }),
    ...(pace === "rate" ? { ratePerSecond } : { concurrency }),
    pattern,
    seed,
  });
}

/** "About 5 s, 24 requests a second at the peak"; or what is wrong with it. */
export function estimateOf(draft: LoadDraft): { readonly ok: boolean; readonly text: string } {
  const plan = planOf(draft);
  if (!plan.ok) return { ok: false, text: `${plan.message} ${plan.remedy}` };
  const loop = loopOf(plan.value);
  if (loop.kind === "open") {
    const peak = loop.requests / (loop.durationMs / 1_000) / meanLevel(draft.pattern);
    return { ok: true, text: `About ${lengthOf(loop.durationMs)}, ${rate(peak)} at the peak` };
  }
  const inFlight = `${draft.pattern === "steady" ? "" : "up to "}${loop.concurrency.toLocaleString("en-US")} in flight`;
  const end =
    loop.durationMs === undefined ? `until ${loop.requests.toLocaleString("en-US")} are sent` : `for ${lengthOf(loop.durationMs)}`;
  return { ok: true, text: `${inFlight}, ${end}` };
}

/** "5 s": an estimate has no hundredths. */
function lengthOf(ms: number): string {
  return ms < 60_000 ? `${Number((ms / 1_000).toPrecision(2))} s` : formatMs(ms);
}

/** Of a pattern whose peak is 1. */
function meanLevel(pattern: LoadPattern): number {
  let sum = 0;
  for (let step = 0; step < SAMPLES; step += 1) sum += levelAt(pattern, (step + 0.5) / SAMPLES);
  return sum / SAMPLES;
}

function rate(perSecond: number): string {
  const shown = perSecond < 10 ? Number(perSecond.toPrecision(2)) : Math.round(perSecond);
  return `${shown.toLocaleString("en-US")} ${shown === 1 ? "request" : "requests"} a second`;
}

/** The pattern as points of a line in a box of this size; the top is the peak. */
export function sparkPoints(pattern: LoadPattern, width: number, height: number): string {
  const steps = 80;
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const level = levelAt(pattern, Math.min(step / steps, 0.999_9));
    return `${((step / steps) * width).toFixed(1)},${(height - 1 - level * (height - 2)).toFixed(1)}`;
  });
  return points.join(" ");
}
