/**
 * A ready, realistic event for each trigger, made by the builders that make the real ones: what a form shows as "what the
 * function receives", and where a person's own test event starts. The same facts give the same event.
 */
import { functionArn, REGION, topicArn } from "../aws-names.ts";
import { Ids } from "../services/ids.ts";
import { md5OfText } from "../services/queues/message-digests.ts";
import type { ReceivedMessage } from "../services/queues/received-message.ts";
import type { AlarmConfig, StreamView, TableConfig } from "../services/services-config.ts";
import { type Item, itemSizeBytes } from "../services/tables/attribute-values.ts";
import { isoMilliseconds } from "./aws-times.ts";
import type { TriggerOf } from "./kinds/kind.ts";
import { queueEvent } from "./queue-event.ts";
import { alarmOfErrors, sampleAlarmEvent } from "./sample-alarm-event.ts";
import { sampleHttpEvent } from "./sample-http-event.ts";
import { scheduleEvent } from "./schedule-event.ts";
import { tableEvent } from "./table-event.ts";
import { busEvent, topicEvent } from "./topic-event.ts";
import type { QueueTrigger, TableTrigger, TopicTrigger, Trigger, TriggerType, UploadTrigger } from "./trigger.ts";
import { uploadEvent } from "./upload-event.ts";

export interface SampleFacts {
  readonly functionName: string;
  readonly atMs: number;
  /** Of the trigger's table; new and old images where absent. */
  readonly streamView?: StreamView;
  /** The trigger's table, for its keys; a partition key "id" of texts where absent. */
  readonly table?: Pick<TableConfig, "partitionKey" | "partitionKeyType" | "sortKey" | "sortKeyType">;
  /** What the trigger's topic is; a topic where absent. */
  readonly topicKind?: "topic" | "bus";
  /** The trigger's alarm; one of errors where absent. */
  readonly alarm?: AlarmConfig;
}

const SEED = 20_260_701;

function sampleUpload({ bucket, events, prefix, suffix }: UploadTrigger, { functionName, atMs }: SampleFacts, ids: Ids): unknown {
  const isCreated = events.includes("created");
  return uploadEvent(
    {
      bucket,
      kind: isCreated ? "created" : "removed",
      eventName: isCreated ? "ObjectCreated:Put" : "ObjectRemoved:Delete",
      // A space, so that a person meets how S3 encodes keys before a real key does it.
      key: `${prefix}red flower${suffix === "" ? ".jpg" : suffix}`,
      sizeBytes: isCreated ? 48_271 : 0,
      etag: ids.hex(32),
      sequencer: `00${ids.hex(16).toUpperCase()}`,
      atMs,
      requestId: ids.hex(16).toUpperCase(),
      hostId: ids.base64(76),
    },
    `${functionName}-0`,
  );
}

function sampleQueue({ queue }: QueueTrigger, { atMs }: SampleFacts, ids: Ids): unknown {
  const body = '{"orderId":"1001","quantity":2}';
  const ofFifo = { SequenceNumber: ids.digits(20), MessageGroupId: "orders", MessageDeduplicationId: ids.hex(64) };
  const message: ReceivedMessage = {
    messageId: ids.uuid(),
    receiptHandle: `AQEB${ids.base64(172)}`,
    body,
    md5OfBody: md5OfText(body),
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: String(Math.floor(atMs) - 42),
      ...(queue.endsWith(".fifo") ? ofFifo : {}),
      SenderId: "AIDACKCEVSQ6C2EXAMPLE",
      ApproximateFirstReceiveTimestamp: String(Math.floor(atMs)),
    },
    messageAttributes: {},
  };
  return queueEvent([message], queue);
}

const KEY_VALUES = { S: { S: "1001" }, N: { N: "1001" }, B: { B: "MTAwMQ==" } } as const;
const SORT_VALUES = { S: { S: "2026-07-01" }, N: { N: "1" }, B: { B: "MQ==" } } as const;

