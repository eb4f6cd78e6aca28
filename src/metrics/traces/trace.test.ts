import { describe, expect, test } from "vitest";
import type { InvocationView, ServiceCallTrace } from "../../platform/results.ts";
import type { NodeId } from "../../platform/services/service-context.ts";
import type { TraceCause, TraceNote } from "../../platform/services/trace-note.ts";
import { namedBy, pathTo, type Trace, traceFrom } from "./trace.ts";
import { createTraceIndex } from "./trace-index.ts";

function request(requestId: string, functionName: string, atMs: number, change: Partial<InvocationView> = {}): InvocationView {
  return {
    requestId,
    functionName,
    version: "1",
    status: "ok",
    containerId: "c-01",
    coldStart: false,
    reason: "Warm: reused.",
    because: "reused",
    arrivedAtMs: atMs,
    endedAtMs: atMs + 10,
    queueMs: 0,
    provisionMs: 0,
    initMs: 0,
    durationMs: 10,
    billed: { requests: 1, billedMs: 10, billedMbMs: 1_280 },
    split: { initUs: 0, runUs: 10_000, roundingUs: 0 },
    memoryMb: 128,
    costUsd: 0,
    logs: [],
    event: "{}",
    trigger: "http",
    ...change,
  };
}

const call = (service: string, operation: string, atMs: number, change: Partial<ServiceCallTrace> = {}): ServiceCallTrace => ({
  service,
  operation,
  target: "jobs",
  atMs,
  durationMs: 2,
  status: 200,
  ...change,
});
const accepted = (atMs: number, at: NodeId, eventId: string, cause?: TraceCause): TraceNote => ({
  type: "accepted",
  atMs,
  at,
  eventId,
  ...(cause ? { cause } : {}),
});
const delivered = (
  atMs: number,
  at: NodeId,
  eventIds: readonly string[],
  functionName: string,
  requestId: string,
  attempt = 1,
): TraceNote => ({
  type: "delivered",
  atMs,
  at,
  eventIds,
  functionName,
  requestId,
  attempt,
});
const ended = (atMs: number, at: NodeId, eventId: string, fate: "processed" | "dead-lettered"): TraceNote => ({
  type: "ended",
  atMs,
  at,
  eventId,
  fate,
});
const ofRequest = (requestId: string): TraceCause => ({ type: "request", requestId });
const ofEvent = (at: NodeId, eventId: string): TraceCause => ({ type: "event", at, eventId });

/** "  type name" a line. */
function drawn({ spans }: Trace): readonly string[] {
  return spans.map((span) => {
    const name =
      span.type === "request"
        ? `${span.functionName}${span.attempt > 1 ? ` attempt ${span.attempt}` : ""}`
        : span.type === "call"
          ? span.call.operation
          : span.event.at;
    return `${"  ".repeat(span.depth)}${span.type} ${name}`;
  });
}

describe("a request that sends a message, which fails twice and becomes a dead letter", () => {
  const details = [
    request("r-1", "api", 100, { calls: [call("sqs", "SendMessage", 105, { eventIds: ["m-1"] })], traceId: "1-aa-bb" }),
    request("r-2", "worker", 200, { status: "error", trigger: "queue" }),
    request("r-3", "worker", 30_200, { status: "error", trigger: "queue" }),
  ];
  const notes = [
    accepted(106, "queue:jobs", "m-1", ofRequest("r-1")),
    delivered(200, "queue:jobs", ["m-1"], "worker", "r-2"),
    delivered(30_200, "queue:jobs", ["m-1"], "worker", "r-3", 2),
    accepted(60_200, "queue:dead", "m-1", ofEvent("queue:jobs", "m-1")),
    ended(60_200, "queue:jobs", "m-1", "dead-lettered"),
  ];
  const index = createTraceIndex(notes, details);

  test("is one tree", () => {
    const trace = traceFrom(index, ofRequest("r-1"));
    expect(drawn(trace)).toEqual([
      "request api",
      "  call SendMessage",
      "    event queue:jobs",
      "      request worker",
      "      request worker attempt 2",
      "      event queue:dead",
    ]);
    expect(trace).toMatchObject({
      requests: 3,
      failed: 2,
      retries: 1,
      deadLetters: 1,
      fromMs: 100,
      toMs: 60_200,
      traceId: "1-aa-bb",
      isCut: false,
    });
  });

  test("the dead letter leads back to the request that made it", () => {
    const named = namedBy(index, "m-1");
    expect(named).toEqual(ofEvent("queue:dead", "m-1"));
    expect(named && pathTo(index, named)).toEqual([ofRequest("r-1"), ofEvent("queue:jobs", "m-1"), ofEvent("queue:dead", "m-1")]);
  });

  test("so does each request that was handed it", () => {
    expect(pathTo(index, ofRequest("r-3"))[0]).toEqual(ofRequest("r-1"));
  });

  test("it has one root", () => {
    expect(index.roots()).toEqual([ofRequest("r-1")]);
  });

  test("a request whose record was let go still stands where it was handed over", () => {
    const trace = traceFrom(createTraceIndex(notes, details.slice(0, 1)), ofRequest("r-1"));
    expect(trace.spans.filter(({ type }) => type === "request")).toHaveLength(3);
    expect(trace.spans[3]).toMatchObject({ view: undefined, toMs: undefined, fromMs: 200 });
  });

  test("more spans than fit are cut, and it says so", () => {
    const trace = traceFrom(index, ofRequest("r-1"), 3);
    expect(trace.spans).toHaveLength(3);
    expect(trace.isCut).toBe(true);
  });
});

