import { expect, test } from "vitest";
import { NO_SERVICES, type QueueView, type ServicesView } from "../../platform/services/services-view.ts";
import { endedRows, matching, opensNode, timerRows, untilWords, waitingRows } from "./flight-rows.ts";

const QUEUE: QueueView = {
  name: "jobs",
  fifo: false,
  waiting: 700,
  delayed: 0,
  inFlight: 1,
  messages: [
    { messageId: "m-1", body: '{ "id":\n 7 }', state: "in-flight", sentAtMs: 0, receiveCount: 2, untilMs: 30_000, attributes: {} },
    { messageId: "m-2", body: "plain", state: "waiting", sentAtMs: 0, receiveCount: 0, groupId: "g", attributes: {} },
  ],
  deadLettersOf: [],
  totals: { sent: 701, received: 3, deleted: 0, deadLettered: 0, expired: 0 },
};
const VIEW: ServicesView = {
  ...NO_SERVICES,
  queues: [QUEUE],
  asyncEvents: [
    {
      requestId: "r-1",
      functionName: "thumbs",
      source: "upload",
      state: "backing-off",
      attempts: 1,
      acceptedAtMs: 0,
      nextAttemptMs: 60_000,
      expiresAtMs: 21_600_000,
      lastError: "TypeError: x is undefined",
      event: "{}",
    },
  ],
  mappings: [
    { functionName: "index", place: 0, source: "table:users", state: "retrying", inFlightBatches: 0, waitingRecords: 1, attempts: 4 },
    { functionName: "work", place: 0, source: "queue:jobs", state: "delivering", inFlightBatches: 1, waitingRecords: 0, attempts: 0 },
    { functionName: "idle", place: 0, source: "table:users", state: "waiting", inFlightBatches: 0, waitingRecords: 0, attempts: 0 },
  ],
  schedules: [
    { functionName: "nightly", place: 0, expression: "rate(1 day)", enabled: true, nextMs: 9 },
    { functionName: "nightly", place: 1, expression: "rate(2 days)", enabled: false, nextMs: 9 },
  ],
};

test("all that waits is there: events, messages one by one and those past the view's end, stream records", () => {
  expect(waitingRows(VIEW).map(({ id, what, state, attempts, nextMs }) => [id, what, state, attempts, nextMs])).toEqual([
    ["r-1", "thumbs", "failed, waits", 1, 60_000],
    ["m-1", "jobs", "in flight", 2, 30_000],
    ["m-2", "jobs", "waiting", 0, undefined],
    [undefined, "jobs", "699 more messages", undefined, undefined],
    [undefined, "index", "retrying a batch: 1 record", 4, undefined],
  ]);
  expect(waitingRows(NO_SERVICES)).toEqual([]);
});

test.each<[string, readonly (string | undefined)[]]>([
  ["", ["r-1", "m-1", "m-2", undefined, undefined]],
  ["R-1", ["r-1"]],
  ["jobs flight", ["m-1"]],
  ["undefined", ["r-1"]],
  ["group", ["m-2"]],
  ["nothing like it", []],
])("finds %j", (text, ids) => {
  expect(matching(waitingRows(VIEW), text).map(({ id }) => id)).toEqual(ids);
});

test("a paused schedule has no next firing", () => {
  expect(timerRows(VIEW).map(({ state, nextMs }) => [state, nextMs])).toEqual([
    ["waiting", 9],
    ["paused", undefined],
  ]);
});

test("what ended says how; what was only accepted has not ended", () => {
  const rows = endedRows([
    { eventId: "e-1", at: "queue:jobs", acceptedAtMs: 1, endedAtMs: 5, fate: "dead-lettered", detail: "Received 3 times." },
    { eventId: "e-2", at: "function:thumbs", acceptedAtMs: 1, fate: "accepted" },
  ]);
  expect(rows).toMatchObject([{ id: "e-1", what: "jobs", source: "Queue", state: "dead-lettered", tone: "bad", atMs: 5 }]);
});

test.each([
  ["bus:orders", { type: "service", service: { kind: "topic", name: "orders" } }],
  ["bus:default", undefined],
  ["schedule:nightly/0", undefined],
  ["function:a", { type: "function", name: "a" }],
] as const)("%s opens", (id, expected) => {
  expect(opensNode(id)).toEqual(expected);
});

test.each([
  [-5, "now"],
  [42_000, "0:42"],
  [3_599_000, "59:59"],
  [18_720_000, "5 h 12 m"],
  [432_000_000, "5 days"],
])("until %d ms", (ms, words) => {
  expect(untilWords(ms)).toBe(words);
});
