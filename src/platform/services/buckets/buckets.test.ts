import { describe, expect, test } from "vitest";
import { ContextUnderTest } from "../context-under-test.ts";
import { type JsonObject, ServiceError, type ServiceFailure } from "../service-call.ts";
import type { BucketChange } from "./bucket-change.ts";
import { Buckets } from "./buckets.ts";

const T0 = Date.UTC(2026, 6, 1, 12, 0, 0, 250);
const MD5 = "0123456789abcdef0123456789abcdef";
const OTHER_MD5 = "fedcba9876543210fedcba9876543210";
const content = (md5 = MD5, sizeBytes = 100) => ({ contentId: `content-${md5}`, sizeBytes, md5 });

function world(state?: unknown) {
  const context = new ContextUnderTest(T0);
  const changes: BucketChange[] = [];
  const buckets = new Buckets(context, { state, onChange: (change) => changes.push(change) });
  buckets.configure(["photos", "copies"]);
  const call = (operation: string, input: Record<string, unknown> = {}): JsonObject => {
    let output: JsonObject | undefined;
    buckets.call(operation, { Bucket: "photos", ...input }, (answer) => {
      if (!answer.ok) throw new Error("Buckets throw what they refuse.");
      output = answer.output;
    });
    if (!output) throw new Error(`${operation} did not answer at once.`);
    return output;
  };
  const put = (key: string, more: Record<string, unknown> = {}) => call("PutObject", { Key: key, Body: content(), ...more });
  const refusal = (operation: string, input: Record<string, unknown> = {}): ServiceFailure => {
    try {
      call(operation, input);
    } catch (error) {
      if (error instanceof ServiceError) return error.failure;
      throw error;
    }
    throw new Error(`${operation} was not refused.`);
  };
  return { context, changes, buckets, call, put, refusal };
}

describe("put, get, head", () => {
  test("what was put is given back", () => {
    const { call, put } = world();
    const headers = { CacheControl: "no-store", ContentDisposition: "attachment", ContentEncoding: "gzip", ContentLanguage: "en" };
    expect(put("cat.jpg", { ContentType: "image/jpeg", Metadata: { Owner: "Ada" }, ...headers })).toEqual({
      ETag: `"${MD5}"`,
      ServerSideEncryption: "AES256",
    });
    const about = {
      AcceptRanges: "bytes",
      ContentLength: 100,
      ContentType: "image/jpeg",
      ETag: `"${MD5}"`,
      LastModified: T0,
      Metadata: { owner: "Ada" },
      ServerSideEncryption: "AES256",
      ...headers,
    };
    expect(call("HeadObject", { Key: "cat.jpg" })).toEqual(about);
    expect(call("GetObject", { Key: "cat.jpg" })).toEqual({ ...about, Body: content() });
    expect(call("GetObjectAttributes", { Key: "cat.jpg", ObjectAttributes: ["ETag", "ObjectSize", "Checksum"] })).toEqual({
      ETag: MD5,
      ObjectSize: 100,
      LastModified: T0,
    });
  });

  test("without a type it is S3's own, and a reader may ask for another", () => {
    const { call, put } = world();
    put("a");
    expect(call("GetObject", { Key: "a" })).toMatchObject({ ContentType: "binary/octet-stream" });
    expect(call("GetObject", { Key: "a", ResponseContentType: "text/plain", ResponseCacheControl: "no-cache" })).toMatchObject({
      ContentType: "text/plain",
      CacheControl: "no-cache",
    });
  });

  test("a second put replaces all of the first", () => {
    const { call, put, buckets } = world();
    put("a", { Metadata: { one: "1" } });
    call("PutObject", { Key: "a", Body: content(OTHER_MD5, 7), ContentType: "text/plain" });
    expect(call("GetObject", { Key: "a" })).toMatchObject({ ContentLength: 7, Metadata: {}, Body: content(OTHER_MD5, 7) });
    expect(buckets.views()[0]).toMatchObject({ objectCount: 1, sizeBytes: 7 });
    expect(buckets.contentIds()).toEqual(new Set([`content-${OTHER_MD5}`]));
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["text", "hello"],
    ["bytes", new Uint8Array(3)],
    ["no id", { ...content(), contentId: "" }],
    ["a size that is no number", { ...content(), sizeBytes: "100" }],
    ["a negative size", { ...content(), sizeBytes: -1 }],
    ["half a byte", { ...content(), sizeBytes: 0.5 }],
    ["a digest that is none", { ...content(), md5: "nope" }],
  ])("a body of %s is refused", (_, body) => {
    const { refusal, changes } = world();
    expect(refusal("PutObject", { Key: "a", Body: body })).toMatchObject({ code: "MissingRequestBodyError", status: 400 });
    expect(changes).toEqual([]);
  });

  test("the sender's digest must be the content's", () => {
    const { put, refusal } = world();
    const base64 = Buffer.from(MD5, "hex").toString("base64");
    expect(put("a", { ContentMD5: base64 })).toMatchObject({ ETag: `"${MD5}"` });
    const wrong = Buffer.from(OTHER_MD5, "hex").toString("base64");
    expect(refusal("PutObject", { Key: "a", Body: content(), ContentMD5: wrong })).toMatchObject({ code: "BadDigest" });
    expect(refusal("PutObject", { Key: "a", Body: content(), ContentMD5: "AA==" })).toMatchObject({ code: "InvalidDigest" });
  });

  test("metadata over 2 KB is refused", () => {
    const { put, refusal } = world();
    put("a", { Metadata: { k: "x".repeat(2047) } });
    expect(refusal("PutObject", { Key: "a", Body: content(), Metadata: { k: "x".repeat(2048) } })).toMatchObject({
      code: "MetadataTooLarge",
      details: { Size: "2049", MaxSizeAllowed: "2048" },
    });
    expect(refusal("PutObject", { Key: "a", Body: content(), Metadata: { k: 1 } })).toMatchObject({ code: "InvalidArgument" });
  });
});

