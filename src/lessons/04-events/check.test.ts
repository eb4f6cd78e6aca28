import { beforeAll, describe, expect, test } from "vitest";
import type { InvocationView, ServiceCallTrace } from "../../platform/results.ts";
import type { NodeId } from "../../platform/services/service-context.ts";
import type { AlarmView, ScheduleView } from "../../platform/services/services-view.ts";
import type { TraceNote } from "../../platform/services/trace-note.ts";
import type { Project, Trigger } from "../../project/schema.ts";
import { builtLesson } from "../build-lessons.ts";
import type { CheckResult, Seen } from "../checks.ts";
import type { Lesson } from "../lesson.ts";
import { BEGAN_AT_MS, requestUnderTest, saidOf, seenUnderTest } from "../seen-under-test.ts";
import { checks } from "./check.ts";

let lesson: Lesson;
beforeAll(async () => {
  lesson = await builtLesson("04-events");
});

const check = (id: string, seen: Seen): CheckResult => checks[id]?.(seen) ?? { state: "waiting" };

function expectSaid(result: CheckResult, state: CheckResult["state"], said: RegExp): void {
  expect(saidOf(result)).toMatch(said);
  expect(result.state).toBe(state);
}

const call = (service: string, operation: string, target: string, more: Partial<ServiceCallTrace> = {}): ServiceCallTrace => ({
  ...{ service, operation, target, atMs: BEGAN_AT_MS, durationMs: 1, status: 200 },
  ...more,
});
const PHOTO = call("s3", "PutObject", "photos/sun.ppm");
const STORED = call("s3", "PutObject", "thumbs/sun.ppm.svg");
const ROW = call("dynamodb", "PutItem", "pictures");
const FAILED = { status: "error", error: { errorType: "Error", errorMessage: "Torn picture: 511 of 1024 pixels are there" } } as const;

type Given = Parameters<typeof requestUnderTest>[0];

const camera = (given: Given = {}) => requestUnderTest({ functionName: "camera", durationMs: 80, calls: [PHOTO], ...given });
const uploaded = (given: Given = {}, functionName = "make-thumb"): InvocationView => {
  const record = { eventTime: new Date(BEGAN_AT_MS).toISOString(), s3: { bucket: { name: "photos" }, object: { key: "sun.ppm" } } };
  return { ...requestUnderTest({ functionName, trigger: "upload", atMs: 40, ...given }), event: JSON.stringify({ Records: [record] }) };
};

/** The start, with these triggers by function. */
function wired(triggers: Readonly<Record<string, readonly Trigger[]>>): Project {
  const { project } = lesson.start;
  return { ...project, functions: project.functions.map((each) => ({ ...each, triggers: triggers[each.name] ?? each.triggers })) };
}

const upload = (change: object = {}): Trigger => ({
  type: "upload",
  bucket: "photos",
  events: ["created"],
  prefix: "",
  suffix: "",
  ...change,
});
const EDITED = { "make-thumb": { status: "deployed", version: "3", edited: true } } as const;

describe("a request", () => {
  test("is answered, and its picture is stored", () => {
    expectSaid(check("http", seenUnderTest({ requests: [camera()] })), "done", /answered after 80 ms.*photos\/sun\.ppm is stored/);
  });

  test.each<[string, () => InvocationView, RegExp]>([
    ["another function", () => requestUnderTest({ functionName: "count", trigger: "invoke" }), /You called count/],
    ["called directly", () => camera({ trigger: "invoke" }), /not by HTTP/],
    ["code that fails", () => camera({ status: "error", calls: [], error: { errorType: "TypeError", errorMessage: "x" } }), /TypeError: x/],
  ])("%s is a wrong turn", (_, request, said) => expectSaid(check("http", seenUnderTest({ requests: [request()] })), "wrong", said));
});

