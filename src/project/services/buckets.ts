/** Buckets: a name each, "photos" or { name: "photos" }. */
import type { FieldReader } from "../field-reader.ts";
import { checkBucketName } from "../resource-names.ts";
import { readNamedList } from "./named-list.ts";

function readBucket(fields: FieldReader): { readonly name: string } {
  const name = fields.text("name");
  const wrong = checkBucketName(name);
  if (wrong) fields.refuse("name", "S3 does not take this name.", wrong.remedy);
  return { name };
}

export function readBuckets(project: FieldReader): readonly string[] {
  return readNamedList(project, { kind: "bucket", example: '"photos"', shorthand: true, read: readBucket }).map(({ name }) => name);
}
