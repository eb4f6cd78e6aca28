import { describe, expect, test } from "vitest";
import { costUsd } from "../../platform/billing.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { azureFunctions } from "../../platform/profiles/azure-functions.ts";
import { cloudflareWorkers } from "../../platform/profiles/cloudflare-workers.ts";
import { googleCloud } from "../../platform/profiles/google-cloud.ts";
import { PROFILES } from "../../platform/profiles/profiles.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import { functionConfig, platformSettings } from "../../testing/builders.ts";
import { type HistoryRow, rowAt } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { arrivalPlace } from "./arrival-ids.ts";
import type { RecordedArrival, Recording } from "./recording.ts";
import { recordingOf } from "./recording-of.ts";
import type { ReplayChanges } from "./replay-changes.ts";
import { assumptionsOf } from "./replay-plan.ts";
import { simulateRun } from "./simulate.ts";

const STARTED_MS = 1_700_000_000_000;
const NAMES = { id: "r-1", name: "Replay" };
const settings = platformSettings({ idleLifetimeMs: 1_000, browserContainerLimit: 1_000 });

function recording(arrivals: readonly Partial<RecordedArrival>[], differs: Partial<Recording> = {}): Recording {
  const { name, version, memoryMb, timeoutMs } = functionConfig();
  return {
    name: "Recorded",
    seed: 7,
    startedAtMs: STARTED_MS,
    spanMs: 10_000,
    arrivals: arrivals.map((each) => ({ offsetMs: 0, functionName: "hello", trigger: "http", durationMs: 100, status: "ok", ...each })),
    events: [],
    functions: [{ name, version, memoryMb, timeoutMs }],
    settings,
    profileId: "aws-lambda",
    ...differs,
  };
}

const replay = (of: Recording, changes: ReplayChanges = {}) => simulateRun(of, changes, NAMES);

function rowsOf({ history: { rows } }: ObservedRun): readonly HistoryRow[] {
  return Array.from({ length: rows.endSeq }, (_, seq) => rowAt(rows, seq)).filter((row) => row !== undefined);
}

function inOrder(run: ObservedRun): readonly HistoryRow[] {
  return rowsOf(run).toSorted((a, b) => (arrivalPlace(a.requestId) ?? 0) - (arrivalPlace(b.requestId) ?? 0));
}

/** In order of arrival: "C" cold, "w" warm, "T" throttled. */
function pattern(run: ObservedRun): string {
  return inOrder(run)
    .map(({ status, coldStart }) => (status === "throttled" ? "T" : coldStart ? "C" : "w"))
    .join("");
}

/** As a drawing: `A` a request that arrives, 100 ms a column, each taking 200 ms, cold ones 300 ms more. */
function drawn(line: string): Recording {
  const arrivals = [...line].flatMap((mark, column) => (mark === "A" ? [{ offsetMs: column * 100, durationMs: 200, initMs: 300 }] : []));
  return recording(arrivals, { spanMs: line.length * 100 });
}

describe("what settings change", () => {
  //                                            |         |         |         |
  const line = "A      A AA       A               A     A";
  test.each<[string, ReplayChanges, string]>([
    ["as recorded: idle for a second", {}, "CwwCwCw"],
    ["idle for a quarter as long", { settings: { idleLifetimeMs: 250 } }, "CwwCCCw"],
    ["idle for longer", { settings: { idleLifetimeMs: 60_000 } }, "CwwCwww"],
    ["not kept at all", { settings: { idleLifetimeMs: 0 } }, "CCCCCCC"],
    ["one at a time in the account", { settings: { accountConcurrency: 1 } }, "CwwTwCw"],
    ["one reserved", { functions: { hello: { reservedConcurrency: 1 } } }, "CwwTwCw"],
    ["none reserved: stopped", { functions: { hello: { reservedConcurrency: 0 } } }, "TTTTTTT"],
    [
      "one provisioned: not ready for the first, which starts one beside it",
      { functions: { hello: { provisionedConcurrency: 1 } } },
      "Cwwwwww",
    ],
    ["two provisioned", { functions: { hello: { provisionedConcurrency: 2 } } }, "Cwwwwww"],
    ["two provisioned and one reserved", { functions: { hello: { reservedConcurrency: 1, provisionedConcurrency: 2 } } }, "CwwTwww"],
  ])("%s", (_, changes, expected) => {
    expect(pattern(replay(drawn(line), changes))).toBe(expected);
  });
});

