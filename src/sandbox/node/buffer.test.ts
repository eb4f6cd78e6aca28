import nodeBuffer from "node:buffer";
import { describe, expect, test } from "vitest";
import { answerOf, loadBuiltins } from "./builtins-under-test.ts";

type Module = typeof nodeBuffer;
type BufferClass = Module["Buffer"];
const { load } = await loadBuiltins();
const mine = load<Module>("buffer");

const ENCODINGS = [
  "utf8",
  "utf-8",
  "UTF8",
  "utf16le",
  "ucs2",
  "ucs-2",
  "latin1",
  "binary",
  "ascii",
  "hex",
  "base64",
  "base64url",
] as BufferEncoding[];
const TEXTS = [
  "",
  "a",
  "abc",
  "häß",
  "日本語",
  "😀x",
  "\ud800",
  "a\u0000b",
  "YWJj",
  "YW Jj\n",
  "YQ==",
  "YQ",
  "-_-_",
  "+/+/",
  "0aFf",
  "0aF",
  "0axf",
  "=a",
  "ÿĀ",
];

describe("text and bytes", () => {
  test.each(ENCODINGS)("%s, both ways", (encoding) => {
    const all = (Buffer: BufferClass) =>
      TEXTS.map((text) => [text, [...Buffer.from(text, encoding)], Buffer.byteLength(text, encoding), Buffer.isEncoding(encoding)]);
    expect(all(mine.Buffer)).toEqual(all(nodeBuffer.Buffer));
    const random = Uint8Array.from({ length: 500 }, (_, at) => (at * 73 + (at >> 3)) & 255);
    const decode = (Buffer: BufferClass) =>
      [0, 1, 2, 3, 7, 500].map((length) => Buffer.from(random.subarray(0, length)).toString(encoding));
    expect(decode(mine.Buffer)).toEqual(decode(nodeBuffer.Buffer));
  });

  test("bytes that are no UTF-8 are replaced as Node replaces them", () => {
    const bad = [[0xff], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98], [0xef, 0xbb, 0xbf, 0x61], [0x61, 0xc0, 0x80, 0x62]];
    expect(bad.map((bytes) => mine.Buffer.from(bytes).toString())).toEqual(bad.map((bytes) => Buffer.from(bytes).toString()));
  });

  test("more than one chunk", () => {
    const bytes = new Uint8Array(100_000).fill(65);
    for (const encoding of ["latin1", "base64", "hex", "utf16le"] as const)
      expect(mine.Buffer.from(bytes).toString(encoding) === Buffer.from(bytes).toString(encoding)).toBe(true);
  });
});

const plain = (value: unknown): unknown => (value instanceof Uint8Array ? [...value] : value);