describe("what is not there", () => {
  test.each(["GetObject", "GetObjectAttributes"])("%s of a missing key", (operation) => {
    const { refusal } = world();
    expect(refusal(operation, { Key: "no" })).toEqual({
      code: "NoSuchKey",
      message: "The specified key does not exist.",
      status: 404,
      details: { Key: "no" },
    });
  });

  test.each(["GetObject", "PutObject", "DeleteObject", "DeleteObjects", "ListObjectsV2", "ListObjects", "GetBucketLocation"])(
    "%s in a missing bucket",
    (operation) => {
      const { refusal } = world();
      expect(refusal(operation, { Bucket: "no", Key: "a", Body: content() })).toEqual({
        code: "NoSuchBucket",
        message: "The specified bucket does not exist",
        status: 404,
        details: { BucketName: "no" },
      });
    },
  );

  test("a HEAD says NotFound, of a key and of a bucket", () => {
    const { refusal, call } = world();
    const notFound = { code: "NotFound", status: 404 };
    expect(refusal("HeadObject", { Key: "no" })).toMatchObject(notFound);
    expect(refusal("HeadObject", { Bucket: "no", Key: "a" })).toMatchObject(notFound);
    expect(refusal("HeadBucket", { Bucket: "no" })).toMatchObject(notFound);
    expect(call("HeadBucket")).toMatchObject({ BucketRegion: "us-east-1" });
    expect(call("GetBucketLocation")).toEqual({});
  });

  test.each(["constructor", "__proto__", "toString"])('a bucket named "%s"', (name) => {
    expect(world().refusal("GetObject", { Bucket: name, Key: "a" })).toMatchObject({ code: "NoSuchBucket" });
  });

  test.each([
    ["CreateMultipartUpload", "parts"],
    ["UploadPart", "parts"],
    ["CompleteMultipartUpload", "parts"],
    ["CreateBucket", "project"],
    ["PutBucketPolicy", "no PutBucketPolicy"],
    ["__proto__", "no __proto__"],
    ["constructor", "no constructor"],
  ])("%s is refused and says why", (operation, words) => {
    const { code, status, message } = world().refusal(operation, { Key: "a" });
    expect({ code, status }).toEqual({ code: "NotImplemented", status: 501 });
    expect(message).toContain(words);
  });

  test("a version", () => {
    const { put, refusal, call } = world();
    put("a");
    expect(call("GetObject", { Key: "a", VersionId: "null" })).toMatchObject({ ContentLength: 100 });
    expect(refusal("GetObject", { Key: "a", VersionId: "3HL4kqt" })).toMatchObject({ code: "InvalidArgument" });
  });
});

