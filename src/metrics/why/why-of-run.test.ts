import { describe, expect, test } from "vitest";
import type { InvocationRecord } from "../../platform/invocation.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import type { InvocationTrigger } from "../../platform/results.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import type { TraceNote } from "../../platform/services/trace-note.ts";
import { platformSettings } from "../../testing/builders.ts";
import { PlatformDriver } from "../../testing/drive-platform.ts";
import { expectTimeline } from "../../testing/expect-timeline.ts";
import type { TimelineOptions } from "../../testing/timeline.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { newRun, recordRun } from "../history/run-history.ts";
import { compileQuery } from "../query/row-filter.ts";
import type { Explanation, Why, WhyGroup } from "./finding.ts";
import { whyOfRun } from "./why-of-run.ts";

interface Recorded extends TimelineOptions {
  readonly trigger?: InvocationTrigger;
  /** Requests that are attempts of an earlier one: they share its id. */
  readonly attemptOf?: Readonly<Record<string, string>>;
  readonly events?: readonly TraceNote[];
}

const uuid = (letter: string): string => `00000000-0000-4000-8000-${letter.charCodeAt(0).toString(16).padStart(12, "0")}`;

function runOf(drawing: string, { trigger = "http", attemptOf = {}, events = [], ...timeline }: Recorded = {}): ObservedRun {
  const driver = expectTimeline(drawing, timeline);
  const ended = driver.records.map((record) => ({ ...record, requestId: uuid(attemptOf[record.requestId] ?? record.requestId), trigger }));
  return {
    id: "live",
    name: "Live",
    origin: "measured",
    history: recordRun(newRun(0), { ended, fleet: driver.notes, events }),
    details: [],
    untilMs: driver.nowMs,
    profile: awsLambda,
    settings: platformSettings(timeline.settings),
  };
}

function whyOf(run: ObservedRun, query = "", stretch = { fromMs: 0, toMs: run.untilMs }): Why {
  return whyOfRun(run, compileQuery(query, run.history.rows), stretch);
}

/** "cold all-busy hello 2", in order of harm. */
const table = ({ groups }: Why) =>
  groups.map(({ kind, because, rule, functionName, count }) => [kind, rule ?? because, functionName, count].join(" "));

function groupOf(why: Why, key: string): WhyGroup {
  const group = why.groups.find((each) => each.key === key);
  if (!group) throw new Error(`No group ${key} among ${why.groups.map((each) => each.key).join(", ")}.`);
  return group;
}

function explanations(why: Why, key: string): readonly Explanation[] {
  const group = groupOf(why, key);
  return Array.from({ length: group.count }, (_, newest) => group.finding(newest).explanation);
}

