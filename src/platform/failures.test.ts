import { describe, expect, test } from "vitest";
import { PlatformDriver, SCRIPTED_ERROR } from "../testing/drive-platform.ts";
import { expectTimeline } from "../testing/expect-timeline.ts";

const REUSED = "Reused after a crash or timeout: the environment and its /tmp are kept, init runs again inside this request.";
const SECOND = { functions: [{ timeoutMs: 1_000 }] };

/** The effects that name this container, without the requests' records. */
const whatWasDone = (driver: PlatformDriver, containerId: string) =>
  driver.effects.flatMap((effect) => {
    if (effect.type === "invocation-ended" || effect.containerId !== containerId) return [];
    return effect.type === "start-container" ? [`${effect.type} ${effect.mode}`] : [effect.type];
  });

describe("a handler's error", () => {
  test("is an answer: the container goes on, warm", () => {
    const driver = expectTimeline(
      `
      hello | A   B
      c-01  | iA..B.
      ok    |      B
      error |   A
      `,
      { scripts: { A: { ending: "error" } } },
    );
    expect(driver.record("A")).toMatchObject({ error: SCRIPTED_ERROR, durationMs: 100, billed: { requests: 1, billedMs: 200 } });
    expect(driver.record("B")).toMatchObject({ coldStart: false, initMs: 0 });
    expect(driver.platform.totals()).toMatchObject({ invocations: 2, errors: 1 });
  });
});

describe("a timeout", () => {
  test("ends the process at its moment and keeps the environment; the next request runs init again, inside its own duration", () => {
    const driver = expectTimeline(
      `
      hello   | A              B     C
      c-01    | iAAAAAAAAAA,,,,iiBB..C.
      ok      |                    B  C
      timeout |            A
      `,
      { ...SECOND, scripts: { A: { ending: "never" } } },
    );
    expect(driver.record("A")).toMatchObject({
      initMs: 100,
      durationMs: 1_000,
      error: { errorType: "Sandbox.Timedout", errorMessage: "RequestId: A Error: Task timed out after 1.00 seconds" },
      billed: { billedMs: 1_100 },
    });
    expect(driver.record("B")).toMatchObject({ reason: REUSED, coldStart: false, initMs: 0, durationMs: 400, billed: { billedMs: 400 } });
    expect(driver.record("C")).toMatchObject({ coldStart: false, durationMs: 100 });
    expect(whatWasDone(driver, "c-01").slice(0, 4)).toEqual([
      "start-container fresh",
      "run-invocation",
      "reset-container",
      "start-container reset",
    ]);
  });

  test("counts a suppressed init once: it and the run have the function's time together", () => {
    const driver = expectTimeline(
      `
      hello   | A            B
      c-01    | iAAAAAAAAAA,,iiiBBBBBBB,,
      timeout |            A           B
      `,
      { ...SECOND, scripts: { A: { ending: "never" }, B: { ending: "never" } } },
    );
    expect(driver.record("B")).toMatchObject({ durationMs: 1_000, initMs: 0, billed: { billedMs: 1_000 } });
  });

  test("noticed late is as long as it really was", () => {
    const driver = new PlatformDriver({ script: () => ({ ending: "never", initMs: 84 }) });
    driver.request("A");
    driver.advanceTo(84);
    driver.platform.handle({ type: "time-passed", atMs: 84 + 2_999 });
    const [ended] = driver.platform.handle({ type: "time-passed", atMs: 84 + 3_016.78 });
    expect(ended).toMatchObject({
      type: "invocation-ended",
      record: { status: "timeout", durationMs: 3_016.78, billed: { billedMs: 3_101 } },
    });
  });

  test("an answer that comes after it is not heard", () => {
    const driver = new PlatformDriver({ script: () => ({ ending: "never" }) });
    driver.request("A");
    driver.advanceTo(5_000);
    expect(driver.tell({ type: "invocation-completed", containerId: "c-01", requestId: "A", durationMs: 10 })).toEqual([]);
    expect(driver.record("A").status).toBe("timeout");
  });
});

