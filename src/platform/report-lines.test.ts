import { describe, expect, test } from "vitest";
import type { InvocationRecord } from "./invocation.ts";
import { invocationLines } from "./report-lines.ts";
import type { LogLine } from "./results.ts";

const ID = "8f5e1c32-0000-4000-8000-5d7c6a1b2c3d";
const ENDED_AT_MS = Date.UTC(2026, 9, 10, 12, 0, 5, 250);

const record = (differs: Partial<InvocationRecord>): InvocationRecord => ({
  requestId: ID,
  functionName: "hello",
  version: "1",
  status: "ok",
  containerId: "c-01",
  coldStart: false,
  reason: "",
  because: "reused",
  arrivedAtMs: ENDED_AT_MS - 1_000,
  endedAtMs: ENDED_AT_MS,
  queueMs: 0,
  provisionMs: 0,
  initMs: 0,
  durationMs: 3.1,
  billed: { requests: 1, billedMs: 4, billedMbMs: 512 },
  split: { initUs: 0, runUs: 3_100, roundingUs: 900 },
  memoryMb: 128,
  ...differs,
});

const said = (text: string): LogLine => ({ atMs: ENDED_AT_MS - 2, text, from: "console", level: "INFO" });
const print = (differs: Partial<InvocationRecord>, init: readonly LogLine[] = [], run: readonly LogLine[] = []) =>
  invocationLines(record(differs), { init, run, maxMemoryUsedMb: 73 }).map(({ text }) => text);
const billedMs = (ms: number) => ({ requests: 1, billedMs: ms, billedMbMs: ms * 128 });

describe("the lines around a function's own", () => {
  test("warm", () => {
    expect(print({}, [], [said("hello")])).toEqual([
      `START RequestId: ${ID} Version: $LATEST`,
      "hello",
      `END RequestId: ${ID}`,
      `REPORT RequestId: ${ID}\tDuration: 3.10 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 73 MB\t`,
    ]);
  });

  test("their moments never go back, though the container's clock and the page's differ", () => {
    const early: LogLine = { atMs: ENDED_AT_MS - 9, text: "hello", from: "console", level: "INFO" };
    const loading: LogLine = { ...early, atMs: ENDED_AT_MS - 80, text: "loading" };
    const lines = invocationLines(record({ coldStart: true, initMs: 20 }), { init: [loading], run: [early], maxMemoryUsedMb: 73 });
    const moments = lines.map(({ atMs }) => atMs);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
  });

  test("cold: init's lines come first, and the REPORT has an Init Duration", () => {
    expect(print({ coldStart: true, initMs: 542.01, billed: billedMs(546) }, [said("loading")], [said("hello")])).toEqual([
      "INIT_START Runtime Version: coldstart (modelled on nodejs, Lambda)",
      "loading",
      `START RequestId: ${ID} Version: $LATEST`,
      "hello",
      `END RequestId: ${ID}`,
      `REPORT RequestId: ${ID}\tDuration: 3.10 ms\tBilled Duration: 546 ms\tMemory Size: 128 MB\tMax Memory Used: 73 MB\tInit Duration: 542.01 ms\t`,
    ]);
  });

  test("after a reset: init's lines stand inside the request, and there is no Init Duration", () => {
    expect(print({ durationMs: 90.5, billed: billedMs(91) }, [said("loading")], [said("hello")])).toEqual([
      `START RequestId: ${ID} Version: $LATEST`,
      "loading",
      "hello",
      `END RequestId: ${ID}`,
      `REPORT RequestId: ${ID}\tDuration: 90.50 ms\tBilled Duration: 91 ms\tMemory Size: 128 MB\tMax Memory Used: 73 MB\t`,
    ]);
  });

  test("a timeout", () => {
    const errorMessage = `RequestId: ${ID} Error: Task timed out after 3.00 seconds`;
    const timeout = { status: "timeout", error: { errorType: "Sandbox.Timedout", errorMessage } } as const;
    expect(print({ ...timeout, coldStart: true, initMs: 84, durationMs: 3_016.78, billed: billedMs(3_101) })).toEqual([
      "INIT_START Runtime Version: coldstart (modelled on nodejs, Lambda)",
      `START RequestId: ${ID} Version: $LATEST`,
      `2026-10-10T12:00:05.250Z ${ID} Task timed out after 3.00 seconds`,
      "",
      `END RequestId: ${ID}`,
      `REPORT RequestId: ${ID}\tDuration: 3016.78 ms\tBilled Duration: 3101 ms\tMemory Size: 128 MB\tMax Memory Used: 73 MB\tInit Duration: 84.00 ms\tStatus: timeout\t`,
    ]);
  });

  test("a crash", () => {
    const errorMessage = `RequestId: ${ID} Error: Runtime exited without providing a reason`;
    expect(print({ status: "crashed", error: { errorType: "Runtime.ExitError", errorMessage } })).toEqual([
      `START RequestId: ${ID} Version: $LATEST`,
      errorMessage,
      "Runtime.ExitError",
      `END RequestId: ${ID}`,
      `REPORT RequestId: ${ID}\tDuration: 3.10 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 73 MB\tStatus: error\tError Type: Runtime.ExitError\t`,
    ]);
  });

  test("a handler's error is in the function's own lines alone, even one that took no time", () => {
    const lines = print({ status: "error", coldStart: true, durationMs: 0, error: { errorType: "Error", errorMessage: "no" } });
    expect(lines.filter((line) => /INIT_REPORT|Status:/.test(line))).toEqual([]);
  });
});