describe("cold starts", () => {
  test("all busy: which containers, when each was free again, and how many at once would have done", () => {
    const why = whyOf(
      runOf(`
        hello | A   BCD
        c-01  | iAA.BBBB....
        c-02  |      iCCC...
        c-03  |       iD....
        ok    |    A    BC
        ok    |         D
      `),
    );
    expect(table(why)).toEqual(["cold all-busy hello 2", "cold first-start hello 1"]);
    expect(explanations(why, "cold all-busy hello")).toEqual([
      {
        type: "all-busy",
        busyCount: 2,
        busy: [
          { containerId: "c-01", version: "1", freeAfterMs: 200 },
          { containerId: "c-02", version: "1", freeAfterMs: 300 },
        ],
      },
      { type: "all-busy", busyCount: 1, busy: [{ containerId: "c-01", version: "1", freeAfterMs: 300 }] },
    ]);
    expect(groupOf(why, "cold all-busy hello")).toMatchObject({
      lostMs: 200,
      bursts: [{ fromMs: 500, toMs: 600, count: 2 }],
      remedy: { type: "provision", containers: 3 },
    });
  });

  test("of two that arrive at one moment, the first to get a container is busy for the second", () => {
    const why = whyOf(
      runOf(`
        hello | A
        hello | B
        c-01  | iAAA..
        c-02  | iB....
        ok    |   B A
      `),
    );
    expect(explanations(why, "cold all-busy hello")).toEqual([
      { type: "all-busy", busyCount: 1, busy: [{ containerId: "c-01", version: "1", freeAfterMs: 400 }] },
    ]);
  });

  test("from zero: which container was the last, how long it was idle, and how often a ping would have kept it", () => {
    const settings = { idleLifetimeMs: 300 };
    const run = runOf(
      `
        hello | A       B
        c-01  | iA...x
        c-02  |         iB.
        ok    |   A       B
      `,
      { settings },
    );
    const fromZero = {
      type: "from-zero",
      lastEnd: { containerId: "c-01", because: "idle-too-long", atMs: 500 },
      idleMs: 300,
      sinceLastMs: 600,
    };
    expect(explanations(whyOf(run), "cold from-zero hello")).toEqual([{ ...fromZero, pingMinutes: undefined }]);
    // No schedule is that fast: only a container that is held ready would do.
    expect(groupOf(whyOf(run), "cold from-zero hello").remedy).toMatchObject({ type: "provision", containers: 1 });
    const minutes = whyOf({ ...run, settings: platformSettings({ idleLifetimeMs: 300_000 }) });
    expect(explanations(minutes, "cold from-zero hello")).toEqual([{ ...fromZero, pingMinutes: 4 }]);
    // 10,950 pings a month of 1 ms each (no warm request ran to go by), at $0.20 a million and 0.125 GB.
    const { remedy } = groupOf(minutes, "cold from-zero hello");
    expect(remedy).toMatchObject({ type: "ping", everyMinutes: 4 });
    expect(remedy.type === "ping" && remedy.usdPerMonth).toBeCloseTo(10_950 * (0.2e-6 + 0.001 * 0.125 * 0.0000166667), 9);
    expect(remedy.type === "ping" && remedy.heldUsdPerMonth).toBeCloseTo(730 * 3_600 * 0.125 * 0.0000041667, 9);
  });

  test("from zero after a container was killed by hand, which no ping prevents", () => {
    const why = whyOf(
      runOf(
        `
          hello | A     B
          does  |    k
          c-01  | iA.x
          c-02  |       iB.
          ok    |   A     B
        `,
        { does: { k: (driver) => driver.kill("c-01") } },
      ),
    );
    expect(explanations(why, "cold from-zero hello")).toMatchObject([{ lastEnd: { because: "killed" }, idleMs: 100, sinceLastMs: 400 }]);
    expect(groupOf(why, "eviction killed hello")).toMatchObject({ count: 1, remedy: { type: "not-by-hand", followed: 1 } });
  });

  test("after a deploy: which, and how many warm containers it threw away", () => {
    const why = whyOf(
      runOf(
        `
          hello | A    C
          hello | B
          does  |     d
          c-01  | iA..x
          c-02  | iB..x
          c-03  |      iC.
          ok    |   A    C
          ok    |   B
        `,
        { does: { d: (driver) => driver.deploy({ version: "2" }) } },
      ),
    );
    expect(explanations(why, "cold first-start hello")).toEqual([
      { type: "first-start", deployedAtMs: 400, version: "2", retired: 2 },
      { type: "first-start", deployedAtMs: 0, version: "1", retired: 0 },
    ]);
    expect(groupOf(why, "cold first-start hello").remedy).toEqual({ type: "warm-after-deploy", deploys: 2, retired: 2 });
    expect(groupOf(why, "eviction retired hello")).toMatchObject({ count: 2, remedy: { type: "fewer-deploys", followed: 1 } });
  });

  test("p99 with and without them is of the same requests, exactly", () => {
    const why = whyOf(
      runOf(`
        hello | A   B  C
        c-01  | iAA.BB.C.
        ok    |    A  B C
      `),
    );
    expect(why).toMatchObject({ ran: 3, p99Ms: 300, p99WithoutColdMs: 200 });
    expect(groupOf(why, "cold first-start hello").p99WithoutMs).toBe(200);
  });

  test("nothing is left when all were cold", () => {
    expect(whyOf(runOf("hello | A\nc-01 | iA.\nok | ..A".replace("..", "  ")))).toMatchObject({
      ran: 1,
      p99Ms: 200,
      p99WithoutColdMs: undefined,
    });
  });
});

