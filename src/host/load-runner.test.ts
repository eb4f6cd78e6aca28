import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { LoadProgress } from "../platform/results.ts";
import { arrivalOffsetsMs, type LoadPlan } from "../platform/workload.ts";
import { type LoadOutcome, runLoad } from "./load-runner.ts";

const OPEN: LoadPlan = { function: "hello", pattern: "steady", seed: 7, requests: 100, durationMs: 10_000 };
const CLOSED: LoadPlan = { function: "hello", pattern: "steady", seed: 7, requests: 20, concurrency: 4 };

/** Answers each request after some time, and remembers when each was sent and how many were under way. */
class FakeSender {
  readonly sentAtMs: number[] = [];
  underWay = 0;
  mostUnderWay = 0;
  readonly #startedMs = performance.now();
  readonly #takesMs: number;
  readonly #outcome: (n: number) => Partial<LoadOutcome>;

  constructor(takesMs: number, outcome: (n: number) => Partial<LoadOutcome> = () => ({})) {
    this.#takesMs = takesMs;
    this.#outcome = outcome;
  }

  readonly send = async (): Promise<LoadOutcome> => {
    const n = this.sentAtMs.push(performance.now() - this.#startedMs);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await new Promise((resolve) => setTimeout(resolve, this.#takesMs));
    this.underWay -= 1;
    const billed = { requests: 1, billedMs: 10, billedMbMs: 1_280 };
    return { status: "ok", coldStart: n === 1, arrivedAtMs: 0, endedAtMs: n, billed, costUsd: 1e-7, ...this.#outcome(n) };
  };
}

const never = new AbortController().signal;
const quiet = () => {};

async function run(plan: LoadPlan, sender: FakeSender, signal = never, onProgress: (progress: LoadProgress) => void = quiet) {
  const report = runLoad(plan, sender.send, onProgress, signal);
  await vi.runAllTimersAsync();
  return report;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("an open-loop load", () => {
  test("sends each request when the plan says, whether or not the others are answered", async () => {
    const sender = new FakeSender(60_000);
    const report = await run(OPEN, sender);
    const planned = arrivalOffsetsMs(OPEN);
    expect(sender.sentAtMs).toHaveLength(100);
    for (const [n, sentAtMs] of sender.sentAtMs.entries()) {
      expect(sentAtMs).toBeGreaterThanOrEqual(planned[n] ?? Number.NaN);
      expect(sentAtMs - (planned[n] ?? 0)).toBeLessThan(2);
    }
    expect(sender.mostUnderWay).toBe(100);
    expect(report.sent).toBe(100);
  });

  test("sums up what came back", async () => {
    const statuses = { 2: "error", 3: "timeout", 4: "crashed", 5: "throttled" } as const;
    const sender = new FakeSender(1, (n) => ({ status: statuses[n as keyof typeof statuses] ?? "ok" }));
    const report = await run(OPEN, sender);
    expect(report).toMatchObject({ sent: 100, ok: 96, errors: 3, throttled: 1, coldStarts: 1, billedMs: 1_000 });
    expect(report.costUsd).toBeCloseTo(1e-5, 12);
    expect([report.p50Ms, report.p95Ms, report.p99Ms]).toEqual([50, 95, 99]);
  });

  test("stops sending when it is called off; what is under way is still counted", async () => {
    const stop = new AbortController();
    const sender = new FakeSender(500);
    const report = runLoad(OPEN, sender.send, quiet, stop.signal);
    await vi.advanceTimersByTimeAsync(3_000);
    const sent = sender.sentAtMs.length;
    stop.abort();
    await vi.runAllTimersAsync();
    expect(await report).toMatchObject({ sent, ok: sent });
    expect(sent).toBeGreaterThan(20);
    expect(sent).toBeLessThan(40);
  });

  test("tells its progress, and a last time when it is over", async () => {
    const told: LoadProgress[] = [];
    await run(OPEN, new FakeSender(5), never, (progress) => told.push(progress));
    expect(told.length).toBeGreaterThan(90);
    expect(told.at(0)).toMatchObject({ planned: 100 });
    expect(told.at(-1)).toMatchObject({ sent: 100, done: 100, planned: 100 });
    const after = told.length;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toHaveLength(after);
  });

  test("a request that cannot be sent at all ends the load with its reason, at once", async () => {
    let sent = 0;
    const send = () => {
      sent += 1;
      return Promise.reject(new Error("no route"));
    };
    const report = runLoad(OPEN, send, quiet, never);
    const failed = expect(report).rejects.toThrow("no route");
    await vi.runAllTimersAsync();
    await failed;
    expect(sent).toBe(1);
  });

  test("leaves nothing behind on the signal that may call it off", async () => {
    const stop = new AbortController();
    const added = vi.spyOn(stop.signal, "addEventListener");
    const removed = vi.spyOn(stop.signal, "removeEventListener");
    await run(OPEN, new FakeSender(1), stop.signal);
    expect(added.mock.calls.length - removed.mock.calls.length).toBeLessThanOrEqual(0);
  });
});

describe("a closed-loop load", () => {
  test("keeps so many requests under way, and sends the next when one has ended", async () => {
    const sender = new FakeSender(100);
    const report = await run(CLOSED, sender);
    expect(sender.mostUnderWay).toBe(4);
    expect(sender.sentAtMs).toEqual([0, 0, 0, 0, 100, 100, 100, 100, 200, 200, 200, 200, 300, 300, 300, 300, 400, 400, 400, 400]);
    expect(report).toMatchObject({ sent: 20, ok: 20 });
  });

  test("with a duration, sends none after it", async () => {
    const sender = new FakeSender(100);
    const report = await run({ function: "hello", pattern: "steady", seed: 7, durationMs: 1_000, concurrency: 2 }, sender);
    expect(report.sent).toBe(20);
    expect(Math.max(...sender.sentAtMs)).toBeLessThan(1_000);
  });

  test("a ramp starts with fewer callers than it ends with", async () => {
    const sender = new FakeSender(50);
    await run({ function: "hello", pattern: "ramp", seed: 7, durationMs: 4_000, concurrency: 8 }, sender);
    const between = (fromMs: number, toMs: number) => sender.sentAtMs.filter((ms) => ms >= fromMs && ms < toMs).length;
    expect(between(0, 1_000)).toBeLessThan(between(3_000, 4_000) / 2);
    expect(sender.mostUnderWay).toBe(8);
  });

  test("stops when it is called off", async () => {
    const stop = new AbortController();
    const sender = new FakeSender(100);
    const report = runLoad({ ...CLOSED, requests: 1_000 }, sender.send, quiet, stop.signal);
    await vi.advanceTimersByTimeAsync(950);
    stop.abort();
    await vi.runAllTimersAsync();
    expect((await report).sent).toBe(40);
  });
});
