/** A subscription to a topic, or a rule of an event bus. */
import type { TopicTrigger } from "../../platform/triggers/trigger.ts";
import { type FieldReader, given } from "../field-reader.ts";
import { readFilter, readFilterScope } from "./filters.ts";

export function readTopicTrigger(fields: FieldReader): TopicTrigger {
  const filter = readFilter(fields, "filter");
  return { type: "topic", topic: fields.text("topic"), ...given({ filter, filterScope: readFilterScope(fields) }) };
}
