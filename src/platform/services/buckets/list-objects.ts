/**
 * ListObjectsV2 and its elder ListObjects: one page of a bucket's keys, those that share a prefix up to the delimiter
 * rolled up into one. A rolled-up prefix counts as one key of the page.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
import { base64FromBytes, bytesFromBase64, textFromUtf8, utf8Bytes } from "../../triggers/http-bytes.ts";
import { encodeObjectKey } from "../../triggers/upload-event.ts";
import type { JsonObject } from "../service-call.ts";
import { type Bucket, compareKeys } from "./bucket.ts";
import { invalidArgument } from "./s3-errors.ts";
import { etagOf, type StoredObject } from "./stored-object.ts";

type Input = Readonly<Record<string, unknown>>;

/** S3's own limit of a page. */
const PAGE_KEYS = 1000;
const TOKEN_MARK = "1/";

interface Page {
  readonly objects: readonly StoredObject[];
  readonly prefixes: readonly string[];
  /** The last key or rolled-up prefix of the page, when more follow. */
  readonly next?: string;
}

interface Query {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** Only what is greater is listed. */
  readonly after: string;
}

function pageOf(bucket: Bucket, { prefix, delimiter, maxKeys, after }: Query): Page {
  const objects: StoredObject[] = [];
  const prefixes: string[] = [];
  let last = after;
  for (const object of bucket.sorted()) {
    if (!object.key.startsWith(prefix)) continue;
    const cut = delimiter === "" ? -1 : object.key.indexOf(delimiter, prefix.length);
    const entry = cut < 0 ? object.key : object.key.slice(0, cut + delimiter.length);
    // Also what the last rolled-up prefix holds.
    if (compareKeys(entry, last) <= 0) continue;
    if (objects.length + prefixes.length >= maxKeys) return { objects, prefixes, ...(maxKeys > 0 ? { next: last } : {}) };
    if (cut < 0) objects.push(object);
    else prefixes.push(entry);
    last = entry;
  }
  return { objects, prefixes };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function maxKeysOf(value: unknown): number {
  if (value === undefined) return PAGE_KEYS;
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0 || count > 2_147_483_647)
    throw invalidArgument("Argument maxKeys must be an integer between 0 and 2147483647", "maxKeys", String(value));
  return Math.min(count, PAGE_KEYS);
}

function tokenFor(next: string): string {
  return base64FromBytes(utf8Bytes(TOKEN_MARK + next));
}

function keyOfToken(token: unknown): string {
  const bytes = typeof token === "string" ? bytesFromBase64(token) : undefined;
  const text = bytes && textFromUtf8(bytes);
  if (!text?.startsWith(TOKEN_MARK)) throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
  return text.slice(TOKEN_MARK.length);
}

/** With EncodingType "url", keys come as in a URL. */
function encoderOf(input: Input): (key: string) => string {
  const encoding = input.EncodingType;
  if (encoding === undefined) return (key) => key;
  if (encoding !== "url") throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", String(encoding));
  return encodeObjectKey;
}

/** What both versions answer. Lists without items are not there, as in what the SDK makes of S3's answer. */
function answerOf(bucket: Bucket, input: Input, query: Query, page: Page): JsonObject {
  const encode = encoderOf(input);
  return {
    Name: bucket.name,
    Prefix: encode(query.prefix),
    ...(query.delimiter === "" ? {} : { Delimiter: encode(query.delimiter) }),
    MaxKeys: query.maxKeys,
    IsTruncated: page.next !== undefined,
    ...(input.EncodingType === undefined ? {} : { EncodingType: "url" }),
    ...(page.objects.length === 0
      ? {}
      : {
          Contents: page.objects.map(({ key, content, lastModifiedMs }) => ({
            Key: encode(key),
            LastModified: lastModifiedMs,
            ETag: etagOf(content),
            Size: content.sizeBytes,
            StorageClass: "STANDARD",
          })),
        }),
    ...(page.prefixes.length === 0 ? {} : { CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: encode(prefix) })) }),
  };
}

function queryOf(input: Input, after: string): Query {
  return { prefix: textOf(input.Prefix), delimiter: textOf(input.Delimiter), maxKeys: maxKeysOf(input.MaxKeys), after };
}

export function listObjectsV2(bucket: Bucket, input: Input): JsonObject {
  const { ContinuationToken: token, StartAfter: startAfter } = input;
  const query = queryOf(input, token === undefined ? textOf(startAfter) : keyOfToken(token));
  const page = pageOf(bucket, query);
  return {
    ...answerOf(bucket, input, query, page),
    KeyCount: page.objects.length + page.prefixes.length,
    ...(typeof token === "string" ? { ContinuationToken: token } : {}),
    ...(typeof startAfter === "string" ? { StartAfter: encoderOf(input)(startAfter) } : {}),
    ...(page.next === undefined ? {} : { NextContinuationToken: tokenFor(page.next) }),
  };
}

/** NextMarker is given with a delimiter only: without one, the last key of the page is the next marker. */
export function listObjects(bucket: Bucket, input: Input): JsonObject {
  const query = queryOf(input, textOf(input.Marker));
  const page = pageOf(bucket, query);
  const encode = encoderOf(input);
  return {
    ...answerOf(bucket, input, query, page),
    Marker: encode(query.after),
    ...(page.next !== undefined && query.delimiter !== "" ? { NextMarker: encode(page.next) } : {}),
  };
}
