import { describe, expect, test } from "vitest";
import { PlatformDriver } from "../testing/drive-platform.ts";
import { expectTimeline } from "../testing/expect-timeline.ts";

const never = () => ({ ending: "never" }) as const;
const hello = { name: "hello" };
const other = { name: "other" };

/** Which of so many requests at once are refused, and with what words. */
function refusals(driver: PlatformDriver, requests: readonly string[]): readonly (readonly [string, string])[] {
  requests.forEach((functionName, n) => {
    driver.request(`${functionName}-${n}`, functionName);
  });
  return driver.records.filter(({ status }) => status === "throttled").map(({ requestId, reason }) => [requestId, reason]);
}

describe("a limit", () => {
  test("throttles what is over it, and lets go when a request has ended", () => {
    const driver = expectTimeline(
      `
      hello     | ABC    D
      c-01      | iAAAA....
      c-02      |  iBBBBBD.
      ok        |      A BD
      throttled |   C
      `,
      { settings: { accountConcurrency: 2 } },
    );
    expect(driver.record("C")).toMatchObject({
      error: { errorType: "TooManyRequestsException", errorMessage: "Rate Exceeded." },
      billed: { requests: 0, billedMs: 0, billedMbMs: 0 },
      coldStart: false,
      durationMs: 0,
    });
    expect(driver.record("C").containerId).toBeUndefined();
    expect(driver.platform.totals()).toMatchObject({ throttles: 1, invocations: 3, requests: 3, errors: 0, concurrencyPeak: 2 });
  });

  test("account: as many as it says, over all functions", () => {
    const driver = new PlatformDriver({ settings: { accountConcurrency: 3 }, functions: [hello, other], script: never });
    expect(refusals(driver, ["hello", "other", "hello", "other", "hello"])).toEqual([
      ["other-3", "Throttled: account concurrency 3 reached."],
      ["hello-4", "Throttled: account concurrency 3 reached."],
    ]);
  });

  test("reserved concurrency is a cap", () => {
    const driver = new PlatformDriver({ functions: [{ ...hello, reservedConcurrency: 2 }], script: never });
    expect(refusals(driver, ["hello", "hello", "hello"])).toEqual([["hello-2", "Throttled: reserved concurrency 2 reached."]]);
  });

  test("reserved concurrency 0 stops the function", () => {
    const driver = new PlatformDriver({ functions: [{ ...hello, reservedConcurrency: 0 }, other], script: never });
    expect(refusals(driver, ["hello", "other"])).toEqual([["hello-0", "Throttled: reserved concurrency is 0, which stops the function."]]);
    expect(driver.platform.containers()).toHaveLength(1);
  });

  test("what is reserved is a guarantee: the others share the unreserved rest", () => {
    const driver = new PlatformDriver({
      settings: { accountConcurrency: 5 },
      functions: [{ ...hello, reservedConcurrency: 3 }, other],
      script: never,
    });
    expect(refusals(driver, ["other", "other", "other", "hello", "hello", "hello", "hello"])).toEqual([
      ["other-2", "Throttled: 2 of the account's 5 concurrent executions are unreserved, and all are in use."],
      ["hello-6", "Throttled: reserved concurrency 3 reached."],
    ]);
  });

  test("what is reserved cannot be more than the account has", () => {
    const driver = new PlatformDriver({
      settings: { accountConcurrency: 2 },
      functions: [{ ...hello, reservedConcurrency: 5 }, other],
      script: never,
    });
    expect(refusals(driver, ["other", "hello", "hello", "hello"])).toEqual([
      ["other-0", "Throttled: 0 of the account's 2 concurrent executions are unreserved, and all are in use."],
      ["hello-3", "Throttled: account concurrency 2 reached."],
    ]);
  });

  test("this browser's is named as its own", () => {
    const driver = new PlatformDriver({ settings: { browserContainerLimit: 2 }, script: never });
    expect(refusals(driver, ["hello", "hello", "hello"])).toEqual([
      ["hello-2", "Throttled: this browser holds 2 live containers, all busy. A cloud would have started one more."],
    ]);
  });

  test("this browser's: the container idle for longest makes room for another function", () => {
    const driver = expectTimeline(
      `
      hello | A
      hello | B
      other |      C
      c-01  | iA...x
      c-02  | iBB......
      c-03  |      iC..
      ok    |   AB   C
      `,
      { settings: { browserContainerLimit: 2 } },
    );
    expect(driver.platform.container("c-01")?.endReason).toBe(
      "Evicted: this browser holds 2 containers, and another function needed the room.",
    );
  });

  test("lowered while containers idle: those idle for longest go, until as many are left as it says", () => {
    const driver = expectTimeline(
      `
      hello | A
      hello | B
      hello | C
      other |        D
      does  |      l
      c-01  | iA...x
      c-02  | iBB..x
      c-03  | iCCC...x
      c-04  |        iD.
      ok    |   ABC    D
      `,
      { settings: { browserContainerLimit: 3 }, does: { l: (at) => at.configure({ browserContainerLimit: 1 }) } },
    );
    expect(driver.platform.container("c-02")?.endReason).toBe("Evicted: this browser now holds 1 container.");
  });

  test("lowered while containers run: they finish, and then go", () => {
    expectTimeline(
      `
      hello     | AB  C  D
      does      |   l
      c-01      | iAAAAx
      c-02      |  iBBB..D.
      ok        |      A  D
      ok        |      B
      throttled |     C
      `,
      { settings: { browserContainerLimit: 2 }, does: { l: (at) => at.configure({ browserContainerLimit: 1 }) } },
    );
  });

  test("set by hand, reserved concurrency counts from the next request on", () => {
    const driver = new PlatformDriver({ functions: [hello], script: never });
    driver.tell({ type: "function-configured", functionName: "hello", reservedConcurrency: 1 });
    expect(refusals(driver, ["hello", "hello"])).toHaveLength(1);
    driver.tell({ type: "function-configured", functionName: "hello", reservedConcurrency: undefined });
    driver.request("late");
    expect(driver.platform.totals("hello")).toMatchObject({ concurrencyNow: 2, throttles: 1 });
  });
});

test("executions of retired and removed versions count until they end, and then no more", () => {
  const driver = new PlatformDriver({
    functions: [{ ...hello, reservedConcurrency: 1, timeoutMs: 60_000 }],
    script: (requestId) => ({ runMs: requestId === "old" ? 5_000 : 50_000 }),
  });
  driver.request("old");
  driver.tell({ type: "function-removed", functionName: "hello" });
  driver.deploy({ ...hello, reservedConcurrency: 1, version: "2", timeoutMs: 60_000 });
  driver.request("too-early");
  driver.advanceTo(6_000);
  driver.request("new");
  driver.request("over");
  expect(driver.records.map(({ requestId, status }) => `${requestId} ${status}`)).toEqual([
    "too-early throttled",
    "old ok",
    "over throttled",
  ]);
  expect(driver.record("old").version).toBe("1");
});
