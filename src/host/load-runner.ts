/** Sends a load plan's requests on time and sums up what came back. Open-loop arrivals never wait for answers; closed-loop ones do. */
import type { InvocationRecord, InvocationStatus } from "../platform/invocation.ts";
import type { LoadProgress, LoadReport } from "../platform/results.ts";
import { arrivalOffsetsMs, type ClosedLoop, closedLoopProgress, inFlightAt, type LoadPlan, loopOf } from "../platform/workload.ts";

const PROGRESS_EVERY_MS = 100;
/** How often a caller that the pattern keeps back looks again. */
const PATTERN_STEP_MS = 10;

/** What of a request's end the report needs. */
export type LoadOutcome = Pick<InvocationRecord, "status" | "coldStart" | "arrivedAtMs" | "endedAtMs" | "billed"> & {
  readonly costUsd: number;
};

interface Tally {
  sent: number;
  coldStarts: number;
  billedMs: number;
  costUsd: number;
  readonly byStatus: Map<InvocationStatus, number>;
  readonly latenciesMs: number[];
}

export async function runLoad(
  plan: LoadPlan,
  send: () => Promise<LoadOutcome>,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<LoadReport> {
  const loop = loopOf(plan);
  const startedMs = performance.now();
  const tally: Tally = { sent: 0, coldStarts: 0, billedMs: 0, costUsd: 0, byStatus: new Map(), latenciesMs: [] };
  const planned = loop.kind === "open" || loop.durationMs === undefined ? loop.requests : undefined;
  const report = () => onProgress({ sent: tally.sent, done: tally.latenciesMs.length, planned, elapsedMs: performance.now() - startedMs });
  const halt = new AbortController();
  const stop = () => halt.abort();
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  const failures: unknown[] = [];
  const one = async () => {
    tally.sent += 1;
    try {
      record(tally, await send());
    } catch (error) {
      // Not an invocation that failed, which is a result, but one that cannot be asked for: no other will fare better.
      failures.push(error);
      stop();
    }
  };
  const timer = setInterval(report, PROGRESS_EVERY_MS);
  try {
    if (loop.kind === "open") await sendOnTime(arrivalOffsetsMs(plan), startedMs, one, halt.signal);
    else await sendInTurns(loop, plan, startedMs, one, halt.signal, tally);
  } finally {
    clearInterval(timer);
    signal.removeEventListener("abort", stop);
    report();
  }
  if (failures.length > 0) throw failures[0];
  return summarise(tally);
}

async function sendOnTime(offsets: readonly number[], startedMs: number, one: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const underWay: Promise<void>[] = [];
  for (let next = 0; next < offsets.length && !signal.aborted; ) {
    const elapsedMs = performance.now() - startedMs;
    while (next < offsets.length && (offsets[next] ?? 0) <= elapsedMs) {
      underWay.push(one());
      next += 1;
    }
    if (next < offsets.length) await delay(Math.max(1, (offsets[next] ?? 0) - elapsedMs), signal);
  }
  await Promise.all(underWay);
}

/** Each of the loop's callers sends its next when its last has ended; the pattern says how many of them are at work. */
async function sendInTurns(
  loop: ClosedLoop,
  plan: LoadPlan,
  startedMs: number,
  one: () => Promise<void>,
  signal: AbortSignal,
  tally: Tally,
): Promise<void> {
  const elapsedMs = () => performance.now() - startedMs;
  const more = () => !signal.aborted && tally.sent < loop.requests && (loop.durationMs === undefined || elapsedMs() < loop.durationMs);
  const wanted = () => inFlightAt(loop, plan.pattern, closedLoopProgress(loop, tally.sent, elapsedMs()));
  const caller = async (place: number) => {
    while (more()) {
      if (place < wanted()) await one();
      else await delay(PATTERN_STEP_MS, signal);
    }
  };
  await Promise.all(Array.from({ length: loop.concurrency }, (_, place) => caller(place)));
}

function record(tally: Tally, outcome: LoadOutcome): void {
  tally.byStatus.set(outcome.status, (tally.byStatus.get(outcome.status) ?? 0) + 1);
  tally.latenciesMs.push(outcome.endedAtMs - outcome.arrivedAtMs);
  tally.coldStarts += outcome.coldStart ? 1 : 0;
  tally.billedMs += outcome.billed.billedMs;
  tally.costUsd += outcome.costUsd;
}

function summarise({ sent, coldStarts, billedMs, costUsd, byStatus, latenciesMs }: Tally): LoadReport {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (quantile: number) => sorted[Math.max(0, Math.ceil(quantile * sorted.length) - 1)] ?? 0;
  const ok = byStatus.get("ok") ?? 0;
  const throttled = byStatus.get("throttled") ?? 0;
  return {
    sent,
    ok,
    errors: latenciesMs.length - ok - throttled,
    throttled,
    coldStarts,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    billedMs,
    costUsd,
  };
}

/** Over with the time, or with the signal. */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
