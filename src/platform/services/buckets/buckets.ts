/**
 * S3: the buckets of the project, their objects, and the part of S3's API that functions use. It decides and answers at
 * once; bytes stay outside (ContentRef). It refuses what would change the project (buckets themselves), versions, and
 * uploads in parts, whose bytes nobody here could join.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
import { ACCOUNT_ID, REGION } from "../../aws-names.ts";
import { isRecord } from "../../triggers/parsed.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { Reply, Service, ServiceContext } from "../service-context.ts";
import type { BucketView } from "../services-view.ts";
import type { Bucket } from "./bucket.ts";
import type { BucketChange } from "./bucket-change.ts";
import { type BucketsState, bucketOfProject, bucketsFromState, stateOf } from "./buckets-state.ts";
import { byteRange } from "./byte-range.ts";
import { copySource } from "./copy-source.ts";
import { listObjects, listObjectsV2 } from "./list-objects.ts";
import { checkCopySource, checkRead, checkWrite } from "./object-conditions.ts";
import { ENCRYPTION, objectAttributes, objectOutput } from "./object-output.ts";
import { invalidArgument, malformedXml, noSuchBucket, noSuchKey, notFound, notImplemented } from "./s3-errors.ts";
import { etagOf, headersOf, requireContent, requireKey, type StoredObject } from "./stored-object.ts";

type Input = Readonly<Record<string, unknown>>;

/** The request that changes something: its ids go into every notification of it. */
type Request = Pick<BucketChange, "requestId" | "hostId">;

export interface BucketsOptions {
  /** What `state()` gave before; what does not fit is left out. */
  readonly state?: unknown;
  onChange(change: BucketChange): void;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const MAX_DELETED_KEYS = 1000;

const IN_PARTS =
  "The playground has no uploads in parts. Send the object in one PutObject; lib-storage's Upload does so for up to its partSize.";
const OF_THE_PROJECT = "Buckets belong to the project. Add or remove them under its services.";

export class Buckets implements Service {
  readonly #context: ServiceContext;
  readonly #onChange: (change: BucketChange) => void;
  readonly #operations: ReadonlyMap<string, (input: Input) => JsonObject>;
  #buckets: ReadonlyMap<string, Bucket>;
  #sequence: number;

