/**
 * What CloudWatch sends a function that is an alarm's action: the new state, the one before, and which metric is watched.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
 */
import { ACCOUNT_ID, alarmArn, REGION } from "../aws-names.ts";
import type { AlarmState, AlarmTransition } from "../services/alarms/alarm-transition.ts";
import { STATISTIC_NAMES } from "../services/alarms/metric-names.ts";
import { nameUuid } from "../services/name-uuid.ts";
import type { AlarmConfig } from "../services/services-config.ts";
import { cloudWatchTime } from "./aws-times.ts";

interface StateData {
  readonly value: AlarmState["value"];
  readonly reason: string;
  /** JSON as text. */
  readonly reasonData?: string;
  readonly timestamp: string;
}

export interface CloudWatchMetric {
  readonly namespace: string;
  readonly name: string;
  /** Empty for a metric of all functions. */
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface AlarmEvent {
  readonly source: "aws.cloudwatch";
  readonly alarmArn: string;
  readonly accountId: string;
  readonly time: string;
  readonly region: string;
  readonly alarmData: {
    readonly alarmName: string;
    readonly state: StateData;
    readonly previousState: StateData;
    readonly configuration: {
      readonly metrics: readonly [
        {
          readonly id: string;
          /** `period` in seconds. */
          readonly metricStat: { readonly metric: CloudWatchMetric; readonly period: number; readonly stat: string };
          readonly returnData: true;
        },
      ];
    };
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html and https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
const METRICS = {
  errors: { namespace: "AWS/Lambda", name: "Errors", dimension: "FunctionName" },
  throttles: { namespace: "AWS/Lambda", name: "Throttles", dimension: "FunctionName" },
  duration: { namespace: "AWS/Lambda", name: "Duration", dimension: "FunctionName" },
  "concurrent-executions": { namespace: "AWS/Lambda", name: "ConcurrentExecutions", dimension: "FunctionName" },
  invocations: { namespace: "AWS/Lambda", name: "Invocations", dimension: "FunctionName" },
  "queue-age": { namespace: "AWS/SQS", name: "ApproximateAgeOfOldestMessage", dimension: "QueueName" },
  "dead-letters": { namespace: "AWS/SQS", name: "ApproximateNumberOfMessagesVisible", dimension: "QueueName" },
} as const satisfies Record<AlarmConfig["metric"], { namespace: string; name: string; dimension: string }>;

export function cloudWatchMetric(config: Pick<AlarmConfig, "metric" | "of">): CloudWatchMetric {
  const { namespace, name, dimension } = METRICS[config.metric];
  return { namespace, name, dimensions: config.of === undefined ? {} : { [dimension]: config.of } };
}

function stateData(state: AlarmState): StateData {
  return {
    value: state.value,
    reason: state.reason,
    ...(state.reasonData === undefined ? {} : { reasonData: state.reasonData }),
    timestamp: cloudWatchTime(state.atMs),
  };
}

export function alarmEvent(transition: AlarmTransition): AlarmEvent {
  const { config, state, previousState } = transition;
  return {
    source: "aws.cloudwatch",
    alarmArn: alarmArn(transition.alarmName),
    accountId: ACCOUNT_ID,
    time: cloudWatchTime(state.atMs),
    region: REGION,
    alarmData: {
      alarmName: transition.alarmName,
      state: stateData(state),
      previousState: stateData(previousState),
      configuration: {
        metrics: [
          {
            // A UUID that the alarm keeps.
            id: nameUuid(alarmArn(transition.alarmName)),
            metricStat: { metric: cloudWatchMetric(config), period: config.periodMs / 1000, stat: STATISTIC_NAMES[config.statistic] },
            returnData: true,
          },
        ],
      },
    },
  };
}
