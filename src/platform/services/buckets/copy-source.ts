/** Where a CopyObject copies from: "bucket/key" or "/bucket/key", URL-encoded; the version, of which there is one only, is left out. */
import { decodeQueryPart } from "../../triggers/percent-decoding.ts";
import { invalidArgument } from "./s3-errors.ts";

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
}

export function copySource(value: unknown): CopySource {
  const [, bucket, key] = (typeof value === "string" && /^\/?([^/?]+)\/([^?]+)(?:\?versionId=null)?$/.exec(decodeSlashes(value))) || [];
  if (bucket === undefined || key === undefined)
    throw invalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", "x-amz-copy-source", String(value));
  return { bucket: decodeQueryPart(bucket), key: decodeQueryPart(key) };
}

/** encodeURIComponent of the whole encodes the slash between bucket and key too. */
const decodeSlashes = (source: string): string => source.replace(/%2F/gi, "/");
