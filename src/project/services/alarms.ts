/** Alarms with CloudWatch's bounds: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html. */
import type { AlarmConfig } from "../../platform/services/services-config.ts";
import { type FieldReader, given } from "../field-reader.ts";
import { ALARM_NAME, QUEUE_NAME } from "../resource-names.ts";
import { readNamedList } from "./named-list.ts";

const METRICS = ["errors", "throttles", "duration", "concurrent-executions", "invocations", "queue-age", "dead-letters"] as const;
const STATISTICS = ["sum", "average", "maximum", "p50", "p95", "p99"] as const;
const MISSING_DATA = ["missing", "breaching", "not-breaching", "ignore"] as const;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SHORT_PERIODS_MS: readonly number[] = [10_000, 20_000, 30_000];
const PERIOD_MS = { min: 10_000, max: 7 * DAY_MS };
/** The most that a week has of the shortest period. */
const PERIODS = { min: 1, max: 8640 };

/** The whole range is at most a day, or a week where a period is an hour or more. */
function checkRange(fields: FieldReader, periodMs: number, evaluationPeriods: number): void {
  if (!SHORT_PERIODS_MS.includes(periodMs) && periodMs % MINUTE_MS !== 0) {
    fields.refuse("periodMs", `periodMs is ${periodMs.toLocaleString("en-US")}.`, "Use 10,000, 20,000, 30,000 or a multiple of 60,000.");
  }
  const [maxMs, inWords] = periodMs < HOUR_MS ? [DAY_MS, "a day"] : [7 * DAY_MS, "seven days"];
  if (periodMs * evaluationPeriods > maxMs) {
    fields.refuse("evaluationPeriods", `its periods cover more than ${inWords} together.`, "Use fewer or shorter periods.");
  }
}

function readDatapoints(fields: FieldReader, evaluationPeriods: number): number {
  return fields.whole("datapointsToAlarm", { min: 1, max: evaluationPeriods }, evaluationPeriods);
}

function readThreshold(fields: FieldReader): number {
  const value = fields.raw("threshold");
  if (typeof value === "number") return value;
  fields.refuse("threshold", `threshold is ${value === undefined ? "missing" : "not a number"}.`, "Give a number, such as 1.");
  return 0;
}

function readAlarm(fields: FieldReader): AlarmConfig {
  const name = fields.text("name", ALARM_NAME);
  const metric = fields.oneOf("metric", METRICS);
  const of = fields.optionalText("of");
  if (metric === "queue-age" && of === undefined) fields.refuse("of", "queue-age is a queue's.", 'Name the queue: of: "orders".');
  const periodMs = fields.whole("periodMs", PERIOD_MS);
  const evaluationPeriods = fields.whole("evaluationPeriods", PERIODS);
  checkRange(fields, periodMs, evaluationPeriods);
  return {
    name,
    metric,
    ...given({ of }),
    statistic: fields.oneOf("statistic", STATISTICS),
    periodMs,
    evaluationPeriods,
    datapointsToAlarm: readDatapoints(fields, evaluationPeriods),
    threshold: readThreshold(fields),
    comparison: fields.oneOf("comparison", [">", ">=", "<", "<="]),
    missingData: fields.oneOf("missingData", MISSING_DATA, "missing"),
    ...given({ queue: fields.optionalText("queue", QUEUE_NAME) }),
  };
}

export function readAlarms(project: FieldReader): readonly AlarmConfig[] {
  const example =
    '{ name: "many-errors", metric: "errors", statistic: "sum", periodMs: 60000, evaluationPeriods: 1, threshold: 1, comparison: ">=" }';
  return readNamedList(project, { kind: "alarm", example, shorthand: false, read: readAlarm });
}
