/** A bucket's notification: https://docs.aws.amazon.com/AmazonS3/latest/API/API_LambdaFunctionConfiguration.html. */
import type { UploadTrigger } from "../../platform/triggers/trigger.ts";
import type { FieldReader } from "../field-reader.ts";

const EVENTS = ["created", "removed"] as const;
/** A key has at most 1,024 bytes. */
const KEY_PART = { pattern: /^.{0,1024}$/s, rule: "a text of at most 1,024 characters" };
const EVENT = { pattern: /^(created|removed)$/, rule: '"created", "removed" or both' };

export function readUploadTrigger(fields: FieldReader): UploadTrigger {
  const bucket = fields.text("bucket");
  const asked = fields.texts("events", EVENT, ["created"]);
  const events = EVENTS.filter((event) => asked.includes(event));
  if (events.length === 0) fields.refuse("events", "events is empty.", `Use ${EVENT.rule}.`);
  return {
    type: "upload",
    bucket,
    events,
    prefix: fields.text("prefix", KEY_PART, ""),
    suffix: fields.text("suffix", KEY_PART, ""),
  };
}
