import { describe, expect, it } from "vitest";
import { NO_SERVICES } from "../../platform/services/services-view.ts";
import { NO_SERVICES_IN_PROJECT } from "../../project/project-services.ts";
import {
  ALARM_DEFAULTS,
  fifoName,
  finished,
  freeName,
  newDefinition,
  QUEUE_DEFAULTS,
  standardName,
  TABLE_DEFAULTS,
  withName,
} from "./service-defaults.ts";
import { nameProblem } from "./service-names.ts";
import { serviceRows } from "./service-rows.ts";

const QUEUE = { name: "jobs", ...QUEUE_DEFAULTS };
const PROJECT = {
  ...NO_SERVICES_IN_PROJECT,
  buckets: ["photos"],
  queues: [QUEUE],
  tables: [{ name: "items", ...TABLE_DEFAULTS }],
  topics: [{ name: "shop", kind: "bus" as const, queues: [] }],
  alarms: [{ name: "late", ...ALARM_DEFAULTS }],
};

describe("the list of services", () => {
  it("says the number that matters, before and after anything is known", () => {
    expect(serviceRows(PROJECT).map(({ icon, now }) => `${icon}: ${now}`)).toEqual([
      "bucket: 0 objects",
      "queue: 0 waiting",
      "table: 0 items",
      "bus: 0 published",
      "alarm: No data yet",
    ]);
    const totals = { sent: 0, received: 0, deleted: 0, deadLettered: 0, expired: 0 };
    const rows = serviceRows(PROJECT, {
      ...NO_SERVICES,
      buckets: [{ name: "photos", objects: [], objectCount: 1, sizeBytes: 9 }],
      queues: [{ name: "jobs", fifo: false, waiting: 1_200, delayed: 34, inFlight: 2, messages: [], deadLettersOf: [], totals }],
      topics: [{ name: "shop", kind: "bus", published: 7, delivered: 0, filteredOut: 0 }],
      alarms: [
        {
          config: { name: "late", ...ALARM_DEFAULTS },
          state: "ALARM",
          sinceMs: 0,
          reason: "",
          datapoints: [],
          nextEvaluationMs: 0,
          history: [],
        },
      ],
    });
    expect(rows.map(({ now }) => now)).toEqual(["1 object", "1,234 waiting, 2 in flight", "0 items", "7 published", "In alarm"]);
  });
});

describe("a service's name", () => {
  it("of a FIFO queue ends in .fifo, once", () => {
    expect([fifoName("a"), fifoName("a.fifo"), fifoName(""), standardName("a.fifo"), standardName("a")]).toEqual([
      "a.fifo",
      "a.fifo",
      "",
      "a",
      "a",
    ]);
  });

  it("gets its ending when all is typed", () => {
    const queue = newDefinition("queue", "a");
    if (queue.kind !== "queue") throw new Error("no queue");
    const fifo = { ...queue, config: { ...queue.config, fifo: true } };
    expect([withName(fifo, "ab").config.name, finished(withName(fifo, "ab")).config.name, finished(queue).config.name]).toEqual([
      "ab",
      "ab.fifo",
      "a",
    ]);
  });

  it("is free", () => expect(freeName("a", (name) => ["a", "a-2"].includes(name))).toBe("a-3"));

  it.each([
    ["bucket", "files", undefined],
    ["bucket", "Files", "bucket"],
    ["queue", "jobs!", "AWS does not take"],
    ["table", "ab", "AWS does not take"],
    ["topic", "", "no name"],
    ["alarm", "a/b", "AWS does not take"],
    ["table", "taken", "already"],
  ] as const)("%s %j", (kind, name, words) => {
    const problem = nameProblem(withName(newDefinition(kind, "x"), name), ["taken"]);
    if (words === undefined) expect(problem).toBeUndefined();
    else expect(problem).toContain(words);
  });
});
