import { beforeAll, describe, expect, test } from "vitest";
import type { LoadReport } from "../../platform/results.ts";
import type { ProjectFunction } from "../../project/project-function.ts";
import type { Project } from "../../project/schema.ts";
import { builtLesson } from "../build-lessons.ts";
import type { CheckResult, Seen } from "../checks.ts";
import type { Lesson } from "../lesson.ts";
import { BEGAN_AT_MS, containerUnderTest, requestUnderTest, saidOf, seenUnderTest } from "../seen-under-test.ts";
import { checks } from "./check.ts";

let lesson: Lesson;
beforeAll(async () => {
  lesson = await builtLesson("09-scaling");
});

const check = (id: string, seen: Seen): CheckResult => checks[id]?.(seen) ?? { state: "waiting" };

type Given = Parameters<typeof requestUnderTest>[0];

function many(count: number, given: (place: number) => Given) {
  return Array.from({ length: count }, (_, place) =>
    requestUnderTest({ functionName: "quote", durationMs: 203, containerId: `c-${place}`, ...given(place) }),
  );
}

function loadOf(requests: readonly { readonly status: string; readonly coldStart: boolean }[]): LoadReport {
  const throttled = requests.filter(({ status }) => status === "throttled").length;
  const ok = requests.filter(({ status }) => status === "ok").length;
  const coldStarts = requests.filter(({ coldStart }) => coldStart).length;
  const times = { p50Ms: 203, p95Ms: 203, p99Ms: 203, billedMs: 0, costUsd: 0 };
  return { sent: requests.length, ok, throttled, errors: requests.length - ok - throttled, coldStarts, ...times };
}

const cold = (count: number) => many(count, () => ({ initMs: 40 }));
const warm = (count: number) => many(count, () => ({}));
const ran = (requests: ReturnType<typeof many>, more: Parameters<typeof seenUnderTest>[0] = {}) =>
  seenUnderTest({ requests, load: loadOf(requests), ...more });

describe("a burst", () => {
  test("has a cold start for each request where nothing runs", () => {
    expect(check("burst", ran(cold(20)))).toMatchObject({ state: "done", truth: 20, said: expect.stringContaining("20 cold starts") });
  });

  test("is one on a busy machine too, where sending takes its time", () => {
    expect(check("burst", ran(many(20, (place) => ({ atMs: place * 60, initMs: 900, durationMs: 2_000 }))))).toMatchObject({
      state: "done",
      truth: 20,
    });
  });

  test("has one less for each container that was idle", () => {
    const result = check("burst", ran([...warm(1), ...cold(19)]));
    expect(result).toMatchObject({ state: "done", truth: 19, why: expect.stringContaining("19 more") });
  });

  test.each<[string, () => Seen, CheckResult["state"], RegExp]>([
    ["nothing happened", () => seenUnderTest(), "waiting", /^$/],
    ["one request by hand", () => seenUnderTest({ requests: cold(1) }), "waiting", /Start load/],
    ["still running", () => seenUnderTest({ requests: cold(12) }), "waiting", /^$/],
    ["one after another", () => ran(many(20, (place) => ({ atMs: place * 300 }))), "wrong", /At most 1 .*At once/],
    ["another function", () => ran(many(20, () => ({ functionName: "ship" }))), "wrong", /went to ship.*Open quote/],
    ["all warm", () => ran(warm(20)), "wrong", /warm.*Evict idle/],
    [
      "refused by the browser",
      () =>
        ran([
          ...cold(10),
          ...many(10, () => ({ status: "throttled", because: "browser-reached", reason: "Throttled: this browser holds 10." })),
        ]),
      "wrong",
      /10 were refused.*browser/,
    ],
    [
      "code that fails",
      () => ran(many(20, () => ({ status: "error", error: { errorType: "TypeError", errorMessage: "x is not a function" } }))),
      "wrong",
      /20 of 20 failed: x is not/,
    ],
  ])("%s", (_, seen, state, said) => {
    const result = check("burst", seen());
    expect(result.state).toBe(state);
    expect(saidOf(result)).toMatch(said);
  });
});

describe("the same burst again", () => {
  test("is served warm, and the first one is told beside it", () => {
    expect(check("again", ran(warm(20), { before: cold(20) }))).toMatchObject({
      state: "done",
      said: expect.stringMatching(/no cold start.*203 ms.*With cold starts it was 243 ms/),
    });
  });

  test("cold starts are told with their reason", () => {
    expect(check("again", ran(cold(20)))).toMatchObject({
      state: "wrong",
      said: expect.stringMatching(/20 cold starts again, c-0 because/),
    });
  });
});

