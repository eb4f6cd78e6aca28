/** How the pipeline is wired, and what to say where a trigger is missing, watches something else, or leaves what comes. */
import type { InvocationView, ServiceCallTrace } from "../../platform/results.ts";
import { isRecord } from "../../platform/triggers/parsed.ts";
import type { Trigger } from "../../project/schema.ts";
import { type CheckResult, type Seen, waiting, wrong } from "../checks.ts";
import { parsedText } from "../seen-requests.ts";
import { CAMERA, PHOTOS, THUMB } from "./names.ts";

export type Watched = Extract<Trigger["type"], "upload" | "queue" | "table" | "schedule" | "alarm">;

export function triggerOf<T extends Watched>({ project }: Seen, functionName: string, type: T): Extract<Trigger, { type: T }> | undefined {
  const triggers = project.functions.find(({ name }) => name === functionName)?.triggers ?? [];
  return triggers.find((trigger): trigger is Extract<Trigger, { type: T }> => trigger.type === type);
}

function sourceNameOf(trigger: Trigger): string | undefined {
  switch (trigger.type) {
    case "upload":
      return trigger.bucket;
    case "queue":
      return trigger.queue;
    case "table":
      return trigger.table;
    case "alarm":
      return trigger.alarm;
    default:
      return undefined;
  }
}

const WORDS: Readonly<Record<Watched, string>> = { upload: "bucket", queue: "queue", table: "table", schedule: "schedule", alarm: "alarm" };

/** What is to be said while the function has no such trigger; undefined when it has one. */
export function noTrigger(
  seen: Seen,
  wanted: { readonly type: Watched; readonly functionName: string; readonly source?: string },
): CheckResult | undefined {
  const { type, functionName, source } = wanted;
  if (!seen.project.functions.some(({ name }) => name === functionName))
    return wrong(`There is no function ${functionName} any more. Reset brings it back.`);
  const own = seen.project.functions.find(({ name }) => name === functionName)?.triggers.filter((trigger) => trigger.type === type) ?? [];
  if (own.some((trigger) => source === undefined || sourceNameOf(trigger) === source)) return undefined;
  const [first] = own;
  if (first) return wrong(`${functionName} watches the ${WORDS[type]} ${sourceNameOf(first)}. It should be ${source}.`);
  const other = seen.project.functions.find(
    ({ name, triggers }) => name !== functionName && triggers.some((trigger) => trigger.type === type && sourceNameOf(trigger) === source),
  );
  return other ? wrong(`The ${type} trigger is ${other.name}'s. Add one to ${functionName}.`) : waiting();
}

/** A picture that no upload trigger took: its key, and what the trigger wants. */
export function notTaken(seen: Seen): CheckResult | undefined {
  const trigger = triggerOf(seen, THUMB, "upload");
  const keys = seen.requests
    .flatMap((each) => (each.functionName === CAMERA ? callsOf(each, "PutObject") : []))
    .map(({ target }) => target.slice(PHOTOS.length + 1));
  const key = keys.at(-1);
  if (!trigger || key === undefined) return undefined;
  if (!trigger.events.includes("created")) return wrong("The trigger waits for removed objects. Tick the created ones.");
  if (!key.startsWith(trigger.prefix))
    return wrong(`${key} does not begin with "${trigger.prefix}", so the trigger leaves it. Empty that field.`);
  if (!key.endsWith(trigger.suffix))
    return wrong(`${key} does not end with "${trigger.suffix}", so the trigger leaves it. Empty that field, or write .ppm.`);
  return undefined;
}

/** Whether make-thumb itself is started by an object of this address. */
export function takes(seen: Seen, target: string): boolean {
  const triggers = seen.project.functions.find(({ name }) => name === THUMB)?.triggers ?? [];
  return triggers.some(
    (trigger) =>
      trigger.type === "upload" &&
      target.startsWith(`${trigger.bucket}/${trigger.prefix}`) &&
      target.endsWith(trigger.suffix) &&
      trigger.events.includes("created"),
  );
}

export function callsOf({ calls = [] }: InvocationView, operation: string): readonly ServiceCallTrace[] {
  return calls.filter((call) => call.operation === operation);
}

/** Of S3's event: { Records: [{ eventTime, s3: { object: { key } } }] }. */
export function uploadedIn({ event }: InvocationView): { readonly key: string; readonly atMs?: number } {
  const parsed = parsedText(event);
  const records = isRecord(parsed) && Array.isArray(parsed.Records) ? parsed.Records : [];
  const [first]: readonly unknown[] = records;
  const s3 = isRecord(first) ? first.s3 : undefined;
  const object = isRecord(s3) ? s3.object : undefined;
  const key = isRecord(object) && typeof object.key === "string" ? object.key : "a file";
  const atMs = isRecord(first) && typeof first.eventTime === "string" ? Date.parse(first.eventTime) : Number.NaN;
  return Number.isFinite(atMs) ? { key, atMs } : { key };
}
