import { describe, expect, test } from "vitest";
import type { QueueConfig } from "../../services/services-config.ts";
import type { Trigger } from "../trigger.ts";
import { kindOf, sourceOf, TRIGGER_KINDS } from "./registry.ts";

const route: Trigger = { type: "http", method: "GET", path: "/a", payloadFormat: "2.0" };
const upload = { type: "upload", bucket: "photos", events: ["created"], prefix: "", suffix: "" } as const;
const batching = { batchSize: 1, batchingWindowMs: 0, partialBatchResponses: false, filters: [] } as const;
const queue = { type: "queue", queue: "jobs", ...batching } as const;
const table: Extract<Trigger, { type: "table" }> = {
  ...{ type: "table", table: "items", ...batching, batchSize: 1000, batchingWindowMs: 30_000 },
  ...{ startingPosition: "LATEST", bisectOnError: false, maximumRetryAttempts: -1, maximumRecordAgeMs: -1 },
};

test("each kind stands under its own type, with words of its own", () => {
  const kinds = Object.entries(TRIGGER_KINDS);
  expect(kinds.map(([, { type }]) => type)).toEqual(kinds.map(([type]) => type));
  expect(new Set(kinds.map(([, { label }]) => label)).size).toBe(kinds.length);
  expect(new Set(kinds.map(([, { when }]) => when)).size).toBe(kinds.length);
});

describe.each(Object.values(TRIGGER_KINDS).map((kind) => [kind.type, kind.first("a")] as const))("%s", (type, first) => {
  const { watches } = kindOf(first);

  test("what it begins with is of its type, and watches what was chosen", () => {
    expect(first.type).toBe(type);
    expect(sourceOf(first)).toEqual(watches && { kind: watches.kind, name: "a" });
  });

  test("follows what it watches to another name, and changes nothing else", () => {
    if (!watches) return;
    const renamed = watches.renamed(first, "b");
    expect(sourceOf(renamed)).toEqual({ kind: watches.kind, name: "b" });
    expect(watches.renamed(renamed, "a")).toEqual(first);
  });
});

test.each<[Trigger, string, string]>([
  [route, "GET /a", "http:GET /a"],
  [{ ...route, method: "ANY", path: "$default" }, "$default", "http:$default"],
  [{ type: "function-url" }, "", "http:url/f"],
  [{ type: "schedule", expression: "rate(1 day)", timeZone: "UTC", enabled: true }, "rate(1 day)", "schedule:f/2"],
  [upload, "photos", "when created"],
  [{ ...upload, events: ["created", "removed"], prefix: "raw/" }, "photos", "when created or removed, raw/*"],
  [{ ...upload, prefix: "raw/", suffix: ".jpg" }, "photos", "when created, raw/*.jpg"],
  [queue, "jobs", "batches of up to 1 message"],
  [table, "items", "batches of up to 1,000 records within 30 s"],
  [{ type: "alarm", alarm: "errors" }, "errors", "when it goes into alarm"],
  [{ type: "topic", topic: "news" }, "news", "everything"],
  [{ type: "topic", topic: "news", filter: {} }, "news", "what its filter lets through"],
])("%j: its subject, and its words or its place on the map", (trigger, subject, said) => {
  const kind = kindOf(trigger);
  expect(kind.subject(trigger)).toBe(subject);
  if (kind.watches) return expect(kind.words(trigger)).toBe(said);
  const node = kind.node(trigger, "f", 2);
  expect(`${node.kind}:${node.key}`).toBe(said);
});

describe("what is wrong with its surroundings", () => {
  const jobs: QueueConfig = {
    ...{ name: "jobs", fifo: false, contentBasedDeduplication: false },
    ...{ visibilityTimeoutMs: 30_000, delayMs: 0, retentionMs: 345_600_000 },
  };
  const items = { name: "items", partitionKey: "id", partitionKeyType: "S", sortKeyType: "S", items: [] } as const;
  const ask = (trigger: Trigger, timeoutMs: number, stream?: "keys-only") => {
    const warned: string[] = [];
    const around = {
      ...{ owner: "It", timeoutMs, queues: [jobs], tables: [stream ? { ...items, stream } : items] },
      warn: (sentence: string) => void warned.push(sentence),
    };
    return [kindOf(trigger).check?.(trigger, around), warned];
  };

  test("a queue that shows a message again while the function still runs", () => {
    expect(ask(queue, 30_000)).toEqual([undefined, []]);
    expect(ask(queue, 30_001)).toEqual([undefined, [expect.stringContaining("the queue six times the timeout")]]);
  });

  test("a table without a stream", () => {
    expect(ask(table, 1)).toMatchObject([{ message: 'It needs a stream, and the table "items" has none.' }, []]);
    expect(ask(table, 1, "keys-only")).toEqual([undefined, []]);
  });
});

test("failed batches of a table go where it says, and no longer", () => {
  const { failures } = kindOf(table);
  const lost = { type: "queue", name: "lost" } as const;
  const sending = failures?.withDestination(table, lost);
  expect(sending && failures?.destination(sending)).toEqual(lost);
  expect(sending && failures?.withDestination(sending, undefined)).toEqual(table);
});
