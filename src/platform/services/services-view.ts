/** What the services hold and do, as every screen and script sees it: plain data, lists cut to what a screen can show. */

import type { AlarmChange } from "./alarms/alarm-transition.ts";
import type { ContentRef } from "./service-call.ts";
import type { EventSource, NodeId } from "./service-context.ts";
import type { AlarmConfig, KeyType, StreamView } from "./services-config.ts";

/** How many of a list a view holds; totals are exact. */
export const VIEW_LIMIT = 500;

export interface ObjectView {
  readonly key: string;
  readonly sizeBytes: number;
  /** In quotes, as S3 gives it. */
  readonly etag: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly lastModifiedMs: number;
  readonly content: ContentRef;
}

export interface BucketView {
  readonly name: string;
  readonly objects: readonly ObjectView[];
  readonly objectCount: number;
  readonly sizeBytes: number;
}

export interface MessageView {
  readonly messageId: string;
  readonly body: string;
  readonly state: "waiting" | "delayed" | "in-flight";
  readonly sentAtMs: number;
  readonly receiveCount: number;
  /** Delayed: when it can be received. In flight: when it comes back. */
  readonly untilMs?: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface QueueView {
  readonly name: string;
  readonly fifo: boolean;
  readonly waiting: number;
  readonly delayed: number;
  readonly inFlight: number;
  readonly oldestAtMs?: number;
  readonly messages: readonly MessageView[];
  readonly deadLetterQueue?: string;
  /** Whose dead-letter queue it is. */
  readonly deadLettersOf: readonly string[];
  readonly totals: {
    readonly sent: number;
    readonly received: number;
    readonly deleted: number;
    readonly deadLettered: number;
    readonly expired: number;
  };
}

export interface TableView {
  readonly name: string;
  readonly partitionKey: string;
  readonly partitionKeyType: KeyType;
  readonly sortKey?: string;
  readonly sortKeyType: KeyType;
  /** As attribute values: { id: { S: "1" } }. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly itemCount: number;
  readonly stream?: StreamView;
  readonly changes: number;
}

export interface TopicView {
  readonly name: string;
  readonly kind: "topic" | "bus";
  readonly published: number;
  readonly delivered: number;
  readonly filteredOut: number;
}

export interface AlarmView {
  readonly config: AlarmConfig;
  readonly state: "OK" | "ALARM" | "INSUFFICIENT_DATA";
  readonly sinceMs: number;
  readonly reason: string;
  /** The evaluated periods, oldest first; null where no data. */
  readonly datapoints: readonly { readonly atMs: number; readonly value: number | null }[];
  readonly nextEvaluationMs: number;
  /** The last changes of its state, newest first. */
  readonly history: readonly AlarmChange[];
}

/** An event of Lambda's internal queue. */
export interface AsyncEventView {
  readonly requestId: string;
  readonly functionName: string;
  readonly source: EventSource;
  readonly state: "waiting" | "running" | "throttled" | "backing-off";
  /** How many attempts ended. */
  readonly attempts: number;
  readonly acceptedAtMs: number;
  readonly nextAttemptMs?: number;
  readonly expiresAtMs: number;
  readonly lastError?: string;
  readonly event: string;
}

/** What a poller of a queue or a stream does. */
export interface MappingView {
  readonly functionName: string;
  readonly place: number;
  readonly source: NodeId;
  readonly state: "waiting" | "gathering" | "delivering" | "retrying" | "backing-off";
  readonly inFlightBatches: number;
  /** Of a stream: records that wait; of a queue, see the queue. */
  readonly waitingRecords: number;
  /** The batch that blocks a shard: how often it failed. */
  readonly attempts: number;
  readonly nextAttemptMs?: number;
  readonly lastError?: string;
}

export interface ScheduleView {
  readonly functionName: string;
  readonly place: number;
  readonly expression: string;
  readonly enabled: boolean;
  readonly nextMs?: number;
  readonly lastMs?: number;
}

/** One accepted event from its acceptance to its end. */
export interface EventTrace {
  readonly eventId: string;
  readonly at: NodeId;
  readonly acceptedAtMs: number;
  readonly endedAtMs?: number;
  readonly fate: "accepted" | "processed" | "dead-lettered" | "expired" | "discarded" | "removed";
  readonly detail?: string;
}

/** accepted = processed + deadLettered + expired + discarded + removed + waiting, always. */
export interface EventCounts {
  readonly accepted: number;
  readonly processed: number;
  readonly deadLettered: number;
  readonly expired: number;
  readonly discarded: number;
  readonly removed: number;
  readonly waiting: number;
}

export interface EdgePass {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly atMs: number;
  readonly count: number;
}

export interface ServicesView {
  readonly buckets: readonly BucketView[];
  readonly queues: readonly QueueView[];
  readonly tables: readonly TableView[];
  readonly topics: readonly TopicView[];
  readonly alarms: readonly AlarmView[];
  readonly asyncEvents: readonly AsyncEventView[];
  readonly mappings: readonly MappingView[];
  readonly schedules: readonly ScheduleView[];
  /** Newest first. */
  readonly recent: readonly EventTrace[];
  readonly counts: EventCounts;
  /** The last pass along each edge. */
  readonly passes: readonly EdgePass[];
}

export const NO_SERVICES: ServicesView = {
  buckets: [],
  queues: [],
  tables: [],
  topics: [],
  alarms: [],
  asyncEvents: [],
  mappings: [],
  schedules: [],
  recent: [],
  counts: { accepted: 0, processed: 0, deadLettered: 0, expired: 0, discarded: 0, removed: 0, waiting: 0 },
  passes: [],
};