describe("throttles", () => {
  test("by reserved concurrency: how many it would have had to be", () => {
    const why = whyOf(
      runOf(
        `
          hello     | A   BC
          hello     |     D
          c-01      | iA..BBB..
          ok        |   A    B
          throttled |     DC
        `,
        { functions: [{ reservedConcurrency: 1 }] },
      ),
    );
    // B runs from 400 to 700; D and C would have taken as long as a warm request does: 300 ms.
    expect(groupOf(why, "throttle reserved-reached hello")).toMatchObject({
      count: 2,
      bursts: [{ count: 2 }],
      remedy: { type: "raise-reserved", from: 1, to: 3 },
    });
    expect(explanations(why, "throttle reserved-reached hello")[0]).toEqual({
      type: "throttle",
      limit: 1,
      account: undefined,
      firstFreeMs: 200,
      reservedElsewhere: [],
    });
  });

  test("by the account's unreserved rest: who has reserved the others", () => {
    const why = whyOf(
      runOf(
        `
          hello     |  AB
          does      | o
          c-01      |  iAA..
          ok        |     A
          throttled |   B
        `,
        { settings: { accountConcurrency: 5 }, does: { o: (driver) => driver.deploy({ name: "other", reservedConcurrency: 4 }) } },
      ),
    );
    expect(groupOf(why, "throttle account-reached hello").remedy).toEqual({
      type: "raise-account",
      from: 1,
      account: 5,
      to: 2,
      reserved: 4,
    });
    expect(explanations(why, "throttle account-reached hello")).toEqual([
      { type: "throttle", limit: 1, account: 5, firstFreeMs: 200, reservedElsewhere: [{ functionName: "other", reserved: 4 }] },
    ]);
  });

  test("by a reservation of none, and by this browser", () => {
    const stopped = runOf("hello | A\nthrottled | A", { functions: [{ reservedConcurrency: 0 }] });
    expect(groupOf(whyOf(stopped), "throttle reserved-reached hello").remedy).toEqual({ type: "unstop" });
    const full = runOf(
      `
        hello     | A  BC
        c-01      | iA.BB.
        ok        |   A  B
        throttled |     C
      `,
      { settings: { browserContainerLimit: 1 } },
    );
    expect(groupOf(whyOf(full), "throttle browser-reached hello").remedy).toEqual({ type: "raise-browser", from: 1, to: 2 });
  });
});

describe("evictions", () => {
  test("are held against the cold start that followed", () => {
    const why = whyOf(
      runOf(
        `
          hello | A     B
          c-01  | iA..x
          c-02  |       iB..x
          ok    |   A     B
        `,
        { settings: { idleLifetimeMs: 200 } },
      ),
    );
    expect(explanations(why, "eviction idle-too-long hello")).toEqual([
      { type: "eviction", idleMs: 200, next: undefined, lifetimeMs: undefined },
      { type: "eviction", idleMs: 200, next: { containerId: "c-02", afterMs: 200 }, lifetimeMs: 400 },
    ]);
    expect(groupOf(why, "eviction idle-too-long hello").remedy).toEqual({ type: "longer-life", followed: 1, lifetimeMs: 400 });
  });
});

describe("processes that ended", () => {
  test("a timeout: how near the limit the others came", () => {
    const why = whyOf(
      runOf(
        `
          hello   | A  B    C
          c-01    | iA.BBBB.CCCCCCCCCC,
          ok      |   A    B
          timeout |                   C
        `,
        { functions: [{ timeoutMs: 1_000 }], scripts: { C: { ending: "never" } } },
      ),
    );
    expect(groupOf(why, "reset timed-out hello")).toMatchObject({
      count: 1,
      remedy: { type: "more-time", timeoutMs: 1_000, longestOkMs: 400 },
    });
    expect(groupOf(why, "reset timed-out hello").finding(0).request).toEqual({ requestId: uuid("C"), arrivedAtMs: 800 });
  });

  test("out of memory: how much of how much", () => {
    const why = whyOf(
      runOf(
        `
          hello   | A
          c-01    | iA,
          crashed |   A
        `,
        { scripts: { A: { ending: { kind: "out-of-memory", usedMb: 140 } } } },
      ),
    );
    expect(explanations(why, "reset out-of-memory hello")).toMatchObject([{ memory: { usedMb: 140, limitMb: 128 } }]);
    expect(groupOf(why, "reset out-of-memory hello").remedy).toEqual({ type: "more-memory", usedMb: 140, limitMb: 128 });
  });
});