const SAME: Readonly<Record<string, (Buffer: BufferClass) => unknown>> = {
  "from: array": (B) => [...B.from([1, 256, -1, 1.9, "7" as never])],
  "from: buffer copies": (B) => {
    const first = B.from("abc");
    const second = B.from(first);
    second[0] = 0;
    return String(first);
  },
  "from: array buffer shares": (B) => {
    const bytes = new Uint8Array([1, 2, 3, 4]);
    const view = B.from(bytes.buffer, 1, 2);
    bytes[1] = 9;
    return [...view];
  },
  "from: array buffer, out of bounds": (B) => B.from(new ArrayBuffer(2), 3),
  "from: JSON": (B) => [...B.from(JSON.parse(JSON.stringify(B.from("hi"))) as never)],
  "from: boxed text": (B) => String(B.from(Object("text") as never)),
  "from: toPrimitive": (B) => String(B.from({ [Symbol.toPrimitive]: () => "prim" } as never)),
  "from: number": (B) => B.from(5 as never),
  "from: null": (B) => B.from(null as never),
  "from: unknown encoding": (B) => B.from("a", "nope" as never),
  alloc: (B) => [...B.alloc(5, "ab"), ...B.alloc(3, 7), ...B.alloc(4, "YQ==", "base64")],
  "alloc: text": (B) => B.alloc("5" as never),
  concat: (B) => [B.concat([B.from("a"), new Uint8Array([98])]), B.concat([B.from("abc")], 2), B.concat([B.from("a")], 3)].map(plain),
  "concat: no list": (B) => B.concat("a" as never),
  "concat: no bytes": (B) => B.concat(["a" as never]),
  compare: (B) => [
    B.compare(B.from("a"), B.from("b")),
    B.from("ab").compare(B.from("a")),
    B.from("abc").compare(B.from("xbc"), 1, 3, 1, 3),
  ],
  equals: (B) => [B.from("a").equals(B.from("a")), B.from("a").equals(new Uint8Array([98]))],
  "equals: text": (B) => B.from("a").equals("a" as never),
  isBuffer: (B) => [B.isBuffer(B.from("a")), B.isBuffer(new Uint8Array(1)), B.from("a") instanceof Uint8Array],
  byteLength: (B) => [B.byteLength("häß"), B.byteLength(new ArrayBuffer(3)), B.byteLength("YQ==", "base64")],
  "byteLength: number": (B) => B.byteLength(1 as never),
  "toString: parts": (B) => [
    B.from("abcdef").toString("utf8", 1, 3),
    B.from("abc").toString("utf8", -1, 99),
    B.from("abc").toString(undefined, 2, 1),
  ],
  "toString: unknown": (B) => B.from("a").toString("nope" as never),
  toJSON: (B) => B.from("ab").toJSON(),
  write: (B) => {
    const bytes = B.alloc(8);
    return [
      bytes.write("ab"),
      bytes.write("cd", 2),
      bytes.write("efgh", 4, 2),
      bytes.write("ff00", 6, "hex"),
      bytes.write("é€", 7),
      [...bytes],
    ];
  },
  "write: too far": (B) => B.alloc(2).write("a", 3),
  fill: (B) => [...B.alloc(6).fill("xyz", 1, 5), ...B.alloc(3).fill(0x101), ...B.alloc(3).fill("ff", "hex")],
  "fill: no bytes": (B) => B.alloc(2).fill("zz", "hex"),
  copy: (B) => {
    const target = B.alloc(4);
    return [B.from("abcdef").copy(target, 1, 2), [...target]];
  },
  slice: (B) => [B.from("abcdef").slice(-3, -1), B.from("abcdef").subarray(2)].map((part) => [String(part), B.isBuffer(part)]),
  "slice shares": (B) => {
    const bytes = B.from("abc");
    bytes.slice(1)[0] = 120;
    return String(bytes);
  },
  map: (B) => B.isBuffer(B.from("abc").map((byte: number) => byte + 1)),
  indexOf: (B) => {
    const bytes = B.from("this is a buffer, this is");
    return [
      bytes.indexOf("is"),
      bytes.indexOf("is", 3),
      bytes.indexOf("is", -2),
      bytes.indexOf(B.from("buffer")),
      bytes.indexOf(97),
      bytes.indexOf(97 + 256),
      bytes.indexOf("nope"),
      bytes.indexOf(""),
      bytes.indexOf("", 99),
      bytes.indexOf("6973", 3, "hex"),
      bytes.lastIndexOf("is"),
      bytes.lastIndexOf("is", 5),
      bytes.lastIndexOf("this", -20),
      bytes.lastIndexOf(115, -3),
      bytes.includes("buffer"),
      bytes.includes("buffer", 12),
    ];
  },
  "indexOf: object": (B) => B.from("a").indexOf({} as never),
  swap: (B) => [...B.from([1, 2, 3, 4, 5, 6, 7, 8]).swap16().swap32().swap64()],
  "swap: odd": (B) => B.from([1]).swap16(),
  numbers: (B) => {
    const bytes = B.alloc(64);
    let at = 0;
    at = bytes.writeUInt8(255, at);
    at = bytes.writeInt8(-128, at);
    at = bytes.writeUInt16LE(0x1234, at);
    at = bytes.writeInt16BE(-2, at);
    at = bytes.writeUInt32BE(0xdeadbeef, at);
    at = bytes.writeInt32LE(-5, at);
    at = bytes.writeBigUInt64LE(2n ** 64n - 1n, at);
    at = bytes.writeBigInt64BE(-7n, at);
    at = bytes.writeFloatLE(1.5, at);
    at = bytes.writeDoubleBE(Math.PI, at);
    at = bytes.writeUIntBE(0x123456789a, at, 5);
    at = bytes.writeIntLE(-0x123456, at, 3);
    at = bytes.writeIntBE(-1, at, 6);
    return [
      at,
      bytes.toString("hex"),
      bytes.readUInt8(0),
      bytes.readInt8(1),
      bytes.readUInt16LE(2),
      bytes.readInt16BE(4),
      bytes.readUint32BE(6),
      bytes.readInt32LE(10),
      bytes.readBigUInt64LE(14),
      bytes.readBigInt64BE(22),
      bytes.readFloatLE(30),
      bytes.readDoubleBE(34),
      bytes.readUIntBE(42, 5),
      bytes.readIntLE(47, 3),
      bytes.readIntBE(50, 6),
      bytes.readUIntLE(42, 6),
    ];
  },
  "read: too far": (B) => B.alloc(4).readUInt32LE(1),
  "read: nothing there": (B) => B.alloc(0).readUInt16LE(),
  "read: fraction": (B) => B.alloc(4).readUInt8(1.5),
  "read: text": (B) => B.alloc(4).readUInt8("1" as never),
  "read: no width": (B) => B.alloc(4).readUIntBE(0, 7),
  "write: 256": (B) => B.alloc(4).writeUInt8(256),
  "write: below int16": (B) => B.alloc(4).writeInt16LE(-32769),
  "write: above uint32": (B) => B.alloc(4).writeUInt32LE(2 ** 32),
  "write: above int32": (B) => B.alloc(4).writeInt32BE(2 ** 31),
  "write: above bigint": (B) => B.alloc(8).writeBigUInt64BE(2n ** 64n),
  "write: above 40 bits": (B) => B.alloc(8).writeUIntLE(2 ** 40, 0, 5),
  copyBytesFrom: (B) => [...B.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1)],
  "internal writers": (B) => [(B.from("abc") as unknown as { utf8Slice(a: number, b: number): string }).utf8Slice(0, 2)],
  "an emoji is not cut": (B) => B.alloc(5).write("a😀😀"),
  of: (B) => [...B.of(1, 2)],
  iterate: (B) => [[...B.from("ab").entries()], [...B.from("ab").keys()], [...B.from("ab").values()]],
  parent: (B) => B.from("abc").buffer instanceof ArrayBuffer,
};

