import { describe, expect, test } from "vitest";
import type { JsonObject } from "../service-call.ts";
import { Bucket, compareKeys } from "./bucket.ts";
import { listObjects, listObjectsV2 } from "./list-objects.ts";

const LAST_MODIFIED_MS = 1_782_907_200_000;

function bucketOf(keys: readonly string[]): Bucket {
  const bucket = new Bucket("photos", 0);
  for (const key of keys) {
    const content = { contentId: key, sizeBytes: 1, md5: "0123456789abcdef0123456789abcdef" };
    bucket.put({ key, content, contentType: "text/plain", headers: {}, metadata: {}, lastModifiedMs: LAST_MODIFIED_MS });
  }
  return bucket;
}

/** Keys, and rolled-up prefixes with an arrow, in the order answered. */
function entriesOf(output: JsonObject): string[] {
  const contents = (output.Contents ?? []) as { Key: string }[];
  const prefixes = (output.CommonPrefixes ?? []) as { Prefix: string }[];
  return [...contents.map(({ Key }) => Key), ...prefixes.map(({ Prefix }) => `> ${Prefix}`)];
}

const TREE = ["a.txt", "in/1.jpg", "in/2.jpg", "in/deep/3.jpg", "in/deep/4.jpg", "out/5.jpg", "z.txt"];

describe("one page", () => {
  test.each<[Record<string, unknown>, string[]]>([
    [{}, TREE],
    [{ Delimiter: "" }, TREE],
    [{ Prefix: "in/" }, ["in/1.jpg", "in/2.jpg", "in/deep/3.jpg", "in/deep/4.jpg"]],
    [{ Prefix: "nothing" }, []],
    [{ Delimiter: "/" }, ["a.txt", "z.txt", "> in/", "> out/"]],
    [{ Delimiter: "/", Prefix: "in/" }, ["in/1.jpg", "in/2.jpg", "> in/deep/"]],
    [{ Delimiter: "/", Prefix: "in" }, ["> in/"]],
    [{ Delimiter: "/deep/" }, ["a.txt", "in/1.jpg", "in/2.jpg", "out/5.jpg", "z.txt", "> in/deep/"]],
    [{ StartAfter: "in/2.jpg" }, ["in/deep/3.jpg", "in/deep/4.jpg", "out/5.jpg", "z.txt"]],
    [{ StartAfter: "in/1.jpg", Delimiter: "/" }, ["z.txt", "> out/"]],
    [{ MaxKeys: 0 }, []],
    [{ MaxKeys: 3, Delimiter: "/" }, ["a.txt", "> in/", "> out/"]],
  ])("%j", (input, expected) => {
    const output = listObjectsV2(bucketOf(TREE), input);
    expect(entriesOf(output)).toEqual(expected);
    expect(output.KeyCount).toBe(expected.length);
    expect(output.IsTruncated).toBe(input.MaxKeys === 3);
  });

  test("says what S3 says of each object", () => {
    expect(listObjectsV2(bucketOf(["a"]), { Prefix: "a", StartAfter: "A" })).toEqual({
      Name: "photos",
      Prefix: "a",
      StartAfter: "A",
      MaxKeys: 1000,
      KeyCount: 1,
      IsTruncated: false,
      Contents: [
        { Key: "a", LastModified: LAST_MODIFIED_MS, ETag: '"0123456789abcdef0123456789abcdef"', Size: 1, StorageClass: "STANDARD" },
      ],
    });
  });

  test("without objects there is no list", () => {
    const output = listObjectsV2(bucketOf([]), {});
    expect(output).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect(output).not.toHaveProperty("Contents");
    expect(output).not.toHaveProperty("CommonPrefixes");
  });

  test("keys can come encoded", () => {
    expect(listObjectsV2(bucketOf(["a b/é+"]), { EncodingType: "url", Prefix: "a " })).toMatchObject({
      EncodingType: "url",
      Prefix: "a+",
      Contents: [{ Key: "a+b/%C3%A9%2B" }],
    });
  });
});

