import { describe, expect, test } from "vitest";
import type { InvocationRecord } from "../platform/invocation.ts";
import { awsLambda } from "../platform/profiles/aws-lambda.ts";
import { BUNDLE_URL, type DeployedVersion } from "./deployed-version.ts";
import { addLines, emptyLogBook, type LogBook } from "./invocation-desk.ts";
import { forKeeping, makeView, tooLarge } from "./invocation-view.ts";

const MB = 1_048_576;

const deployed: DeployedVersion = {
  version: "3",
  definition: {
    name: "hello",
    handler: "index.handler",
    nodeRuntime: "nodejs22.x",
    memoryMb: 128,
    timeoutMs: 3_000,
    environment: {},
    files: { "index.js": "" },
  },
  bundle: { code: "", sourceMap: "", packageBytes: 10, builtins: [] },
  script: { key: "bundle:hello:3", name: "hello", text: "" },
  builtins: [],
};

const record = (differs: Partial<InvocationRecord> = {}): InvocationRecord => ({
  requestId: "r1",
  functionName: "hello",
  version: "3",
  status: "ok",
  containerId: "c-01",
  coldStart: false,
  reason: "",
  because: "reused",
  arrivedAtMs: 1_000,
  endedAtMs: 1_010,
  queueMs: 0,
  provisionMs: 0,
  initMs: 0,
  durationMs: 9.5,
  billed: { requests: 1, billedMs: 10, billedMbMs: 1_280 },
  split: { initUs: 0, runUs: 9_500, roundingUs: 500 },
  memoryMb: 128,
  ...differs,
});

const said = (text: string): LogBook => {
  const book = emptyLogBook();
  addLines(book, [{ atMs: 1_005, stream: "console", level: "INFO", text }], 0);
  return book;
};

const view = (
  differs: Partial<InvocationRecord> = {},
  parts: { logs?: LogBook; initLogs?: LogBook; event?: string; payload?: string } = {},
) =>
  makeView({
    record: record(differs),
    profile: awsLambda,
    deployed,
    initLogs: parts.initLogs,
    logs: parts.logs ?? emptyLogBook(),
    event: parts.event ?? "{}",
    payload: parts.payload,
    trigger: "invoke",
    calls: [],
    trace: { traceId: "1-0000000a-000000000000000000000001", eventIds: ["m1", "m2"] },
  });

describe("the view of an invocation", () => {
  test("has the log from START to REPORT, and the cost of what was billed", async () => {
    const { logs, costUsd, payload } = await view({}, { logs: said("hi"), payload: '"done"' });
    expect(logs.map(({ text }) => text)).toEqual([
      "START RequestId: r1 Version: $LATEST",
      "1970-01-01T00:00:01.005Z\tr1\tINFO\thi",
      "END RequestId: r1",
      "REPORT RequestId: r1\tDuration: 9.50 ms\tBilled Duration: 10 ms\tMemory Size: 128 MB\tMax Memory Used: 73 MB\t",
    ]);
    expect(costUsd).toBeCloseTo(2e-7 + 0.00125 * 0.0000166667, 15);
    expect(payload).toBe('"done"');
  });

  test.each([
    { maxHeapBytes: 1 * MB, used: 74 },
    { maxHeapBytes: 20.2 * MB, used: 94 },
    { maxHeapBytes: 900 * MB, used: 128 },
  ])("Max Memory Used is the runtime's footprint and the measured heap, at most Memory Size: $used MB", async ({ maxHeapBytes, used }) => {
    const { logs } = await view({ maxHeapBytes });
    expect(logs.at(-1)?.text).toContain(`Max Memory Used: ${used} MB`);
  });

  test("says how the request hangs together with others", async () => {
    const seen = await view();
    expect(seen).toMatchObject({ traceId: "1-0000000a-000000000000000000000001", eventIds: ["m1", "m2"] });
    expect(seen).not.toHaveProperty("cause");
  });

  test("of a throttled request there is no log", async () => {
    expect((await view({ status: "throttled" }, { logs: said("never") })).logs).toEqual([]);
  });

  test("a large event and payload are cut for the lists; the caller gets the whole payload", async () => {
    const whole = await view({}, { event: "e".repeat(100_000), payload: "p".repeat(100_000) });
    expect(whole.event).toHaveLength(65_536);
    expect(whole.payload).toHaveLength(100_000);
    expect(forKeeping(whole).payload).toHaveLength(65_536);
    const small = await view({}, { payload: "1" });
    expect(forKeeping(small)).toBe(small);
  });

  test("a source map that cannot be read takes nothing away but the mapping", async () => {
    const trace = ["Error: no", `    at handler (${BUNDLE_URL}:1:1)`];
    const { error, logs } = await view({ status: "error", error: { errorType: "Error", errorMessage: "no", trace } });
    expect(error?.trace).toEqual(trace);
    expect(logs).toHaveLength(3);
  });
});

test("an event over the limit is refused before any container is asked, and not billed", () => {
  const refused = tooLarge("r9", deployed, 5_000, 6_291_457, "http", { traceId: "1-00000005-1" });
  expect(refused).toMatchObject({
    status: "error",
    error: {
      errorType: "RequestTooLargeException",
      errorMessage: "6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)",
    },
    billed: { requests: 0, billedMs: 0, billedMbMs: 0 },
    costUsd: 0,
    traceId: "1-00000005-1",
  });
  expect(refused.containerId).toBeUndefined();
});
