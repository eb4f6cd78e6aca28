/** An S3 operation's output as the REST API answers it: fields in headers, the rest as XML, or the content itself. */
import { ANSWER_HEADERS } from "./s3-fields.ts";
import { element, type XmlShape } from "./xml-text.ts";

const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

/** The root element of answers that have one, and the field that is its whole content where it is not the output itself. */
const ROOTS: Readonly<Record<string, { readonly root: string; readonly field?: string }>> = {
  CompleteMultipartUpload: { root: "CompleteMultipartUploadResult" },
  CopyObject: { root: "CopyObjectResult", field: "CopyObjectResult" },
  CreateMultipartUpload: { root: "InitiateMultipartUploadResult" },
  DeleteObjects: { root: "DeleteResult" },
  GetObjectAttributes: { root: "GetObjectAttributesResponse" },
  GetObjectTagging: { root: "Tagging" },
  ListBuckets: { root: "ListAllMyBucketsResult" },
  ListMultipartUploads: { root: "ListMultipartUploadsResult" },
  ListObjects: { root: "ListBucketResult" },
  ListObjectsV2: { root: "ListBucketResult" },
  ListObjectVersions: { root: "ListVersionsResult" },
  ListParts: { root: "ListPartsResult" },
  UploadPartCopy: { root: "CopyPartResult", field: "CopyPartResult" },
};
const WRAPPED: Readonly<Record<string, string>> = { Buckets: "Bucket", TagSet: "Tag" };
/** Lists without an element of their own whose entries are called otherwise than the list. */
const ENTRIES: Readonly<Record<string, string>> = {
  Errors: "Error",
  Parts: "Part",
  Uploads: "Upload",
  Versions: "Version",
  DeleteMarkers: "DeleteMarker",
};
const DATES: ReadonlySet<string> = new Set(["LastModified", "CreationDate", "Initiated", "Expires", "AbortDate"]);

const SHAPE: XmlShape = {
  listOf: (field) => {
    const wrapped = WRAPPED[field];
    return wrapped === undefined ? { element: ENTRIES[field] ?? field, wrapped: false } : { element: wrapped, wrapped: true };
  },
  written: (field, value) => (DATES.has(field) ? dateOf(value).toISOString() : field === "ETag" ? quoted(value) : value),
};

type Output = Readonly<Record<string, unknown>>;

export function xmlOf(operation: string, output: Output): string {
  if (operation === "GetBucketLocation") return element("LocationConstraint", output.LocationConstraint ?? "", SHAPE, NAMESPACE);
  const how = ROOTS[operation];
  if (how === undefined) return "";
  const content = how.field === undefined ? output : (output[how.field] ?? {});
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(how.root, content, SHAPE, NAMESPACE)}`;
}

export function errorXml(code: string, message: string, details: object, requestId: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("Error", { Code: code, Message: message, ...details, RequestId: requestId }, SHAPE)}`;
}

/** Where the output is XML, only what never stands in it. */
export function headersOf(operation: string, output: Output): Record<string, string> {
  const headers: Record<string, string> = {};
  const isXml = ROOTS[operation] !== undefined;
  for (const [field, header] of Object.entries(ANSWER_HEADERS)) {
    const value = output[field];
    if (value === undefined || value === null || (isXml && !header.startsWith("x-amz-"))) continue;
    headers[header] = DATES.has(field) ? dateOf(value).toUTCString() : String(field === "ETag" ? quoted(value) : value);
  }
  for (const [field, value] of Object.entries(output)) {
    if (field.startsWith("Checksum") && field !== "ChecksumType" && !isXml)
      headers[`x-amz-checksum-${field.slice(8).toLowerCase()}`] = String(value);
  }
  const { Metadata: metadata } = output;
  if (typeof metadata === "object" && metadata !== null)
    for (const [name, value] of Object.entries(metadata)) headers[`x-amz-meta-${name.toLowerCase()}`] = String(value);
  return headers;
}

/** Milliseconds, AWS's seconds, or a text with a date. */
function dateOf(value: unknown): Date {
  if (typeof value !== "number") return new Date(String(value));
  return new Date(value < 100_000_000_000 ? value * 1_000 : value);
}

function quoted(value: unknown): string {
  const text = String(value);
  return text.startsWith('"') ? text : `"${text}"`;
}