describe("many pages", () => {
  const walk = (bucket: Bucket, input: Record<string, unknown>): string[][] => {
    const pages: string[][] = [];
    for (let token: unknown; ; ) {
      const output = listObjectsV2(bucket, token === undefined ? input : { ...input, ContinuationToken: token });
      pages.push(entriesOf(output));
      if (pages.length > 50) throw new Error("the listing does not end");
      token = output.NextContinuationToken;
      expect(output.IsTruncated).toBe(token !== undefined);
      if (token === undefined) return pages;
    }
  };

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("of %d keys hold everything once", (MaxKeys) => {
    const pages = walk(bucketOf(TREE), { MaxKeys });
    expect(pages.flat()).toEqual(TREE);
    expect(pages.slice(0, -1).every((page) => page.length === MaxKeys)).toBe(true);
    expect(walk(bucketOf(TREE), { MaxKeys, Delimiter: "/" }).flat().toSorted()).toEqual(["> in/", "> out/", "a.txt", "z.txt"]);
  });

  test("a page has 1,000 keys at most", () => {
    const keys = Array.from({ length: 2500 }, (_, place) => `k${String(place).padStart(5, "0")}`);
    const pages = walk(bucketOf(keys), { MaxKeys: 5000 });
    expect(pages.map(({ length }) => length)).toEqual([1000, 1000, 500]);
    expect(pages.flat()).toEqual(keys);
  });

  test("a key that is gone meanwhile does not end the walk", () => {
    const bucket = bucketOf(TREE);
    const { NextContinuationToken } = listObjectsV2(bucket, { MaxKeys: 2 });
    bucket.remove("in/1.jpg");
    expect(entriesOf(listObjectsV2(bucket, { ContinuationToken: NextContinuationToken }))).toEqual(TREE.slice(2));
  });

  test("the elder operation goes on by markers", () => {
    const bucket = bucketOf(TREE);
    const first = listObjects(bucket, { MaxKeys: 2 });
    expect(entriesOf(first)).toEqual(["a.txt", "in/1.jpg"]);
    expect(first).toMatchObject({ IsTruncated: true, Marker: "" });
    expect(first).not.toHaveProperty("NextMarker");
    expect(first).not.toHaveProperty("KeyCount");
    const folders = listObjects(bucket, { MaxKeys: 2, Delimiter: "/" });
    expect(folders).toMatchObject({ NextMarker: "in/" });
    expect(entriesOf(listObjects(bucket, { Delimiter: "/", Marker: folders.NextMarker }))).toEqual(["z.txt", "> out/"]);
  });
});

test.each<[Record<string, unknown>, string]>([
  [{ MaxKeys: -1 }, "maxKeys"],
  [{ MaxKeys: 1.5 }, "maxKeys"],
  [{ MaxKeys: "many" }, "maxKeys"],
  [{ ContinuationToken: "not a token" }, "continuation-token"],
  [{ ContinuationToken: "AAAA" }, "continuation-token"],
  [{ ContinuationToken: 7 }, "continuation-token"],
  [{ EncodingType: "xml" }, "encoding-type"],
])("%j is refused", (input, argument) => {
  expect(() => listObjectsV2(bucketOf(["a"]), input)).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({ code: "InvalidArgument", details: expect.objectContaining({ ArgumentName: argument }) }),
    }),
  );
});

test("keys are in the order of their UTF-8 bytes", () => {
  const keys = ["", "\u0001", "A", "B", "a", "a/", "a/b", "a0", "aa", "z", "é", "中", "\uffff", "😀", "😀a", "😁"];
  const bytewise = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right));
  expect(keys.toSorted(bytewise)).toEqual(keys);
  for (const left of keys) for (const right of keys) expect(Math.sign(compareKeys(left, right))).toBe(bytewise(left, right));
});
