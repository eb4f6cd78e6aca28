/** Whether an upload trigger starts its own function again: seen, by what the function wrote; else feared, by its filter. */
import type { InvocationView } from "../../../platform/results.ts";
import { uploadLoopProblem } from "../../../platform/services/buckets/upload-notifications.ts";
import type { UploadTrigger } from "../../../platform/triggers/trigger.ts";

const WRITES: ReadonlySet<string> = new Set(["PutObject", "CopyObject"]);

/** A sentence, the same while nothing changed; undefined where nothing loops. */
export function uploadLoop(invocations: readonly InvocationView[], functionName: string, trigger: UploadTrigger): string | undefined {
  const start = `${trigger.bucket}/`;
  for (const invocation of invocations.toReversed()) {
    if (invocation.functionName !== functionName) continue;
    for (const { service, operation, target, error } of invocation.calls ?? []) {
      if (service !== "s3" || !WRITES.has(operation) || error !== undefined || !target.startsWith(start)) continue;
      const seen = uploadLoopProblem(trigger, functionName, target.slice(start.length));
      if (seen !== undefined) return seen;
    }
  }
  return uploadLoopProblem(trigger, functionName);
}
