import { beforeEach, describe, expect, test } from "vitest";
import { newRun, recordRun } from "../metrics/history/run-history.ts";
import { costUsd } from "../platform/billing.ts";
import { awsLambda } from "../platform/profiles/aws-lambda.ts";
import type { InvocationView } from "../platform/results.ts";
import { starterFunction } from "../project/starter.ts";
import { createColdstartStore } from "./create-store.ts";
import { FakePort, invocation, TEST_SETTINGS } from "./fake-port.ts";
import { allRoutes, concurrency, containersByFunction, editedFunctions, savedEventsOf, vitals } from "./selectors.ts";
import type { State } from "./state.ts";

let store: ReturnType<typeof createColdstartStore>;
beforeEach(() => {
  store = createColdstartStore(new FakePort(), { settings: TEST_SETTINGS });
});
const state = () => store.getState();
const intents = () => state().intents;

/** As the reporter and the run's keeper tell the store of them. */
function ended(views: readonly InvocationView[]) {
  intents().reportInvocations(views);
  const before = state().run ?? newRun(state().platform.startedAtMs);
  intents().reportRun(recordRun(before, { ended: views, fleet: [], events: [] }));
}

/** The clock moves on by `ms` since the platform began; `change` on the totals of all and of hello. */
function report(ms: number, change: Partial<State["platform"]["totals"]> = {}) {
  const totals = { ...state().platform.totals, ...change };
  intents().reportPlatform({
    containers: [],
    totals,
    totalsByFunction: { hello: totals },
    clock: { nowMs: 1_000 + ms, rate: 1, busy: false },
  });
}

test("give the same reference back until what they are made of changes", () => {
  const selectors = [allRoutes, editedFunctions, containersByFunction, vitals, concurrency, savedEventsOf];
  const before = selectors.map((select) => select(state()));
  intents().show("observe");
  intents().notify("info", "hi");
  for (const [index, select] of selectors.entries()) expect(select(state()), select.name).toBe(before[index]);
});

describe("concurrency", () => {
  test.each<[string, Partial<typeof TEST_SETTINGS>, number | undefined, object]>([
    ["this browser's limit where it is the lowest", {}, undefined, { limit: 64, limitedBy: "browser" }],
    ["the account's", { accountConcurrency: 20 }, undefined, { limit: 20, limitedBy: "account" }],
    ["the function's own", {}, 5, { limit: 5, limitedBy: "reserved" }],
    ["a reservation above what the browser holds", {}, 100, { limit: 64, limitedBy: "browser" }],
    ["a function that is stopped", {}, 0, { limit: 0, limitedBy: "reserved" }],
  ])("%s", (_, settings, reservedConcurrency, expected) => {
    intents().configure(settings);
    intents().updateFunction("hello", { reservedConcurrency });
    report(0, { concurrencyNow: 2, concurrencyPeak: 7 });
    expect(concurrency(state(), "hello")).toEqual({ now: 2, peak: 7, ...expected });
  });

  test("of all does not see one function's reservation; of one that never ran is 0", () => {
    intents().addFunction({ ...starterFunction(), name: "second", triggers: [], reservedConcurrency: 3 });
    report(0, { concurrencyNow: 4 });
    expect(concurrency(state())).toMatchObject({ now: 4, limit: 64 });
    expect(concurrency(state(), "second")).toEqual({ now: 0, peak: 0, limit: 3, limitedBy: "reserved" });
  });
});

test("containers by function, with an empty list for a function without", () => {
  expect(containersByFunction(state())).toEqual({ hello: [] });
});

describe("vitals", () => {
  test("know nothing before the first request", () => {
    expect(vitals(state())).toMatchObject({ requests: 0, coldShare: undefined, p50Ms: undefined, costUsd: 0, serverUsd: 0, elapsedMs: 0 });
  });

  test("cold share of what ran, percentiles to 1 %, the server over the same time", () => {
    const warm = Array.from({ length: 98 }, (_, index) => invocation({ requestId: `w${index}`, durationMs: 10 }));
    const cold = [invocation({ initMs: 140, durationMs: 60 }), invocation({ initMs: 340, durationMs: 60 })];
    const throttled = invocation({ status: "throttled", durationMs: 0 });
    ended([...warm, ...cold, throttled]);
    const quantities = { requests: 100, billedMs: 1_580, billedMbMs: 202_240 };
    report(3_600_000, { ...quantities, invocations: 100, coldStarts: 2, throttles: 1 });
    const { p50Ms = 0, p99Ms = 0, ...rest } = vitals(state());
    expect(rest).toMatchObject({ requests: 101, throttles: 1, coldShare: 0.02, elapsedMs: 3_600_000 });
    expect(Math.abs(p50Ms - 10)).toBeLessThanOrEqual(0.1);
    expect(Math.abs(p99Ms - 200)).toBeLessThanOrEqual(2);
    expect(rest.costUsd).toBe(costUsd(quantities, awsLambda));
    expect(rest.serverUsd).toBe(awsLambda.servers.find(({ id }) => id === "t4g.small")?.usdPerHour.value);
  });

  test("another server, and the free tier", () => {
    report(3_600_000, { requests: 100, billedMs: 100, billedMbMs: 12_800 });
    intents().setBill({ serverId: "t3.medium", freeTier: true });
    expect(vitals(state())).toMatchObject({ costUsd: 0, serverUsd: 0.0416 });
  });
});
