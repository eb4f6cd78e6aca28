/** S3 through the real client: bytes, headers, XML, and the errors that code asks for by name. */
import { Readable } from "node:stream";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ContainerRealm, createRealm } from "./clients-under-test.ts";

interface Sent {
  readonly $metadata: { readonly httpStatusCode: number };
  readonly Body?: Readable & {
    transformToString(): Promise<string>;
    transformToByteArray(): Promise<Uint8Array>;
    transformToWebStream(): ReadableStream;
  };
  readonly [field: string]: unknown;
}
type Exports = Readonly<Record<string, new (...args: unknown[]) => { send(command: unknown): Promise<Sent> }>>;

let realm: ContainerRealm;
beforeAll(async () => {
  realm = await createRealm();
}, 60_000);
beforeEach(() => {
  realm.calls.length = 0;
  realm.answer({});
});

const sdk = () => realm.require("@aws-sdk/client-s3") as Exports;

function made(name: string, ...args: unknown[]) {
  const found = sdk()[name];
  if (!found) throw new Error(`The SDK exports no ${name}.`);
  return new found(...args);
}

const send = (command: string, input: object, config: object = {}) =>
  made("S3Client", { maxAttempts: 1, ...config }).send(made(`${command}Command`, input));

async function failure(sent: Promise<unknown>): Promise<unknown> {
  return sent.then(
    () => Promise.reject(new Error("It did not fail.")),
    (reason: unknown) => reason,
  );
}

const bytes = (text: string) => new TextEncoder().encode(text);
const Bucket = "photos";

describe("PutObject", () => {
  test.each<[string, () => unknown]>([
    ["a text", () => "héllo"],
    ["bytes", () => bytes("héllo")],
    ["a Buffer", () => Buffer.from("héllo")],
    ["a Node stream", () => Readable.from([Buffer.from("hé"), Buffer.from("llo")])],
  ])("%s arrives whole, with its checksum left on the way", async (_what, body) => {
    realm.answer({ output: { ETag: "abc", VersionId: "v1" } });
    const sent = await send("PutObject", { Bucket, Key: "a/b c+ü.txt", Body: body(), ContentType: "text/plain", Metadata: { Name: "x" } });
    expect(realm.calls).toEqual([
      {
        service: "s3",
        operation: "PutObject",
        input: { Bucket, Key: "a/b c+ü.txt", ContentType: "text/plain", Metadata: { name: "x" } },
        body: "héllo",
      },
    ]);
    expect(sent).toMatchObject({ ETag: '"abc"', VersionId: "v1", $metadata: { httpStatusCode: 200 } });
  });

  test("its other headers, and an own content encoding", async () => {
    const input = { CacheControl: "no-store", ContentEncoding: "gzip", IfNoneMatch: "*", StorageClass: "STANDARD_IA", Tagging: "a=b" };
    await send("PutObject", { Bucket, Key: "k", Body: Readable.from([Buffer.from("x")]), ContentLength: 1, ...input });
    expect(realm.calls[0]?.input).toMatchObject(input);
  });

  test.each([
    ["path style", { forcePathStyle: true }, "photos"],
    ["a bucket with dots", {}, "my.photos"],
  ])("%s", async (_what, config, bucket) => {
    await send("PutObject", { Bucket: bucket, Key: "a/b", Body: "x" }, config);
    expect(realm.calls[0]?.input).toMatchObject({ Bucket: bucket, Key: "a/b" });
  });
});

