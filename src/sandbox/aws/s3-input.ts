/** The input of an S3 operation, out of a request's query, headers and XML. Bytes are not part of it: they go beside the call. */
import { parseXML } from "@aws-sdk/xml-builder";
import { BOOLEANS, NUMBERS, REQUEST_HEADERS, REQUEST_QUERY } from "./s3-fields.ts";
import type { S3Target } from "./s3-operations.ts";
import { headerOf, queryOf, type SdkRequest } from "./sdk-request.ts";

const META = "x-amz-meta-";

export function s3Input(request: SdkRequest, { bucket, key, operation }: S3Target, xml: string): Record<string, unknown> {
  const input: Record<string, unknown> = { Bucket: bucket, Key: key };
  for (const [name, field] of Object.entries(REQUEST_QUERY)) {
    const value = queryOf(request, name);
    if (value !== undefined) input[field] = typed(field, value);
  }
  const metadata: Record<string, string> = {};
  for (const [header, value] of Object.entries(request.headers)) {
    const name = header.toLowerCase();
    const field = Object.hasOwn(REQUEST_HEADERS, name) ? REQUEST_HEADERS[name] : undefined;
    if (field !== undefined) input[field] = value;
    else if (name.startsWith(META)) metadata[name.slice(META.length)] = value;
  }
  if (Object.keys(metadata).length > 0) input.Metadata = metadata;
  const encoding = contentEncoding(request);
  if (encoding !== undefined) input.ContentEncoding = encoding;
  const source = headerOf(request, "x-amz-copy-source");
  if (source !== undefined) input.CopySource = source;
  return { ...input, ...fromXml(operation, xml) };
}

function typed(field: string, value: string): unknown {
  if (NUMBERS.has(field)) return Number(value);
  return BOOLEANS.has(field) ? value === "true" : value;
}

/** Without the encoding that is of the way only. */
function contentEncoding(request: SdkRequest): string | undefined {
  const encodings = (headerOf(request, "content-encoding") ?? "").split(",").map((one) => one.trim());
  const own = encodings.filter((one) => one !== "" && one !== "aws-chunked");
  return own.length === 0 ? undefined : own.join(", ");
}

export function isChunked(request: SdkRequest): boolean {
  return /(?:^|,)\s*aws-chunked\b/.test(headerOf(request, "content-encoding") ?? "");
}

type Tree = Readonly<Record<string, unknown>>;

/** What S3 takes as XML in the body; an operation that is not here takes bytes or nothing. */
function fromXml(operation: string, xml: string): object {
  if (xml === "") return {};
  switch (operation) {
    case "DeleteObjects": {
      const tree = childOf(parsed(xml), "Delete");
      return { Delete: { Objects: listOf(tree.Object), ...(tree.Quiet === undefined ? {} : { Quiet: tree.Quiet === "true" }) } };
    }
    case "CompleteMultipartUpload": {
      const parts = listOf(childOf(parsed(xml), "CompleteMultipartUpload").Part);
      return { MultipartUpload: { Parts: parts.map((part) => ({ ...part, PartNumber: Number(part.PartNumber) })) } };
    }
    case "PutObjectTagging":
      return { Tagging: { TagSet: listOf(childOf(childOf(parsed(xml), "Tagging"), "TagSet").Tag) } };
    case "CreateBucket":
      return { CreateBucketConfiguration: childOf(parsed(xml), "CreateBucketConfiguration") };
    default:
      return {};
  }
}

export function takesXml(operation: string): boolean {
  return /^(?:DeleteObjects|CompleteMultipartUpload|PutObjectTagging|CreateBucket)$/.test(operation);
}

function parsed(xml: string): Tree {
  return asTree(parseXML(xml));
}

function childOf(tree: Tree, name: string): Tree {
  return asTree(tree[name]);
}

function asTree(value: unknown): Tree {
  return typeof value === "object" && value !== null ? (value as Tree) : {};
}

/** One element is no list in parsed XML. */
function listOf(value: unknown): readonly Tree[] {
  return value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(asTree);
}
