/**
 * What CloudWatch publishes about an alarm: the JSON that a topic's subscribers find in Message, and a queue gets here as
 * its body. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
import { ACCOUNT_ID, alarmArn } from "../../aws-names.ts";
import { cloudWatchMetric } from "../../triggers/alarm-event.ts";
import { cloudWatchTime } from "../../triggers/aws-times.ts";
import type { AlarmTransition } from "./alarm-transition.ts";
import { COMPARISON_NAMES, isPercentile, MISSING_DATA_NAMES, STATISTIC_NAMES } from "./metric-names.ts";

/** The notification names the region in words. */
const REGION_NAME = "US East (N. Virginia)";

export function alarmNotification({ alarmName, config, state, previousState }: AlarmTransition): Readonly<Record<string, unknown>> {
  const { namespace, name, dimensions } = cloudWatchMetric(config);
  const statistic = isPercentile(config.statistic)
    ? { StatisticType: "ExtendedStatistic", ExtendedStatistic: STATISTIC_NAMES[config.statistic] }
    : { StatisticType: "Statistic", Statistic: STATISTIC_NAMES[config.statistic].toUpperCase() };
  return {
    AlarmName: alarmName,
    AlarmDescription: null,
    AWSAccountId: ACCOUNT_ID,
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: cloudWatchTime(state.atMs),
    Region: REGION_NAME,
    AlarmArn: alarmArn(alarmName),
    OldStateValue: previousState.value,
    Trigger: {
      MetricName: name,
      Namespace: namespace,
      ...statistic,
      Unit: null,
      Dimensions: Object.entries(dimensions).map(([dimension, value]) => ({ value, name: dimension })),
      Period: config.periodMs / 1000,
      EvaluationPeriods: config.evaluationPeriods,
      DatapointsToAlarm: config.datapointsToAlarm,
      ComparisonOperator: COMPARISON_NAMES[config.comparison],
      Threshold: config.threshold,
      TreatMissingData: MISSING_DATA_NAMES[config.missingData],
      EvaluateLowSampleCountPercentile: "",
    },
  };
}
