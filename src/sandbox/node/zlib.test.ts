import { promisify } from "node:util";
import nodeZlib from "node:zlib";
import { describe, expect, test } from "vitest";
import { answerOf, errorParts, loadBuiltins } from "./builtins-under-test.ts";

type Zlib = typeof nodeZlib;
const { load } = await loadBuiltins();
const mine = load<Zlib>("zlib");

const plain = (value: unknown): unknown =>
  ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("latin1") : value;

/** With errno, which only zlib's errors have. */
const answer = (call: () => unknown) =>
  answerOf(() => {
    try {
      return plain(call());
    } catch (error) {
      return { ...errorParts(error), errno: (error as { errno?: number }).errno };
    }
  });
const compare = (run: (zlib: Zlib) => unknown) => expect(answer(() => run(mine))).toEqual(answer(() => run(nodeZlib)));

const PAIRS = [
  ["gzipSync", "gunzipSync"],
  ["deflateSync", "inflateSync"],
  ["deflateRawSync", "inflateRawSync"],
] as const;

const TEXTS = [
  "",
  "a",
  "hello hello hello hello",
  "äöü".repeat(5000),
  Buffer.from(Uint8Array.from({ length: 100_000 }, (_, at) => (at * at) >> 3)),
];

describe("there and back", () => {
  test.each(PAIRS)("%s and %s, mine and Node's", (compress, decompress) => {
    for (const text of TEXTS)
      for (const level of [-1, 0, 1, 4, 9])
        for (const options of [{ level }, { level, strategy: 2 }, { level, memLevel: 1, windowBits: 9 }, { level, chunkSize: 64 }]) {
          const packed = mine[compress](text, options);
          expect(nodeZlib[decompress](packed).equals(Buffer.from(text as string))).toBe(true);
          expect(mine[decompress](packed).equals(Buffer.from(text as string))).toBe(true);
          expect(mine[decompress](nodeZlib[compress](text, options), { chunkSize: 64 }).equals(Buffer.from(text as string))).toBe(true);
          expect(
            mine.unzipSync(nodeZlib[compress === "deflateRawSync" ? "gzipSync" : compress](text)).equals(Buffer.from(text as string)),
          ).toBe(true);
        }
  });

  test("what is small is the same byte for byte", () => {
    for (const level of [0, 1, 6, 9]) {
      compare((zlib) => zlib.gzipSync("hello", { level }));
      compare((zlib) => zlib.deflateSync("hello", { level }));
    }
  });
});

const packed = nodeZlib.gzipSync("hello");
const withDictionary = nodeZlib.deflateSync("hello dictionary", { dictionary: Buffer.from("dictionary") });
const changed = (bytes: Buffer, fromEnd: number) => {
  const copy = Buffer.from(bytes);
  copy[copy.length - fromEnd] = (copy[copy.length - fromEnd] ?? 0) ^ 1;
  return copy;
};

