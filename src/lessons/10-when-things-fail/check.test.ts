import { beforeAll, describe, expect, test } from "vitest";
import type { InvocationView, ServiceCallTrace } from "../../platform/results.ts";
import type { AsyncEventView } from "../../platform/services/services-view.ts";
import type { TraceNote } from "../../platform/services/trace-note.ts";
import type { Project } from "../../project/schema.ts";
import { builtLesson } from "../build-lessons.ts";
import type { CheckResult, Seen } from "../checks.ts";
import type { Lesson } from "../lesson.ts";
import { BEGAN_AT_MS, requestUnderTest, saidOf, seenUnderTest } from "../seen-under-test.ts";
import { checks } from "./check.ts";

let lesson: Lesson;
beforeAll(async () => {
  lesson = await builtLesson("10-when-things-fail");
});

const MINUTE_MS = 60_000;
const EVENT = JSON.stringify({ order: "A-1", cents: 1_250, mailMs: 5_000 });
const DEPLOYED = { status: "deployed", version: "2", edited: false } as const;

const check = (id: string, seen: Seen): CheckResult => checks[id]?.(seen) ?? { state: "waiting" };

function expectSaid(result: CheckResult, state: CheckResult["state"], said: RegExp): void {
  expect(saidOf(result)).toMatch(said);
  expect(result.state).toBe(state);
}

const call = (target: string, more: Partial<ServiceCallTrace> = {}): ServiceCallTrace => ({
  ...{ service: "dynamodb", operation: "PutItem", target, atMs: BEGAN_AT_MS, durationMs: 1, status: 200 },
  ...more,
});
const CHARGE = call("ledger");
const KEY = call("keys");
const KNOWN = call("keys", { status: 400, error: "ConditionalCheckFailedException" });

type Given = Parameters<typeof requestUnderTest>[0];

const pay = (given: Given = {}): InvocationView => ({
  ...requestUnderTest({ functionName: "pay", trigger: "invoke", ...given }),
  event: EVENT,
});
const timedOut = (given: Given = {}) => pay({ status: "timeout", durationMs: 3_000, ...given });

describe("a timeout", () => {
  test("is billed until it was stopped, with its init", () => {
    const result = check("timeout", seenUnderTest({ requests: [timedOut({ initMs: 312.4 })] }));
    expect(result).toMatchObject({ state: "done", truth: 3_313, why: expect.stringContaining("312 ms of init") });
    expectSaid(result, "done", /Stopped after 3\.00 s.*3,313 ms/);
  });

  test.each<[string, () => InvocationView, RegExp]>([
    ["a quick mail", () => pay({ durationMs: 120 }), /mail was quick.*"mailMs": 5000/],
    ["another function", () => requestUnderTest({ functionName: "collect" }), /went to collect/],
    ["code that fails", () => pay({ status: "error", error: { errorType: "TypeError", errorMessage: "x" } }), /TypeError: x/],
  ])("%s is a wrong turn", (_, request, said) => {
    expectSaid(check("timeout", seenUnderTest({ requests: [request()] })), "wrong", said);
  });
});

describe("the ledger", () => {
  const ledger = (orders: readonly string[], more: Partial<Seen> = {}) => {
    const items = orders.map((order) => ({ id: { S: order }, order: { S: order } }));
    const table = {
      name: "ledger",
      partitionKey: "id",
      partitionKeyType: "S",
      sortKeyType: "S",
      items,
      itemCount: items.length,
      changes: 0,
    } as const;
    return check("charged", seenUnderTest({ before: [timedOut()], looked: new Set(["table"]), ...more, services: { tables: [table] } }));
  };

  test("is looked at, and has the charge that nobody was told of", () => {
    expectSaid(ledger(["A-1"]), "done", /1 charge of A-1/);
    expectSaid(ledger(["A-1"], { looked: new Set() }), "waiting", /^$/);
    expectSaid(ledger(["B-2"]), "wrong", /no charge of A-1/);
  });
});

