import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { md5OfAttributes, md5OfText, sha256OfText } from "./message-digests.ts";

test.each(["", "hello", "Hello from SQS!", "öäü 😀", "x".repeat(100_000)])("the digests of a text are the usual ones (%#)", (text) => {
  expect(md5OfText(text)).toBe(createHash("md5").update(text).digest("hex"));
  expect(sha256OfText(text)).toBe(createHash("sha256").update(text).digest("hex"));
});

// Digests that SQS gave, as moto's tests have them.
test.each([
  ["no attributes", {}, undefined],
  [
    "one number with a custom suffix",
    { timestamp: { DataType: "Number.java.lang.Long", StringValue: "1493147359900" } },
    "2e2e4876d8e0bd6b8c2c8f556831c349",
  ],
  [
    "text, number, bytes, and a name beyond ASCII",
    {
      ccc: { DataType: "String", StringValue: "testjunk" },
      aaa: { DataType: "Binary", BinaryValue: "AgME" },
      zzz: { DataType: "Number", StringValue: "0230.01" },
      öther_encodings: { DataType: "String", StringValue: "Tüst" },
    },
    "8ae21a7957029ef04146b42aeaa18a22",
  ],
])("MD5 of attributes: %s", (_, attributes, digest) => {
  expect(md5OfAttributes(attributes)).toBe(digest);
});
