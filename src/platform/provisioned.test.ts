import { describe, expect, test } from "vitest";
import { PlatformDriver } from "../testing/drive-platform.ts";
import { expectTimeline } from "../testing/expect-timeline.ts";
import { costUsd } from "./billing.ts";
import type { FunctionConfig } from "./function-config.ts";
import { HeldReady } from "./held-ready.ts";
import { awsLambda } from "./profiles/aws-lambda.ts";

const provisioned = (provisionedConcurrency: number, more: Partial<FunctionConfig> = {}) => ({
  functions: [{ name: "hello", provisionedConcurrency, ...more }],
  settings: { idleLifetimeMs: 500 },
});
const MINUTE_MS = 60_000;

describe("provisioned containers", () => {
  test("start with the deploy, outlive the idle lifetime, and take requests without a cold start", () => {
    const driver = expectTimeline(
      `
      hello |      A         B
      c-01  | iii..............
      c-02  | iii..AA........BB
      ok    |        A
      `,
      provisioned(2),
    );
    expect(driver.record("A")).toMatchObject({ coldStart: false, because: "provisioned", initMs: 0, containerId: "c-02" });
    expect(driver.platform.container("c-01")).toMatchObject({ provisioned: true, phase: "idle", served: 0 });
    expect(driver.platform.container("c-01")?.evictsAtMs).toBeUndefined();
  });

  test("over them a request starts cold on demand, and that container is evicted when idle", () => {
    const driver = expectTimeline(
      `
      hello |    AB     C
      c-01  | ii.AAAAA..CC.
      c-02  |     iBB.....x
      ok    |        BA   C
      `,
      provisioned(1),
    );
    expect(driver.record("B")).toMatchObject({ coldStart: true, because: "over-provisioned" });
    expect(driver.record("C")).toMatchObject({ coldStart: false, because: "provisioned" });
  });

  test("a request that comes before they are ready starts cold", () => {
    const driver = expectTimeline(
      `
      hello | A
      c-01  | iiii.....
      c-02  | iA.....x
      ok    |   A
      `,
      provisioned(1),
    );
    expect(driver.record("A").because).toBe("over-provisioned");
  });

  test("one that is killed is replaced at once", () => {
    expectTimeline(
      `
      hello |       A
      does  |    k
      c-01  | ii.x
      c-02  |    ii.A.
      ok    |        A
      `,
      { ...provisioned(1), does: { k: (driver) => driver.kill("c-01") } },
    );
  });

  test("one that fails before it was ever ready is given up, and a request still gets a container", () => {
    const driver = expectTimeline(
      `
      hello |      A
      c-01  | ii!
      c-02  |      iA...
      ok    |        A
      `,
      { ...provisioned(1), scripts: { "c-01": { initEnding: { kind: "out-of-memory" } } } },
    );
    expect(driver.record("A").because).toBe("over-provisioned");
  });

  test("one whose init throws is kept, and init runs again inside the request", () => {
    const driver = expectTimeline(
      `
      hello |      A
      c-01  | ii,,,iA....
      ok    |        A
      `,
      { ...provisioned(1), scripts: { "c-01": { initEnding: "error" } } },
    );
    expect(driver.record("A")).toMatchObject({
      coldStart: false,
      because: "provisioned",
      durationMs: 200,
      billed: { onProvisionedMbMs: 200 * 128 },
    });
    expect(driver.record("A").reason).toMatch(/init runs again inside this request/);
  });

  test("a deploy ends those of the old version, even in the middle of their init, and starts as many anew", () => {
    expectTimeline(
      `
      hello |     A
      does  | d
      c-01  | x
      c-02  | ii..A.
      ok    |      A
      `,
      { ...provisioned(1), does: { d: (driver) => driver.deploy({ version: "2", provisionedConcurrency: 1 }) } },
    );
  });

  test("a deploy without them lets the busy one finish", () => {
    expectTimeline(
      `
      hello |   A
      does  |    d
      c-01  | i.AAAx
      ok    |      A
      `,
      { ...provisioned(1), does: { d: (driver) => driver.deploy({ version: "2" }) } },
    );
  });
});