test("attempts of one asynchronous invocation share a request id, and each stands at its hand-over", () => {
  const details = [request("r-1", "bad", 10, { status: "error" }), request("r-1", "bad", 60_010, { status: "error" })];
  const notes = [
    accepted(5, "function:bad", "r-1"),
    delivered(10, "function:bad", ["r-1"], "bad", "r-1", 1),
    delivered(60_010, "function:bad", ["r-1"], "bad", "r-1", 2),
  ];
  const trace = traceFrom(createTraceIndex(notes, details), ofEvent("function:bad", "r-1"));
  expect(drawn(trace)).toEqual(["event function:bad", "  request bad", "  request bad attempt 2"]);
  expect(trace.spans.map(({ fromMs }) => fromMs)).toEqual([5, 10, 60_010]);
});

test("a synchronous invoke hangs under the call that waited for it", () => {
  const details = [
    request("r-1", "front", 0, { calls: [call("lambda", "Invoke", 2, { invoked: "r-2" })] }),
    request("r-2", "back", 3, { cause: ofRequest("r-1") }),
  ];
  const index = createTraceIndex([], details);
  expect(drawn(traceFrom(index, ofRequest("r-1")))).toEqual(["request front", "  call Invoke", "    request back"]);
  expect(index.roots()).toEqual([ofRequest("r-1")]);
  expect(pathTo(index, ofRequest("r-2"))[0]).toEqual(ofRequest("r-1"));
});

test("a batch of two messages from two requests leads back by its first, and stands in both traces", () => {
  const details = [
    request("r-1", "a", 0, { calls: [call("sqs", "SendMessage", 1, { eventIds: ["m-1"] })] }),
    request("r-2", "a", 5, { calls: [call("sqs", "SendMessage", 6, { eventIds: ["m-2"] })] }),
    request("r-3", "worker", 20),
  ];
  const notes = [
    accepted(1, "queue:jobs", "m-1", ofRequest("r-1")),
    accepted(6, "queue:jobs", "m-2", ofRequest("r-2")),
    delivered(20, "queue:jobs", ["m-1", "m-2"], "worker", "r-3"),
  ];
  const index = createTraceIndex(notes, details);
  expect(pathTo(index, ofRequest("r-3"))[0]).toEqual(ofRequest("r-1"));
  for (const id of ["r-1", "r-2"]) expect(drawn(traceFrom(index, ofRequest(id))).at(-1)).toBe("      request worker");
});

test("a ring of causes ends", () => {
  const notes = [accepted(1, "queue:a", "m", ofEvent("queue:b", "m")), accepted(2, "queue:b", "m", ofEvent("queue:a", "m"))];
  const index = createTraceIndex(notes, []);
  expect(pathTo(index, ofEvent("queue:a", "m"))).toHaveLength(2);
  expect(drawn(traceFrom(index, ofEvent("queue:a", "m")))).toEqual(["event queue:a", "  event queue:b"]);
});

test("an id that nothing has names nothing", () => {
  expect(namedBy(createTraceIndex([], []), "x")).toBeUndefined();
});

test("what is delivered or ended of an event that was let go is passed over", () => {
  const index = createTraceIndex([delivered(1, "queue:a", ["gone"], "f", "r"), ended(2, "queue:a", "gone", "processed")], []);
  expect(index.eventsOfId("gone")).toEqual([]);
  expect(index.eventsHandedTo("r")).toEqual([]);
});