test.each(Object.entries(SAME))("%s", (_name, call) => {
  expect(answerOf(() => call(mine.Buffer))).toEqual(answerOf(() => call(nodeBuffer.Buffer)));
});

test("a size below zero is refused", () => {
  expect(() => mine.Buffer.alloc(-1)).toThrow(expect.objectContaining({ code: "ERR_OUT_OF_RANGE", name: "RangeError" }));
});

test("Buffers are shown as in Node", () => {
  const { inspect } = load<typeof import("node:util")>("util");
  const text = "a".repeat(60);
  expect(inspect({ a: mine.Buffer.from(text) })).toBe(`{\n  a: <Buffer ${"61 ".repeat(50)}... 10 more bytes>\n}`);
});

const MODULE: Readonly<Record<string, (module: Module) => unknown>> = {
  isUtf8: (m) => [m.isUtf8(new Uint8Array([0xc3, 0xa4])), m.isUtf8(new Uint8Array([0xc3])), m.isUtf8(new ArrayBuffer(0))],
  isAscii: (m) => [m.isAscii(new Uint8Array([0x7f])), m.isAscii(new Uint8Array([0x80]))],
  transcode: (m) => [
    ...m.transcode(m.Buffer.from("€ä"), "utf8", "latin1"),
    ...m.transcode(m.Buffer.from("€ä"), "utf8", "ascii"),
    ...m.transcode(m.Buffer.from("ä"), "utf8", "utf16le"),
  ],
  "transcode: hex": (m) => m.transcode(m.Buffer.from("a"), "utf8", "hex" as never),
  "atob and btoa": (m) => [m.btoa("abc"), m.atob("YWJj")],
  classes: (m) => [m.Blob === Blob, typeof m.SlowBuffer, m.INSPECT_MAX_BYTES],
};

test.each(Object.entries(MODULE))("%s", (_name, call) => {
  expect(answerOf(() => call(mine))).toEqual(answerOf(() => call(nodeBuffer)));
});