describe("an upload", () => {
  const seen = (triggers: Readonly<Record<string, readonly Trigger[]>>, requests: readonly InvocationView[] = [camera()]) =>
    seenUnderTest({ project: wired(triggers), requests });

  test("starts make-thumb, and nobody waits", () => {
    expectSaid(
      check("upload", seen({ "make-thumb": [upload()] }, [camera(), uploaded()])),
      "done",
      /sun\.ppm arrived.*40 ms after the upload/,
    );
  });

  test("is not taken for a test event by hand", () => {
    expect(check("upload", seen({ "make-thumb": [upload()] }, [uploaded({ trigger: "invoke" })])).state).toBe("waiting");
  });

  test.each<[string, Readonly<Record<string, readonly Trigger[]>>, CheckResult["state"], RegExp]>([
    ["no trigger", {}, "waiting", /^$/],
    ["another bucket", { "make-thumb": [upload({ bucket: "thumbs" })] }, "wrong", /watches the bucket thumbs\. It should be photos/],
    ["another function", { notify: [upload()] }, "wrong", /trigger is notify's/],
    ["a prefix", { "make-thumb": [upload({ prefix: "raw/" })] }, "wrong", /does not begin with "raw\/"/],
    ["a suffix", { "make-thumb": [upload({ suffix: ".jpg" })] }, "wrong", /does not end with "\.jpg"/],
    ["removals only", { "make-thumb": [upload({ events: ["removed"] })] }, "wrong", /removed objects/],
  ])("%s", (_, triggers, state, said) => expectSaid(check("upload", seen(triggers)), state, said));

  test("that fails is told with its error", () => {
    expectSaid(check("upload", seen({ "make-thumb": [upload()] }, [uploaded(FAILED)])), "wrong", /Torn picture/);
  });
});

describe("a thumbnail", () => {
  const object = (key: string, sizeBytes: number) => ({
    ...{ key, sizeBytes, etag: "", contentType: "", metadata: {}, lastModifiedMs: 0, content: { id: "", sizeBytes, type: "" } },
  });
  const seen = (calls: readonly ServiceCallTrace[], more: Partial<Seen> = {}) =>
    seenUnderTest({ project: wired({ "make-thumb": [upload()] }), requests: [camera(), uploaded({ calls })], ...more });

  test("is stored elsewhere, and its size is told", () => {
    const buckets = [
      { name: "photos", objects: [object("sun.ppm", 11_400)], objectCount: 1, sizeBytes: 11_400 },
      { name: "thumbs", objects: [object("sun.ppm.svg", 3_210)], objectCount: 1, sizeBytes: 3_210 },
    ] as unknown as Seen["services"]["buckets"];
    const stored = seen([STORED]);
    expectSaid(
      check("thumb", { ...stored, services: { ...stored.services, buckets } }),
      "done",
      /thumbs\/sun\.ppm\.svg is stored: 11,400 bytes became 3,210/,
    );
  });

  test("may be stored below a prefix that the trigger leaves", () => {
    const project = wired({ "make-thumb": [upload({ suffix: ".ppm" })] });
    expect(check("thumb", seen([call("s3", "PutObject", "photos/small/sun.svg")], { project })).state).toBe("done");
  });

  test.each<[string, () => Seen, CheckResult["state"], RegExp]>([
    ["the start's code", () => seen([]), "waiting", /took sun\.ppm and stored nothing/],
    ["not deployed", () => seen([], { deployments: EDITED }), "wrong", /Version 3 answered: your changes are not deployed/],
    ["into the watched bucket", () => seen([call("s3", "PutObject", "photos/sun.ppm.svg")]), "wrong", /starts itself again/],
    [
      "refused",
      () => seen([call("s3", "PutObject", "thumbz/sun.svg", { status: 404, error: "NoSuchBucket" })]),
      "waiting",
      /stored nothing/,
    ],
    ["no picture yet", () => seenUnderTest({ project: wired({ "make-thumb": [upload()] }) }), "waiting", /Take a picture/],
    ["the trigger was removed", () => seenUnderTest({ project: wired({}), requests: [camera()] }), "waiting", /^$/],
  ])("%s", (_, given, state, said) => expectSaid(check("thumb", given()), state, said));
});

const NOTICES = "queue:notices";

const accepted = (at: NodeId, eventId: string, by?: InvocationView): TraceNote => ({
  ...{ type: "accepted", atMs: BEGAN_AT_MS, at, eventId },
  ...(by ? { cause: { type: "request", requestId: by.requestId } } : {}),
});
const ended = (at: NodeId, eventId: string): TraceNote => ({ type: "ended", atMs: BEGAN_AT_MS + 9, at, eventId, fate: "processed" });
const delivered = (at: NodeId, eventIds: readonly string[], { functionName, requestId }: InvocationView): TraceNote => ({
  ...{ type: "delivered", atMs: BEGAN_AT_MS + 5, at, eventIds, functionName, requestId, attempt: 1 },
});

describe("a message", () => {
  test("is there whether anybody listens or not", () => {
    const thumb = uploaded();
    const totals = { sent: 1, received: 0, deleted: 0, deadLettered: 0, expired: 0 };
    const queue = { name: "notices", fifo: false, waiting: 1, delayed: 0, inFlight: 0, messages: [], deadLettersOf: [], totals };
    const seen = seenUnderTest({ requests: [thumb], events: [accepted(NOTICES, "m", thumb)], services: { queues: [queue] } });
    expectSaid(check("announce", seen), "done", /1 message in notices, and nobody/);
    expect(check("announce", { ...seen, services: { ...seen.services, queues: [{ ...queue, waiting: 0 }] } }).state).toBe("done");
  });

  test("comes from make-thumb, not from a person", () => {
    const project = wired({ "make-thumb": [upload()] });
    const seen = (events: readonly TraceNote[], more: Partial<Seen> = {}) =>
      seenUnderTest({ project, requests: [uploaded()], events, ...more });
    expectSaid(check("announce", seen([accepted(NOTICES, "m")])), "waiting", /sent no message/);
    expectSaid(check("announce", seen([], { deployments: EDITED })), "wrong", /not deployed/);
  });
});

const queueTrigger = (change: object = {}): Trigger => ({
  ...{ type: "queue", queue: "notices", batchSize: 10, batchingWindowMs: 5_000, partialBatchResponses: false, filters: [] },
  ...change,
});
const notify = (given: Given = {}) => requestUnderTest({ functionName: "notify", trigger: "queue", ...given });

describe("a batch", () => {
  const ids = ["m-1", "m-2", "m-3", "m-4", "m-5"];
  const seen = (batches: readonly (readonly string[])[], trigger = queueTrigger(), done = batches.flat()) => {
    const runs = batches.map(() => notify());
    const events = [
      ...ids.map((id) => accepted(NOTICES, id)),
      ...runs.map((run, place) => delivered(NOTICES, batches[place] ?? [], run)),
      ...done.map((id) => ended(NOTICES, id)),
    ];
    return seenUnderTest({ project: wired({ notify: [trigger] }), requests: runs, events });
  };

  test("is one run for many messages", () => {
    const result = check("queue", seen([ids]));
    expect(result).toMatchObject({ state: "done", truth: 1, why: expect.stringContaining("gathers for 5.00 s") });
    expectSaid(result, "done", /5 messages, 1 run of notify: 5 in a batch/);
  });

  test("without a window each goes as it comes", () => {
    const result = check(
      "queue",
      seen(
        ids.map((id) => [id]),
        queueTrigger({ batchingWindowMs: 0 }),
      ),
    );
    expect(result).toMatchObject({ state: "done", truth: 5, why: expect.stringContaining("no batching window") });
  });

  test("is waited for, and what waited before counts for nothing", () => {
    expectSaid(check("queue", seen([ids], queueTrigger(), [])), "waiting", /0 of 5 messages have reached/);
    const before = notify();
    const seenBefore = seenUnderTest({
      project: wired({ notify: [queueTrigger()] }),
      requests: [before],
      events: [delivered(NOTICES, ["old"], before)],
    });
    expectSaid(check("queue", seenBefore), "waiting", /1 batch reached notify\. Now 5 pictures/);
  });

  test.each<[string, Readonly<Record<string, readonly Trigger[]>>, CheckResult["state"], RegExp]>([
    ["no trigger", {}, "waiting", /^$/],
    ["another function", { count: [queueTrigger()] }, "wrong", /trigger is count's/],
    ["another queue", { notify: [queueTrigger({ queue: "others" })] }, "wrong", /watches the queue others/],
  ])("%s", (_, triggers, state, said) => expectSaid(check("queue", seenUnderTest({ project: wired(triggers) })), state, said));
});

const tableTrigger = (change: object = {}): Trigger => ({
  ...{ type: "table", table: "pictures", batchSize: 100, batchingWindowMs: 0, partialBatchResponses: false, filters: [] },
  ...{ startingPosition: "LATEST", bisectOnError: false, maximumRetryAttempts: -1, maximumRecordAgeMs: -1 },
  ...change,
});

describe("a changed row", () => {
  const seen = (
    requests: readonly InvocationView[],
    triggers: Readonly<Record<string, readonly Trigger[]>> = { count: [tableTrigger()], "make-thumb": [upload()] },
  ) => seenUnderTest({ project: wired(triggers), requests });

  test("reaches count", () => {
    const count = requestUnderTest({ functionName: "count", trigger: "table", eventIds: ["1", "2"] });
    expectSaid(check("table", seen([uploaded({ calls: [ROW] }), count])), "done", /count was handed 2 changes/);
  });

  test("needs a row and a trigger", () => {
    expectSaid(check("table", seen([uploaded({ calls: [ROW] })], {})), "waiting", /1 row written\. Now the trigger/);
    expectSaid(check("table", seen([uploaded({ calls: [ROW] })])), "waiting", /read a moment later/);
    expectSaid(check("table", seen([uploaded({ calls: [STORED] })])), "waiting", /wrote no row/);
    expectSaid(check("table", seen([], { count: [tableTrigger({ table: "totals" })] })), "wrong", /watches the table totals/);
  });
});

describe("an hour", () => {
  const schedule: ScheduleView = {
    functionName: "sweep",
    place: 0,
    expression: "rate(1 hour)",
    enabled: true,
    nextMs: BEGAN_AT_MS + 3_600_000,
  };
  const wanted = { sweep: [{ type: "schedule", expression: "rate(1 hour)", timeZone: "UTC", enabled: true } as const] };

  test("is over, and sweep ran by itself", () => {
    const swept = requestUnderTest({
      functionName: "sweep",
      trigger: "schedule",
      calls: [call("s3", "DeleteObject", "photos/a.ppm", { status: 204 })],
    });
    expectSaid(check("cron", seenUnderTest({ project: wired(wanted), requests: [swept] })), "done", /ran at 01:00.*1 picture went/);
  });

  test("is waited for", () => {
    expectSaid(
      check("cron", seenUnderTest({ project: wired(wanted), services: { schedules: [schedule] } })),
      "waiting",
      /Due in 60:00\. Set the clock to 3600×/,
    );
    expectSaid(
      check("cron", seenUnderTest({ project: wired(wanted), services: { schedules: [{ ...schedule, enabled: false }] } })),
      "wrong",
      /paused/,
    );
    expect(
      check("cron", seenUnderTest({ project: wired(wanted), requests: [requestUnderTest({ functionName: "sweep", trigger: "invoke" })] }))
        .state,
    ).toBe("waiting");
  });
});

describe("an alarm", () => {
  const wanted = { "on-call": [{ type: "alarm", alarm: "thumb-errors" } as const] };
  const alarm = (state: AlarmView["state"]): { alarms: readonly AlarmView[] } => {
    const [config] = lesson.start.project.alarms;
    if (!config) throw new Error("The start has an alarm.");
    return {
      alarms: [{ config, state, sinceMs: BEGAN_AT_MS, reason: "", datapoints: [], nextEvaluationMs: BEGAN_AT_MS + 30_000, history: [] }],
    };
  };
  const seen = (state: AlarmView["state"], requests: readonly InvocationView[] = []) =>
    seenUnderTest({ project: wired(wanted), requests, services: alarm(state), nowMs: BEGAN_AT_MS });

  test("calls on-call", () => {
    const called = requestUnderTest({ functionName: "on-call", trigger: "alarm" });
    expectSaid(check("alarm", seen("ALARM", [uploaded(FAILED), called])), "done", /went off and called on-call, after 1 error/);
  });

  test.each<[string, () => Seen, RegExp]>([
    ["OK, and nothing torn", () => seen("OK"), /thumb-errors is OK\. Now a torn picture/],
    ["a whole picture", () => seen("OK", [camera(), uploaded()]), /whole.*torn=yes/],
    ["an error, not yet counted", () => seen("OK", [camera(), uploaded(FAILED)]), /make-thumb failed.*looks again in 0:30/],
    ["in alarm from before", () => seen("ALARM", []), /in alarm since 01:00.*back to OK/],
  ])("%s", (_, given, said) => expectSaid(check("alarm", given()), "waiting", said));
});

describe("a trace", () => {
  /** One picture, and all that comes of it. */
  function pipeline(failed = false) {
    const [first, thumb, mail, total] = [
      camera(),
      uploaded(failed ? FAILED : {}),
      notify({ atMs: 5_100 }),
      requestUnderTest({ functionName: "count", trigger: "table", atMs: 300 }),
    ];
    const [own, stream]: [NodeId, NodeId] = ["function:make-thumb", "table:pictures"];
    const events = [
      ...[accepted(own, "e", first), delivered(own, ["e"], thumb)],
      ...[accepted(NOTICES, "m", thumb), accepted(stream, "s", thumb), ended(own, "e")],
      ...[delivered(stream, ["s"], total), ended(stream, "s"), delivered(NOTICES, ["m"], mail), ended(NOTICES, "m")],
    ];
    return { requests: [first, thumb, total, mail], events };
  }
  const looked: Seen["looked"] = new Set(["traces"]);

  test("has every function that one picture set off", () => {
    const result = check("trace", seenUnderTest({ ...pipeline(), looked }));
    expect(result).toMatchObject({ state: "done", truth: 4, why: expect.stringContaining("camera, make-thumb, count, notify") });
    expectSaid(result, "done", /4 functions in 5\.11 s\. camera answered after 80 ms/);
  });

  test("is looked at, whole, and of the last picture", () => {
    expectSaid(check("trace", seenUnderTest(pipeline())), "waiting", /Observe, Traces/);
    const open = pipeline();
    expectSaid(
      check("trace", seenUnderTest({ ...open, events: open.events.slice(0, -2), looked })),
      "waiting",
      /3 runs so far, 1 event still on the way/,
    );
    expectSaid(check("trace", seenUnderTest({ ...pipeline(true), looked })), "wrong", /Torn picture/);
    expectSaid(check("trace", seenUnderTest({ requests: [camera()], looked })), "wrong", /Only camera ran/);
  });
});

test("nothing is done before anything happened", () => {
  for (const [id, each] of Object.entries(checks))
    expect([id, each(seenUnderTest({ project: lesson.start.project })).state]).toEqual([id, "waiting"]);
});