describe("what is kept of the recording", () => {
  test("an arrival keeps its own handler time and ending; a cold one its own init", () => {
    const run = replay(
      recording([
        { initMs: 250, durationMs: 12.34 },
        { offsetMs: 2_500, initMs: 321.09, durationMs: 40, status: "error" },
        { offsetMs: 2_600, durationMs: 3_000, status: "timeout" },
        { offsetMs: 2_700, durationMs: 55, status: "crashed", initMs: 111 },
      ]),
    );
    expect(rowsOf(run).map(({ status, initMs, durationMs }) => [status, initMs, durationMs])).toEqual([
      ["ok", 250, 12.34],
      ["error", 321.09, 40],
      ["crashed", 111, 55],
      ["timeout", expect.any(Number), 3_000],
    ]);
  });

  test("a throttled arrival that is let in takes as long as others of its function did", () => {
    const of = recording([
      { durationMs: 70, initMs: 100 },
      { offsetMs: 5, status: "throttled" },
    ]);
    const { durationMs: _, ...throttled } = of.arrivals[1] ?? { offsetMs: 0, functionName: "hello", trigger: "http", status: "ok" };
    const run = replay({ ...of, arrivals: [...of.arrivals.slice(0, 1), throttled] });
    expect(rowsOf(run).map(({ status, durationMs }) => [status, durationMs])).toEqual([
      ["ok", 70],
      ["ok", 70],
    ]);
  });

  test("after a crash, an init that was inside the recorded time is not added to it again", () => {
    const run = replay(
      recording([
        { initMs: 200, durationMs: 50, status: "crashed" },
        { offsetMs: 500, durationMs: 300, initInside: true },
      ]),
    );
    expect(rowsOf(run).map(({ because, durationMs }) => [because, durationMs])).toEqual([
      ["first-start", 50],
      ["reused-after-reset", 300],
    ]);
  });

  test("events of the newest are there to be read", () => {
    const of = recording([{ eventRef: 0 }, { offsetMs: 9, eventRef: 1 }, { offsetMs: 10 }, { offsetMs: 11, eventRef: 99 }], {
      events: ["{}", "[1]"],
    });
    expect(
      replay(of)
        .details.map(({ event, requestId }) => [arrivalPlace(requestId), event])
        .sort(),
    ).toEqual([
      [0, "{}"],
      [1, "[1]"],
    ]);
  });

  test("it lasts as long as the recording, or until the last answer", () => {
    expect(replay(recording([{}])).untilMs).toBe(STARTED_MS + 10_000);
    expect(replay(recording([{ durationMs: 2_000, initMs: 900, offsetMs: 9_000 }])).untilMs).toBe(STARTED_MS + 11_900);
    expect(replay(recording([])).history.rows.endSeq).toBe(0);
  });
});

