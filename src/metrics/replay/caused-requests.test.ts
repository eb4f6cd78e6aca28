import { expect, test } from "vitest";
import type { InvocationView } from "../../platform/results.ts";
import type { NodeId } from "../../platform/services/service-context.ts";
import type { TraceCause, TraceNote } from "../../platform/services/trace-note.ts";
import { causedRequests } from "./caused-requests.ts";

const accepted = (at: NodeId, eventId: string, cause?: TraceCause): TraceNote => ({
  type: "accepted",
  atMs: 0,
  at,
  eventId,
  ...(cause ? { cause } : {}),
});
const delivered = (at: NodeId, requestId: string, ...eventIds: string[]): TraceNote => ({
  type: "delivered",
  atMs: 1,
  at,
  eventIds,
  functionName: "f",
  requestId,
  attempt: 1,
});
const BY_REQUEST: TraceCause = { type: "request", requestId: "r-0" };
const byEvent = (at: NodeId, eventId: string): TraceCause => ({ type: "event", at, eventId });

const NOTES: readonly TraceNote[] = [
  accepted("queue:jobs", "by-hand"),
  delivered("queue:jobs", "r-hand", "by-hand"),
  accepted("queue:jobs", "by-code", BY_REQUEST),
  delivered("queue:jobs", "r-code", "by-code"),
  delivered("queue:jobs", "r-both", "by-hand", "by-code"),
  accepted("topic:news", "published"),
  accepted("queue:fed", "copy", byEvent("topic:news", "published")),
  delivered("queue:fed", "r-copy", "copy"),
  accepted("queue:dead", "by-code", byEvent("queue:jobs", "by-code")),
  accepted("queue:dead", "by-hand"),
  delivered("queue:dead", "r-dead", "by-code"),
  delivered("queue:dead", "r-put", "by-hand"),
  delivered("queue:gone", "r-unknown", "nobody-knows"),
  accepted("queue:loop", "round", byEvent("queue:loop", "round")),
  delivered("queue:loop", "r-loop", "round"),
];
const DETAILS = [{ requestId: "r-called", cause: BY_REQUEST }, { requestId: "r-person" }] as unknown as readonly InvocationView[];

test.each([
  ["r-1", "http", false],
  ["r-2", "invoke", false],
  ["r-3", "schedule", false],
  ["r-4", "alarm", true],
  ["r-called", "function", true],
  ["r-person", "function", false],
  ["r-let-go", "function", true],
  ["r-hand", "queue", false],
  ["r-code", "queue", true],
  ["r-both", "queue", true],
  ["r-copy", "queue", false],
  ["r-dead", "queue", true],
  ["r-put", "queue", false],
  ["r-unknown", "queue", true],
  ["r-not-noted", "async", true],
  ["r-loop", "queue", true],
] as const)("%s, by %s: caused %s", (requestId, trigger, caused) => {
  expect(causedRequests(NOTES, DETAILS).isCaused(requestId, trigger)).toBe(caused);
});

test("the same id again is a retry; requests whose id is not kept are told apart by nothing, and each is the first", () => {
  const causes = causedRequests(NOTES, DETAILS);
  expect([1, 2, 3].map(() => causes.isCaused("r-hand", "queue"))).toEqual([false, true, true]);
  expect([1, 2].map(() => causes.isCaused("", "http"))).toEqual([false, false]);
});
