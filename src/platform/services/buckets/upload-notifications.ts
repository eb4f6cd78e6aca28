/**
 * From a change of a bucket to the functions that wait for it: S3 invokes each asynchronously, so Lambda queues and
 * retries the event. Also says, before it happens, when a trigger would start its own function for ever.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
 */
import type { UploadTrigger } from "../../triggers/trigger.ts";
import { uploadEvent } from "../../triggers/upload-event.ts";
import type { ServiceContext } from "../service-context.ts";
import type { FunctionServices } from "../services-config.ts";
import type { BucketChange } from "./bucket-change.ts";

/** A trigger's place among all of its function's. */
interface Notification {
  readonly functionName: string;
  readonly place: number;
  readonly trigger: UploadTrigger;
}

export function matchesKey({ prefix, suffix }: Pick<UploadTrigger, "prefix" | "suffix">, key: string): boolean {
  return key.startsWith(prefix) && key.endsWith(suffix);
}

export class UploadNotifications {
  readonly #context: ServiceContext;
  #notifications: readonly Notification[] = [];

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  configure(functions: readonly Pick<FunctionServices, "name" | "triggers">[]): void {
    this.#notifications = functions.flatMap(({ name, triggers }) =>
      triggers.flatMap((trigger, place) => (trigger.type === "upload" ? [{ functionName: name, place, trigger }] : [])),
    );
  }

  take(change: BucketChange): void {
    for (const { functionName, place, trigger } of this.#notifications) {
      if (trigger.bucket !== change.bucket || !trigger.events.includes(change.kind) || !matchesKey(trigger, change.key)) continue;
      this.#context.passed(`bucket:${change.bucket}`, `function:${functionName}`);
      const event = JSON.stringify(uploadEvent(change, `${functionName}-${place}`));
      this.#context.invokeAsync({ functionName, event, source: "upload" });
    }
  }
}

function filterInWords({ prefix, suffix }: UploadTrigger): string {
  const parts = [...(prefix === "" ? [] : [`begin with "${prefix}"`]), ...(suffix === "" ? [] : [`end in "${suffix}"`])];
  return parts.length === 0 ? "" : ` whose keys ${parts.join(" and ")}`;
}

/**
 * For the trigger's form; undefined where it cannot loop. `written`: a key that the function is known to have written
 * into the trigger's bucket; without one it is a caution, given only to triggers that take every object.
 */
export function uploadLoopProblem(trigger: UploadTrigger, functionName: string, written?: string): string | undefined {
  if (!trigger.events.includes("created")) return undefined;
  if (written !== undefined) {
    if (!matchesKey(trigger, written)) return undefined;
    return `"${functionName}" wrote "${written}" into "${trigger.bucket}", and this trigger starts it for objects${filterInWords(trigger)}: each write starts it again, without end. Write into another bucket, or set a prefix that it does not write under.`;
  }
  if (trigger.prefix !== "" || trigger.suffix !== "") return undefined;
  return `Every object created in "${trigger.bucket}" starts "${functionName}". If it writes into that bucket itself, each write starts it again, without end. Write into another bucket, or set a prefix that it does not write under.`;
}