describe("retries", () => {
  const FAILED_TWICE = `
    hello | A  B  C
    c-01  | iA.B.. C.
    ok    |         C
    error |   A B
  `;

  test("of an asynchronous invocation share its id", () => {
    const drawing = FAILED_TWICE.replace("B.. C.", "B..C.").replace("    ok    |         C", "    ok    |        C");
    const run = runOf(drawing, {
      trigger: "upload",
      attemptOf: { B: "A", C: "A" },
      scripts: { A: { ending: "error", initMs: 100 }, B: { ending: "error" } },
    });
    expect(table(whyOf(run))).toContain("retry async-failed hello 2");
    expect(explanations(whyOf(run), "retry async-failed hello")).toMatchObject([
      { attempt: 3, previous: { status: "error", arrivedAtMs: 300 }, waitedMs: 200 },
      { attempt: 2, previous: { status: "error", arrivedAtMs: 0 }, waitedMs: 100 },
    ]);
  });

  test("of a queue are told by the notes of its messages", () => {
    const delivered = (atMs: number, letter: string, attempt: number): TraceNote => ({
      type: "delivered",
      atMs,
      at: "queue:jobs",
      eventIds: ["m-1"],
      functionName: "hello",
      requestId: uuid(letter),
      attempt,
    });
    const run = runOf(
      `
        hello | A   B
        c-01  | iA..B.
        ok    |      B
        error |   A
      `,
      { trigger: "queue", scripts: { A: { ending: "error" } }, events: [delivered(0, "A", 1), delivered(400, "B", 2)] },
    );
    expect(table(whyOf(run))).toContain("retry queue hello 1");
    expect(explanations(whyOf(run), "retry queue hello")).toEqual([
      {
        type: "retry",
        rule: "queue",
        attempt: 2,
        previous: { requestId: uuid("A"), arrivedAtMs: 0, status: "error", error: undefined },
        waitedMs: 200,
      },
    ]);
  });

  test("a request that failed and came again by a person's hand is none", () => {
    const run = runOf(
      `
        hello | A  B
        c-01  | iA.B.
        ok    |     B
        error |   A
      `,
      { trigger: "http", scripts: { A: { ending: "error" } } },
    );
    expect(table(whyOf(run))).toEqual(["cold first-start hello 1"]);
  });
});

describe("which requests", () => {
  const run = () =>
    runOf(
      `
        hello | A       C
        other |   B
        c-01  | iA..x
        c-02  |   iB..x
        c-03  |         iC.
        ok    |   A B     C
      `,
      { settings: { idleLifetimeMs: 200 } },
    );

  test("a stretch takes those that ended within it", () => {
    expect(table(whyOf(run(), "", { fromMs: 0, toMs: 350 }))).toEqual(["cold first-start hello 1"]);
  });

  test("a filter takes the containers in which its requests ran", () => {
    expect(table(whyOf(run(), "function:other"))).toEqual(["cold first-start other 1", "eviction idle-too-long other 1"]);
  });

  test("nothing has nothing to explain", () => {
    expect(whyOf({ ...run(), history: newRun(0) })).toEqual({ ran: 0, p99Ms: undefined, p99WithoutColdMs: undefined, groups: [] });
  });
});

