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
