import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ClockDriver, createPlatformClock, type PlatformClock } from "./platform-clock.ts";

const START_MS = 1_000_000;

/** Things fall due at set moments; some of them make the platform busy for a while of real time. */
class ScriptedDriver implements ClockDriver {
  readonly carriedOut: [string, number][] = [];
  due: { atMs: number; name: string; busyForMs?: number }[] = [];
  clock: PlatformClock | undefined;
  #busy = false;
  #waiters: (() => void)[] = [];

  nextDueMs() {
    return this.due.length === 0 ? undefined : Math.min(...this.due.map(({ atMs }) => atMs));
  }
  isBusy() {
    return this.#busy;
  }
  whenIdle() {
    return this.#busy ? new Promise<void>((resolve) => this.#waiters.push(resolve)) : Promise.resolve();
  }
  timePassed(nowMs: number) {
    for (const item of this.due.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs)) {
      this.due = this.due.filter((each) => each !== item);
      this.carriedOut.push([item.name, nowMs]);
      if (item.busyForMs !== undefined) this.work(item.busyForMs);
    }
  }
  work(ms: number) {
    this.setBusy(true);
    setTimeout(() => this.setBusy(false), ms);
  }
  setBusy(busy: boolean) {
    this.#busy = busy;
    this.clock?.refresh();
    if (busy) return;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}

let driver: ScriptedDriver;
let clock: PlatformClock;
const elapsedMs = () => clock.nowMs() - START_MS;

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS });
  driver = new ScriptedDriver();
  clock = createPlatformClock(driver, Date.now);
  driver.clock = clock;
});

afterEach(() => {
  clock.dispose();
  vi.useRealTimers();
});

describe("the platform clock", () => {
  test("goes with real time, and says when something is due", () => {
    driver.due = [{ name: "eviction", atMs: START_MS + 300 }];
    clock.refresh();
    vi.advanceTimersByTime(299);
    expect(driver.carriedOut).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(driver.carriedOut).toEqual([["eviction", START_MS + 300]]);
    expect(elapsedMs()).toBe(300);
    expect(clock.offsetMs()).toBe(0);
  });

  test("at 60x an idle minute takes a second; what is due in between comes in its time", () => {
    driver.due = [{ name: "eviction", atMs: START_MS + 30_000 }];
    clock.setRate(60);
    vi.advanceTimersByTime(499);
    expect(driver.carriedOut).toEqual([]);
    vi.advanceTimersByTime(501);
    expect(driver.carriedOut).toEqual([["eviction", START_MS + 30_000]]);
    expect(elapsedMs()).toBe(60_000);
    expect(clock.offsetMs()).toBe(59_000);
  });

  test("while anything runs it goes at the speed of real time, whatever the rate", () => {
    clock.setRate(3_600);
    driver.work(500);
    vi.advanceTimersByTime(500);
    expect(elapsedMs()).toBe(500);
    vi.advanceTimersByTime(10);
    expect(elapsedMs()).toBe(500 + 36_000);
  });

  test("skip-idle leaves what was just done on screen for a moment, then jumps to what is due next", () => {
    driver.due = [{ name: "eviction", atMs: START_MS + 300_000 }];
    clock.setRate("skip-idle");
    vi.advanceTimersByTime(399);
    expect(elapsedMs()).toBe(399);
    vi.advanceTimersByTime(1);
    expect(driver.carriedOut).toEqual([["eviction", START_MS + 300_000]]);
    expect(elapsedMs()).toBe(300_000);
  });

  test("skip-idle does not jump while something runs", () => {
    driver.due = [{ name: "eviction", atMs: START_MS + 300_000 }];
    clock.setRate("skip-idle");
    vi.advanceTimersByTime(200);
    driver.work(5_000);
    vi.advanceTimersByTime(5_000);
    expect(elapsedMs()).toBe(5_200);
    vi.advanceTimersByTime(400);
    expect(elapsedMs()).toBe(300_000);
  });

  test("with nothing due, skip-idle has nowhere to jump", () => {
    clock.setRate("skip-idle");
    vi.advanceTimersByTime(10_000);
    expect(elapsedMs()).toBe(10_000);
  });

  test("never goes back: not by a change of rate, not when the machine's clock is set back", () => {
    let machineMs = START_MS;
    clock = createPlatformClock(driver, () => machineMs);
    const seen: number[] = [];
    const look = () => seen.push(clock.nowMs());
    for (const [rate, stepMs] of [
      [60, 100],
      [1, 100],
      ["skip-idle", 100],
      [3_600, -50_000],
      [1, 0],
      [60, -1],
      [1, 100],
    ] as const) {
      look();
      clock.setRate(rate);
      look();
      machineMs += stepMs;
      look();
    }
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    clock.refresh();
    const before = clock.nowMs();
    machineMs += 1_000;
    expect(clock.nowMs() - before).toBe(1_000);
  });

  test("waits for the farthest moment in steps that a browser's timer takes", () => {
    driver.due = [{ name: "far", atMs: START_MS + 5_000_000_000 }];
    clock.refresh();
    vi.advanceTimersByTime(2_100_000_000);
    expect(driver.carriedOut).toEqual([]);
    vi.advanceTimersByTime(2_900_000_000);
    expect(driver.carriedOut).toEqual([["far", START_MS + 5_000_000_000]]);
  });

  test("what is due and cannot be carried out yet is tried again, without haste", () => {
    const tries: number[] = [];
    const stuck: ClockDriver = {
      nextDueMs: () => START_MS + 10,
      isBusy: () => true,
      timePassed: (nowMs) => void tries.push(nowMs),
      whenIdle: () => Promise.resolve(),
    };
    clock = createPlatformClock(stuck, Date.now);
    clock.refresh();
    vi.advanceTimersByTime(1_010);
    expect(tries[0]).toBe(START_MS + 10);
    expect(tries.length).toBeGreaterThan(5);
    expect(tries.length).toBeLessThan(50);
  });

  test("once disposed of, it says nothing any more", () => {
    driver.due = [{ name: "eviction", atMs: START_MS + 300 }];
    clock.refresh();
    clock.dispose();
    vi.advanceTimersByTime(1_000);
    expect(driver.carriedOut).toEqual([]);
  });
});

