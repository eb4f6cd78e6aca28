/** What starts a function, in full: every default filled in. project/ reads them; triggers/ and services/ carry them out. */

export interface HttpTrigger {
  readonly type: "http";
  readonly method: string;
  readonly path: string;
  readonly payloadFormat: "2.0" | "1.0";
}

/** An address of the function's own: https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html. */
export interface FunctionUrlTrigger {
  readonly type: "function-url";
  readonly cors?: CorsConfig;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html; function URLs have the same fields. */
export interface CorsConfig {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeS?: number;
}

export interface ScheduleTrigger {
  readonly type: "schedule";
  /** "rate(5 minutes)", "cron(0 3 * * ? *)", "at(…)", or five- or six-field cron. */
  readonly expression: string;
  /** An IANA name; UTC where none is given. */
  readonly timeZone: string;
  /** Instead of the scheduled event. */
  readonly input?: unknown;
  /** Paused ones do not fire by themselves. */
  readonly enabled: boolean;
}

export interface UploadTrigger {
  readonly type: "upload";
  readonly bucket: string;
  readonly events: readonly ("created" | "removed")[];
  readonly prefix: string;
  readonly suffix: string;
}

export interface QueueTrigger {
  readonly type: "queue";
  readonly queue: string;
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  readonly maximumConcurrency?: number;
  readonly partialBatchResponses: boolean;
  /** Event patterns over { body, messageId, attributes, … }; none: every message. */
  readonly filters: readonly unknown[];
}

export interface TableTrigger {
  readonly type: "table";
  readonly table: string;
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  readonly startingPosition: "LATEST" | "TRIM_HORIZON";
  readonly bisectOnError: boolean;
  /** -1: until the record expires. */
  readonly maximumRetryAttempts: number;
  /** -1: as long as the stream keeps it (24 hours). */
  readonly maximumRecordAgeMs: number;
  readonly partialBatchResponses: boolean;
  readonly filters: readonly unknown[];
  readonly onFailure?: Destination;
}

export interface AlarmTrigger {
  readonly type: "alarm";
  readonly alarm: string;
}

export interface TopicTrigger {
  readonly type: "topic";
  readonly topic: string;
  /** A filter policy (of a topic) or an event pattern (of a bus). */
  readonly filter?: unknown;
  /** Of a filter policy; where absent, a nested policy looks at the body and a flat one at the attributes. */
  readonly filterScope?: "MessageAttributes" | "MessageBody";
}

export type EventTrigger = ScheduleTrigger | UploadTrigger | QueueTrigger | TableTrigger | AlarmTrigger | TopicTrigger;
export type Trigger = HttpTrigger | FunctionUrlTrigger | EventTrigger;
export type TriggerType = Trigger["type"];

/** Where the record of an asynchronous invocation, or of a failed batch, goes. */
export interface Destination {
  readonly type: "queue" | "topic" | "function" | "bus";
  readonly name: string;
}