describe("keys", () => {
  test.each(["__proto__", "constructor", "..", ".", "/", "a/../b", " ", "a b+c%20", "é☕😀", "k".repeat(1024), "é".repeat(512)])(
    "%j is a key",
    (key) => {
      const { put, call, buckets } = world();
      put(key);
      expect(call("GetObject", { Key: key })).toMatchObject({ ContentLength: 100 });
      expect(call("ListObjectsV2")).toMatchObject({ Contents: [{ Key: key }], KeyCount: 1 });
      expect(buckets.object("photos", key)).toMatchObject({ key });
      call("DeleteObject", { Key: key });
      expect(call("ListObjectsV2")).toMatchObject({ KeyCount: 0 });
    },
  );

  test.each<[string, unknown, string]>([
    ["of 1,025 bytes", "k".repeat(1025), "KeyTooLongError"],
    ["of 513 characters and 1,026 bytes", "é".repeat(513), "KeyTooLongError"],
    ["that is empty", "", "InvalidArgument"],
    ["that is missing", undefined, "InvalidArgument"],
    ["that is a number", 7, "InvalidArgument"],
    ["with half a character", "a\ud83d", "InvalidURI"],
    ["with the other half", "\ude00a", "InvalidURI"],
  ])("a key %s is refused", (_, key, code) => {
    const { refusal, changes } = world();
    expect(refusal("PutObject", { Key: key, Body: content() })).toMatchObject({ code, status: 400 });
    expect(refusal("GetObject", { Key: key })).toMatchObject({ code });
    expect(changes).toEqual([]);
  });

  test("metadata named __proto__ stays metadata", () => {
    const { put, call } = world();
    put("a", { Metadata: JSON.parse('{"__proto__":"x"}') });
    expect(JSON.stringify(call("HeadObject", { Key: "a" }).Metadata)).toBe('{"__proto__":"x"}');
  });
});

describe("delete", () => {
  test("what is there goes, what is not there is no error and tells nobody", () => {
    const { put, call, changes, buckets } = world();
    put("a");
    expect(call("DeleteObject", { Key: "a" })).toEqual({});
    expect(call("DeleteObject", { Key: "a" })).toEqual({});
    expect(changes.map(({ eventName, key }) => `${eventName} ${key}`)).toEqual(["ObjectCreated:Put a", "ObjectRemoved:Delete a"]);
    expect(changes[1]).toMatchObject({ kind: "removed", sizeBytes: 0, etag: MD5 });
    expect(buckets.views()[0]).toMatchObject({ objectCount: 0, sizeBytes: 0 });
    expect(buckets.contentIds()).toEqual(new Set());
  });

  test("many at once: each key for itself, one request", () => {
    const { put, call, changes } = world();
    put("a");
    put("b");
    const Objects = [{ Key: "a" }, { Key: "" }, { Key: "missing" }, null, { Key: "b" }];
    expect(call("DeleteObjects", { Delete: { Objects } })).toEqual({
      Deleted: [{ Key: "a" }, { Key: "missing" }, { Key: "b" }],
      Errors: [expect.objectContaining({ Key: "", Code: "InvalidArgument" }), expect.objectContaining({ Code: "InvalidArgument" })],
    });
    const removed = changes.filter(({ kind }) => kind === "removed");
    expect(removed.map(({ key }) => key)).toEqual(["a", "b"]);
    expect(new Set(removed.map(({ requestId }) => requestId)).size).toBe(1);
    expect(call("DeleteObjects", { Delete: { Objects: [{ Key: "a" }], Quiet: true } })).toEqual({});
  });

  test.each<[string, unknown]>([
    ["no list", undefined],
    ["an empty list", { Objects: [] }],
    ["1,001 keys", { Objects: Array(1001).fill({ Key: "a" }) }],
  ])("%s is malformed", (_, wanted) => {
    expect(world().refusal("DeleteObjects", { Delete: wanted })).toMatchObject({ code: "MalformedXML", status: 400 });
  });
});

