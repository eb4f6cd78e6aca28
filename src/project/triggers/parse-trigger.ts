/** Every type of trigger and how it is read. A new one is an entry here, beside its type in platform/triggers/trigger.ts. */
import { type Parsed, refuse } from "../../platform/triggers/parsed.ts";
import type { Trigger, TriggerType } from "../../platform/triggers/trigger.ts";
import { FieldReader, type ReadingNotes } from "../field-reader.ts";
import { isJsonObject, type Json } from "../plain-data.ts";
import { readAlarmTrigger } from "./alarm-trigger.ts";
import { readFunctionUrlTrigger, readHttpTrigger } from "./http-trigger.ts";
import { readQueueTrigger } from "./queue-trigger.ts";
import { readScheduleTrigger } from "./schedule-trigger.ts";
import { readTableTrigger } from "./table-trigger.ts";
import { readTopicTrigger } from "./topic-trigger.ts";
import { readUploadTrigger } from "./upload-trigger.ts";

type Readers = { readonly [Type in TriggerType]: (fields: FieldReader) => Extract<Trigger, { readonly type: Type }> };

const READERS: Readers = {
  http: readHttpTrigger,
  "function-url": readFunctionUrlTrigger,
  schedule: readScheduleTrigger,
  upload: readUploadTrigger,
  queue: readQueueTrigger,
  table: readTableTrigger,
  alarm: readAlarmTrigger,
  topic: readTopicTrigger,
};

function isTriggerType(type: Json | undefined): type is TriggerType {
  return typeof type === "string" && Object.hasOwn(READERS, type);
}

export function parseTrigger(input: Json, owner: string, notes: ReadingNotes): Parsed<Trigger> {
  if (!isJsonObject(input)) {
    return refuse("trigger", `${owner}: a trigger is not an object.`, 'Write { type: "http", method: "GET", path: "/hello" }.');
  }
  const { type } = input;
  if (!isTriggerType(type)) {
    const shown = JSON.stringify(type)?.slice(0, 60) ?? "none";
    return refuse("trigger-type", `${owner}: there is no trigger of type ${shown}.`, `Use one of ${Object.keys(READERS).join(", ")}.`);
  }
  const fields = new FieldReader(input, { owner: `${owner}: its ${type} trigger`, code: `trigger-${type}`, notes });
  fields.raw("type");
  return fields.result<Trigger>(READERS[type](fields));
}
