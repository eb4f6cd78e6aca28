import { describe, expect, test } from "vitest";
import type { InvocationView } from "../../platform/results.ts";
import { type OtlpSpan, toOtlp } from "./otlp.ts";
import { traceFrom } from "./trace.ts";
import { createTraceIndex } from "./trace-index.ts";

const view: InvocationView = {
  requestId: "r-1",
  functionName: "api",
  version: "3",
  status: "error",
  error: { errorType: "TypeError", errorMessage: "x is not a function" },
  containerId: "c-01",
  coldStart: true,
  reason: "Cold: first request after deploy. Nothing was running.",
  because: "first-start",
  arrivedAtMs: 1_790_000_000_000.25,
  endedAtMs: 1_790_000_000_200.75,
  queueMs: 0,
  provisionMs: 50,
  initMs: 100,
  durationMs: 50,
  billed: { requests: 1, billedMs: 150, billedMbMs: 19_200 },
  split: { initUs: 100_000, runUs: 50_000, roundingUs: 0 },
  memoryMb: 128,
  costUsd: 0,
  logs: [
    { atMs: 1_790_000_000_180, text: "hello", level: "INFO", from: "console" },
    { atMs: 1_790_000_000_180, text: "START", from: "platform" },
  ],
  event: "{}",
  trigger: "http",
  traceId: "1-5759e988-bd862e3fe1be46a994272793",
  calls: [
    { service: "sqs", operation: "SendMessage", target: "jobs", atMs: 1_790_000_000_190, durationMs: 2.5, status: 200, eventIds: ["m-1"] },
    {
      service: "network",
      operation: "GET",
      target: "https://example.com/",
      atMs: 1_790_000_000_195,
      durationMs: 1,
      status: 0,
      error: "ECONNREFUSED",
    },
  ],
};
const index = createTraceIndex(
  [{ type: "accepted", atMs: 1_790_000_000_191, at: "queue:jobs", eventId: "m-1", cause: { type: "request", requestId: "r-1" } }],
  [view],
);
const exported = toOtlp([traceFrom(index, { type: "request", requestId: "r-1" })], { project: "shop", version: "1.0.0" });
const spans = exported.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
const named = (name: string): OtlpSpan => spans.find((span) => span.name === name) ?? expect.fail(`no span ${name}`);
const attribute = (span: OtlpSpan, key: string) => span.attributes.find((each) => each.key === key)?.value;

describe("a failed cold request with its calls", () => {
  test("has a resource for the function and one for the queue", () => {
    const names = exported.resourceSpans.map(({ resource }) => resource.attributes.find(({ key }) => key === "service.name")?.value);
    expect(names).toEqual([{ stringValue: "api" }, { stringValue: "queue:jobs" }]);
  });

  test("has ids as the protocol wants them, all of one trace, each span once", () => {
    for (const { traceId, spanId, parentSpanId } of spans) {
      expect(traceId).toBe("5759e988bd862e3fe1be46a994272793");
      expect(spanId).toMatch(/^[0-9a-f]{16}$/);
      if (parentSpanId !== undefined) expect(spans.map((span) => span.spanId)).toContain(parentSpanId);
    }
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toEqual([named("api")]);
  });

  test("has nanoseconds exactly, and none that end before they start", () => {
    expect(named("api")).toMatchObject({ startTimeUnixNano: "1790000000000250000", endTimeUnixNano: "1790000000200750000" });
    for (const { startTimeUnixNano, endTimeUnixNano } of spans) expect(BigInt(endTimeUnixNano) >= BigInt(startTimeUnixNano)).toBe(true);
  });

  test("has its phases within it, the modelled one marked", () => {
    expect(named("init")).toMatchObject({
      parentSpanId: named("api").spanId,
      startTimeUnixNano: "1790000000050250000",
      endTimeUnixNano: "1790000000150250000",
    });
    expect(attribute(named("provision"), "coldstart.modelled")).toEqual({ boolValue: true });
  });

  test("is described by the conventions", () => {
    const span = named("api");
    expect(span.kind).toBe(2);
    expect(span.status).toEqual({ code: 2, message: "x is not a function" });
    expect(attribute(span, "faas.coldstart")).toEqual({ boolValue: true });
    expect(attribute(span, "faas.trigger")).toEqual({ stringValue: "http" });
    expect(attribute(span, "faas.max_memory")).toEqual({ intValue: "134217728" });
    expect(attribute(span, "error.type")).toEqual({ stringValue: "TypeError" });
    expect(span.events.map(({ name, attributes }) => [name, attributes.at(-1)?.value])).toEqual([["log", { stringValue: "hello" }]]);
  });

  test("its calls are clients, the failed one an error", () => {
    expect(named("sqs SendMessage")).toMatchObject({ kind: 3, status: { code: 0 } });
    expect(named("GET")).toMatchObject({ kind: 3, status: { code: 2, message: "ECONNREFUSED" } });
    expect(attribute(named("GET"), "http.response.status_code")).toBeUndefined();
    expect(named("queue:jobs message").parentSpanId).toBe(named("sqs SendMessage").spanId);
  });
});

test("a trace id that is no X-Ray id is made of the root, the same each time", () => {
  const plain = createTraceIndex([], [{ ...view, traceId: "nonsense" }]);
  const [once, again] = [1, 2].map(() =>
    JSON.stringify(toOtlp([traceFrom(plain, { type: "request", requestId: "r-1" })], { project: "p", version: "1" })),
  );
  expect(once).toBe(again);
  expect(once).toMatch(/"traceId":"[0-9a-f]{32}"/);
});