describe("memory", () => {
  const at = (memoryMb: number, cpuBoundShare?: number, profile = awsLambda) => {
    const of = recording([{ durationMs: 400, initMs: 100 }], {
      functions: [{ name: "hello", version: "1", memoryMb: 512, timeoutMs: 3_000 }],
    });
    const share = cpuBoundShare === undefined ? {} : { cpuBoundShare };
    const [row] = rowsOf(replay({ ...of, profileId: profile.id }, { functions: { hello: { memoryMb } }, ...share }));
    return [row?.memoryMb, row?.durationMs, row?.initMs];
  };
  test.each<[string, (number | undefined)[], (number | undefined)[]]>([
    ["nothing is scaled unless the person says that it computes", at(1_024), [1_024, 400, 100]],
    ["all of it computes: half the memory, twice the time", at(256, 1), [256, 800, 100]],
    ["half of it computes", at(256, 0.5), [256, 600, 100]],
    ["one thread gets no more than one vCPU", at(10_240, 1), [10_240, 115.77, 100]],
    ["as the provider's table has it", at(1_024, 1, googleCloud), [1_024, 228.47, 100]],
    ["where an instance has one CPU whatever it uses", at(1_024, 1, azureFunctions), [1_024, 400, 100]],
    ["a share beyond all is all", at(256, 7), [256, 800, 100]],
  ])("%s", (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test("what takes too long with less memory times out", () => {
    const of = recording([{ durationMs: 2_000, initMs: 10 }], {
      functions: [{ name: "hello", version: "1", memoryMb: 512, timeoutMs: 3_000 }],
    });
    expect(rowsOf(replay(of, { functions: { hello: { memoryMb: 128 } }, cpuBoundShare: 1 }))[0]).toMatchObject({
      status: "timeout",
      durationMs: 3_000,
    });
  });
});

describe("another provider", () => {
  const of = recording(
    [
      { initMs: 123, durationMs: 30 },
      { offsetMs: 800_000, durationMs: 30 },
    ],
    {
      functions: [{ name: "hello", version: "1", memoryMb: 3_000, timeoutMs: 3_000, provisionedConcurrency: 2 }],
      spanMs: 900_000,
    },
  );

  test("brings its idle lifetime, its cold starts, its bounds and its bill", () => {
    const run = replay(of, { profile: azureFunctions });
    const [cold, warm] = rowsOf(run);
    expect(run).toMatchObject({
      origin: "modelled",
      profile: { id: "azure-functions" },
      settings: { idleLifetimeMs: 1_200_000, accountConcurrency: 200 },
    });
    expect(cold).toMatchObject({ coldStart: true, billedMs: 100, memoryMb: 1_536, initBilled: false });
    expect(cold?.initMs).toBeGreaterThanOrEqual(910);
    expect(warm).toMatchObject({ coldStart: false, billedMs: 100 });
    expect(assumptionsOf(of, { profile: azureFunctions }).join(" ")).toMatch(
      /does not offer 3000 MB.*Nothing is provisioned.*One instance serves one request/,
    );
  });

  test("unless the person says how long idle ones are kept", () => {
    expect(pattern(replay(of, { profile: googleCloud, settings: { idleLifetimeMs: 1_000 } }))).toBe("CC");
    expect(pattern(replay(of, { profile: googleCloud }))).toBe("Cw");
  });

  test("Workers are billed for what computes alone", () => {
    const run = replay(of, { profile: cloudflareWorkers, cpuBoundShare: 0.1 });
    expect(run.history.billed.buckets.reduce((sum, { sum: { cpuUs = 0 } }) => sum + cpuUs, 0)).toBe(6_000);
  });

  test("what is provisioned is billed where there is such a thing", () => {
    expect(rowsOf(replay(of)).map(({ because }) => because)).toEqual(["over-provisioned", "provisioned"]);
  });
});

/** Traffic of two functions with every kind of ending, drawn from a seed. */
function traffic(count: number, seed: number, spreadMs: number): Recording {
  const random = seededRandom(seed);
  const endings = ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "error", "timeout", "crashed"] as const;
  let offsetMs = 0;
  const arrivals = Array.from({ length: count }, (_, place) => {
    offsetMs += random() < 0.2 ? 0 : -Math.log(1 - random()) * spreadMs;
    return {
      offsetMs,
      functionName: random() < 0.7 ? "hello" : "other",
      durationMs: Math.round(random() * 20_000) / 100,
      ...(random() < 0.2 ? { initMs: Math.round(random() * 50_000) / 100 } : {}),
      status: endings[Math.floor(random() * endings.length)] ?? "ok",
      trigger: place % 3 === 0 ? ("queue" as const) : ("http" as const),
    };
  });
  const functions = ["hello", "other"].map((name) => ({ name, version: "1", memoryMb: 256, timeoutMs: 1_000 }));
  return recording(arrivals, { functions, spanMs: offsetMs, seed });
}

describe("whatever is recorded and changed", () => {
  const changes: readonly ReplayChanges[] = [
    {},
    { settings: { idleLifetimeMs: 50, accountConcurrency: 5 } },
    { settings: { browserContainerLimit: 4, modelProvisioning: true, billInit: false } },
    { functions: { hello: { provisionedConcurrency: 3, memoryMb: 128 }, other: { reservedConcurrency: 1 } }, cpuBoundShare: 0.8 },
    ...Object.values(PROFILES).map((profile) => ({ profile, cpuBoundShare: 0.3 })),
  ];

  test.each(changes.map((each, place) => [place, each] as const))(
    "change %d: each arrival ends once, in its time, and the totals add up",
    (_, change) => {
      for (const seed of [1, 2, 3]) {
        const of = traffic(1_000, seed, 40);
        const run = replay(of, change);
        const rows = rowsOf(run);
        expect(new Set(rows.map(({ requestId }) => requestId)).size).toBe(of.arrivals.length);
        expect(rows).toHaveLength(of.arrivals.length);
        const strange = rows.filter((row) => {
          const { functionName, trigger, offsetMs = 0 } = of.arrivals[arrivalPlace(row.requestId) ?? -1] ?? {};
          const isItsOwn = row.functionName === functionName && row.trigger === trigger;
          const isInTime = Math.abs(row.arrivedAtMs - STARTED_MS - offsetMs) < 0.001 && row.endedAtMs <= run.untilMs;
          return !isItsOwn || !isInTime || row.endedAtMs < row.arrivedAtMs;
        });
        expect(strange).toEqual([]);
        const totals = [...run.history.byDefinition.values()];
        const sum = (of: (each: (typeof totals)[number]) => number) => totals.reduce((total, each) => total + of(each), 0);
        expect(sum(({ coldStarts }) => coldStarts)).toBe(rows.filter(({ coldStart }) => coldStart).length);
        expect(sum(({ billed }) => billed.billedMs)).toBe(rows.reduce((total, { billedMs }) => total + billedMs, 0));
        expect(sum(({ billed }) => billed.requests)).toBe(rows.filter(({ status }) => status !== "throttled").length);
        for (const { billed } of totals) {
          expect(billed.initUs + billed.runUs + billed.roundingUs).toBe(billed.billedMs * 1_000);
          expect(costUsd(billed, run.profile)).toBeGreaterThan(0);
        }
        const births = run.history.fleet.items.filter(({ type }) => type === "started").length;
        expect(births).toBeGreaterThanOrEqual(rows.filter(({ coldStart }) => coldStart).length);
      }
    },
  );

  test("the same recording, changes and seed give the same run; another seed another", () => {
    const of = traffic(2_000, 4, 30);
    const change: ReplayChanges = { profile: azureFunctions };
    const told = (changes: ReplayChanges) => JSON.stringify(rowsOf(replay(of, changes)));
    const first = told(change);
    expect(told(change) === first).toBe(true);
    expect(told({ ...change, seed: 99 }) === first).toBe(false);
  });

  test("a replay of a replay with nothing changed is the same run", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const first = replay(traffic(1_000, seed, 25), { settings: { accountConcurrency: 12 } });
      const again = replay(recordingOf(first));
      const told = (run: ObservedRun) =>
        inOrder(run).map(({ functionName, status, coldStart, because, initMs, durationMs, billedMs, containerId }) => {
          return { functionName, status, coldStart, because, initMs, durationMs, billedMs, containerId };
        });
      expect(told(again)).toEqual(told(first));
      expect(again.history.fleet.items.map(({ type }) => type)).toEqual(first.history.fleet.items.map(({ type }) => type));
    }
  });

  test("a changed setting leaves alone what it does not touch: each arrival draws for itself", () => {
    const of = traffic(1_000, 6, 2_000);
    const change = { profile: googleCloud };
    const inits = (run: ObservedRun) =>
      new Map(
        rowsOf(run)
          .filter(({ coldStart }) => coldStart)
          .map(({ requestId, initMs }) => [requestId, initMs]),
      );
    const kept = inits(replay(of, change));
    const evicted = inits(replay(of, { ...change, settings: { idleLifetimeMs: 0 } }));
    expect(evicted.size).toBeGreaterThan(kept.size);
    for (const [requestId, initMs] of kept) expect(evicted.get(requestId)).toBe(initMs);
  });

  test("hostile: times that go back, functions that nobody deployed, places beyond the list", () => {
    const run = replay(
      recording([{ offsetMs: 500 }, { offsetMs: 100 }, { functionName: "nobody", eventRef: -3 }, { offsetMs: -5_000, durationMs: 0 }], {
        functions: [],
        spanMs: 0,
      }),
    );
    expect(rowsOf(run)).toHaveLength(4);
  });

  test("100,000 arrivals over most of a day are replayed whole", () => {
    const of = traffic(100_000, 8, 864);
    const run = replay(of, { settings: { idleLifetimeMs: 300_000, browserContainerLimit: 100_000 } });
    expect(run.history.rows.endSeq).toBe(100_000);
    expect(of.spanMs).toBeGreaterThan(60_000_000);
  }, 60_000);
});
