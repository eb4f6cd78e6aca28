/** A subscription to a topic, or a rule of an event bus. */
import type { TopicTrigger } from "../../platform/triggers/trigger.ts";
import { type FieldReader, given } from "../field-reader.ts";
import { readFilter } from "./filters.ts";

export function readTopicTrigger(fields: FieldReader): TopicTrigger {
  return { type: "topic", topic: fields.text("topic"), ...given({ filter: readFilter(fields, "filter") }) };
}
