import { expect, test } from "vitest";
import { NO_SERVICES, type ServicesView } from "../../platform/services/services-view.ts";
import type { GraphNode } from "./graph.ts";
import { nodeText } from "./node-texts.ts";

const QUEUE = {
  fifo: false,
  delayed: 0,
  messages: [],
  deadLettersOf: [],
  totals: { sent: 0, received: 0, deleted: 0, deadLettered: 0, expired: 0 },
};
const EVENT = {
  requestId: "r",
  functionName: "thumbs",
  source: "upload",
  attempts: 0,
  acceptedAtMs: 0,
  expiresAtMs: 9,
  event: "{}",
} as const;
const VIEW: ServicesView = {
  ...NO_SERVICES,
  buckets: [{ name: "photos", objects: [], objectCount: 1, sizeBytes: 2 }],
  queues: [
    { ...QUEUE, name: "jobs", waiting: 1_200, inFlight: 2 },
    { ...QUEUE, name: "idle", waiting: 0, inFlight: 0 },
    { ...QUEUE, name: "dead", waiting: 3, inFlight: 0, deadLettersOf: ["jobs"] },
  ],
  asyncEvents: [
    { ...EVENT, state: "running" },
    { ...EVENT, state: "backing-off" },
  ],
  mappings: [
    { functionName: "index", place: 0, source: "table:t", state: "gathering", inFlightBatches: 0, waitingRecords: 4, attempts: 0 },
  ],
  schedules: [
    { functionName: "nightly", place: 0, expression: "rate(1 day)", enabled: true, nextMs: 43_000 },
    { functionName: "nightly", place: 1, expression: "rate(1 day)", enabled: false },
  ],
};

test.each<[GraphNode["id"], string, string]>([
  ["bucket:photos", "1 object", "plain"],
  ["bucket:not-yet", "Bucket", "plain"],
  ["queue:jobs", "1,200 waiting, 2 in flight", "active"],
  ["queue:idle", "empty", "plain"],
  ["queue:dead", "3 dead", "bad"],
  ["function:thumbs", "1 waiting", "bad"],
  ["function:index", "4 waiting", "plain"],
  ["function:other", "", "plain"],
  ["schedule:nightly/0", "next: 0:42", "plain"],
  ["schedule:nightly/1", "paused", "plain"],
  ["schedule:nightly/9", "Schedule", "plain"],
])("%s: %s", (id, text, tone) => {
  const [kind = "", name = ""] = id.split(":");
  expect(nodeText({ id, kind: kind as GraphNode["kind"], name }, VIEW, 1_000)).toEqual({ text, tone });
});