  constructor(context: ServiceContext, { state, onChange }: BucketsOptions) {
    this.#context = context;
    this.#onChange = onChange;
    const before = bucketsFromState(state);
    this.#buckets = new Map(before.buckets.map((bucket) => [bucket.name, bucket]));
    this.#sequence = before.sequence;
    this.#operations = new Map<string, (input: Input) => JsonObject>([
      ["PutObject", (input) => this.#putObject(input)],
      ["GetObject", (input) => this.#getObject(input)],
      ["HeadObject", (input) => this.#headObject(input)],
      ["GetObjectAttributes", (input) => objectAttributes(this.#require(input), input)],
      ["DeleteObject", (input) => this.#deleteObject(input)],
      ["DeleteObjects", (input) => this.#deleteObjects(input)],
      ["CopyObject", (input) => this.#copyObject(input)],
      ["ListObjectsV2", (input) => listObjectsV2(this.#bucket(input), input)],
      ["ListObjects", (input) => listObjects(this.#bucket(input), input)],
      ["ListBuckets", () => this.#listBuckets()],
      ["HeadBucket", (input) => this.#headBucket(input)],
      ["GetBucketLocation", (input) => this.#getBucketLocation(input)],
    ]);
  }

  /** Buckets that stay keep their objects; what is gone is gone with them, without a notification. */
  configure(names: readonly string[]): void {
    this.#buckets = new Map(names.map((name) => [name, this.#buckets.get(name) ?? bucketOfProject(name, this.#context.nowMs())]));
  }

  call(operation: string, input: Input, reply: Reply): void {
    const carryOut = this.#operations.get(operation);
    if (!carryOut) throw this.#refusal(operation);
    reply({ ok: true, output: carryOut(input) });
  }

  #refusal(operation: string): ServiceError {
    if (/MultipartUpload|^UploadPart|^ListParts$/.test(operation)) return notImplemented(IN_PARTS);
    if (operation === "CreateBucket" || operation === "DeleteBucket") return notImplemented(OF_THE_PROJECT);
    return notImplemented(`The playground's S3 has no ${operation}. It has ${[...this.#operations.keys()].join(", ")}.`);
  }

  views(): readonly BucketView[] {
    return [...this.#buckets.values()].map((bucket) => bucket.view());
  }

  contentIds(): ReadonlySet<string> {
    return new Set([...this.#buckets.values()].flatMap((bucket) => bucket.sorted().map(({ content }) => content.contentId)));
  }

  object(bucket: string, key: string): StoredObject | undefined {
    return this.#buckets.get(bucket)?.get(key);
  }

  state(): BucketsState {
    return stateOf(this.#sequence, [...this.#buckets.values()]);
  }

  #bucket({ Bucket: name }: Input): Bucket {
    if (typeof name !== "string" || name === "") throw new ServiceError("InvalidBucketName", "The specified bucket is not valid.");
    const bucket = this.#buckets.get(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  #require(input: Input): StoredObject {
    const bucket = this.#bucket(input);
    const key = requireKey(input.Key);
    requireOnlyVersion(input);
    const object = bucket.get(key);
    if (!object) throw noSuchKey(key);
    return object;
  }

  #getObject(input: Input): JsonObject {
    const object = this.#require(input);
    checkRead(input, object);
    const range = byteRange(input.Range, object.content.sizeBytes);
    return { ...objectOutput(object, input, range), Body: { ...object.content }, ...(range ? { Range: { ...range } } : {}) };
  }

  #headObject(input: Input): JsonObject {
    const object = asHead(() => this.#require(input));
    checkRead(input, object);
    return objectOutput(object, input, byteRange(input.Range, object.content.sizeBytes));
  }

  #putObject(input: Input): JsonObject {
    const bucket = this.#bucket(input);
    const key = requireKey(input.Key);
    checkWrite(input, key, bucket.get(key));
    const object: StoredObject = { key, content: requireContent(input), ...headersOf(input), lastModifiedMs: this.#nowMs() };
    this.#store(bucket, object, "ObjectCreated:Put");
    return { ETag: etagOf(object.content), ...ENCRYPTION };
  }

  #copyObject(input: Input): JsonObject {
    const target = this.#bucket(input);
    const key = requireKey(input.Key);
    const from = copySource(input.CopySource);
    const source = this.#require({ Bucket: from.bucket, Key: from.key });
    checkCopySource(input, source);
    checkWrite(input, key, target.get(key));
    const replaces = input.MetadataDirective === "REPLACE";
    if (!replaces && target.name === from.bucket && key === from.key) throw copyOntoItself();
    const object: StoredObject = { ...source, ...(replaces ? headersOf(input) : {}), key, lastModifiedMs: this.#nowMs() };
    this.#store(target, object, "ObjectCreated:Copy");
    return { CopyObjectResult: { ETag: etagOf(object.content), LastModified: object.lastModifiedMs }, ...ENCRYPTION };
  }

  #deleteObject(input: Input): JsonObject {
    const bucket = this.#bucket(input);
    const key = requireKey(input.Key);
    requireOnlyVersion(input);
    this.#remove(bucket, key, input.IfMatch, this.#request());
    return {};
  }

  /** Each key for itself: what one is refused does not keep the others. */
  #deleteObjects(input: Input): JsonObject {
    const bucket = this.#bucket(input);
    const wanted = isRecord(input.Delete) ? input.Delete : {};
    const objects = wanted.Objects;
    if (!Array.isArray(objects) || objects.length === 0 || objects.length > MAX_DELETED_KEYS) throw malformedXml();
    const request = this.#request();
    const deleted: JsonObject[] = [];
    const errors: JsonObject[] = [];
    for (const each of objects) {
      const { Key: key, ETag: etag } = isRecord(each) ? each : {};
      try {
        this.#remove(bucket, requireKey(key), etag, request);
        deleted.push({ Key: String(key) });
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        errors.push({ Key: String(key), Code: error.failure.code, Message: error.failure.message });
      }
    }
    return {
      ...(wanted.Quiet === true || deleted.length === 0 ? {} : { Deleted: deleted }),
      ...(errors.length === 0 ? {} : { Errors: errors }),
    };
  }

  #listBuckets(): JsonObject {
    const buckets = [...this.#buckets.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
    return {
      Buckets: buckets.map(({ name, createdAtMs }) => ({ Name: name, CreationDate: createdAtMs })),
      Owner: { ID: ACCOUNT_ID },
    };
  }

  #headBucket(input: Input): JsonObject {
    asHead(() => this.#bucket(input));
    return { BucketRegion: REGION, AccessPointAlias: false };
  }

  /** us-east-1 is the location without a name. */
  #getBucketLocation(input: Input): JsonObject {
    this.#bucket(input);
    return {};
  }

  #store(bucket: Bucket, object: StoredObject, eventName: BucketChange["eventName"]): void {
    bucket.put(object);
    this.#tell(bucket, object, "created", eventName, this.#request());
  }

  /**
   * A key that is not there is as good as removed, and nobody is told; with a condition it is missed.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
   */
  #remove(bucket: Bucket, key: string, ifMatch: unknown, request: Request): void {
    checkWrite({ IfMatch: ifMatch }, key, bucket.get(key));
    const removed = bucket.remove(key);
    if (removed) this.#tell(bucket, removed, "removed", "ObjectRemoved:Delete", request);
  }

  #tell(bucket: Bucket, object: StoredObject, kind: BucketChange["kind"], eventName: BucketChange["eventName"], request: Request): void {
    const atMs = this.#nowMs();
    // Rises with time and, within a millisecond, with every change; kept, so it also rises across reloads.
    this.#sequence = Math.max(this.#sequence + 1, atMs * 1024);
    this.#onChange({
      bucket: bucket.name,
      kind,
      eventName,
      key: object.key,
      sizeBytes: kind === "created" ? object.content.sizeBytes : 0,
      etag: object.content.md5,
      sequencer: this.#sequence.toString(16).toUpperCase().padStart(18, "0"),
      atMs,
      ...request,
    });
  }

  #request(): Request {
    return { requestId: this.#context.ids.hex(16).toUpperCase(), hostId: this.#context.ids.base64(76) };
  }

  #nowMs(): number {
    return Math.floor(this.#context.nowMs());
  }
}

/** Without versioning every object has one version, and its name is "null". */
function requireOnlyVersion({ VersionId: version }: Input): void {
  if (version !== undefined && version !== "null") throw invalidArgument("Invalid version id specified", "versionId", String(version));
}

function copyOntoItself(): ServiceError {
  return new ServiceError(
    "InvalidRequest",
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
}

function asHead<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw error instanceof ServiceError && error.failure.status === 404 ? notFound() : error;
  }
}
