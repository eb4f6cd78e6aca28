import { expect, test } from "vitest";
import type { AlarmConfig } from "../services-config.ts";
import { javaDouble, reasonDataOf, reasonOf } from "./alarm-reason.ts";
import type { Datapoint } from "./datapoint.ts";
import { evaluateAlarm } from "./evaluate-alarm.ts";

const FROM_MS = Date.UTC(2026, 10, 25, 10);

const alarm = (changes: Partial<AlarmConfig>): AlarmConfig => ({
  name: "a",
  metric: "errors",
  statistic: "sum",
  periodMs: 60_000,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 1,
  comparison: ">",
  missingData: "missing",
  ...changes,
});

const points = (...values: readonly (number | null)[]): readonly Datapoint[] =>
  values.map((value, place) => ({ atMs: FROM_MS + place * 60_000, value, sampleCount: value === null ? 0 : 1 }));

function reason(config: AlarmConfig, given: readonly Datapoint[]): string {
  const verdict = evaluateAlarm(config, given);
  return verdict.value === undefined ? "stays" : reasonOf(verdict.value, verdict, config);
}

/** In the words of published notifications, of which each form is one. */
test.each<[Partial<AlarmConfig>, readonly (number | null)[], string]>([
  [{}, [3], "Threshold Crossed: 1 datapoint [3.0 (25/11/26 10:00:00)] was greater than the threshold (1.0)."],
  [{}, [0], "Threshold Crossed: 1 datapoint [0.0 (25/11/26 10:00:00)] was not greater than the threshold (1.0)."],
  [
    { evaluationPeriods: 2, datapointsToAlarm: 2, comparison: ">=", threshold: 0.5 },
    [1, 2.25],
    "Threshold Crossed: 2 datapoints [2.25 (25/11/26 10:01:00), 1.0 (25/11/26 10:00:00)] were greater than or equal to the threshold (0.5).",
  ],
  [
    { evaluationPeriods: 3, datapointsToAlarm: 2, comparison: "<", threshold: 10 },
    [5, 20, 6],
    "Threshold Crossed: 2 out of the last 3 datapoints [6.0 (25/11/26 10:02:00), 5.0 (25/11/26 10:00:00)] were less than the threshold (10.0) (minimum 2 datapoints for OK -> ALARM transition).",
  ],
  [
    { evaluationPeriods: 3, datapointsToAlarm: 2, comparison: "<=", threshold: 10 },
    [50, 20, 6],
    "Threshold Crossed: 2 out of the last 3 datapoints [20.0 (25/11/26 10:01:00), 50.0 (25/11/26 10:00:00)] were not less than or equal to the threshold (10.0) (minimum 2 datapoints for ALARM -> OK transition).",
  ],
  [
    { evaluationPeriods: 5, datapointsToAlarm: 5 },
    [2, 2, 2, 2, 2],
    "Threshold Crossed: 5 datapoints were greater than the threshold (1.0). The most recent datapoints which crossed the threshold: [2.0 (25/11/26 10:04:00), 2.0 (25/11/26 10:03:00), 2.0 (25/11/26 10:02:00), 2.0 (25/11/26 10:01:00), 2.0 (25/11/26 10:00:00)].",
  ],
  [
    { missingData: "breaching" },
    [null],
    "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [Breaching].",
  ],
  [
    { missingData: "not-breaching", evaluationPeriods: 2, datapointsToAlarm: 2 },
    [null, null],
    "Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [NonBreaching].",
  ],
  [
    { missingData: "breaching", evaluationPeriods: 8, datapointsToAlarm: 8, comparison: "<=", threshold: 0 },
    [null, null, null, null, null, null, null, 2],
    "Threshold Crossed: 1 datapoint [2.0 (25/11/26 10:07:00)] was not less than or equal to the threshold (0.0) and 7 missing datapoints were treated as [Breaching].",
  ],
  [
    { missingData: "breaching", evaluationPeriods: 3, datapointsToAlarm: 2 },
    [0, null, null],
    "Threshold Crossed: 1 datapoint was received for 3 periods and 2 missing datapoints were treated as [Breaching].",
  ],
  [{}, [null], "Insufficient Data: 1 datapoint was unknown."],
  [{ evaluationPeriods: 3, datapointsToAlarm: 3 }, [null, null, null], "Insufficient Data: 3 datapoints were unknown."],
])("%j with %j", (changes, values, expected) => {
  expect(reason(alarm(changes), points(...values))).toBe(expected);
});

test.each([
  [0, "0.0"],
  [3, "3.0"],
  [-2, "-2.0"],
  [0.25, "0.25"],
  [8.891518474692088, "8.891518474692088"],
  [1_223_375, "1223375.0"],
  [12_000_000, "1.2E7"],
  [10_000_000, "1.0E7"],
  [0.0005, "5.0E-4"],
])("%d is written as Java writes a double: %s", (value, expected) => {
  expect(javaDouble(value)).toBe(expected);
});

test("the reason's data, as CloudWatch gives it", () => {
  const config = alarm({ evaluationPeriods: 2, datapointsToAlarm: 2 });
  const given = points(1, 0, 5, 7);
  expect(JSON.parse(reasonDataOf(evaluateAlarm(config, given), given, config, FROM_MS + 240_000))).toEqual({
    version: "1.0",
    queryDate: "2026-11-25T10:04:00.000+0000",
    startDate: "2026-11-25T10:02:00.000+0000",
    statistic: "Sum",
    period: 60,
    recentDatapoints: [5, 7],
    threshold: 1,
    evaluatedDatapoints: [
      { timestamp: "2026-11-25T10:03:00.000+0000", sampleCount: 1, value: 7 },
      { timestamp: "2026-11-25T10:02:00.000+0000", sampleCount: 1, value: 5 },
    ],
  });
});

test("missing datapoints have their moment only", () => {
  const config = alarm({ evaluationPeriods: 2, datapointsToAlarm: 2, statistic: "p95", missingData: "breaching" });
  const given = points(null, null, null, null);
  expect(JSON.parse(reasonDataOf(evaluateAlarm(config, given), given, config, FROM_MS + 240_000))).toEqual({
    version: "1.0",
    queryDate: "2026-11-25T10:04:00.000+0000",
    statistic: "p95",
    period: 60,
    recentDatapoints: [],
    threshold: 1,
    evaluatedDatapoints: [{ timestamp: "2026-11-25T10:03:00.000+0000" }, { timestamp: "2026-11-25T10:02:00.000+0000" }],
  });
});

test("the longest alarm's data stays within CloudWatch's 4,000 characters", () => {
  const config = alarm({ evaluationPeriods: 1440, datapointsToAlarm: 1440 });
  const given = points(...Array.from({ length: 1442 }, (_, place) => place + 0.123456789));
  expect(reasonDataOf(evaluateAlarm(config, given), given, config, FROM_MS).length).toBeLessThanOrEqual(4_000);
});
