import { describe, expect, test } from "vitest";
import type { AlarmStateValue } from "./alarm-transition.ts";
import type { Datapoint } from "./datapoint.ts";
import { evaluateAlarm, evaluationRange, type Rule } from "./evaluate-alarm.ts";
import { isBreaching } from "./is-breaching.ts";

/** "0 - X": within, missing, beyond; newest on the right. */
function drawn(text: string): readonly Datapoint[] {
  return text.split(" ").map((sign, place) => ({
    atMs: place * 60_000,
    value: sign === "-" ? null : sign === "X" ? 5 : 0,
    sampleCount: sign === "-" ? 0 : 1,
  }));
}

const rule = (datapointsToAlarm: number, missingData: Rule["missingData"], evaluationPeriods = 3): Rule => ({
  evaluationPeriods,
  datapointsToAlarm,
  missingData,
  threshold: 1,
  comparison: ">",
});

type Outcome = AlarmStateValue | "retain";
const outcome = (wanted: Rule, text: string): Outcome => evaluateAlarm(wanted, drawn(text)).value ?? "retain";

const TREATMENTS = ["missing", "ignore", "breaching", "not-breaching"] as const;
const NONE = "INSUFFICIENT_DATA";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html, both tables, each row for missing, ignore, breaching and notBreaching. */
describe("AWS's tables of missing data, 3 evaluation periods", () => {
  test.each<[number, string, readonly [Outcome, Outcome, Outcome, Outcome]]>([
    [3, "0 - X - X", ["OK", "OK", "OK", "OK"]],
    [3, "0 - - - -", ["OK", "OK", "OK", "OK"]],
    [3, "- - - - -", [NONE, "retain", "ALARM", "OK"]],
    [3, "0 X X - X", ["ALARM", "ALARM", "ALARM", "ALARM"]],
    [3, "- - X - -", ["ALARM", "retain", "ALARM", "OK"]],
    [2, "0 - X - X", ["ALARM", "ALARM", "ALARM", "ALARM"]],
    [2, "0 0 X 0 X", ["ALARM", "ALARM", "ALARM", "ALARM"]],
    [2, "0 - X - -", ["OK", "OK", "ALARM", "OK"]],
    [2, "- - - - 0", ["OK", "OK", "ALARM", "OK"]],
    [2, "- - - X -", ["ALARM", "retain", "ALARM", "OK"]],
  ])("%i of 3: %s", (datapointsToAlarm, text, expected) => {
    expect(TREATMENTS.map((missingData) => outcome(rule(datapointsToAlarm, missingData), text))).toEqual(expected);
  });
});

describe("not too early: what is beyond must be old enough, all newer points beyond or missing", () => {
  test.each<[number, string, Outcome]>([
    [3, "- - - - X", "retain"],
    [3, "- - - X -", "retain"],
    [3, "- - X - -", "ALARM"],
    [3, "- - X - X", "ALARM"],
    [3, "- - - X X", "retain"],
    [3, "- - X 0 -", "OK"],
    [2, "- - - - X", "retain"],
    [2, "- - - X -", "ALARM"],
    [1, "- - - - X", "ALARM"],
    // Too old to be among the last three.
    [3, "X - - - -", "retain"],
    [3, "- X - - -", "retain"],
  ])("%i of 3: %s", (datapointsToAlarm, text, expected) => {
    expect(outcome(rule(datapointsToAlarm, "missing"), text)).toBe(expected);
  });
});

test("nothing missing: only the newest count, whatever the treatment", () => {
  for (const missingData of TREATMENTS) {
    expect(outcome(rule(3, missingData), "X X X X 0")).toBe("OK");
    expect(outcome(rule(3, missingData), "0 0 X X X")).toBe("ALARM");
    expect(outcome(rule(1, missingData, 1), "0 0 X")).toBe("ALARM");
  }
});

test("two periods more than asked for are looked at", () => {
  expect(evaluationRange(3)).toBe(5);
});

test("what was judged is told, newest first", () => {
  const verdict = evaluateAlarm(rule(3, "breaching"), drawn("0 - X - -"));
  expect([verdict.used.map(({ atMs }) => atMs), verdict.breaching.map(({ atMs }) => atMs), verdict.missing]).toEqual([
    [120_000, 0],
    [120_000],
    1,
  ]);
});

test.each([
  [">", [false, false, true]],
  [">=", [false, true, true]],
  ["<", [true, false, false]],
  ["<=", [true, true, false]],
] as const)("%s", (comparison, expected) => {
  expect([0, 1, 2].map((value) => isBreaching(value, { comparison, threshold: 1 }))).toEqual(expected);
});
