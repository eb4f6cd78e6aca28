import { expect, test } from "vitest";
import type { EdgePass } from "../../platform/services/services-view.ts";
import type { Trigger } from "../../platform/triggers/trigger.ts";
import type { Project } from "../../project/schema.ts";
import { starterProject } from "../../project/starter.ts";
import { graphOf } from "./graph.ts";

const upload: Trigger = { type: "upload", bucket: "photos", events: ["created"], prefix: "", suffix: "" };
const queue: Trigger = { type: "queue", queue: "jobs", batchSize: 10, batchingWindowMs: 0, partialBatchResponses: false, filters: [] };
const QUEUE = { fifo: false, contentBasedDeduplication: false, visibilityTimeoutMs: 30_000, delayMs: 0, retentionMs: 345_600_000 };

function project(change: Partial<Project>, triggers: readonly Trigger[] = []): Project {
  const starter = starterProject();
  const [hello] = starter.functions;
  if (!hello) throw new Error("The starter has a function.");
  return { ...starter, functions: [{ ...hello, triggers }], ...change };
}

const pass = (from: EdgePass["from"], to: EdgePass["to"]): EdgePass => ({ from, to, atMs: 1, count: 1 });

test("the starter: a route and its function", () => {
  const { nodes, edges } = graphOf(starterProject(), []);
  expect(nodes.map(({ id }) => id)).toEqual(["http:GET /hello", "function:hello"]);
  expect(edges).toMatchObject([{ from: "http:GET /hello", to: "function:hello", name: "HTTP trigger: GET /hello to hello" }]);
});

test("triggers, subscriptions and dead-letter queues are edges; a service nobody uses is a node", () => {
  const { nodes, edges } = graphOf(
    project(
      {
        buckets: ["photos", "unused"],
        queues: [
          { ...QUEUE, name: "jobs", deadLetterQueue: "dead", maxReceiveCount: 3 },
          { ...QUEUE, name: "dead" },
        ],
        topics: [{ name: "news", kind: "topic", queues: [{ queue: "jobs", rawDelivery: false }] }],
      },
      [upload, queue, { type: "schedule", expression: "rate(1 day)", timeZone: "UTC", enabled: true }],
    ),
    [],
  );
  expect(edges.map(({ name }) => name)).toEqual([
    "Upload trigger: photos to hello",
    "Queue trigger: jobs to hello",
    "Schedule trigger: rate(1 day) to hello",
    "Subscription: news to jobs",
    "Dead letters: jobs to dead",
  ]);
  expect(edges[2]?.from).toBe("schedule:hello/2");
  expect(nodes.map(({ id }) => id)).toContain("bucket:unused");
});

test("calls are drawn once they were seen, and only between what is there", () => {
  const passes = [
    pass("function:hello", "bucket:photos"),
    pass("bucket:photos", "function:hello"),
    pass("function:hello", "bus:default"),
    pass("function:gone", "bucket:photos"),
  ];
  const { edges } = graphOf(project({ buckets: ["photos"] }, [upload]), passes);
  expect(edges.map(({ name, role }) => [role.type, name])).toEqual([
    ["trigger", "Upload trigger: photos to hello"],
    ["call", "Calls: hello to photos"],
    ["call", "Calls: hello to default"],
  ]);
});

test("an edge to what is not in the project is left out", () => {
  const async = { maximumRetryAttempts: 2, maximumEventAgeMs: 60_000, onFailure: { type: "queue", name: "gone" } } as const;
  const start = project({});
  const [hello] = start.functions;
  const { edges } = graphOf({ ...start, functions: hello ? [{ ...hello, asyncInvocation: async }] : [] }, []);
  expect(edges).toEqual([]);
});
