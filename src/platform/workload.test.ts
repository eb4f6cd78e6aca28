import { describe, expect, test } from "vitest";
import { arrivalOffsetsMs, type ClosedLoop, closedLoopProgress, inFlightAt, type LoadPlan, loopOf, MAX_LOAD_REQUESTS } from "./workload.ts";
import { parseLoadPlan } from "./workload-plan.ts";
import { LOAD_PATTERNS, type LoadPattern, levelAt } from "./workload-shapes.ts";

function plan(pattern: LoadPattern, overrides: Partial<LoadPlan> = {}): LoadPlan {
  return { function: "hello", requests: 1000, durationMs: 100_000, pattern, seed: 7, ...overrides };
}

function countBetween(offsets: readonly number[], fromMs: number, toMs: number): number {
  return offsets.filter((offset) => offset >= fromMs && offset < toMs).length;
}

describe.each(LOAD_PATTERNS)("%s", (pattern) => {
  const offsets = arrivalOffsetsMs(plan(pattern));

  test("sends exactly what was asked for, in order, inside the run", () => {
    expect(offsets).toHaveLength(1000);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    expect(offsets.every((offset) => offset >= 0 && offset <= 100_000)).toBe(true);
  });

  test("the same plan gives the same arrivals, another seed gives others", () => {
    expect(arrivalOffsetsMs(plan(pattern))).toEqual(offsets);
    expect(arrivalOffsetsMs(plan(pattern, { seed: 8 }))).not.toEqual(offsets);
  });

  test("its level stays between 0 and 1, reaches 1, and is 0 outside the run", () => {
    const levels = Array.from({ length: 1001 }, (_, step) => levelAt(pattern, step / 1000));
    expect(Math.max(...levels)).toBeCloseTo(1, 10);
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(0);
    expect([levelAt(pattern, -0.1), levelAt(pattern, 1.1), levelAt(pattern, Number.NaN)]).toEqual([0, 0, 0]);
  });

  test("its arrivals follow its level", () => {
    const total = Array.from({ length: 100 }, (_, i) => levelAt(pattern, (i + 0.5) / 100)).reduce((sum, level) => sum + level, 0);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const levels = Array.from({ length: 10 }, (_, i) => levelAt(pattern, (tenth * 10 + i + 0.5) / 100));
      const expected = (1000 * levels.reduce((sum, level) => sum + level, 0)) / total;
      expect(Math.abs(countBetween(offsets, tenth * 10_000, (tenth + 1) * 10_000) - expected)).toBeLessThanOrEqual(4);
    }
  });
});

describe("the shapes, as documented", () => {
  const share = (pattern: LoadPattern, from: number, to: number): number =>
    countBetween(arrivalOffsetsMs(plan(pattern)), from * 100_000, to * 100_000) / 1000;

  test("steady: each tenth of the time has a tenth of the requests", () => {
    expect(share("steady", 0.3, 0.4)).toBeCloseTo(0.1, 2);
  });
  test("burst: the first fifth of each quarter carries four fifths of it", () => {
    for (const start of [0, 0.25, 0.5, 0.75]) expect(share("burst", start, start + 0.05)).toBeCloseTo(0.2, 2);
  });
  test("spike: the middle tenth has ten times the base", () => {
    expect(share("spike", 0.45, 0.55) / share("spike", 0.2, 0.3)).toBeCloseTo(10, 0);
  });
  test("ramp: the second half has three times the first", () => {
    expect(share("ramp", 0.5, 1) / share("ramp", 0, 0.5)).toBeCloseTo(3, 1);
  });
  test("day: noon has twice midnight", () => {
    expect(levelAt("day", 0.5) / levelAt("day", 0)).toBeCloseTo(2, 3);
  });
});