const SAME: Record<string, (zlib: Zlib) => unknown> = {
  "level 10": (z) => z.deflateSync("a", { level: 10 }),
  "level in words": (z) => z.deflateSync("a", { level: "a" as never }),
  "level NaN is the default": (z) => z.deflateSync("a", { level: Number.NaN }),
  "level infinite": (z) => z.deflateSync("a", { level: Number.POSITIVE_INFINITY }),
  "windowBits 7": (z) => z.deflateSync("a", { windowBits: 7 }),
  "windowBits 8, raw": (z) => z.deflateRawSync("a", { windowBits: 8 }),
  "windowBits 8, gzip": (z) => z.gzipSync("a", { windowBits: 8 }),
  "windowBits 0, to compress": (z) => z.deflateSync("a", { windowBits: 0 }),
  "windowBits 0, to decompress": (z) => z.inflateSync(nodeZlib.deflateSync("a"), { windowBits: 0 }),
  "chunkSize 5": (z) => z.deflateSync("a", { chunkSize: 5 }),
  "memLevel 0": (z) => z.deflateSync("a", { memLevel: 0 }),
  "strategy 9": (z) => z.deflateSync("a", { strategy: 9 }),
  "flush 9": (z) => z.deflateSync("a", { flush: 9 }),
  "finishFlush 9": (z) => z.deflateSync("a", { finishFlush: 9 }),
  "more than maxOutputLength": (z) => z.inflateSync(nodeZlib.deflateSync("a".repeat(100)), { maxOutputLength: 10 }),
  "a dictionary that is a number": (z) => z.deflateSync("a", { dictionary: 5 as never }),
  "a dictionary that is an ArrayBuffer": (z) => z.deflateSync("a", { dictionary: new ArrayBuffer(4) }),
  "no dictionary": (z) => z.inflateSync(withDictionary),
  "another dictionary": (z) => z.inflateSync(withDictionary, { dictionary: Buffer.from("nope") }),
  "the dictionary": (z) => z.inflateSync(withDictionary, { dictionary: Buffer.from("dictionary") }),
  "a raw dictionary": (z) => {
    const dictionary = Buffer.from("dictionary");
    return z.inflateRawSync(z.deflateRawSync("hello dictionary", { dictionary }), { dictionary });
  },
  "options that are a number": (z) => z.gzipSync("a", 5 as never),
  "a number for data": (z) => z.gzipSync(5 as never),
  "nothing for data": (z) => z.gzipSync(undefined as never),
  "an ArrayBuffer": (z) => z.gunzipSync(z.gzipSync(new Uint8Array([1, 2, 3]).buffer)),
  "no callback": (z) => z.gzip("a", undefined as never),
  "no zlib": (z) => z.inflateSync("hello"),
  "no gzip": (z) => z.gunzipSync("hello"),
  "neither of them": (z) => z.unzipSync("hello"),
  "cut off": (z) => z.gunzipSync(packed.subarray(0, 15)),
  "cut off, and that is fine": (z) => z.gunzipSync(packed.subarray(0, 15), { finishFlush: z.constants.Z_SYNC_FLUSH }),
  "empty gzip": (z) => z.gunzipSync(""),
  "empty zlib": (z) => z.inflateSync(""),
  "empty either": (z) => z.unzipSync(""),
  "one byte of gzip": (z) => z.unzipSync(Buffer.from([0x1f])),
  "a wrong checksum": (z) => z.gunzipSync(changed(packed, 6)),
  "a wrong length": (z) => z.gunzipSync(changed(packed, 1)),
  "a wrong checksum of zlib": (z) => z.inflateSync(changed(nodeZlib.deflateSync("hello"), 1)),
  "no such block": (z) => z.inflateRawSync(Buffer.from([7])),
  "raw nonsense": (z) => z.inflateRawSync(Buffer.from([255, 255, 255])),
  "two members": (z) => z.gunzipSync(Buffer.concat([packed, packed])),
  "two members, either": (z) => z.unzipSync(Buffer.concat([packed, packed])),
  "zeros behind": (z) => z.gunzipSync(Buffer.concat([packed, Buffer.alloc(10)])),
  "junk behind": (z) => z.gunzipSync(Buffer.concat([packed, Buffer.alloc(10, 80)])),
  "one byte behind": (z) => z.gunzipSync(Buffer.concat([packed, Buffer.from([80])])),
  "what looks like a member behind": (z) => z.gunzipSync(Buffer.concat([packed, Buffer.from([0x1f, 0x8b, 255, 255]), Buffer.alloc(10)])),
  "junk behind zlib": (z) => z.inflateSync(Buffer.concat([nodeZlib.deflateSync("a"), Buffer.from("junk")])),
  "info: names": (z) => {
    const told = z.gzipSync("a", { info: true }) as unknown as { engine: object };
    return [...Object.keys(told), told.engine.constructor.name];
  },
  crc32: (z) => [z.crc32("hello"), z.crc32(""), z.crc32("lo", z.crc32("hel")), z.crc32(new Uint8Array([1, 2]))],
  "crc32 of a number": (z) => z.crc32(5 as never),
  "crc32 from words": (z) => z.crc32("a", "b" as never),
  "crc32 from below zero": (z) => z.crc32("a", -1),
  "crc32 from too much": (z) => z.crc32("a", 2 ** 32),
  "crc32 of a DataView": (z) => z.crc32(new DataView(new ArrayBuffer(3)) as never),
  "crc32 of an ArrayBuffer": (z) => z.crc32(new ArrayBuffer(3) as never),
  codes: (z) => Reflect.get(z, "codes"),
  "params: no such level": (z) => z.createDeflate().params(10, 0, () => {}),
  "params: no such strategy": (z) => z.createDeflate().params(9, 9, () => {}),
};