describe("GetObject and HeadObject", () => {
  const output = { ContentType: "text/plain", ETag: '"e"', LastModified: 1_700_000_000_000, Metadata: { name: "x" }, ContentLength: 5 };

  test("the content is a stream of Node's with the SDK's ways to read it", async () => {
    realm.answer({ output, body: bytes("héll") });
    const sent = await send("GetObject", { Bucket, Key: "k" });
    expect(sent.Body).toBeInstanceOf(Readable);
    expect(await sent.Body?.transformToString()).toBe("héll");
    expect(sent).toMatchObject({
      ContentType: "text/plain",
      ETag: '"e"',
      LastModified: new Date(1_700_000_000_000),
      Metadata: { name: "x" },
    });
  });

  test.each([
    ["bytes", async (body: Sent["Body"]) => new TextDecoder().decode(await body?.transformToByteArray())],
    ["a web stream", async (body: Sent["Body"]) => new Response(body?.transformToWebStream()).text()],
    ["chunks", async (body: Sent["Body"]) => Buffer.concat((await body?.toArray()) ?? []).toString()],
  ])("read as %s", async (_what, read) => {
    realm.answer({ output, body: bytes("hello") });
    expect(await read((await send("GetObject", { Bucket, Key: "k" })).Body)).toBe("hello");
  });

  test("an empty object", async () => {
    realm.answer({ output, body: new Uint8Array() });
    expect(await (await send("GetObject", { Bucket, Key: "k" })).Body?.transformToString()).toBe("");
  });

  test("a range, with its conditions", async () => {
    realm.answer({ output: { ...output, ContentRange: "bytes 0-4/11" }, body: bytes("hello") });
    const IfModifiedSince = new Date(1_700_000_000_000);
    const sent = await send("GetObject", { Bucket, Key: "k", Range: "bytes=0-4", IfMatch: '"e"', IfModifiedSince });
    expect(realm.calls[0]?.input).toMatchObject({ Range: "bytes=0-4", IfMatch: '"e"', IfModifiedSince: IfModifiedSince.toUTCString() });
    expect(sent).toMatchObject({ ContentRange: "bytes 0-4/11", ContentLength: 5, $metadata: { httpStatusCode: 206 } });
  });

  test("a head has the length without the content", async () => {
    realm.answer({ output });
    expect(await send("HeadObject", { Bucket, Key: "k" })).toMatchObject({ ContentLength: 5, ContentType: "text/plain" });
    expect(realm.calls[0]?.operation).toBe("HeadObject");
  });
});

describe("errors", () => {
  test("NoSuchKey, by name and by class", async () => {
    realm.answer({ status: 404, error: { code: "NoSuchKey", message: "The specified key does not exist.", details: { Key: "a<b" } } });
    const failed = await failure(send("GetObject", { Bucket, Key: "a<b" }));
    expect(failed).toBeInstanceOf(sdk().NoSuchKey);
    expect(failed).toMatchObject({ name: "NoSuchKey", message: "The specified key does not exist.", $metadata: { httpStatusCode: 404 } });
  });

  test.each([
    ["HeadObject", "NotFound", 404, "NotFound"],
    ["HeadBucket", "NoSuchBucket", 404, "NotFound"],
    ["ListObjectsV2", "NoSuchBucket", 404, "NoSuchBucket"],
    ["PutObject", "PreconditionFailed", 412, "PreconditionFailed"],
    ["GetObject", "InvalidRange", 416, "InvalidRange"],
  ])("%s refused with %s (%i) is %s", async (operation, code, status, name) => {
    realm.answer({ status, error: { code, message: "no" } });
    expect(await failure(send(operation, { Bucket, Key: "k" }))).toMatchObject({ name, $metadata: { httpStatusCode: status } });
  });

  test("not modified", async () => {
    realm.answer({ status: 304, error: { code: "NotModified", message: "Not Modified" } });
    expect(await failure(send("GetObject", { Bucket, Key: "k" }))).toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });
});

