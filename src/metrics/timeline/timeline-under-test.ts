/** Runs for the tests of the timeline: drawn by hand, or by a seeded fleet that gives each request to one container. */
import type { FleetNote } from "../../platform/fleet-note.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import type { RowSource } from "../history/history-rows.ts";
import { newRun, type RunHistory, recordRun } from "../history/run-history.ts";
import type { RowFilter } from "../query/row-filter.ts";

export const EVERY_ROW: RowFilter = { text: "", problems: [], isAll: true, matches: () => true };

export function request(
  containerId: string | undefined,
  arrivedAtMs: number,
  endedAtMs: number,
  change: Partial<RowSource> = {},
): RowSource {
  return {
    requestId: `00000000-0000-4000-8000-${String(Math.round(arrivedAtMs * 100)).padStart(12, "0")}`,
    functionName: "resize",
    version: "1",
    status: "ok",
    ...(containerId === undefined ? {} : { containerId }),
    coldStart: false,
    reason: "Warm: reused.",
    because: "reused",
    arrivedAtMs,
    endedAtMs,
    queueMs: 0,
    provisionMs: 0,
    initMs: 0,
    durationMs: endedAtMs - arrivedAtMs,
    billed: { requests: 1, billedMs: 11, billedMbMs: 1_408 },
    split: { initUs: 0, runUs: 10_250, roundingUs: 750 },
    memoryMb: 128,
    trigger: "http",
    ...change,
  };
}

export function throttled(arrivedAtMs: number, change: Partial<RowSource> = {}): RowSource {
  const reason = "Throttled: account concurrency 2 reached.";
  return request(undefined, arrivedAtMs, arrivedAtMs, { status: "throttled", because: "account-reached", reason, ...change });
}

const about = { functionName: "resize", version: "1" } as const;

export function started(containerId: string, atMs: number, change: Partial<Extract<FleetNote, { type: "started" }>> = {}): FleetNote {
  return { type: "started", atMs, containerId, memoryMb: 128, because: "first-start", reason: "Cold: first request.", ...about, ...change };
}

export function ended(containerId: string, atMs: number, change: Partial<Extract<FleetNote, { type: "ended" }>> = {}): FleetNote {
  const reason = "Evicted: idle 10 s.";
  return { type: "ended", atMs, containerId, how: "evicted", served: 1, because: "idle-too-long", reason, ...about, ...change };
}

export function runOf(rows: readonly RowSource[], fleet: readonly FleetNote[] = [], before: RunHistory = newRun(0)): RunHistory {
  return recordRun(before, { ended: rows, fleet, events: [] });
}

/** Requests that arrive at random; each takes the container that has been idle longest, or a new one. In order of their ends. */
export function randomRequests(seed: number, count: number, most = 40): readonly RowSource[] {
  const random = seededRandom(seed);
  const hundredths = (ms: number) => Math.round(random() * ms * 100) / 100;
  const freeAtMs: number[] = [];
  const rows: RowSource[] = [];
  let nowMs = 0;
  for (let at = 0; at < count; at += 1) {
    nowMs += hundredths(random() < 0.02 ? 400 : 8);
    let place = freeAtMs.findIndex((each) => each <= nowMs);
    if (place < 0 && freeAtMs.length >= most) {
      rows.push(throttled(nowMs));
      continue;
    }
    const cold = place < 0;
    if (cold) place = freeAtMs.push(0) - 1;
    const provisionMs = cold ? hundredths(30) : 0;
    const initMs = cold ? hundredths(60) : 0;
    const durationMs = hundredths(random() < 0.01 ? 3_000 : 40);
    // Some time is in no phase: the browser's own.
    const endedAtMs = nowMs + provisionMs + initMs + durationMs + (cold ? hundredths(20) : 0);
    freeAtMs[place] = endedAtMs;
    const status = random() < 0.05 ? "error" : "ok";
    const change = { provisionMs, initMs, durationMs, coldStart: cold, status } as const;
    rows.push(request(`c-${String(place + 1).padStart(2, "0")}`, nowMs, endedAtMs, change));
  }
  return rows.toSorted((a, b) => a.endedAtMs - b.endedAtMs);
}