describe("a process that goes", () => {
  test.each([
    { cause: { kind: "exit", code: 0 }, status: "crashed", says: "Runtime exited without providing a reason" },
    { cause: { kind: "exit", code: 1 }, status: "crashed", says: "Runtime exited with error: exit status 1" },
    { cause: { kind: "exit", code: 128, error: SCRIPTED_ERROR }, status: "error", says: "As the script says." },
    { cause: { kind: "out-of-memory", usedMb: 140 }, status: "crashed", says: "Runtime exited with error: signal: killed" },
  ] as const)("while it runs ($cause.kind, $says): the request fails, the environment is kept", ({ cause, status, says }) => {
    const driver = new PlatformDriver({ script: (id) => (id === "A" ? { ending: cause, runMs: 70 } : {}) });
    driver.request("A");
    driver.advanceTo(1_000);
    expect(driver.record("A")).toMatchObject({ status, durationMs: 70, initMs: 100, billed: { billedMs: 170 } });
    expect(driver.record("A").error?.errorMessage).toContain(says);
    expect(driver.platform.container("c-01")).toMatchObject({ phase: "idle", needsReset: true });
    driver.request("B");
    driver.advanceTo(2_000);
    expect(driver.record("B")).toMatchObject({ status: "ok", reason: REUSED, durationMs: 110, initMs: 0, coldStart: false });
    expect(driver.platform.container("c-01")).toMatchObject({ phase: "idle", needsReset: false, served: 2 });
  });

  test("tells how much memory it had when it was killed for it", () => {
    const driver = new PlatformDriver({ script: () => ({ ending: "never" }) });
    driver.request("A");
    driver.advanceTo(200);
    const cause = { kind: "out-of-memory", usedMb: 140 } as const;
    driver.tell({ type: "container-exited", containerId: "c-01", cause, durationMs: 100, maxHeapBytes: 70_000_000 });
    expect(driver.record("A").maxHeapBytes).toBe(70_000_000);
  });

  test("while idle: it stays idle once, keeps its moment of eviction, and serves one request at a time", () => {
    const driver = expectTimeline(
      `
      hello | A     B
      hello |       C
      does  |    e
      c-01  | iA.,,,iB........x
      c-02  |       iCC........x
      ok    |   A     BC
      `,
      {
        settings: { idleLifetimeMs: 800 },
        does: { e: (at) => at.tell({ type: "container-exited", containerId: "c-01", cause: { kind: "exit", code: 0 } }) },
      },
    );
    expect(driver.record("B")).toMatchObject({ reason: REUSED, containerId: "c-01" });
    expect(driver.record("C")).toMatchObject({ coldStart: true, containerId: "c-02" });
  });

  test("while idle, and nobody asks again: evicted when it would have been anyway", () => {
    expectTimeline(
      `
      hello | A
      does  |    e
      c-01  | iA.,,,,,,,x
      ok    |   A
      `,
      {
        settings: { idleLifetimeMs: 800 },
        does: { e: (at) => at.tell({ type: "container-exited", containerId: "c-01", cause: { kind: "exit", code: 0 } }) },
      },
    );
  });

  test("the whole frame: everything is lost, only what was running fails, the next request works", () => {
    const lost = (driver: PlatformDriver) => {
      for (const containerId of ["c-01", "c-02", "c-03"])
        driver.tell({ type: "container-exited", containerId, cause: { kind: "out-of-memory" } });
    };
    const driver = expectTimeline(
      `
      hello   | A       D
      hello   | B
      hello   | C
      does    |      o
      c-01    | iA...!
      c-02    | iBBBB!
      c-03    | iiiii!
      c-04    |         iD.
      ok      |   A       D
      crashed |      B
      crashed |      C
      `,
      { scripts: { B: { ending: "never" }, C: { initEnding: "never" } }, does: { o: lost } },
    );
    expect(driver.platform.container("c-02")).toMatchObject({
      phase: "failed",
      endReason: "Lost: the browser's process for containers ran out of memory.",
    });
    expect(driver.record("B").error?.errorMessage).toContain("signal: killed");
    expect(driver.record("C")).toMatchObject({ initMs: 500, durationMs: 0, coldStart: true });
  });

  test("one that lies is ended for good", () => {
    const driver = new PlatformDriver({ script: () => ({ ending: { kind: "protocol-violation", detail: "two answers" } }) });
    driver.request("A");
    driver.advanceTo(500);
    expect(driver.record("A").status).toBe("crashed");
    expect(driver.platform.container("c-01")).toMatchObject({
      phase: "failed",
      endReason: "Ended: it sent what no honest runtime sends (two answers).",
    });
  });
});

