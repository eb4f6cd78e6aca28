/** Topics (SNS) and event buses (EventBridge), with the queues that subscribe to them. */
import type { QueueSubscription, TopicConfig } from "../../platform/services/services-config.ts";
import { type Parsed, refuse } from "../../platform/triggers/parsed.ts";
import { FieldReader, given } from "../field-reader.ts";
import { isJsonObject, type Json } from "../plain-data.ts";
import { BUS_NAME, QUEUE_NAME, TOPIC_NAME } from "../resource-names.ts";
import { readFilter, readFilterScope } from "../triggers/filters.ts";
import { readNamedList } from "./named-list.ts";

function readSubscription(fields: FieldReader): QueueSubscription {
  return {
    queue: fields.text("queue", QUEUE_NAME),
    ...given({ filter: readFilter(fields, "filter"), filterScope: readFilterScope(fields) }),
    rawDelivery: fields.flag("rawDelivery", false),
  };
}

function parseSubscription(item: Json, where: string, { about }: FieldReader): Parsed<QueueSubscription> {
  const owner = `${about.owner}: ${where}`;
  const input = typeof item === "string" ? { queue: item } : item;
  if (!isJsonObject(input)) return refuse("topic-queues", `${owner} is not a queue.`, 'Write "orders" or { queue: "orders" }.');
  const fields = new FieldReader(input, { ...about, owner, code: "topic-queues" });
  return fields.result(readSubscription(fields));
}

function readTopic(fields: FieldReader): TopicConfig {
  const kind = fields.oneOf("kind", ["topic", "bus"], "topic");
  return {
    name: fields.text("name", kind === "bus" ? BUS_NAME : TOPIC_NAME),
    kind,
    queues: fields.list("queues", (item, where) => parseSubscription(item, where, fields)),
  };
}

export function readTopics(project: FieldReader): readonly TopicConfig[] {
  return readNamedList(project, { kind: "topic", example: '"orders" or { name: "orders" }', shorthand: true, read: readTopic });
}