describe("a rate", () => {
  const spread = (count: number, everyMs: number) => many(count, (place) => ({ atMs: place * everyMs, containerId: `c-${place % 5}` }));

  test("has as many under way as rate times duration", () => {
    const result = check("rate", ran(spread(60, 50)));
    expect(result).toMatchObject({ state: "done", truth: 5, why: expect.stringMatching(/20 a second × 203 ms are 4\.1 on average/) });
    expect(saidOf(result)).toMatch(/at most 5 at once, in 5 containers/);
  });

  test.each<[string, () => Seen, RegExp]>([
    ["all at once", () => ran(spread(60, 0)), /All 60 came within 0 ms/],
    ["too slow to meet", () => ran(spread(20, 1_000)), /requests a second/],
    ["too few", () => ran(spread(12, 100)), /12 requests are too few/],
    ["another function", () => ran(many(60, () => ({ functionName: "ship" }))), /went to ship/],
  ])("%s", (_, seen, said) => {
    const result = check("rate", seen());
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toMatch(said);
  });
});

function withFunction(project: Project, name: string, change: Partial<ProjectFunction>): Project {
  return { ...project, functions: project.functions.map((each) => (each.name === name ? { ...each, ...change } : each)) };
}

const DEPLOYED = { status: "deployed", version: "2", edited: false } as const;