/** An asynchronous event: its tries a minute and then two apart, and how it ended. */
function tried(calls: readonly (readonly ServiceCallTrace[])[], fate?: "discarded" | "dead-lettered" | "processed", more: Given = {}) {
  const requestId = "e-1";
  const requests = calls.map((each, place) =>
    timedOut({ requestId, trigger: "async", atMs: [0, 63_000, 186_000][place] ?? 0, calls: each, ...more }),
  );
  const at = "function:pay";
  const events: TraceNote[] = [{ type: "accepted", atMs: BEGAN_AT_MS, at, eventId: requestId }];
  if (fate) events.push({ type: "ended", atMs: BEGAN_AT_MS + 190_000, at, eventId: requestId, fate });
  return { requests, events };
}

const asyncView: AsyncEventView = {
  ...{ requestId: "e-1", functionName: "pay", source: "async", state: "backing-off", attempts: 1, acceptedAtMs: BEGAN_AT_MS },
  ...{ nextAttemptMs: BEGAN_AT_MS + MINUTE_MS, expiresAtMs: BEGAN_AT_MS + 99 * MINUTE_MS, event: EVENT },
};

describe("an event that is tried again", () => {
  test("charges at each try without a key, and the moments are told", () => {
    const result = check("retries", seenUnderTest(tried([[CHARGE], [CHARGE], [CHARGE]], "discarded")));
    expect(result).toMatchObject({ state: "done", truth: 3, why: expect.stringContaining("top of the handler") });
    expectSaid(result, "done", /3 tries of one event, at 0:00, 1:03, 3:06: 3 charges/);
  });

  test("charges once with a key: who solved the lesson already gets on", () => {
    expect(check("retries", seenUnderTest(tried([[KEY, CHARGE], [KNOWN], [KNOWN]], "dead-lettered")))).toMatchObject({
      state: "done",
      truth: 1,
    });
  });

  test("is watched until it is over", () => {
    const seen = seenUnderTest({ ...tried([[CHARGE]]), nowMs: BEGAN_AT_MS + 18_000, services: { asyncEvents: [asyncView] } });
    expectSaid(check("retries", seen), "waiting", /1 try failed\. The next comes in 0:42\. Set the clock to 60×/);
  });

  test.each<[string, () => Seen, RegExp]>([
    ["sent and waited for", () => seenUnderTest({ requests: [timedOut()] }), /sent and waited for.*Send asynchronously/],
    ["it succeeded", () => seenUnderTest(tried([[CHARGE]], "processed", { status: "ok" })), /succeeded.*mailMs/],
    ["retries are off", () => seenUnderTest(tried([[CHARGE]], "discarded")), /1 try only.*Retries/],
    ["another function", () => seenUnderTest({ requests: [requestUnderTest({ functionName: "collect" })] }), /went to collect/],
  ])("%s is a wrong turn", (_, seen, said) => expectSaid(check("retries", seen()), "wrong", said));
});

describe("a key", () => {
  const once = (calls: readonly (readonly ServiceCallTrace[])[], more: Partial<Seen> = {}) =>
    check("once", seenUnderTest({ ...tried(calls), ...more }));

  test("lets one try charge", () => {
    expectSaid(once([[KEY, CHARGE], [KNOWN]]), "done", /2 tries, 1 charge\. The first try wrote the key/);
  });

  test("keeps an order from before from being charged again", () => {
    expectSaid(once([[KNOWN], [KNOWN]]), "done", /2 tries, 0 charges\. The key was there from before/);
  });

  test("is not there in the start's code, nor where nothing is charged any more", () => {
    expectSaid(once([[CHARGE], [CHARGE]]), "wrong", /2 tries, 2 charges\. Put once around the charge/);
    expectSaid(
      once([[CHARGE], [CHARGE]], { deployments: { pay: { ...DEPLOYED, edited: true } } }),
      "wrong",
      /Version 2 answered: your changes are not deployed/,
    );
    expectSaid(once([[], []]), "wrong", /No try charged/);
  });

  test("one try proves nothing", () => {
    expect(once([[CHARGE]]).state).toBe("waiting");
  });
});

