/**
 * Upload triggers that the same object would fire. S3 refuses such notifications; here they all fire, and it is said.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
import type { UploadTrigger } from "../platform/triggers/trigger.ts";
import type { ProjectFunction } from "./project-function.ts";

function overlap(a: UploadTrigger, b: UploadTrigger): boolean {
  return (
    a.bucket === b.bucket &&
    a.events.some((event) => b.events.includes(event)) &&
    (a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix)) &&
    (a.suffix.endsWith(b.suffix) || b.suffix.endsWith(a.suffix))
  );
}

/** A sentence for each pair. */
export function checkOverlaps(functions: readonly ProjectFunction[]): readonly string[] {
  const uploads = functions.flatMap(({ name, triggers }) =>
    triggers.flatMap((trigger) => (trigger.type === "upload" ? [{ name, trigger }] : [])),
  );
  return uploads.flatMap((first, index) =>
    uploads
      .slice(index + 1)
      .filter((second) => overlap(first.trigger, second.trigger))
      .map(
        (second) =>
          `Upload triggers of "${first.name}" and "${second.name}" overlap in the bucket "${first.trigger.bucket}". S3 refuses this: use prefixes or suffixes that differ.`,
      ),
  );
}
