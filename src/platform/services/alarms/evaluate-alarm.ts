/**
 * CloudWatch's judgement of an alarm's datapoints: the state they call for, or that the state stays. Missing datapoints
 * are filled in as the alarm says, as few as possible, and every real one counts.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
import type { AlarmConfig } from "../services-config.ts";
import type { AlarmStateValue } from "./alarm-transition.ts";
import type { Datapoint } from "./datapoint.ts";
import { isBreaching } from "./is-breaching.ts";

export type Rule = Pick<AlarmConfig, "evaluationPeriods" | "datapointsToAlarm" | "threshold" | "comparison" | "missingData">;

/** A datapoint that is there. */
export interface RealDatapoint extends Datapoint {
  readonly value: number;
}

export interface Verdict {
  /** Undefined: the state stays as it is. */
  readonly value: AlarmStateValue | undefined;
  /** Those that were judged, newest first. */
  readonly used: readonly RealDatapoint[];
  readonly breaching: readonly RealDatapoint[];
  /** How many were filled in. */
  readonly missing: number;
}

/** How many periods are looked at: AWS's example has 5 for 3 evaluation periods, and no source says how many for others. Modelled as two more. */
export const evaluationRange = (evaluationPeriods: number) => evaluationPeriods + 2;

const isReal = (point: Datapoint): point is RealDatapoint => point.value !== null;

/** `points`: of the evaluation range, oldest first. */
export function evaluateAlarm(rule: Rule, points: readonly Datapoint[]): Verdict {
  const newestFirst = points.toReversed();
  const used = newestFirst.filter(isReal).slice(0, rule.evaluationPeriods);
  const breaching = used.filter(({ value }) => isBreaching(value, rule));
  const missing = rule.evaluationPeriods - used.length;
  return { value: stateOf(rule, newestFirst, used, breaching, missing), used, breaching, missing };
}

function stateOf(
  { datapointsToAlarm, evaluationPeriods, missingData }: Rule,
  newestFirst: readonly Datapoint[],
  used: readonly RealDatapoint[],
  breaching: readonly RealDatapoint[],
  missing: number,
): AlarmStateValue | undefined {
  if (breaching.length >= datapointsToAlarm) return "ALARM";
  if (missing === 0) return "OK";
  switch (missingData) {
    case "breaching":
      return breaching.length + missing >= datapointsToAlarm ? "ALARM" : "OK";
    case "not-breaching":
      return "OK";
    case "ignore":
      return breaching.length < used.length ? "OK" : undefined;
    case "missing": {
      if (used.length === 0) return "INSUFFICIENT_DATA";
      if (breaching.length < used.length) return "OK";
      // All that is there is over the threshold, but it is too little. It is enough once the oldest is old enough, so that
      // data that comes late or seldom does not alarm too early.
      const oldest = newestFirst.slice(0, evaluationPeriods).findLastIndex(isReal);
      return oldest + 1 >= datapointsToAlarm ? "ALARM" : undefined;
    }
  }
}
