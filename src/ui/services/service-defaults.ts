/** What a new service is before anything was chosen: AWS's own defaults where AWS has one. */
import type { AlarmConfig, QueueConfig, TableConfig, TopicConfig } from "../../platform/services/services-config.ts";
import type { ServiceDefinition } from "../../store/intents.ts";
import type { ServiceKind } from "../../store/state.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const QUEUE_DEFAULTS = {
  fifo: false,
  contentBasedDeduplication: false,
  visibilityTimeoutMs: 30_000,
  delayMs: 0,
  retentionMs: 345_600_000,
} as const satisfies Partial<QueueConfig>;

export const TABLE_DEFAULTS = {
  partitionKey: "id",
  partitionKeyType: "S",
  sortKeyType: "S",
  items: [],
} as const satisfies Partial<TableConfig>;

export const TOPIC_DEFAULTS = { kind: "topic", queues: [] } as const satisfies Partial<TopicConfig>;

/** One error in one minute: what a person tries first. */
export const ALARM_DEFAULTS = {
  metric: "errors",
  statistic: "sum",
  periodMs: 60_000,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 1,
  comparison: ">=",
  missingData: "missing",
} as const satisfies Partial<AlarmConfig>;

export function newDefinition(kind: ServiceKind, name: string): ServiceDefinition {
  switch (kind) {
    case "bucket":
      return { kind, config: { name } };
    case "queue":
      return { kind, config: { name, ...QUEUE_DEFAULTS } };
    case "table":
      return { kind, config: { name, ...TABLE_DEFAULTS } };
    case "topic":
      return { kind, config: { name, ...TOPIC_DEFAULTS } };
    case "alarm":
      return { kind, config: { name, ...ALARM_DEFAULTS } };
  }
}

export function withName(definition: ServiceDefinition, name: string): ServiceDefinition {
  switch (definition.kind) {
    case "bucket":
      return { kind: "bucket", config: { name } };
    case "queue":
      return { kind: "queue", config: { ...definition.config, name } };
    case "table":
      return { kind: "table", config: { ...definition.config, name } };
    case "topic":
      return { kind: "topic", config: { ...definition.config, name } };
    case "alarm":
      return { kind: "alarm", config: { ...definition.config, name } };
  }
}

/** A FIFO queue's name ends in .fifo: it is put on when all is typed, as the ending would be in the way of the next letter. */
export function finished(definition: ServiceDefinition): ServiceDefinition {
  const isFifo = definition.kind === "queue" && definition.config.fifo;
  return isFifo ? withName(definition, fifoName(definition.config.name)) : definition;
}

const FIFO = ".fifo";

export function fifoName(name: string): string {
  return name === "" || name.endsWith(FIFO) ? name : `${name}${FIFO}`;
}

export function standardName(name: string): string {
  return name.endsWith(FIFO) ? name.slice(0, -FIFO.length) : name;
}

/** The suggestion, with a number where it is taken. */
export function freeName(suggested: string, taken: (name: string) => boolean): string {
  if (!taken(suggested)) return suggested;
  let number = 2;
  while (taken(`${suggested}-${number}`)) number += 1;
  return `${suggested}-${number}`;
}