describe("limits", () => {
  test("never more than are reserved", () => {
    const driver = new PlatformDriver(provisioned(5, { reservedConcurrency: 2 }));
    expect(driver.platform.containers()).toHaveLength(2);
  });

  test("never more than this browser holds; idle ones of others make room", () => {
    const driver = new PlatformDriver({ settings: { browserContainerLimit: 3 }, functions: [{ name: "other" }] });
    driver.request("r1", "other");
    driver.advance(1_000);
    driver.deploy({ provisionedConcurrency: 8 });
    const live = driver.platform.containers().filter(({ phase }) => phase !== "evicted");
    expect(live.map(({ functionName, provisioned }) => [functionName, provisioned])).toEqual([
      ["hello", true],
      ["hello", true],
      ["hello", true],
    ]);
    driver.request("r2", "other");
    expect(driver.record("r2")).toMatchObject({ status: "throttled", because: "browser-reached" });
    driver.configure({ browserContainerLimit: 4 });
    expect(driver.platform.containers().filter(({ provisioned }) => provisioned)).toHaveLength(4);
    driver.configure({ browserContainerLimit: 1 });
    driver.advance(1_000);
    expect(driver.platform.containers().filter(({ phase }) => phase === "idle")).toHaveLength(1);
  });

  test("what is provisioned for one function is not there for others that share the account", () => {
    const driver = new PlatformDriver({
      settings: { accountConcurrency: 3 },
      functions: [{ name: "hello", provisionedConcurrency: 2 }, { name: "other" }],
      script: () => ({ runMs: 10_000 }),
    });
    driver.advance(1_000);
    driver.request("o1", "other");
    driver.request("o2", "other");
    expect(driver.record("o2")).toMatchObject({ status: "throttled", because: "account-reached" });
    driver.request("h1");
    driver.request("h2");
    expect(driver.records).toHaveLength(1);
    driver.request("h3");
    expect(driver.record("h3").status).toBe("throttled");
  });

  test("an init of a provisioned container has longer than ten seconds", () => {
    const driver = new PlatformDriver({ ...provisioned(1), script: () => ({ initEnding: "never" }) });
    driver.advance(60_000);
    expect(driver.platform.container("c-01")?.phase).toBe("initializing");
    expect(driver.platform.isBusy()).toBe(true);
    driver.advance(70_000);
    expect(driver.platform.container("c-01")).toMatchObject({ phase: "idle", needsReset: true });
    expect(driver.platform.isBusy()).toBe(false);
  });
});

describe("the bill", () => {
  test("ready memory is billed from the deploy on in steps of five minutes, runs at a price of their own", () => {
    const driver = new PlatformDriver({ ...provisioned(2, { memoryMb: 1_024 }), script: () => ({ runMs: 1_000 }) });
    driver.advance(MINUTE_MS);
    driver.request("A");
    driver.advance(MINUTE_MS);
    const totals = driver.platform.totals();
    expect(totals).toMatchObject({ billedMbMs: 1_024_000, onProvisionedMbMs: 1_024_000, heldMbMs: 2 * 1_024 * 5 * MINUTE_MS });
    expect(costUsd(totals, awsLambda)).toBeCloseTo(0.0000002 + 0.0000097222 + 600 * 0.0000041667, 12);
    // Nothing of it is free but the request's fee.
    expect(costUsd(totals, awsLambda, { freeTier: true })).toBeCloseTo(0.0000097222 + 600 * 0.0000041667, 12);
    driver.tell({ type: "function-removed", functionName: "hello" });
    driver.advance(60 * MINUTE_MS);
    expect(driver.platform.totals("hello").heldMbMs).toBe(totals.heldMbMs);
  });

  test("what runs on demand beside them is billed on demand", () => {
    const driver = new PlatformDriver({ ...provisioned(1), script: () => ({ runMs: 1_000 }) });
    driver.advance(1_000);
    for (const requestId of ["A", "B"]) driver.request(requestId);
    driver.advance(5_000);
    expect(driver.record("A").billed).toEqual({ requests: 1, billedMs: 1_000, billedMbMs: 128_000, onProvisionedMbMs: 128_000 });
    expect(driver.record("B").billed).toEqual({ requests: 1, billedMs: 1_100, billedMbMs: 140_800 });
  });

  test("the published example: 1,000 of 1 GB for two hours", () => {
    const held = new HeldReady();
    held.keep("hello", 1_000 * 1_024, 0);
    held.keep("hello", 0, 2 * 60 * MINUTE_MS);
    const heldMbMs = held.mbMs(9e9);
    expect(costUsd({ requests: 0, billedMs: 0, billedMbMs: 0, heldMbMs }, awsLambda)).toBeCloseTo(30, 2);
  });

  test("a deploy that provisions as much goes on with what was begun; another amount begins anew", () => {
    const held = new HeldReady();
    held.keep("hello", 100, 0);
    held.keep("hello", 100, 4 * MINUTE_MS);
    expect(held.mbMs(4 * MINUTE_MS)).toBe(100 * 5 * MINUTE_MS);
    held.keep("hello", 200, 4 * MINUTE_MS);
    expect(held.mbMs(5 * MINUTE_MS)).toBe((100 + 200) * 5 * MINUTE_MS);
    expect(held.mbMs(5 * MINUTE_MS, "other")).toBe(0);
  });
});
