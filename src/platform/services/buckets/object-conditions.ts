/**
 * Conditional requests, in the order of RFC 9110 section 13.2.2, which S3 follows: If-Match before If-Unmodified-Since,
 * If-None-Match before If-Modified-Since. Times count in whole seconds, as in HTTP dates.
 */
import { noSuchKey, notImplemented, notModified, preconditionFailed } from "./s3-errors.ts";
import type { StoredObject } from "./stored-object.ts";

type Input = Readonly<Record<string, unknown>>;

/** Lists, weak tags and missing quotes are as good as the tag itself. */
function hasTag(condition: unknown, object: StoredObject): boolean {
  return String(condition)
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, "").replaceAll('"', ""))
    .some((tag) => tag === "*" || tag.toLowerCase() === object.content.md5);
}

const inSeconds = (atMs: number): number => Math.floor(atMs / 1000);

/** Milliseconds, an ISO time or an HTTP date. Undefined where there is none; S3 ignores a date that is none. */
function timeOf(value: unknown): number | undefined {
  const atMs = typeof value === "number" ? value : typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isFinite(atMs) ? inSeconds(atMs) : undefined;
}

type Verdict = { readonly holds: true } | { readonly holds: false; readonly by: string; readonly unchanged: boolean };

function judge(input: Input, object: StoredObject, prefix = ""): Verdict {
  const modified = inSeconds(object.lastModifiedMs);
  const ifMatch = input[`${prefix}IfMatch`];
  const ifNoneMatch = input[`${prefix}IfNoneMatch`];
  const since = timeOf(input[`${prefix}IfModifiedSince`]);
  const unmodifiedSince = timeOf(input[`${prefix}IfUnmodifiedSince`]);
  const failed = (by: string, unchanged = false): Verdict => ({ holds: false, by, unchanged });
  if (ifMatch !== undefined && !hasTag(ifMatch, object)) return failed("If-Match");
  if (ifMatch === undefined && unmodifiedSince !== undefined && modified > unmodifiedSince) return failed("If-Unmodified-Since");
  if (ifNoneMatch !== undefined && hasTag(ifNoneMatch, object)) return failed("If-None-Match", true);
  if (ifNoneMatch === undefined && since !== undefined && modified <= since) return failed("If-Modified-Since", true);
  return { holds: true };
}

/** Of GetObject and HeadObject: 304 for who has it already, 412 otherwise. */
export function checkRead(input: Input, object: StoredObject): void {
  const verdict = judge(input, object);
  if (!verdict.holds) throw verdict.unchanged ? notModified() : preconditionFailed(verdict.by);
}

/** Of a copy's source: always 412. */
export function checkCopySource(input: Input, object: StoredObject): void {
  const verdict = judge(input, object, "CopySource");
  if (!verdict.holds) throw preconditionFailed(`x-amz-copy-source-${verdict.by}`);
}

/** Of a write: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export function checkWrite(input: Input, key: string, present: StoredObject | undefined): void {
  const { IfMatch: ifMatch, IfNoneMatch: ifNoneMatch } = input;
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*")
    throw notImplemented('A header you provided implies functionality that is not implemented: a write takes IfNoneMatch "*" only.');
  if (ifNoneMatch !== undefined && present) throw preconditionFailed("If-None-Match");
  if (ifMatch === undefined) return;
  if (!present) throw noSuchKey(key);
  if (!hasTag(ifMatch, present)) throw preconditionFailed("If-Match");
}