describe("a reservation", () => {
  const reserved = (change: Partial<ProjectFunction>, deployment: Seen["deployments"][string] = DEPLOYED, name = "ship") =>
    check("reserve", seenUnderTest({ project: withFunction(lesson.start.project, name, change), deployments: { ship: deployment } }));

  test("holds once it is deployed", () => {
    expect(reserved({})).toMatchObject({ state: "waiting" });
    expect(reserved({ reservedConcurrency: 2 }, { ...DEPLOYED, edited: true })).toMatchObject({
      state: "waiting",
      said: expect.stringMatching(/next deploy/),
    });
    expect(reserved({ reservedConcurrency: 2 })).toMatchObject({
      state: "done",
      said: expect.stringMatching(/Version 2 of ship .*2 containers\. 998 of the account's 1,000/),
    });
    expect(check("reserve", seenUnderTest({ project: lesson.solution.project, deployments: { ship: DEPLOYED } })).state).toBe("done");
  });

  test.each<[Partial<ProjectFunction>, string, RegExp]>([
    [{ reservedConcurrency: 0 }, "ship", /stops ship/],
    [{ reservedConcurrency: 20 }, "ship", /20 callers/],
    [{ reservedConcurrency: 2 }, "quote", /for quote.*open ship/],
  ])("%j of %s is a wrong turn", (change, name, said) => {
    const result = reserved(change, DEPLOYED, name);
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toMatch(said);
  });
});

describe("the limit", () => {
  const limited = (because: "reserved-reached" | "browser-reached") => [
    ...many(2, () => ({ functionName: "ship" })),
    ...many(18, () => ({ functionName: "ship", status: "throttled", because, reason: `Throttled: ${because}.` })),
  ];

  test("refuses all but those it lets run", () => {
    expect(check("throttle", ran(limited("reserved-reached")))).toMatchObject({
      state: "done",
      truth: 18,
      said: expect.stringContaining("2 ran, 18 were refused"),
    });
  });

  test("is not taken for another, nor seen where nothing is refused", () => {
    expect(check("throttle", ran(limited("browser-reached")))).toMatchObject({
      state: "wrong",
      said: expect.stringContaining("Something else"),
    });
    expect(check("throttle", ran(many(20, () => ({ functionName: "ship" }))))).toMatchObject({
      state: "wrong",
      said: expect.stringContaining("All 20 were served"),
    });
    expect(check("throttle", ran(cold(20)))).toMatchObject({ state: "wrong", said: expect.stringContaining("went to quote") });
  });
});

describe("a queue in front", () => {
  const mapping = {
    functionName: "ship",
    place: 0,
    source: "queue:orders",
    state: "waiting",
    inFlightBatches: 0,
    waitingRecords: 0,
    attempts: 0,
  } as const;
  const wired = (change: object, name = "ship") => {
    const trigger = {
      type: "queue",
      queue: "orders",
      batchSize: 1,
      batchingWindowMs: 0,
      partialBatchResponses: false,
      filters: [],
      ...change,
    } as const;
    const project = withFunction(lesson.start.project, "ship", { reservedConcurrency: 2 });
    return check(
      "queue",
      seenUnderTest({ project: withFunction(project, name, { triggers: [trigger] }), services: { mappings: [mapping] } }),
    );
  };

  test("is read with a limit", () => {
    expect(check("queue", seenUnderTest({ project: lesson.start.project })).state).toBe("waiting");
    expect(wired({ maximumConcurrency: 2 })).toMatchObject({ state: "done", said: expect.stringContaining("at most 2 batches") });
    expect(check("queue", seenUnderTest({ project: lesson.solution.project, services: { mappings: [mapping] } })).state).toBe("done");
  });

  test.each<[object, string, CheckResult["state"], RegExp]>([
    [{}, "ship", "waiting", /without a limit: five/],
    [{ maximumConcurrency: 10 }, "ship", "wrong", /10 batches at once, ship only 2/],
    [{ queue: "others", maximumConcurrency: 2 }, "ship", "wrong", /reads the queue others/],
    [{ maximumConcurrency: 2 }, "quote", "wrong", /trigger is quote's/],
  ])("%j of %s", (change, name, state, said) => {
    const result = wired(change, name);
    expect(result.state).toBe(state);
    expect(saidOf(result)).toMatch(said);
  });
});

describe("what a queue absorbs", () => {
  const at = "queue:orders";
  const accepted = (count: number, where: typeof at | "queue:others" = at) =>
    Array.from(
      { length: count },
      (_, place) => ({ type: "accepted", atMs: BEGAN_AT_MS + place, at: where, eventId: `m-${place}` }) as const,
    );
  const ended = (count: number, fate: "processed" | "expired" = "processed") =>
    Array.from({ length: count }, (_, place) => ({ type: "ended", atMs: BEGAN_AT_MS + 2_100, at, eventId: `m-${place}`, fate }) as const);
  const shipped = (count: number) =>
    many(count, (place) => ({ functionName: "ship", trigger: "queue", atMs: Math.floor(place / 2) * 205 }));
  const absorb = (events: Seen["events"], requests = shipped(20)) => check("absorb", seenUnderTest({ events, requests }));

  test("is done when nothing is lost", () => {
    const result = absorb([...accepted(20), ...ended(20)]);
    expect(result).toMatchObject({ state: "done", truth: 2_100 });
    expect(saidOf(result)).toMatch(/20 of 20 shipped, none refused, at most 2 at once.*2\.10 s/);
  });

  test.each<[string, () => CheckResult, CheckResult["state"], RegExp]>([
    ["under way", () => absorb([...accepted(20), ...ended(8)], shipped(8)), "waiting", /8 of 20 shipped, 12 wait/],
    ["too few", () => absorb([...accepted(1), ...ended(1)], shipped(1)), "waiting", /How many to 20/],
    ["another queue", () => absorb(accepted(20, "queue:others"), []), "wrong", /went to others/],
    [
      "by HTTP",
      () =>
        absorb(
          [],
          many(20, () => ({ functionName: "ship" })),
        ),
      "wrong",
      /past the queue/,
    ],
    ["lost", () => absorb([...accepted(20), ...ended(20, "expired")]), "wrong", /20 messages of 20 left/],
    [
      "ship fails",
      () =>
        absorb(
          accepted(20),
          many(2, () => ({
            functionName: "ship",
            trigger: "queue",
            status: "error",
            error: { errorType: "SyntaxError", errorMessage: "Unexpected token" },
          })),
        ),
      "wrong",
      /Unexpected token/,
    ],
  ])("%s", (_, result, state, said) => {
    expect(result().state).toBe(state);
    expect(saidOf(result())).toMatch(said);
  });
});

describe("zero", () => {
  const before = cold(1);

  test("waits for the last container, and says when the next goes", () => {
    const container = containerUnderTest({ evictsAtMs: BEGAN_AT_MS + 250_000 });
    const seen = seenUnderTest({ before, containers: [container], nowMs: BEGAN_AT_MS + 1_000 });
    expect(check("zero", seen)).toMatchObject({
      state: "waiting",
      said: expect.stringMatching(/1 container: the next goes in 4:09\. Set the clock/),
    });
  });

  test("is reached when none is left, with what both sides cost", () => {
    const gone = containerUnderTest({ phase: "evicted" });
    expect(check("zero", seenUnderTest({ before, containers: [gone], functionsUsd: 0.000_012, serverUsd: 0.000_9 }))).toMatchObject({
      state: "done",
      said: expect.stringMatching(/12 millionths of a dollar, a server \$0\.0009/),
    });
    expect(check("zero", seenUnderTest()).state).toBe("waiting");
  });
});

test("nothing is done before anything happened", () => {
  for (const [id, each] of Object.entries(checks))
    expect([id, each(seenUnderTest({ project: lesson.start.project })).state]).toEqual([id, "waiting"]);
});
