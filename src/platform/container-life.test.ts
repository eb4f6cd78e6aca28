import { describe, expect, test } from "vitest";
import { PlatformDriver } from "../testing/drive-platform.ts";
import { expectTimeline } from "../testing/expect-timeline.ts";

const SHORT = { idleLifetimeMs: 800 };

describe("cold, warm, evicted", () => {
  test("the first request waits for a container; the next finds it idle; then it is evicted at exactly its moment", () => {
    const driver = expectTimeline(
      `
      hello | A        B
      c-01  | iiAAA....BB........x
      ok    |      A     B
      `,
      { settings: SHORT },
    );
    expect(driver.record("A")).toMatchObject({ coldStart: true, initMs: 200, durationMs: 300, containerId: "c-01" });
    expect(driver.record("A").reason).toBe("Cold: first request after deploy. Nothing was running.");
    expect(driver.record("B")).toMatchObject({ coldStart: false, initMs: 0, durationMs: 200, containerId: "c-01" });
    expect(driver.record("B").reason).toBe("Warm: reused. It was idle, with 0.4 s left. No init.");
    expect(driver.platform.container("c-01")).toMatchObject({ phase: "evicted", served: 2, endReason: "Evicted: idle 0.8 s." });
    expect(driver.ends).toEqual([{ containerId: "c-01", atMs: 1_900, isFailure: false }]);
  });

  test("one container serves one request: a second at the same time starts a second", () => {
    const driver = expectTimeline(
      `
      hello | A  B        C
      c-01  | iiAAAA........x
      c-02  |    iBBB.....CC.
      ok    |       AB      C
      `,
      { settings: SHORT },
    );
    expect(driver.record("B").reason).toBe("Cold: 1 of 1 container busy. One container serves one request.");
  });

  test("of several idle ones the most recently used is taken (a model: no provider says which)", () => {
    expectTimeline(
      `
      hello | A   C  DE
      hello | B
      c-01  | iAAAA...EEE.
      c-02  | iBB.CC.DD...
      ok    |    B AC  D E
      `,
      { settings: { idleLifetimeMs: 60_000 } },
    );
  });

  test("after the last container is gone, a start says that it came from zero", () => {
    const driver = expectTimeline(
      `
      hello | A            B
      c-01  | iA........x
      c-02  |              iB.
      ok    |   A            B
      `,
      { settings: SHORT },
    );
    expect(driver.record("B").reason).toBe("Cold: scaled to zero. Nothing was running.");
  });

  test("a request at the very moment of eviction comes too late", () => {
    expectTimeline(
      `
      hello | A         B
      c-01  | iA........x
      c-02  |           iB.
      ok    |   A         B
      `,
      { settings: SHORT },
    );
  });

  test("a modelled provisioning comes before init, is no part of it and is not billed", () => {
    const driver = expectTimeline(
      `
      hello | A
      c-01  | ------iiA.
      ok    |          A
      `,
      { stepMs: 20, settings: { modelProvisioning: true } },
    );
    expect(driver.record("A")).toMatchObject({ provisionMs: 120, initMs: 40, durationMs: 20, billed: { billedMs: 60 } });
  });
});

describe("a deploy", () => {
  test("retires the old version: idle containers go at once, busy ones finish what they run", () => {
    const driver = expectTimeline(
      `
      hello | A     C    D
      hello | B
      does  |      d
      c-01  | iA...x
      c-02  | iBBBBBBBBx
      c-03  |       iC...D.
      ok    |   A     CB  D
      `,
      { does: { d: (at) => at.deploy({ version: "2" }) } },
    );
    expect(driver.record("B")).toMatchObject({ version: "1", status: "ok" });
    expect(driver.record("C")).toMatchObject({ version: "2", coldStart: true });
    expect(driver.record("C").reason).toBe("Cold: 1 of 1 container busy. One container serves one request.");
    expect(driver.platform.container("c-02")).toMatchObject({ retired: true, endReason: "Retired: version 2 is deployed." });
  });

  test("one that is still starting serves the request it was started for, and no other", () => {
    const driver = expectTimeline(
      `
      hello | A   B
      does  |  d
      c-01  | iiAAx
      c-02  |     iB.
      ok    |     A B
      `,
      { does: { d: (at) => at.deploy({ version: "2" }) } },
    );
    expect(driver.record("A").version).toBe("1");
    expect(driver.record("B").reason).toBe("Cold: first request after deploy. Nothing was running.");
  });
});

describe("killed by hand", () => {
  test("while busy: its request fails as a killed process does; while idle: it is gone; the next request works", () => {
    const driver = expectTimeline(
      `
      hello   | A        B     C
      does    |    k        l
      c-01    | iAAx
      c-02    |          iB.x
      c-03    |                iC.
      ok      |            B     C
      crashed |    A
      `,
      { scripts: { A: { ending: "never" } }, does: { k: (at) => at.kill("c-01"), l: (at) => at.kill("c-02") } },
    );
    expect(driver.record("A")).toMatchObject({
      durationMs: 200,
      error: { errorType: "Runtime.ExitError", errorMessage: "RequestId: A Error: Runtime exited with error: signal: killed" },
    });
    expect(driver.platform.container("c-02")?.endReason).toBe("Killed by hand.");
  });
});

test("a kill that comes when the container is long gone does nothing, ended or forgotten", () => {
  const driver = new PlatformDriver({ settings: { idleLifetimeMs: 1_000 } });
  driver.request("A");
  driver.advanceTo(2_000);
  expect(driver.platform.container("c-01")?.phase).toBe("evicted");
  expect(driver.tell({ type: "kill-requested", containerId: "c-01" })).toEqual([]);
  driver.advanceTo(60_000);
  driver.request("B");
  driver.advanceTo(120_000);
  expect(driver.platform.container("c-01")).toBeUndefined();
  expect(driver.tell({ type: "kill-requested", containerId: "c-01" })).toEqual([]);
});

describe("settings changed while containers idle", () => {
  test("a shorter lifetime evicts at once who is past it, a longer one keeps", () => {
    const driver = expectTimeline(
      `
      hello | A      C
      hello | B
      does  |       s  l
      c-01  | iA....x
      c-02  | iBBBB..C..............x
      ok    |   A  B  C
      `,
      {
        settings: { idleLifetimeMs: 60_000 },
        does: { s: (at) => at.configure({ idleLifetimeMs: 300 }), l: (at) => at.configure({ idleLifetimeMs: 1_400 }) },
      },
    );
    expect(driver.platform.container("c-01")?.endReason).toBe("Evicted: idle 0.4 s.");
    expect(driver.platform.container("c-02")?.endReason).toBe("Evicted: idle 1.4 s.");
  });
});
