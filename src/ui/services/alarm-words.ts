/** An alarm's rule as one sentence, and what may be chosen for each of its parts. */
import type { AlarmConfig, AlarmMetric, AlarmStatistic } from "../../platform/services/services-config.ts";
import { durationWords } from "./words.ts";

export { isBreaching } from "../../platform/services/alarms/is-breaching.ts";

export const METRICS: readonly { readonly value: AlarmMetric; readonly label: string; readonly of: "function" | "queue" }[] = [
  { value: "errors", label: "Errors", of: "function" },
  { value: "throttles", label: "Throttles", of: "function" },
  { value: "invocations", label: "Invocations", of: "function" },
  { value: "duration", label: "Duration (ms)", of: "function" },
  { value: "concurrent-executions", label: "Concurrent executions", of: "function" },
  { value: "queue-age", label: "Age of the oldest message (s)", of: "queue" },
  { value: "dead-letters", label: "Dead letters", of: "queue" },
];

export const STATISTICS: readonly { readonly value: AlarmStatistic; readonly label: string }[] = [
  { value: "sum", label: "Sum" },
  { value: "average", label: "Average" },
  { value: "maximum", label: "Maximum" },
  { value: "p50", label: "p50" },
  { value: "p95", label: "p95" },
  { value: "p99", label: "p99" },
];

export const COMPARISONS: readonly { readonly value: AlarmConfig["comparison"]; readonly label: string }[] = [
  { value: ">=", label: "≥" },
  { value: ">", label: ">" },
  { value: "<=", label: "≤" },
  { value: "<", label: "<" },
];

export const MISSING_DATA: readonly { readonly value: AlarmConfig["missingData"]; readonly label: string }[] = [
  { value: "missing", label: "Missing" },
  { value: "not-breaching", label: "Good, within the threshold" },
  { value: "breaching", label: "Bad, breaching" },
  { value: "ignore", label: "Ignored, the state stays" },
];

/** CloudWatch's: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const PERIODS_S = [10, 20, 30, 60, 300, 900, 3_600] as const;

const NOUNS: Readonly<Record<AlarmMetric, string>> = {
  errors: "errors",
  throttles: "throttles",
  invocations: "invocations",
  duration: "durations",
  "concurrent-executions": "concurrent executions",
  "queue-age": "the age of the oldest message",
  "dead-letters": "dead letters",
};

const STATISTIC_WORDS: Readonly<Record<AlarmStatistic, string>> = {
  sum: "summed",
  average: "averaged",
  maximum: "at their highest",
  p50: "at p50",
  p95: "at p95",
  p99: "at p99",
};

const UNITS: Readonly<Partial<Record<AlarmMetric, string>>> = { duration: " ms", "queue-age": " s" };

export function metricOf(metric: AlarmMetric): (typeof METRICS)[number] | undefined {
  return METRICS.find(({ value }) => value === metric);
}

export function comparisonSign(comparison: AlarmConfig["comparison"]): string {
  return COMPARISONS.find(({ value }) => value === comparison)?.label ?? comparison;
}

export function thresholdWords({ metric, threshold }: Pick<AlarmConfig, "metric" | "threshold">): string {
  return `${threshold.toLocaleString("en-US")}${UNITS[metric] ?? ""}`;
}

/** "errors of thumbs, summed over 1 minute, are ≥ 1 in 1 of 1 periods" */
export function alarmSentence(config: AlarmConfig): string {
  const { metric, of, statistic, periodMs, evaluationPeriods, datapointsToAlarm, comparison } = config;
  const whose = of ?? (metricOf(metric)?.of === "queue" ? "all queues" : "all functions");
  const verb = metric === "queue-age" ? "is" : "are";
  const how = metric === "queue-age" ? STATISTIC_WORDS[statistic].replace("their", "its") : STATISTIC_WORDS[statistic];
  const periods = evaluationPeriods === 1 ? "1 period" : `${evaluationPeriods} periods`;
  return `${NOUNS[metric]} of ${whose}, ${how} over ${durationWords(periodMs)}, ${verb} ${comparisonSign(comparison)} ${thresholdWords(config)} in ${datapointsToAlarm} of ${periods}`;
}