describe("advance", () => {
  test("carries out what is due on the way, in order, each at its own moment, and what that causes too", async () => {
    driver.due = [
      { name: "second", atMs: START_MS + 60_000 },
      { name: "first", atMs: START_MS + 30_000, busyForMs: 100 },
      { name: "beyond", atMs: START_MS + 600_000 },
    ];
    let done = false;
    const advanced = clock.advance(120_000).then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(99);
    expect(driver.carriedOut).toEqual([["first", START_MS + 30_000]]);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await advanced;
    expect(driver.carriedOut).toEqual([
      ["first", START_MS + 30_000],
      ["second", START_MS + 60_000],
    ]);
    expect(elapsedMs()).toBe(120_000);
    expect(driver.due.map(({ name }) => name)).toEqual(["beyond"]);
  });

  test("waits first for what runs", async () => {
    driver.work(1_000);
    const advanced = clock.advance(5_000);
    await vi.advanceTimersByTimeAsync(1_000);
    await advanced;
    expect(elapsedMs()).toBe(6_000);
  });

  test("by nothing carries out what is due now", async () => {
    driver.due = [{ name: "now", atMs: START_MS }];
    await clock.advance(0);
    expect(driver.carriedOut).toEqual([["now", START_MS]]);
  });

  test("does not hang on something that is due again and again at the same moment", async () => {
    const forEver: ClockDriver = {
      nextDueMs: () => START_MS + 5,
      isBusy: () => false,
      timePassed: () => {},
      whenIdle: () => Promise.resolve(),
    };
    clock = createPlatformClock(forEver, Date.now);
    await clock.advance(1_000);
    expect(elapsedMs()).toBe(1_000);
  });
});

describe("a page that follows another", () => {
  test("goes on from the moment that one had come to, and never back", () => {
    clock.goOnFrom(START_MS + 5_000);
    expect(elapsedMs()).toBe(5_000);
    for (const atMs of [START_MS, Number.NaN, Number.POSITIVE_INFINITY]) clock.goOnFrom(atMs);
    expect(elapsedMs()).toBe(5_000);
  });

  test("carries out what is due by then", async () => {
    driver.due = [{ name: "due", atMs: START_MS + 1_000 }];
    clock.goOnFrom(START_MS + 5_000);
    await vi.advanceTimersByTimeAsync(1);
    expect(driver.carriedOut.map(([name]) => name)).toEqual(["due"]);
  });
});