describe("a dead-letter queue of a function", () => {
  test("keeps what was given up", () => {
    const seen = seenUnderTest({ ...tried([[KNOWN], [KNOWN], [KNOWN]], "dead-lettered"), project: lesson.solution.project });
    expectSaid(check("keep", seen), "done", /After 3 tries the event waits in pay-failed/);
  });

  test("has to be there before", () => {
    expectSaid(check("keep", seenUnderTest({ project: lesson.start.project })), "waiting", /no dead-letter queue yet/);
    expectSaid(check("keep", seenUnderTest(tried([[KNOWN], [KNOWN], [KNOWN]], "discarded"))), "wrong", /discarded.*send again/);
    expectSaid(check("keep", seenUnderTest(tried([[KNOWN]], "processed", { status: "ok" }))), "wrong", /succeeded/);
  });
});

const AT = "queue:payments";

/** `dead` of five messages, 1 to 5, handed over in these batches. */
function five(
  batches: readonly (readonly number[])[],
  { dead = [], processed = [] }: { dead?: readonly number[]; processed?: readonly number[] },
): TraceNote[] {
  const id = (number: number) => `m-${number}`;
  return [
    ...[1, 2, 3, 4, 5].map((number): TraceNote => ({ type: "accepted", atMs: BEGAN_AT_MS, at: AT, eventId: id(number) })),
    ...batches.map(
      (batch, place): TraceNote => ({
        ...{ type: "delivered", atMs: BEGAN_AT_MS + place * 32_000, at: AT, eventIds: batch.map(id) },
        ...{ functionName: "collect", requestId: `r-${place}`, attempt: place + 1 },
      }),
    ),
    ...dead.map((number): TraceNote => ({ type: "ended", atMs: BEGAN_AT_MS + 96_000, at: AT, eventId: id(number), fate: "dead-lettered" })),
    ...processed.map((number): TraceNote => ({ type: "ended", atMs: BEGAN_AT_MS + 100, at: AT, eventId: id(number), fate: "processed" })),
  ];
}

const ALL = [1, 2, 3, 4, 5];
const OTHERS = [1, 2, 4, 5];
const whole = () => five([ALL, ALL, ALL], { dead: ALL });
const split = () => five([ALL, [3], [3]], { dead: [3], processed: OTHERS });
const collect = (given: Given = {}) => requestUnderTest({ functionName: "collect", trigger: "queue", ...given });
const THREW: Given = { status: "error", error: { errorType: "Error", errorMessage: "The bank refuses order 3" } };
const NAMED = { batchItemFailures: [{ itemIdentifier: "m-3" }] };

describe("a poison message", () => {
  test("takes its batch with it, or dies alone where collect says which", () => {
    expect(check("poison", seenUnderTest({ events: whole() }))).toMatchObject({
      state: "done",
      truth: 5,
      why: expect.stringContaining("whole batch"),
    });
    expect(check("poison", seenUnderTest({ events: split() }))).toMatchObject({
      state: "done",
      truth: 1,
      why: expect.stringContaining("only that one"),
    });
  });

  test.each<[string, () => Partial<Seen>, CheckResult["state"], RegExp]>([
    ["nothing", () => ({}), "waiting", /^$/],
    ["under way", () => ({ events: five([ALL], {}) }), "waiting", /5 still to come; 1 batch so far\. Set the clock/],
    [
      "one message",
      () => ({ events: five([[3]], {}).filter((note) => note.type !== "accepted" || note.eventId === "m-3") }),
      "waiting",
      /How many to 5/,
    ],
    ["all collected", () => ({ events: five([ALL], { processed: ALL }) }), "wrong", /All 5 were collected/],
    [
      "another queue",
      () => ({ events: [{ type: "accepted", atMs: 0, at: "queue:pay-failed", eventId: "m" }] }),
      "wrong",
      /went to pay-failed/,
    ],
  ])("%s", (_, more, state, said) => expectSaid(check("poison", seenUnderTest(more())), state, said));
});

