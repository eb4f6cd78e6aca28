/** For tests: requests drawn from a seed, with fast ones, slow ones, failed and throttled ones, as rows and as plain records. */
import type { InvocationStatus } from "../../platform/invocation.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import { appendRows, type HistoryRows, noRows, type RowSource } from "../history/history-rows.ts";
import type { RowFilter } from "../query/row-filter.ts";

export const EVERY_ROW: RowFilter = { text: "", problems: [], isAll: true, matches: () => true };

export interface Requests {
  readonly sources: readonly RowSource[];
  readonly rows: HistoryRows;
}

export function request(place: number, change: Partial<RowSource> = {}): RowSource {
  const { durationMs = 10, initMs = 0, endedAtMs = 1_000 + place } = change;
  return {
    requestId: `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`,
    functionName: "resize",
    version: "1",
    status: "ok",
    containerId: "c-01",
    coldStart: initMs > 0,
    reason: "Warm: reused.",
    because: "reused",
    arrivedAtMs: endedAtMs - durationMs,
    endedAtMs,
    queueMs: 0,
    provisionMs: 0,
    initMs,
    durationMs,
    billed: { requests: 1, billedMs: 1, billedMbMs: 128 },
    split: { initUs: 0, runUs: 0, roundingUs: 0 },
    memoryMb: 128,
    trigger: "http",
    ...change,
  };
}

export function requestsOf(sources: readonly RowSource[]): Requests {
  return { sources, rows: appendRows(noRows(), sources) };
}

/** Some 5 ms apart. `slowestMs` is how long the longest tail reaches. */
export function randomRequests(count: number, seed: number, slowestMs = 60_000): Requests {
  const random = seededRandom(seed);
  const hundredths = (ms: number) => Math.round(ms * 100) / 100;
  let endedAtMs = 1_000;
  return requestsOf(
    Array.from({ length: count }, (_, place) => {
      endedAtMs += random() * 10;
      const drawn = random();
      const status: InvocationStatus = drawn < 0.9 ? "ok" : drawn < 0.94 ? "error" : drawn < 0.96 ? "timeout" : "throttled";
      const cold = status !== "throttled" && random() < 0.05;
      const durationMs = status === "throttled" ? 0 : hundredths(slowestMs ** random() / 100);
      return request(place, {
        status,
        endedAtMs,
        durationMs,
        initMs: cold ? hundredths(100 + random() * 900) : 0,
        coldStart: cold,
        functionName: random() < 0.3 ? "index" : "resize",
      });
    }),
  );
}

/** In whole steps of 0.01 ms, by plain arithmetic. */
export function stepsOf({ queueMs, provisionMs, initMs, durationMs }: RowSource): number {
  return [queueMs, provisionMs, initMs, durationMs].reduce((sum, ms) => sum + Math.round(ms * 100), 0);
}
