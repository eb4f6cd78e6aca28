/** An object of a bucket: everything S3 keeps of it but its bytes. Reads it from a PutObject's input and from saved state. */
import { base64FromBytes, bytesFromBase64, utf8Length } from "../../triggers/http-bytes.ts";
import { isRecord } from "../../triggers/parsed.ts";
import { type ContentRef, ServiceError } from "../service-call.ts";
import { invalidArgument } from "./s3-errors.ts";

type Input = Readonly<Record<string, unknown>>;

/** What a GetObject answers as headers, by the names of the API. */
export const HEADER_FIELDS = ["CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage"] as const;

export interface ObjectHeaders {
  readonly contentType: string;
  readonly headers: Readonly<Partial<Record<(typeof HEADER_FIELDS)[number], string>>>;
  /** Names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface StoredObject extends ObjectHeaders {
  readonly key: string;
  readonly content: ContentRef;
  readonly lastModifiedMs: number;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MAX_KEY_BYTES = 1024;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata */
const MAX_METADATA_BYTES = 2048;
/** What S3 itself notes where no type is sent. The SDK for JavaScript always sends one: application/octet-stream. */
const DEFAULT_CONTENT_TYPE = "binary/octet-stream";

const isText = (value: unknown): value is string => typeof value === "string";

export const etagOf = (content: ContentRef): string => `"${content.md5}"`;

/** Any text of 1 to 1,024 bytes of UTF-8. A lone surrogate has no UTF-8 form. */
export function requireKey(value: unknown): string {
  if (!isText(value) || value === "") throw invalidArgument("Key is missing. Give the object's key as a text of 1 to 1,024 bytes.", "Key");
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value))
    throw new ServiceError("InvalidURI", "Couldn't parse the specified URI.");
  const sizeBytes = utf8Length(value);
  if (sizeBytes > MAX_KEY_BYTES)
    throw new ServiceError("KeyTooLongError", "Your key is too long", 400, {
      Size: String(sizeBytes),
      MaxSizeAllowed: String(MAX_KEY_BYTES),
    });
  return value;
}

function contentRef(value: unknown): ContentRef | undefined {
  if (!isRecord(value)) return undefined;
  const { contentId, sizeBytes, md5 } = value;
  if (!isText(contentId) || contentId === "" || !isText(md5) || !/^[0-9a-f]{32}$/.test(md5)) return undefined;
  if (typeof sizeBytes !== "number" || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0) return undefined;
  return { contentId, sizeBytes, md5 };
}

/** Throws for what is no content, and where the sender's own digest says that it is another. */
export function requireContent(input: Input): ContentRef {
  const content = contentRef(input.Body);
  if (!content) throw new ServiceError("MissingRequestBodyError", "Request body is empty.");
  const digest = input.ContentMD5;
  if (digest === undefined) return content;
  const bytes = isText(digest) ? bytesFromBase64(digest) : undefined;
  if (bytes?.length !== 16) throw new ServiceError("InvalidDigest", "The Content-MD5 you specified was invalid.");
  const own = Uint8Array.from(content.md5.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  if (base64FromBytes(own) !== digest) throw new ServiceError("BadDigest", "The Content-MD5 you specified did not match what we received.");
  return content;
}

function metadataOf(value: unknown): ObjectHeaders["metadata"] {
  if (value === undefined) return {};
  if (!isRecord(value)) throw invalidArgument("Metadata must be an object of texts.", "Metadata");
  const entries = Object.entries(value).map(([name, text]): [string, string] => {
    if (!isText(text)) throw invalidArgument(`The metadata "${name}" must be a text.`, `x-amz-meta-${name}`);
    return [name.toLowerCase(), text];
  });
  const sizeBytes = entries.reduce((sum, [name, text]) => sum + utf8Length(name) + utf8Length(text), 0);
  if (sizeBytes > MAX_METADATA_BYTES) {
    throw new ServiceError("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", 400, {
      Size: String(sizeBytes),
      MaxSizeAllowed: String(MAX_METADATA_BYTES),
    });
  }
  return Object.fromEntries(entries);
}

function pickHeaders(input: Input): ObjectHeaders["headers"] {
  return Object.fromEntries(HEADER_FIELDS.flatMap((field) => (isText(input[field]) ? [[field, input[field]]] : [])));
}

export function headersOf(input: Input): ObjectHeaders {
  const type = input.ContentType;
  return {
    contentType: isText(type) && type !== "" ? type : DEFAULT_CONTENT_TYPE,
    headers: pickHeaders(input),
    metadata: metadataOf(input.Metadata),
  };
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every(isText);
}

/** Undefined for what is no object. */
export function objectFromState(value: unknown): StoredObject | undefined {
  if (!isRecord(value)) return undefined;
  const { key, contentType, headers, metadata, lastModifiedMs } = value;
  const content = contentRef(value.content);
  if (!content || !isText(key) || key === "" || !isText(contentType) || typeof lastModifiedMs !== "number") return undefined;
  if (!isRecord(headers) || !isTexts(metadata)) return undefined;
  return { key, content, contentType, headers: pickHeaders(headers), metadata, lastModifiedMs };
}