describe("the loop of a plan", () => {
  test.each([
    [
      { requests: 100, ratePerSecond: 20 },
      { kind: "open", requests: 100, durationMs: 5000 },
    ],
    [
      { durationMs: 5000, ratePerSecond: 20 },
      { kind: "open", requests: 100, durationMs: 5000 },
    ],
    [
      { requests: 100, durationMs: 5000 },
      { kind: "open", requests: 100, durationMs: 5000 },
    ],
    [
      { requests: 10, durationMs: 5000, ratePerSecond: 20 },
      { kind: "open", requests: 10, durationMs: 500 },
    ],
    [
      { requests: 1000, durationMs: 5000, ratePerSecond: 20 },
      { kind: "open", requests: 100, durationMs: 5000 },
    ],
    [
      { durationMs: 10, ratePerSecond: 1 },
      { kind: "open", requests: 1, durationMs: 10 },
    ],
    [
      { requests: 100, concurrency: 5 },
      { kind: "closed", concurrency: 5, requests: 100, durationMs: undefined },
    ],
    [
      { durationMs: 100, concurrency: 5 },
      { kind: "closed", concurrency: 5, requests: MAX_LOAD_REQUESTS, durationMs: 100 },
    ],
  ])("%j", (quantities, loop) => {
    expect(loopOf({ function: "f", pattern: "steady", seed: 1, ...quantities })).toEqual(loop);
  });

  test("a closed loop keeps at least one and at most its concurrency in flight", () => {
    const loop: ClosedLoop = { kind: "closed", concurrency: 20, requests: 100, durationMs: undefined };
    for (const pattern of LOAD_PATTERNS) {
      const inFlight = Array.from({ length: 101 }, (_, step) => inFlightAt(loop, pattern, step / 100));
      expect(Math.min(...inFlight)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...inFlight)).toBe(20);
    }
    expect(closedLoopProgress(loop, 25, 9999)).toBe(0.25);
    expect(closedLoopProgress({ ...loop, durationMs: 1000 }, 0, 1500)).toBe(1);
    expect(() => arrivalOffsetsMs(plan("steady", { concurrency: 3 }))).toThrow("closed loop");
  });
});

describe("parseLoadPlan", () => {
  const good = { function: "hello", requests: 100, ratePerSecond: 20, pattern: "steady", seed: 1 };

  test("reads a plan, and what it read again the same", () => {
    const once = parseLoadPlan({ ...good, request: { path: "/hello" } });
    expect(once).toMatchObject({ ok: true, value: { function: "hello", request: { method: "GET", path: "/hello" }, seed: 1 } });
    expect(once.ok && parseLoadPlan(once.value)).toEqual(once);
  });

  test("without request and event it sends the empty event", () => {
    expect(parseLoadPlan(good)).toMatchObject({ ok: true, value: { event: {} } });
  });

  test.each([
    ["load-plan", null],
    ["load-function", { ...good, function: "" }],
    ["load-pattern", { ...good, pattern: "diurnal" }],
    ["load-pattern", { ...good, pattern: undefined }],
    ["load-seed", { ...good, seed: 1.5 }],
    ["load-seed", { ...good, seed: undefined }],
    ["load-quantity", { ...good, requests: 0 }],
    ["load-quantity", { ...good, requests: 1.5 }],
    ["load-quantity", { ...good, requests: 1_000_001 }],
    ["load-quantity", { ...good, ratePerSecond: Number.NaN }],
    ["load-quantity", { ...good, ratePerSecond: Number.POSITIVE_INFINITY }],
    ["load-quantity", { ...good, ratePerSecond: -1 }],
    ["load-quantity", { ...good, ratePerSecond: "20" }],
    ["load-no-end", { ...good, requests: undefined }],
    ["load-no-pace", { ...good, ratePerSecond: undefined }],
    ["load-two-paces", { ...good, concurrency: 5 }],
    ["load-two-payloads", { ...good, event: {}, request: { path: "/" } }],
    ["request-path", { ...good, request: {} }],
    ["load-too-large", { ...good, requests: undefined, durationMs: 3_600_000, ratePerSecond: 1000 }],
    ["load-too-large", { ...good, requests: 1_000_000, ratePerSecond: 0.001 }],
  ])("refuses with %s: %j", (code, input) => {
    expect(parseLoadPlan(input)).toMatchObject({ ok: false, code, remedy: expect.stringMatching(/./) });
  });

  test("a million arrivals are placed", () => {
    const offsets = arrivalOffsetsMs(plan("day", { requests: 1_000_000 }));
    expect(offsets).toHaveLength(1_000_000);
    expect(offsets.at(-1)).toBeLessThanOrEqual(100_000);
  });
});