/** One item that was put and then updated. */
function sampleTable({ table }: TableTrigger, { atMs, streamView = "new-and-old-images", ...facts }: SampleFacts, ids: Ids): unknown {
  const { partitionKey, partitionKeyType, sortKey, sortKeyType } = facts.table ?? {
    partitionKey: "id",
    partitionKeyType: "S",
    sortKeyType: "S",
  };
  const keys: Item = Object.fromEntries([
    [partitionKey, KEY_VALUES[partitionKeyType]],
    ...(sortKey === undefined ? [] : [[sortKey, SORT_VALUES[sortKeyType]]]),
  ]);
  const before: Item = { ...keys, status: { S: "new" }, quantity: { N: "2" } };
  const after: Item = { ...before, status: { S: "paid" } };
  const change = (eventName: "INSERT" | "MODIFY", newImage: Item, oldImage: Item | undefined, place: number) => ({
    table,
    eventId: ids.hex(32),
    eventName,
    keys,
    newImage,
    ...(oldImage === undefined ? {} : { oldImage }),
    sequenceNumber: `442158450000000001745043909${place}`,
    atMs,
    sizeBytes: sizeShown(streamView, keys, newImage, oldImage),
  });
  const label = isoMilliseconds(atMs).slice(0, -1);
  return tableEvent([change("INSERT", before, undefined, 1), change("MODIFY", after, before, 2)], table, streamView, label);
}

function sizeShown(view: StreamView, keys: Item, newImage: Item, oldImage: Item | undefined): number {
  const ofNew = view === "keys-only" || view === "old-image" ? 0 : itemSizeBytes(newImage);
  const ofOld = view === "keys-only" || view === "new-image" || oldImage === undefined ? 0 : itemSizeBytes(oldImage);
  return itemSizeBytes(keys) + ofNew + ofOld;
}

function sampleTopic({ topic }: TopicTrigger, { atMs, functionName, topicKind = "topic" }: SampleFacts, ids: Ids): unknown {
  if (topicKind === "bus") {
    return busEvent({
      eventId: ids.uuid(),
      busName: topic,
      source: "com.example.orders",
      detailType: "OrderPlaced",
      detail: { orderId: "1001", quantity: 2 },
      resources: [functionArn(functionName)],
      atMs,
    });
  }
  return topicEvent({
    messageId: ids.uuid(),
    topicName: topic,
    subscriptionArn: `${topicArn(topic)}:${ids.uuid()}`,
    subject: "Order placed",
    message: '{"orderId":"1001","quantity":2}',
    atMs,
    attributes: { region: { Type: "String", Value: REGION } },
    signature: `${ids.base64(342)}==`,
  });
}

interface Sample<T extends Trigger> {
  make(trigger: T, facts: SampleFacts, ids: Ids): unknown;
}

const SAMPLES: { readonly [Type in TriggerType]: Sample<TriggerOf<Type>> } = {
  http: { make: (trigger, facts, ids) => sampleHttpEvent(trigger, facts.functionName, facts.atMs, ids) },
  "function-url": { make: (trigger, facts, ids) => sampleHttpEvent(trigger, facts.functionName, facts.atMs, ids) },
  schedule: {
    make: (trigger, { functionName, atMs }, ids) => scheduleEvent(trigger, { id: ids.uuid(), ruleName: `${functionName}-0`, atMs }),
  },
  upload: { make: sampleUpload },
  queue: { make: sampleQueue },
  table: { make: sampleTable },
  alarm: {
    make: ({ alarm }, facts) => sampleAlarmEvent(facts.alarm ?? alarmOfErrors(alarm, facts.functionName), facts.atMs),
  },
  topic: { make: sampleTopic },
};

export function sampleEvent(trigger: Trigger, facts: SampleFacts): unknown {
  // A sample and its trigger have the same type by construction.
  const sample: Sample<Trigger> = SAMPLES[trigger.type];
  return sample.make(trigger, facts, new Ids(SEED));
}