describe("INIT_REPORT", () => {
  const failed = {
    status: "error",
    error: { errorType: "Runtime.ImportModuleError", errorMessage: "Error: Cannot find module 'x'" },
  } as const;

  test("an init that failed", () => {
    const lines = print({
      ...failed,
      coldStart: true,
      initMs: 87.28,
      durationMs: 0,
      failedInits: [{ phase: "init", status: "error", initMs: 87.28, errorType: "Runtime.ImportModuleError" }],
    });
    expect(lines.slice(0, 3)).toEqual([
      "INIT_START Runtime Version: coldstart (modelled on nodejs, Lambda)",
      "INIT_REPORT Init Duration: 87.28 ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError",
      `START RequestId: ${ID} Version: $LATEST`,
    ]);
  });

  test("an init that failed inside the request", () => {
    const lines = print({
      ...failed,
      durationMs: 87.28,
      failedInits: [{ phase: "invoke", status: "error", initMs: 87.28, errorType: "Runtime.ImportModuleError" }],
    });
    expect(lines.slice(0, 2)).toEqual([
      `START RequestId: ${ID} Version: $LATEST`,
      "INIT_REPORT Init Duration: 87.28 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ImportModuleError",
    ]);
  });

  test("an init over ten seconds, begun again, and again too long", () => {
    const lines = invocationLines(
      record({
        status: "timeout",
        error: { errorType: "Sandbox.Timedout", errorMessage: `RequestId: ${ID} Error: Task timed out after 3.00 seconds` },
        coldStart: true,
        durationMs: 3_000,
        billed: billedMs(3_000),
        failedInits: [
          { phase: "init", status: "timeout", initMs: 10_000 },
          { phase: "invoke", status: "timeout", initMs: 3_000 },
        ],
      }),
      { init: [], run: [], maxMemoryUsedMb: 73 },
    );
    expect(lines.map(({ text }) => text)).toEqual([
      "INIT_START Runtime Version: coldstart (modelled on nodejs, Lambda)",
      "INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout",
      `START RequestId: ${ID} Version: $LATEST`,
      "INIT_REPORT Init Duration: 3000.00 ms\tPhase: invoke\tStatus: timeout",
      `2026-10-10T12:00:05.250Z ${ID} Task timed out after 3.00 seconds`,
      "",
      `END RequestId: ${ID}`,
      `REPORT RequestId: ${ID}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 73 MB\tStatus: timeout\t`,
    ]);
    expect(lines[0]?.atMs).toBe(ENDED_AT_MS - 13_000);
  });
});
