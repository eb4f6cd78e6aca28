/**
 * Which of S3's operations a REST request is: by its method, whether it names a bucket and a key, and its sub-resource.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
import { hasQuery, headerOf, queryOf, type SdkRequest } from "./sdk-request.ts";

type Methods = Readonly<Partial<Record<string, string>>>;

/** Sub-resources first; "" is the thing itself. */
const OF_BUCKETS: Readonly<Record<string, Methods>> = {
  delete: { POST: "DeleteObjects" },
  uploads: { GET: "ListMultipartUploads" },
  versions: { GET: "ListObjectVersions" },
  location: { GET: "GetBucketLocation" },
  "": { HEAD: "HeadBucket", PUT: "CreateBucket", DELETE: "DeleteBucket", GET: "ListObjects" },
};
const OF_OBJECTS: Readonly<Record<string, Methods>> = {
  uploads: { POST: "CreateMultipartUpload" },
  uploadId: { GET: "ListParts", PUT: "UploadPart", POST: "CompleteMultipartUpload", DELETE: "AbortMultipartUpload" },
  tagging: { GET: "GetObjectTagging", PUT: "PutObjectTagging", DELETE: "DeleteObjectTagging" },
  acl: { GET: "GetObjectAcl", PUT: "PutObjectAcl" },
  attributes: { GET: "GetObjectAttributes" },
  "": { GET: "GetObject", HEAD: "HeadObject", PUT: "PutObject", DELETE: "DeleteObject" },
};

export interface S3Target {
  readonly operation: string;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
}

/** `hostBucket`: the bucket that the host's name begins with; without one the path does. */
export function targetOf(request: SdkRequest, hostBucket: string | undefined): S3Target {
  const parts = request.path.replace(/^\//, "").split("/");
  const bucket = hostBucket ?? (parts.shift() || undefined);
  const key = bucket === undefined ? "" : parts.map(decodeURIComponent).join("/");
  return { operation: operationOf(request, bucket, key), bucket, key: key === "" ? undefined : key };
}

function operationOf(request: SdkRequest, bucket: string | undefined, key: string): string {
  const { method } = request;
  if (bucket === undefined) return "ListBuckets";
  if (key === "" && method === "GET" && queryOf(request, "list-type") === "2") return "ListObjectsV2";
  const table = key === "" ? OF_BUCKETS : OF_OBJECTS;
  const found = Object.keys(table).find((part) => part !== "" && hasQuery(request, part));
  const named = queryOf(request, "x-id");
  const operation = table[found ?? ""]?.[method] ?? named ?? `${method} ${request.path}`;
  // Sub-resources that no table has are named by the SDK itself.
  if (found === undefined && named !== undefined) return named;
  if (headerOf(request, "x-amz-copy-source") === undefined) return operation;
  return operation === "PutObject" ? "CopyObject" : operation === "UploadPart" ? "UploadPartCopy" : operation;
}