describe("a partial response", () => {
  const partial = (
    events: readonly TraceNote[],
    requests: readonly InvocationView[],
    project: Project = lesson.solution.project,
    more: Partial<Seen> = {},
  ) => check("partial", seenUnderTest({ events, requests, project, ...more }));

  test("brings back what failed alone", () => {
    expectSaid(partial(split(), [collect({ answers: NAMED })]), "done", /4 of 5 were collected at their first try\. Only 1 message/);
  });

  test("the start's code does not pass, however its messages were batched", () => {
    const { project } = lesson.start;
    expectSaid(partial(whole(), [collect(THREW)], project), "wrong", /bank refuses order 3.*whole batch/);
    // 3 met others, which were collected later without it: that is luck.
    const lucky = five([[1, 3], [2, 4, 5], [1], [3], [3]], { dead: [3], processed: OTHERS });
    expect(partial(lucky, [], project).state).toBe("wrong");
  });

  test("the code without the tick loses the message", () => {
    expectSaid(
      partial(five([ALL], { processed: ALL }), [collect({ answers: NAMED })], lesson.start.project),
      "wrong",
      /Tick Partial batch responses/,
    );
  });

  test.each<[string, () => CheckResult, RegExp]>([
    ["the tick without the code", () => partial(whole(), [collect(THREW)]), /Catch it for each message/],
    [
      "not deployed",
      () => partial(whole(), [collect(THREW)], undefined, { deployments: { collect: { ...DEPLOYED, edited: true } } }),
      /not deployed/,
    ],
    [
      "caught and not named",
      () => partial(five([ALL], { processed: ALL }), [collect({ answers: { batchItemFailures: [] } })]),
      /named in batchItemFailures/,
    ],
    ["all named", () => partial(whole(), [collect({ answers: NAMED })]), /5 of 5 are dead letters/],
  ])("%s is a wrong turn", (_, result, said) => expectSaid(result(), "wrong", said));
});

describe("a redrive", () => {
  const FROM = "queue:payments-failed";
  const moved = (count: number, processed: number): TraceNote[] => [
    ...Array.from(
      { length: count },
      (_, place): TraceNote => ({
        ...{ type: "accepted", atMs: BEGAN_AT_MS, at: AT, eventId: `n-${place}` },
        cause: { type: "event", at: FROM, eventId: `m-${place}` },
      }),
    ),
    ...Array.from(
      { length: processed },
      (_, place): TraceNote => ({ type: "ended", atMs: BEGAN_AT_MS + 9, at: AT, eventId: `n-${place}`, fate: "processed" }),
    ),
  ];
  const eventIds = ["n-0", "n-1", "n-2"];
  const dead = (waiting: number) => {
    const totals = { sent: 0, received: 0, deleted: 0, deadLettered: 0, expired: 0 };
    const queue = {
      name: "payments-failed",
      fifo: false,
      waiting,
      delayed: 0,
      inFlight: 0,
      messages: [],
      deadLettersOf: ["payments"],
      totals,
    };
    return { queues: [queue] };
  };

  test("brings back what can be done now, once", () => {
    const seen = seenUnderTest({ events: moved(3, 3), requests: [collect({ eventIds, calls: [KEY, CHARGE, KNOWN, KNOWN] })] });
    expectSaid(check("redrive", seen), "done", /3 messages redriven and collected: 1 charge\. 2 orders had been charged before/);
  });

  test("waits, and says what is in the way", () => {
    expectSaid(check("redrive", seenUnderTest({ services: dead(2) })), "waiting", /2 dead letters in payments-failed\.$/);
    expectSaid(
      check("redrive", seenUnderTest({ services: dead(2), deployments: { collect: { ...DEPLOYED, edited: true } } })),
      "waiting",
      /not deployed/,
    );
    expectSaid(check("redrive", seenUnderTest({ services: dead(0) })), "waiting", /nothing to redrive/);
    expectSaid(check("redrive", seenUnderTest({ events: moved(3, 1) })), "waiting", /1 of 3 messages collected/);
    const refused = seenUnderTest({ events: moved(3, 2), requests: [collect({ eventIds, answers: NAMED })] });
    expectSaid(check("redrive", refused), "wrong", /bank still refuses/);
  });

  test("sending anew is none", () => {
    expect(check("redrive", seenUnderTest({ events: five([ALL], { processed: ALL }) })).state).toBe("waiting");
  });
});

test("nothing is done before anything happened", () => {
  for (const [id, each] of Object.entries(checks))
    expect([id, each(seenUnderTest({ project: lesson.start.project })).state]).toEqual([id, "waiting"]);
});
