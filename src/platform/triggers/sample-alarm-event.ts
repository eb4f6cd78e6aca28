/** The event of an alarm that goes off because its metric was just beyond its threshold for as long as it asks: for forms and test events. */
import { reasonDataOf, reasonOf } from "../services/alarms/alarm-reason.ts";
import type { AlarmState } from "../services/alarms/alarm-transition.ts";
import { evaluateAlarm, evaluationRange } from "../services/alarms/evaluate-alarm.ts";
import type { AlarmConfig } from "../services/services-config.ts";
import { alarmEvent } from "./alarm-event.ts";

export function alarmOfErrors(name: string, functionName: string): AlarmConfig {
  return {
    name,
    metric: "errors",
    of: functionName,
    statistic: "sum",
    periodMs: 60_000,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    threshold: 0,
    comparison: ">",
    missingData: "missing",
  };
}

/** The alarm's judgement of a metric that had one value in every period. */
function stateOf(config: AlarmConfig, value: number, atMs: number): AlarmState {
  const count = evaluationRange(config.evaluationPeriods);
  const newestMs = (Math.floor(atMs / config.periodMs) - 1) * config.periodMs;
  const points = Array.from({ length: count }, (_, place) => ({
    atMs: newestMs - (count - 1 - place) * config.periodMs,
    value,
    sampleCount: 1,
  }));
  const verdict = evaluateAlarm(config, points);
  const state = verdict.value ?? "INSUFFICIENT_DATA";
  return { value: state, reason: reasonOf(state, verdict, config), reasonData: reasonDataOf(verdict, points, config, atMs), atMs };
}

export function sampleAlarmEvent(config: AlarmConfig, atMs: number): unknown {
  const rises = config.comparison.startsWith(">");
  const beyond = config.threshold + (rises ? 1 : -1);
  // Equal to the threshold counts as crossed with ">=" and "<=" only.
  const within = config.comparison.endsWith("=") ? config.threshold + (rises ? -1 : 1) : config.threshold;
  return alarmEvent({
    alarmName: config.name,
    config,
    state: stateOf(config, beyond, atMs),
    previousState: stateOf(config, within, atMs - config.periodMs * config.evaluationPeriods),
  });
}
