/** What a GetObject and a HeadObject answer about an object. LastModified is in milliseconds; the wire writes it as a date. */
import type { JsonObject } from "../service-call.ts";
import type { ByteRange } from "./byte-range.ts";
import { etagOf, HEADER_FIELDS, type StoredObject } from "./stored-object.ts";

type Input = Readonly<Record<string, unknown>>;

/** Since January 2023 S3 encrypts every object so: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
export const ENCRYPTION = { ServerSideEncryption: "AES256" } as const;

/** A GetObject may ask for other headers than are stored, as signed links do: ResponseContentType, … */
function headersFor(object: StoredObject, input: Input): JsonObject {
  const stored: Readonly<Record<string, string>> = { ContentType: object.contentType, ...object.headers };
  return Object.fromEntries(
    ["ContentType", ...HEADER_FIELDS].flatMap((field) => {
      const asked = input[`Response${field}`];
      const value = typeof asked === "string" ? asked : stored[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/** `range`: what of it is sent, when not all. */
export function objectOutput(object: StoredObject, input: Input, range: ByteRange | undefined): JsonObject {
  const { sizeBytes } = object.content;
  return {
    AcceptRanges: "bytes",
    ContentLength: range ? range.end - range.start + 1 : sizeBytes,
    ...(range ? { ContentRange: `bytes ${range.start}-${range.end}/${sizeBytes}` } : {}),
    ETag: etagOf(object.content),
    LastModified: object.lastModifiedMs,
    ...headersFor(object, input),
    Metadata: object.metadata,
    ...ENCRYPTION,
  };
}

/** Only what is asked for; its ETag has no quotes, other than everywhere else. */
export function objectAttributes(object: StoredObject, input: Input): JsonObject {
  const asked = Array.isArray(input.ObjectAttributes) ? input.ObjectAttributes : [];
  const known: JsonObject = { ETag: object.content.md5, ObjectSize: object.content.sizeBytes, StorageClass: "STANDARD" };
  return {
    LastModified: object.lastModifiedMs,
    ...Object.fromEntries(Object.entries(known).filter(([name]) => asked.includes(name))),
  };
}