describe("calls", () => {
  test.each(Object.entries(SAME))("%s", (_, run) => compare(run));

  test("constants", () => {
    const wrong = Object.entries(nodeZlib.constants).filter(([name, value]) => mine.constants[name as never] !== value);
    expect(wrong.filter(([name]) => !/^(?:ZLIB_VERNUM|ZSTD_|BROTLI_)/.test(name))).toEqual([]);
    expect(Reflect.get(mine, "Z_BEST_SPEED")).toBe(1);
  });

  test("with a callback, and as a promise", async () => {
    const all = async (zlib: Zlib) => [
      plain(await promisify(zlib.gunzip)(packed)),
      plain(await promisify(zlib.inflate)(await promisify(zlib.deflate)("text"))),
      plain(await new Promise((resolve) => zlib.unzip(packed, { chunkSize: 64 }, (_, result) => resolve(result)))),
      await promisify(zlib.gunzip)("bad").catch(errorParts),
      await new Promise((resolve) => zlib.gunzip("bad", (error, result) => resolve([error && errorParts(error), result]))),
      await promisify(zlib.inflate)(nodeZlib.deflateSync("a".repeat(99)), { maxOutputLength: 9 } as never).catch(errorParts),
    ];
    expect(await all(mine)).toEqual(await all(nodeZlib));
  });
});

/** What a stream does, as a list. */
function eventsOf(stream: import("node:stream").Transform, begin: () => void): Promise<unknown[]> {
  return new Promise((resolve) => {
    const events: unknown[] = [];
    stream.on("data", (chunk: Buffer) => events.push(["data", chunk.toString("hex")]));
    stream.on("end", () => events.push("end"));
    stream.on("error", (error) => events.push(errorParts(error)));
    stream.on("close", () => resolve([...events, "close"]));
    begin();
  });
}

const RUNS: Record<string, (zlib: Zlib) => Promise<unknown>> = {
  "flushed on the way": (z) => {
    const deflate = z.createDeflate();
    return eventsOf(deflate, () => {
      deflate.write("abc");
      deflate.flush(() => {
        deflate.write("xx");
        deflate.flush(z.constants.Z_SYNC_FLUSH, () => deflate.end("end"));
      });
    });
  },
  "other parameters on the way": (z) => {
    const deflate = z.createDeflate({ level: 1 });
    return eventsOf(deflate, () => {
      deflate.write("abc");
      deflate.params(9, z.constants.Z_FILTERED, () => deflate.end("def"));
    });
  },
  "no gzip": (z) => {
    const gunzip = z.createGunzip();
    return eventsOf(gunzip, () => gunzip.end("nope nope nope"));
  },
  "cut off": (z) => {
    const gunzip = z.createGunzip();
    return eventsOf(gunzip, () => gunzip.end(packed.subarray(0, 15)));
  },
  "byte by byte, two members": async (z) => {
    const gunzip = z.createGunzip();
    const events = await eventsOf(gunzip, () => {
      for (const byte of Buffer.concat([packed, packed])) gunzip.write(Buffer.from([byte]));
      gunzip.end();
    });
    return [events.map((event) => (Array.isArray(event) ? event[1] : "")).join(""), events.at(-2), gunzip.bytesWritten];
  },
  "junk behind the end": (z) => {
    const inflate = z.createInflate();
    return eventsOf(inflate, () => inflate.end(Buffer.concat([nodeZlib.deflateSync("a"), Buffer.from("junk")])));
  },
  "closed at once": (z) => {
    const gzip = z.createGzip();
    return eventsOf(gzip, () => gzip.close());
  },
  "written after close": (z) => {
    const gzip = z.createGzip();
    return eventsOf(gzip, () => {
      gzip.close();
      gzip.write("a");
    });
  },
  "nothing at all": (z) => {
    const gzip = z.createGzip();
    return eventsOf(gzip, () => gzip.end());
  },
  reset: (z) => {
    const deflate = z.createDeflate();
    return eventsOf(deflate, () => {
      deflate.reset();
      deflate.end("abc");
    });
  },
};

describe("streams", () => {
  test.each(Object.entries(RUNS))("%s", async (_, run) => {
    expect(await run(mine)).toEqual(await run(nodeZlib));
  });

  test("a long pipeline, larger than every buffer", async () => {
    const { pipeline } = load<typeof import("node:stream/promises")>("stream/promises");
    const { Readable } = load<typeof import("node:stream")>("stream");
    const { buffer } = load<typeof import("node:stream/consumers")>("stream/consumers");
    const pieces = Array.from({ length: 60 }, (_, at) => Buffer.alloc(10_000, at));
    const unzip = mine.createUnzip();
    const [whole] = await Promise.all([buffer(unzip), pipeline(Readable.from(pieces), mine.createGzip(), unzip)]);
    expect(Buffer.concat(pieces).equals(whole)).toBe(true);
  });
});