/** Random traffic, and the same questions asked of the records one by one. */
describe.each([1, 2, 3, 4, 5])("held against a naive reading, seed %i", (seed) => {
  const { run, records } = randomRun(seed);
  const why = whyOf(run);
  const ran = records.filter(({ status }) => status !== "throttled");

  test("counts and sums", () => {
    const naive = new Map<string, { count: number; lostMs: number }>();
    for (const { coldStart, status, because, functionName, initMs, provisionMs } of records) {
      if (!coldStart && status !== "throttled") continue;
      const key = `${status === "throttled" ? "throttle" : "cold"} ${because} ${functionName}`;
      const before = naive.get(key) ?? { count: 0, lostMs: 0 };
      naive.set(key, { count: before.count + 1, lostMs: before.lostMs + initMs + provisionMs });
    }
    const found = why.groups.filter(({ kind }) => kind === "cold" || kind === "throttle");
    expect(new Map(found.map(({ key, count, lostMs }) => [key, { count, lostMs: expect.closeTo(lostMs, 6) as number }]))).toEqual(naive);
    expect(found.length).toBeGreaterThan(3);
    for (const { count, bursts } of found) expect(bursts.reduce((sum, burst) => sum + burst.count, 0)).toBe(count);
  });

  test("p99 with and without each group", () => {
    const p99 = (chosen: readonly InvocationRecord[]) => {
      const sorted = chosen.map(({ provisionMs, initMs, durationMs }) => provisionMs + initMs + durationMs).sort((a, b) => a - b);
      return sorted[Math.ceil(0.99 * sorted.length) - 1];
    };
    expect(why.ran).toBe(ran.length);
    expect(why.p99Ms).toBeCloseTo(p99(ran) ?? 0, 6);
    expect(why.p99WithoutColdMs).toBeCloseTo(p99(ran.filter(({ coldStart }) => !coldStart)) ?? 0, 6);
    for (const { kind, because, functionName, p99WithoutMs } of why.groups) {
      if (kind !== "cold") continue;
      const others = ran.filter((record) => !(record.coldStart && record.because === because && record.functionName === functionName));
      expect(p99WithoutMs).toBeCloseTo(p99(others) ?? 0, 6);
    }
  });

  test("who was busy, and when the first was free", () => {
    for (const group of why.groups) {
      if (group.because !== "all-busy" || group.kind !== "cold") continue;
      for (let newest = 0; newest < group.count; newest += 1) {
        const { explanation, atMs, functionName, containerId } = group.finding(newest);
        if (explanation.type !== "all-busy") throw new Error("Explained as something else.");
        const overlapping = ran.filter(
          (other) =>
            other.functionName === functionName && other.arrivedAtMs < atMs && other.endedAtMs > atMs && other.containerId !== containerId,
        );
        expect(explanation.busyCount).toBe(overlapping.length);
        expect(explanation.busy.map((each) => each.containerId).sort()).toEqual(overlapping.map((other) => other.containerId).sort());
        expect(explanation.busy[0]?.freeAfterMs).toBe(Math.min(...overlapping.map(({ endedAtMs }) => endedAtMs)) - atMs);
      }
    }
  });

  test("ends of containers, each once", () => {
    const ended = run.history.fleet.items.filter((note) => note.type === "ended");
    const counted = why.groups.filter(({ kind }) => kind === "eviction").reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(ended.length);
    expect(counted).toBeGreaterThan(3);
  });
});

function randomRun(seed: number): { readonly run: ObservedRun; readonly records: readonly InvocationRecord[] } {
  const random = seededRandom(seed);
  const runs = new Map<string, number>();
  const driver = new PlatformDriver({
    settings: { idleLifetimeMs: 700, accountConcurrency: 5 },
    functions: [{ name: "hello" }, { name: "other", reservedConcurrency: 2 }],
    script: (requestId) => ({ initMs: 50 + Math.floor(random() * 200), runMs: runs.get(requestId) ?? 20 }),
  });
  for (let at = 0; at < 800; at += 1) {
    // No two at one moment: which of them came first, records alone do not say.
    driver.advance(random() < 0.02 ? 2_000.25 : 1 + Math.floor(random() * 60) + 0.01);
    runs.set(`r${at}`, 1 + Math.floor(random() * 300));
    driver.request(`r${at}`, random() < 0.6 ? "hello" : "other");
    if (at === 400) driver.deploy({ name: "hello", version: "2" });
  }
  driver.advance(5_000);
  const ended = driver.records.map((record, at) => ({ ...record, requestId: uuid(String.fromCharCode(at)), trigger: "http" as const }));
  return {
    records: driver.records,
    run: {
      id: "live",
      name: "Live",
      origin: "measured",
      history: recordRun(newRun(0), { ended, fleet: driver.notes, events: [] }),
      details: [],
      untilMs: driver.nowMs,
      profile: awsLambda,
      settings: platformSettings(),
    },
  };
}