describe("conditions", () => {
  const second = 1000;
  test.each<[Record<string, unknown>, number | "ok"]>([
    [{ IfMatch: `"${MD5}"` }, "ok"],
    [{ IfMatch: MD5 }, "ok"],
    [{ IfMatch: "*" }, "ok"],
    [{ IfMatch: `"${OTHER_MD5}"` }, 412],
    [{ IfNoneMatch: `"${OTHER_MD5}"` }, "ok"],
    [{ IfNoneMatch: `"${MD5}"` }, 304],
    [{ IfNoneMatch: `"x", W/"${MD5}"` }, 304],
    [{ IfModifiedSince: T0 - second }, "ok"],
    [{ IfModifiedSince: T0 }, 304],
    // The object is of 12:00:00.250; HTTP dates have no milliseconds.
    [{ IfModifiedSince: "Wed, 01 Jul 2026 12:00:00 GMT" }, 304],
    [{ IfModifiedSince: "not a date" }, "ok"],
    [{ IfUnmodifiedSince: T0 }, "ok"],
    [{ IfUnmodifiedSince: T0 - second }, 412],
    [{ IfMatch: MD5, IfUnmodifiedSince: T0 - second }, "ok"],
    [{ IfNoneMatch: MD5, IfModifiedSince: T0 - second }, 304],
    [{ IfNoneMatch: OTHER_MD5, IfModifiedSince: T0 }, "ok"],
  ])("reading with %j: %s", (condition, expected) => {
    for (const operation of ["GetObject", "HeadObject"]) {
      const { put, call, refusal } = world();
      put("a");
      if (expected === "ok") expect(call(operation, { Key: "a", ...condition })).toMatchObject({ ETag: `"${MD5}"` });
      else
        expect(refusal(operation, { Key: "a", ...condition })).toMatchObject({
          status: expected,
          code: expected === 412 ? "PreconditionFailed" : "NotModified",
        });
    }
  });

  test.each<[Record<string, unknown>, "there" | "not there", string]>([
    [{ IfNoneMatch: "*" }, "not there", "ok"],
    [{ IfNoneMatch: "*" }, "there", "PreconditionFailed"],
    [{ IfNoneMatch: `"${MD5}"` }, "there", "NotImplemented"],
    [{ IfMatch: `"${MD5}"` }, "there", "ok"],
    [{ IfMatch: `"${OTHER_MD5}"` }, "there", "PreconditionFailed"],
    [{ IfMatch: `"${MD5}"` }, "not there", "NoSuchKey"],
  ])("writing with %j where it is %s: %s", (condition, presence, expected) => {
    const { put, refusal, changes } = world();
    if (presence === "there") put("a");
    const before = changes.length;
    if (expected === "ok") expect(put("a", condition)).toMatchObject({ ETag: `"${MD5}"` });
    else expect(refusal("PutObject", { Key: "a", Body: content(), ...condition })).toMatchObject({ code: expected });
    expect(changes.length - before).toBe(expected === "ok" ? 1 : 0);
  });

  test("a delete on condition", () => {
    const { put, refusal, call, changes } = world();
    put("a");
    expect(refusal("DeleteObject", { Key: "a", IfMatch: OTHER_MD5 })).toMatchObject({ code: "PreconditionFailed", status: 412 });
    const Objects = [{ Key: "a", ETag: `"${OTHER_MD5}"` }];
    expect(call("DeleteObjects", { Delete: { Objects } })).toMatchObject({ Errors: [{ Key: "a", Code: "PreconditionFailed" }] });
    call("DeleteObject", { Key: "a", IfMatch: MD5 });
    expect(changes.at(-1)).toMatchObject({ kind: "removed" });
    expect(refusal("DeleteObject", { Key: "a", IfMatch: "*" })).toMatchObject({ code: "NoSuchKey", status: 404 });
  });
});

