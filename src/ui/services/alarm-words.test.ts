import { describe, expect, it } from "vitest";
import { layOutChart } from "./alarm-chart.ts";
import { alarmSentence } from "./alarm-words.ts";
import { ALARM_DEFAULTS } from "./service-defaults.ts";

const RULE = { name: "a", ...ALARM_DEFAULTS } as const;

describe("an alarm's rule in words", () => {
  it.each([
    [{ ...RULE, of: "thumbs" }, "errors of thumbs, summed over 1 minute, are ≥ 1 in 1 of 1 period"],
    [
      {
        ...RULE,
        metric: "duration",
        statistic: "p95",
        threshold: 2500,
        comparison: ">",
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
        periodMs: 300_000,
      },
      "durations of all functions, at p95 over 5 minutes, are > 2,500 ms in 3 of 5 periods",
    ],
    [
      { ...RULE, metric: "queue-age", of: "jobs", statistic: "maximum", threshold: 60, periodMs: 10_000 },
      "the age of the oldest message of jobs, at its highest over 10 seconds, is ≥ 60 s in 1 of 1 period",
    ],
    [{ ...RULE, metric: "dead-letters", comparison: "<" }, "dead letters of all queues, summed over 1 minute, are < 1 in 1 of 1 period"],
  ] as const)("%#", (config, words) => expect(alarmSentence(config)).toBe(words));
});

describe("an alarm's chart", () => {
  const size = { width: 100, height: 60 };
  const at = (values: readonly (number | null)[]) => values.map((value, place) => ({ atMs: place, value }));

  it("marks what breaches, and leaves gaps", () => {
    const { points } = layOutChart(at([0, null, 2, 1]), { threshold: 1, comparison: ">=" }, size);
    expect(points.map(({ breaching, y }) => [breaching, y === undefined])).toEqual([
      [false, false],
      [false, true],
      [true, false],
      [true, false],
    ]);
  });

  it.each([[[0, 5, 2]], [[]], [[0, 0]], [[-3, 1]], [[1e9]]])("keeps %j and the threshold in sight", (values) => {
    const { points, thresholdY } = layOutChart(at(values), { threshold: 2, comparison: ">" }, size);
    for (const y of [thresholdY, ...points.map((point) => point.y ?? 0)]) {
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(size.height);
    }
  });

  it("stands at zero as well", () => {
    const { thresholdY } = layOutChart(at([0]), { threshold: 0, comparison: ">" }, size);
    expect(thresholdY).toBe(size.height);
  });
});
