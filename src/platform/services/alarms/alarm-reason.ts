/** Why an alarm changed its state, in CloudWatch's words and in its JSON. Wording and format are those of published notifications. */
import { cloudWatchTime, isoSeconds } from "../../triggers/aws-times.ts";
import type { AlarmConfig } from "../services-config.ts";
import type { AlarmStateValue } from "./alarm-transition.ts";
import type { Datapoint } from "./datapoint.ts";
import type { RealDatapoint, Verdict } from "./evaluate-alarm.ts";
import { STATISTIC_NAMES } from "./metric-names.ts";

export const INITIAL_REASON = "Unchecked: Initial alarm creation";

/** From here on, only the five most recent datapoints are named. */
const MANY = 5;
/** StateReasonData has 4,000 characters at most: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html */
const DATA_LIMIT = 30;

const COMPARED: Readonly<Record<AlarmConfig["comparison"], string>> = {
  ">": "greater than",
  ">=": "greater than or equal to",
  "<": "less than",
  "<=": "less than or equal to",
};

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const were = (count: number) => (count === 1 ? "was" : "were");

/** As Java prints a double: 3.0, 0.25, 1.2E7. */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = "", exponent = ""] = value.toExponential().split("e");
    return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** "1.0 (17/02/24 11:51:00)" */
function named({ value, atMs }: RealDatapoint): string {
  const [date = "", time = ""] = isoSeconds(atMs).split("T");
  const [year = "", month, day] = date.split("-");
  return `${javaDouble(value)} (${day}/${month}/${year.slice(-2)} ${time.slice(0, 8)})`;
}

/** ` and 2 missing datapoints were treated as [Breaching]`; nothing where none was filled in. */
function treated(missing: number, missingData: AlarmConfig["missingData"]): string {
  if (missing === 0 || missingData === "missing" || missingData === "ignore") return "";
  return ` and ${counted(missing, "missing datapoint")} ${were(missing)} treated as [${missingData === "breaching" ? "Breaching" : "NonBreaching"}]`;
}

/** `value`: the state that the verdict led to. */
export function reasonOf(value: AlarmStateValue, { used, breaching, missing }: Verdict, config: AlarmConfig): string {
  const { evaluationPeriods, datapointsToAlarm, comparison, threshold, missingData } = config;
  if (value === "INSUFFICIENT_DATA") return `Insufficient Data: ${counted(missing, "datapoint")} ${were(missing)} unknown.`;
  const isAlarm = value === "ALARM";
  const decisive = isAlarm ? breaching : used.filter((point) => !breaching.includes(point));
  if (decisive.length === 0) {
    const received = used.length === 0 ? "no datapoints were" : `${counted(used.length, "datapoint")} ${were(used.length)}`;
    return `Threshold Crossed: ${received} received for ${counted(evaluationPeriods, "period")}${treated(missing, missingData)}.`;
  }
  const count = decisive.length;
  // Where M of N are asked for, it says so.
  const isMofN = datapointsToAlarm !== evaluationPeriods;
  const how = isMofN ? `${count} out of the last ${evaluationPeriods} datapoints` : counted(count, "datapoint");
  const crossed = `${were(count)} ${isAlarm ? "" : "not "}${COMPARED[comparison]} the threshold (${javaDouble(threshold)})`;
  const list = decisive.slice(0, MANY).map(named).join(", ");
  const filled = treated(missing, missingData);
  const least = isAlarm ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;
  const transition = isMofN ? ` (minimum ${counted(least, "datapoint")} for ${isAlarm ? "OK -> ALARM" : "ALARM -> OK"} transition)` : "";
  return count < MANY
    ? `Threshold Crossed: ${how} [${list}] ${crossed}${filled}${transition}.`
    : `Threshold Crossed: ${how} ${crossed}. The most recent datapoints which crossed the threshold: [${list}]${filled}${transition}.`;
}

/** JSON text. `points`: of the evaluation range, oldest first. */
export function reasonDataOf({ used, missing }: Verdict, points: readonly Datapoint[], config: AlarmConfig, nowMs: number): string {
  const oldest = used.at(-1);
  const inLastPeriods = missing === 0 ? [] : points.slice(-config.evaluationPeriods);
  const evaluated = [...new Set<Datapoint>([...used, ...inLastPeriods])].sort((a, b) => b.atMs - a.atMs);
  return JSON.stringify({
    version: "1.0",
    queryDate: cloudWatchTime(nowMs),
    ...(oldest === undefined ? {} : { startDate: cloudWatchTime(oldest.atMs) }),
    statistic: STATISTIC_NAMES[config.statistic],
    period: config.periodMs / 1000,
    recentDatapoints: used
      .slice(0, DATA_LIMIT)
      .map(({ value }) => value)
      .reverse(),
    threshold: config.threshold,
    evaluatedDatapoints: evaluated.slice(0, DATA_LIMIT).map(({ atMs, value, sampleCount }) => ({
      timestamp: cloudWatchTime(atMs),
      ...(value === null ? {} : { sampleCount, value }),
    })),
  });
}