describe("ranges", () => {
  test.each<[string, number, number]>([
    ["bytes=0-9", 0, 9],
    ["bytes=90-", 90, 99],
    ["bytes=-10", 90, 99],
    ["bytes=95-1000", 95, 99],
    ["bytes=-1000", 0, 99],
    ["bytes=99-99", 99, 99],
  ])("%s of 100 bytes", (range, start, end) => {
    const { put, call } = world();
    put("a");
    expect(call("GetObject", { Key: "a", Range: range })).toMatchObject({
      ContentLength: end - start + 1,
      ContentRange: `bytes ${start}-${end}/100`,
      Range: { start, end },
      Body: content(),
    });
  });

  test.each(["bytes=5-2", "bytes=-", "items=0-9", "bytes=0-1,5-6", "nonsense", 7])("%s is no range: the whole object", (range) => {
    const { put, call } = world();
    put("a");
    const output = call("GetObject", { Key: "a", Range: range });
    expect(output).toMatchObject({ ContentLength: 100 });
    expect(output).not.toHaveProperty("Range");
    expect(output).not.toHaveProperty("ContentRange");
  });

  test.each<[string, number]>([
    ["bytes=100-", 100],
    ["bytes=100-200", 100],
    ["bytes=-0", 100],
    ["bytes=0-", 0],
    ["bytes=-1", 0],
  ])("%s of %d bytes is refused", (range, sizeBytes) => {
    const { call, refusal } = world();
    call("PutObject", { Key: "a", Body: content(MD5, sizeBytes) });
    expect(refusal("GetObject", { Key: "a", Range: range })).toEqual({
      code: "InvalidRange",
      message: "The requested range is not satisfiable",
      status: 416,
      details: { RangeRequested: range, ActualObjectSize: String(sizeBytes) },
    });
  });
});

describe("copy", () => {
  test.each([
    "photos/red flower+.jpg",
    "/photos/red%20flower%2B.jpg",
    "photos%2Fred%20flower%2B.jpg",
    "photos/red+flower%2B.jpg?versionId=null",
  ])("from %s", (source) => {
    const { put, call, changes, refusal } = world();
    put("red flower+.jpg", { ContentType: "image/jpeg", Metadata: { a: "1" } });
    const input = { Bucket: "copies", Key: "x/y.jpg", CopySource: source };
    // An unencoded "+" stands for a space, as S3 reads it.
    if (source === "photos/red flower+.jpg") {
      expect(refusal("CopyObject", input)).toMatchObject({ code: "NoSuchKey" });
      return;
    }
    expect(call("CopyObject", input)).toMatchObject({ CopyObjectResult: { ETag: `"${MD5}"`, LastModified: T0 } });
    expect(call("GetObject", { Bucket: "copies", Key: "x/y.jpg" })).toMatchObject({ ContentType: "image/jpeg", Metadata: { a: "1" } });
    expect(changes.at(-1)).toMatchObject({ bucket: "copies", key: "x/y.jpg", eventName: "ObjectCreated:Copy", sizeBytes: 100 });
  });

  test("replaces type and metadata when told to", () => {
    const { put, call } = world();
    put("a", { ContentType: "image/jpeg", Metadata: { a: "1" }, CacheControl: "no-store" });
    call("CopyObject", { Key: "a", CopySource: "photos/a", MetadataDirective: "REPLACE", ContentType: "text/plain", Metadata: { b: "2" } });
    const head = call("HeadObject", { Key: "a" });
    expect(head).toMatchObject({ ContentType: "text/plain", Metadata: { b: "2" } });
    expect(head).not.toHaveProperty("CacheControl");
  });

  test.each<[string, Record<string, unknown>, string, number]>([
    ["onto itself", { Key: "a", CopySource: "photos/a" }, "InvalidRequest", 400],
    ["of a missing key", { Key: "b", CopySource: "photos/no" }, "NoSuchKey", 404],
    ["from a missing bucket", { Key: "b", CopySource: "no/a" }, "NoSuchBucket", 404],
    ["from nowhere", { Key: "b" }, "InvalidArgument", 400],
    ["from a bucket alone", { Key: "b", CopySource: "photos" }, "InvalidArgument", 400],
    ["on a condition that fails", { Key: "b", CopySource: "photos/a", CopySourceIfMatch: OTHER_MD5 }, "PreconditionFailed", 412],
    ["of what has not changed", { Key: "b", CopySource: "photos/a", CopySourceIfNoneMatch: MD5 }, "PreconditionFailed", 412],
  ])("%s", (_, input, code, status) => {
    const { put, refusal, changes } = world();
    put("a");
    expect(refusal("CopyObject", input)).toMatchObject({ code, status });
    expect(changes).toHaveLength(1);
  });
});

