/** What CloudWatch calls the statistics and comparisons of an alarm, and how it treats missing data. The metrics' own names are cloudWatchMetric's. */
import type { AlarmConfig, AlarmStatistic } from "../services-config.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */
export const STATISTIC_NAMES: Readonly<Record<AlarmStatistic, string>> = {
  sum: "Sum",
  average: "Average",
  maximum: "Maximum",
  p50: "p50",
  p95: "p95",
  p99: "p99",
};

export const isPercentile = (statistic: AlarmStatistic) => statistic.startsWith("p");

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const COMPARISON_NAMES: Readonly<Record<AlarmConfig["comparison"], string>> = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
};

export const MISSING_DATA_NAMES: Readonly<Record<AlarmConfig["missingData"], string>> = {
  missing: "missing",
  breaching: "breaching",
  "not-breaching": "notBreaching",
  ignore: "ignore",
};
