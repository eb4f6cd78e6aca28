/** The services of a project, every default filled in: what project/ makes of the contract's inputs. */
import type { CorsConfig, Destination, EventTrigger } from "../triggers/trigger.ts";

export interface QueueConfig {
  /** Ends in ".fifo" when `fifo`. */
  readonly name: string;
  readonly fifo: boolean;
  /** FIFO only: the body's hash is the deduplication id where none is given. */
  readonly contentBasedDeduplication: boolean;
  readonly visibilityTimeoutMs: number;
  readonly delayMs: number;
  readonly retentionMs: number;
  /** With a dead-letter queue: after how many receives a message goes there. */
  readonly maxReceiveCount?: number;
  readonly deadLetterQueue?: string;
}

export type StreamView = "keys-only" | "new-image" | "old-image" | "new-and-old-images";
export type KeyType = "S" | "N" | "B";

export interface TableConfig {
  readonly name: string;
  readonly partitionKey: string;
  readonly partitionKeyType: KeyType;
  readonly sortKey?: string;
  readonly sortKeyType: KeyType;
  /** Nobody has said which types the keys have: the first item decides. DynamoDB itself wants to be told. */
  readonly keyTypes?: "of-first-item";
  readonly stream?: StreamView;
  /** As plain JSON: what the table holds when it is made. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

export interface TopicConfig {
  readonly name: string;
  /** A topic (SNS) or an event bus (EventBridge). A bus named "default" is always there. */
  readonly kind: "topic" | "bus";
  /** Functions subscribe by a trigger; queues here. */
  readonly queues: readonly QueueSubscription[];
}

export interface QueueSubscription {
  readonly queue: string;
  /** As a TopicTrigger's. */
  readonly filter?: unknown;
  readonly filterScope?: "MessageAttributes" | "MessageBody";
  readonly rawDelivery: boolean;
}

export type AlarmMetric = "errors" | "throttles" | "duration" | "concurrent-executions" | "invocations" | "queue-age" | "dead-letters";
export type AlarmStatistic = "sum" | "average" | "maximum" | "p50" | "p95" | "p99";

export interface AlarmConfig {
  readonly name: string;
  readonly metric: AlarmMetric;
  /** The function's or queue's name; all functions where absent. */
  readonly of?: string;
  readonly statistic: AlarmStatistic;
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: ">" | ">=" | "<" | "<=";
  readonly missingData: "missing" | "breaching" | "not-breaching" | "ignore";
  /** Functions are invoked by a trigger; a queue gets the notification here. */
  readonly queue?: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html */
export interface AsyncConfig {
  /** 0 to 2. */
  readonly maximumRetryAttempts: number;
  /** 60 s to 6 h. */
  readonly maximumEventAgeMs: number;
  readonly deadLetterQueue?: string;
  readonly onSuccess?: Destination;
  readonly onFailure?: Destination;
}

export interface FunctionServices {
  readonly name: string;
  readonly timeoutMs: number;
  readonly reservedConcurrency?: number;
  readonly async: AsyncConfig;
  /** In the order of the project: a trigger's place is part of its identity. */
  readonly triggers: readonly EventTrigger[];
}

/** What there is beside the functions. */
export interface Resources {
  readonly buckets: readonly string[];
  readonly queues: readonly QueueConfig[];
  readonly tables: readonly TableConfig[];
  readonly topics: readonly TopicConfig[];
  readonly alarms: readonly AlarmConfig[];
  /** Name to value, as Secrets Manager gives them. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Name to value, as the Parameter Store gives them. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface ServicesConfig extends Resources {
  readonly functions: readonly FunctionServices[];
}

export const NO_RESOURCES: Resources = { buckets: [], queues: [], tables: [], topics: [], alarms: [], secrets: {}, parameters: {} };

export const NO_CONFIG: ServicesConfig = { functions: [], ...NO_RESOURCES };

/** HTTP settings of the project as a whole. */
export interface ApiConfig {
  readonly cors?: CorsConfig;
}
