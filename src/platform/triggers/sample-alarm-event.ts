/** The event of an alarm that goes off because its threshold was just crossed, in CloudWatch's words: for forms and test events. */
import type { AlarmState, AlarmStateValue } from "../services/alarms/alarm-transition.ts";
import type { AlarmConfig } from "../services/services-config.ts";
import { alarmEvent } from "./alarm-event.ts";
import { cloudWatchTime, isoMilliseconds } from "./aws-times.ts";

const COMPARED = { ">": "greater than", ">=": "greater than or equal to", "<": "less than", "<=": "less than or equal to" } as const;

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

/** CloudWatch writes whole numbers with a decimal: "1.0". */
const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** "17/02/24 11:51:00" */
function datapointTime(atMs: number): string {
  const [date = "", time = ""] = isoMilliseconds(atMs).split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}

function stateAfter(
  config: AlarmConfig,
  value: Exclude<AlarmStateValue, "INSUFFICIENT_DATA">,
  datapoint: number,
  atMs: number,
): AlarmState {
  const { comparison, threshold, periodMs } = config;
  const startMs = Math.floor(atMs / periodMs) * periodMs - periodMs;
  const [was, transition] = value === "ALARM" ? ["was", "OK -> ALARM"] : ["was not", "ALARM -> OK"];
  return {
    value,
    reason: `Threshold Crossed: 1 out of the last 1 datapoints [${decimal(datapoint)} (${datapointTime(startMs)})] ${was} ${COMPARED[comparison]} the threshold (${decimal(threshold)}) (minimum 1 datapoint for ${transition} transition).`,
    reasonData: JSON.stringify({
      version: "1.0",
      queryDate: cloudWatchTime(atMs),
      startDate: cloudWatchTime(startMs),
      period: periodMs / 1000,
      recentDatapoints: [datapoint],
      threshold,
      evaluatedDatapoints: [{ timestamp: cloudWatchTime(startMs), value: datapoint }],
    }),
    atMs,
  };
}

export function sampleAlarmEvent(config: AlarmConfig, atMs: number): unknown {
  const rises = config.comparison.startsWith(">");
  const beyond = config.threshold + (rises ? 1 : -1);
  // Equal to the threshold counts as crossed with ">=" and "<=" only.
  const within = config.comparison.endsWith("=") ? config.threshold + (rises ? -1 : 1) : config.threshold;
  return alarmEvent({
    alarmName: config.name,
    config,
    state: stateAfter(config, "ALARM", beyond, atMs),
    previousState: stateAfter(config, "OK", within, atMs - config.periodMs),
  });
}
