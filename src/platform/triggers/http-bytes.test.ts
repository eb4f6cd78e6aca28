import { describe, expect, test } from "vitest";
import { seededRandom } from "../seeded-random.ts";
import { base64FromBytes, bytesFromBase64, textFromUtf8, utf8Bytes, utf8Length } from "./http-bytes.ts";

const TEXTS = [
  "",
  "a",
  "ab",
  "abc",
  "é",
  "☕ Coffee",
  "😊",
  "\u0000\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}",
  "lone \ud800 surrogate",
];

describe("against the engine's own", () => {
  test.each(TEXTS)("utf8 of %j", (text) => {
    expect([...utf8Bytes(text)]).toEqual([...new TextEncoder().encode(text)]);
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
  });

  test("base64 of random bytes of every length, there and back", () => {
    const random = seededRandom(1);
    for (let length = 0; length < 70; length += 1) {
      const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256));
      const text = base64FromBytes(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64"));
      expect(bytesFromBase64(text)).toEqual(bytes);
    }
  });

  test("base64 of more bytes than a call takes arguments", () => {
    const bytes = new Uint8Array(1_000_000).fill(7);
    expect(base64FromBytes(bytes)).toBe(Buffer.from(bytes).toString("base64"));
  });
});

test.each(["a", "ab=", "====", "a b=", "YQ", "YQ=a", "YWJj\n", "a-_="])("%j is not base64", (text) => {
  expect(bytesFromBase64(text)).toBeUndefined();
});

test("text from bytes, and undefined where they are not UTF-8", () => {
  expect(textFromUtf8(utf8Bytes("é☕😊"))).toBe("é☕😊");
  expect(textFromUtf8(Uint8Array.of(0xff, 0xd8, 0xff))).toBeUndefined();
  expect(textFromUtf8(Uint8Array.of(0xc0, 0x80))).toBeUndefined();
});