describe("an init that fails", () => {
  test("is the request's error; its time is init's; the environment is kept and init runs again at the next request", () => {
    const driver = expectTimeline(
      `
      hello | A     B
      c-01  | iii,,,iB.
      ok    |         B
      error |    A
      `,
      { scripts: { A: { initMs: 300, initEnding: "error" } } },
    );
    expect(driver.record("A")).toMatchObject({
      coldStart: true,
      initMs: 300,
      durationMs: 0,
      error: SCRIPTED_ERROR,
      billed: { requests: 1, billedMs: 300 },
      failedInits: [{ phase: "init", status: "error", initMs: 300, errorType: "Error" }],
    });
    expect(driver.record("B")).toMatchObject({ coldStart: false, initMs: 0, durationMs: 200, reason: REUSED });
    expect(driver.record("B").failedInits).toBeUndefined();
  });

  test("again: inside the request it is the request's duration", () => {
    const driver = expectTimeline(
      `
      hello | A     B
      c-01  | iii,,,ii,
      error |    A    B
      `,
      { scripts: { A: { initMs: 300, initEnding: "error" }, B: { initMs: 200, initEnding: "error" } } },
    );
    expect(driver.record("B")).toMatchObject({
      coldStart: false,
      initMs: 0,
      durationMs: 200,
      billed: { billedMs: 200 },
      failedInits: [{ phase: "invoke", status: "error", initMs: 200 }],
    });
  });

  test("by process.exit() in module scope: the time it took is init's", () => {
    const driver = new PlatformDriver({ script: () => ({ initMs: 250, initEnding: { kind: "exit", code: 3 } }) });
    driver.request("A");
    driver.advanceTo(1_000);
    expect(driver.record("A")).toMatchObject({
      status: "crashed",
      initMs: 250,
      durationMs: 0,
      billed: { billedMs: 250 },
      failedInits: [{ phase: "init", status: "error", initMs: 250, errorType: "Runtime.ExitError" }],
    });
    expect(driver.platform.container("c-01")).toMatchObject({ phase: "idle", needsReset: true });
  });

  test("killed by hand during init: the time so far is init's", () => {
    const driver = new PlatformDriver({ script: () => ({ initEnding: "never" }) });
    driver.request("A");
    driver.advanceTo(120);
    driver.kill("c-01");
    expect(driver.record("A")).toMatchObject({ status: "crashed", initMs: 120, durationMs: 0, billed: { billedMs: 120 } });
  });
});

describe("an init over ten seconds", () => {
  const LONG = { stepMs: 1_000, functions: [{ timeoutMs: 30_000 }] };

  test("is begun again inside the request, now under the function's time limit", () => {
    const driver = expectTimeline(
      `
      hello | A                         B
      c-01  | iiiiiiiiiiiiiiiiiiiiiiAA..B.
      ok    |                         A  B
      `,
      { ...LONG, scripts: { A: { initMs: 12_000 } } },
    );
    expect(whatWasDone(driver, "c-01").slice(0, 4)).toEqual([
      "start-container fresh",
      "reset-container",
      "start-container reset",
      "run-invocation",
    ]);
    expect(driver.record("A")).toMatchObject({
      status: "ok",
      coldStart: true,
      initMs: 0,
      durationMs: 14_000,
      billed: { billedMs: 14_000 },
      failedInits: [{ phase: "init", status: "timeout", initMs: 10_000 }],
    });
    expect(driver.record("B")).toMatchObject({ coldStart: false, durationMs: 1_000 });
  });

  test("again: the request times out", () => {
    const driver = new PlatformDriver({ script: () => ({ initEnding: "never" }) });
    driver.request("A");
    driver.advanceTo(20_000);
    expect(driver.record("A")).toMatchObject({
      status: "timeout",
      endedAtMs: 13_000,
      initMs: 0,
      durationMs: 3_000,
      billed: { billedMs: 3_000 },
      failedInits: [
        { phase: "init", status: "timeout", initMs: 10_000 },
        { phase: "invoke", status: "timeout", initMs: 3_000 },
      ],
    });
  });

  test("at ten seconds to the millisecond it is too late, a millisecond before it is not", () => {
    for (const [initMs, restarts] of [
      [9_999, 0],
      [10_000, 1],
    ] as const) {
      const driver = new PlatformDriver({ script: () => ({ initMs }), ...{ functions: [{ timeoutMs: 60_000 }] } });
      driver.request("A");
      driver.advanceTo(60_000);
      expect(driver.record("A").failedInits?.length ?? 0).toBe(restarts);
    }
  });
});