describe("lists, copies and deletions", () => {
  test("ListObjectsV2", async () => {
    const LastModified = "2023-11-14T22:13:20.000Z";
    realm.answer({
      output: {
        Name: Bucket,
        IsTruncated: true,
        NextContinuationToken: "t<2>",
        KeyCount: 2,
        Contents: [
          { Key: "a&b.txt", Size: 3, ETag: '"e"', LastModified, StorageClass: "STANDARD" },
          { Key: " c ", Size: 0, ETag: '"f"', LastModified },
        ],
        CommonPrefixes: [{ Prefix: "dir/" }],
      },
    });
    const sent = await send("ListObjectsV2", { Bucket, Prefix: "a", Delimiter: "/", MaxKeys: 2, ContinuationToken: "t1", StartAfter: "0" });
    expect(realm.calls[0]).toMatchObject({
      operation: "ListObjectsV2",
      input: { Bucket, Prefix: "a", Delimiter: "/", MaxKeys: 2, ContinuationToken: "t1", StartAfter: "0" },
    });
    expect(sent).toMatchObject({
      IsTruncated: true,
      NextContinuationToken: "t<2>",
      Contents: [
        { Key: "a&b.txt", Size: 3, ETag: '"e"', LastModified: new Date(LastModified) },
        { Key: " c ", Size: 0 },
      ],
      CommonPrefixes: [{ Prefix: "dir/" }],
    });
  });

  test("an empty list has no contents", async () => {
    realm.answer({ output: { Name: Bucket, KeyCount: 0, IsTruncated: false, Contents: [] } });
    const sent = await send("ListObjectsV2", { Bucket });
    expect(sent).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect(sent.Contents ?? []).toEqual([]);
  });

  test("ListBuckets", async () => {
    realm.answer({ output: { Buckets: [{ Name: "photos", CreationDate: 1_700_000_000 }], Owner: { ID: "me" } } });
    expect(await send("ListBuckets", {})).toMatchObject({ Buckets: [{ Name: "photos", CreationDate: new Date(1_700_000_000_000) }] });
    expect(realm.calls[0]).toMatchObject({ operation: "ListBuckets", input: {} });
  });

  test("DeleteObjects", async () => {
    realm.answer({ output: { Deleted: [{ Key: "a" }], Errors: [{ Key: "b", Code: "AccessDenied", Message: "no" }] } });
    const sent = await send("DeleteObjects", { Bucket, Delete: { Objects: [{ Key: "a&<" }, { Key: "b" }], Quiet: true } });
    expect(realm.calls[0]).toMatchObject({
      operation: "DeleteObjects",
      input: { Delete: { Objects: [{ Key: "a&<" }, { Key: "b" }], Quiet: true } },
    });
    expect(sent).toMatchObject({ Deleted: [{ Key: "a" }], Errors: [{ Key: "b", Code: "AccessDenied" }] });
  });

  test("DeleteObjects of one", async () => {
    await send("DeleteObjects", { Bucket, Delete: { Objects: [{ Key: "a" }] } });
    expect(realm.calls[0]?.input).toMatchObject({ Delete: { Objects: [{ Key: "a" }] } });
  });

  test("CopyObject", async () => {
    realm.answer({ output: { CopyObjectResult: { ETag: '"e"', LastModified: 1_700_000_000_000 } } });
    const sent = await send("CopyObject", {
      Bucket,
      Key: "b",
      CopySource: "photos/a%20b",
      MetadataDirective: "REPLACE",
      Metadata: { x: "y" },
    });
    expect(realm.calls[0]).toMatchObject({
      operation: "CopyObject",
      input: { Bucket, Key: "b", CopySource: "photos/a%20b", MetadataDirective: "REPLACE", Metadata: { x: "y" } },
    });
    expect(sent.CopyObjectResult).toEqual({ ETag: '"e"', LastModified: new Date(1_700_000_000_000) });
  });

  test("DeleteObject answers 204", async () => {
    expect(await send("DeleteObject", { Bucket, Key: "a" })).toMatchObject({ $metadata: { httpStatusCode: 204 } });
    expect(realm.calls).toEqual([{ service: "s3", operation: "DeleteObject", input: { Bucket, Key: "a" } }]);
  });
});

describe("uploads in parts", () => {
  test.each<[string, object, object, object]>([
    ["CreateMultipartUpload", { ContentType: "a/b" }, { UploadId: "u" }, { ContentType: "a/b" }],
    ["UploadPart", { UploadId: "u", PartNumber: 2, Body: "part" }, { ETag: '"p"' }, { UploadId: "u", PartNumber: 2 }],
    [
      "CompleteMultipartUpload",
      { UploadId: "u", MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '"p"' }] } },
      { ETag: '"w-1"', Location: "l" },
      { UploadId: "u", MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '"p"' }] } },
    ],
    ["ListParts", { UploadId: "u" }, { Parts: [{ PartNumber: 1, Size: 5 }] }, { UploadId: "u" }],
    ["AbortMultipartUpload", { UploadId: "u" }, {}, { UploadId: "u" }],
  ])("%s", async (operation, given, output, input) => {
    realm.answer({ output });
    const sent = await send(operation, { Bucket, Key: "big", ...given });
    expect(realm.calls[0]).toMatchObject({ operation, input: { Bucket, Key: "big", ...input } });
    expect(sent).toMatchObject(output);
  });
});

test("a signed address is made without a call", async () => {
  const { getSignedUrl } = realm.require("@aws-sdk/s3-request-presigner") as {
    getSignedUrl(client: unknown, command: unknown, options: object): Promise<string>;
  };
  const url = new URL(await getSignedUrl(made("S3Client", {}), made("GetObjectCommand", { Bucket, Key: "a b" }), { expiresIn: 60 }));
  expect(url.host + url.pathname).toBe("photos.s3.us-east-1.amazonaws.com/a%20b");
  expect(url.searchParams.get("X-Amz-Expires")).toBe("60");
  expect(url.searchParams.get("X-Amz-Signature")).toMatch(/^[0-9a-f]{64}$/);
  expect(realm.calls).toEqual([]);
});