test("buckets are listed by name", () => {
  const { call } = world();
  expect(call("ListBuckets")).toMatchObject({
    Buckets: [
      { Name: "copies", CreationDate: Math.floor(T0) },
      { Name: "photos", CreationDate: Math.floor(T0) },
    ],
  });
});

describe("changes", () => {
  test("the sequencer rises, within a millisecond and when the clock goes back after a reload", () => {
    const { put, changes, context, buckets } = world();
    put("a");
    put("a");
    context.atMs += 5;
    put("a");
    const after = world(JSON.parse(JSON.stringify(buckets.state())));
    after.context.atMs = T0 - 60_000;
    after.put("a");
    const sequencers = [...changes, ...after.changes].map(({ sequencer }) => sequencer);
    expect(sequencers).toEqual(sequencers.toSorted());
    expect(new Set(sequencers).size).toBe(4);
    for (const sequencer of sequencers) expect(sequencer).toMatch(/^[0-9A-F]{18}$/);
  });

  test("say who, what and when", () => {
    const { call, changes } = world();
    call("PutObject", { Key: "in/a b.txt", Body: content() });
    expect(changes).toEqual([
      {
        bucket: "photos",
        kind: "created",
        eventName: "ObjectCreated:Put",
        key: "in/a b.txt",
        sizeBytes: 100,
        etag: MD5,
        sequencer: expect.any(String),
        atMs: T0,
        requestId: expect.stringMatching(/^[0-9A-F]{16}$/),
        hostId: expect.stringMatching(/^[A-Za-z0-9+/]{76}$/),
      },
    ]);
  });
});

describe("state", () => {
  test("goes through JSON and comes back", () => {
    const { put, buckets } = world();
    put("b", { ContentType: "text/plain", Metadata: JSON.parse('{"__proto__":"x","a":"1"}'), CacheControl: "no-store" });
    put("__proto__");
    const saved: unknown = JSON.parse(JSON.stringify(buckets.state()));
    const after = world(saved);
    expect(JSON.stringify(after.buckets.state())).toBe(JSON.stringify(buckets.state()));
    expect(after.buckets.views()).toEqual(buckets.views());
    expect(after.call("GetObject", { Key: "b" })).toMatchObject({ CacheControl: "no-store", ContentType: "text/plain" });
  });

  const good = { key: "good", content: content(), contentType: "text/plain", headers: {}, metadata: {}, lastModifiedMs: 1 };
  test.each<[string, unknown, string[]]>([
    ["nothing", undefined, []],
    ["text", "x", []],
    ["no buckets", { sequence: "x", buckets: 3 }, []],
    [
      "objects that are none",
      { buckets: [{ name: "photos", createdAtMs: 1, objects: [null, {}, { ...good, key: 1 }, { ...good, content: {} }, good] }] },
      ["good"],
    ],
    ["metadata that is none", { buckets: [{ name: "photos", createdAtMs: 1, objects: [{ ...good, metadata: { a: 1 } }] }] }, []],
    ["a bucket without a name", { buckets: [{ createdAtMs: 1, objects: [good] }] }, []],
  ])("of %s: what fits is kept", (_, state, keys) => {
    expect(
      world(state)
        .buckets.views()[0]
        ?.objects.map(({ key }) => key),
    ).toEqual(keys);
  });

  test("a bucket that leaves the project takes its objects along, and tells nobody", () => {
    const { put, buckets, refusal, changes } = world();
    put("a");
    buckets.configure(["copies"]);
    expect(refusal("GetObject", { Key: "a" })).toMatchObject({ code: "NoSuchBucket" });
    expect(buckets.contentIds()).toEqual(new Set());
    buckets.configure(["copies", "photos"]);
    expect(refusal("GetObject", { Key: "a" })).toMatchObject({ code: "NoSuchKey" });
    expect(changes).toHaveLength(1);
  });

  test("a view is the same object until its bucket changes", () => {
    const { put, buckets } = world();
    const [before] = buckets.views();
    expect(buckets.views()[0]).toBe(before);
    put("a");
    expect(buckets.views()[0]).not.toBe(before);
  });
});
