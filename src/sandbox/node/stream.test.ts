import nodeStream from "node:stream";
import nodeConsumers from "node:stream/consumers";
import nodePromises from "node:stream/promises";
import nodeWeb from "node:stream/web";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { errorParts, loadBuiltins } from "./builtins-under-test.ts";

interface Library {
  readonly stream: typeof nodeStream;
  readonly promises: typeof nodePromises;
  readonly consumers: typeof nodeConsumers;
}

const { load } = await loadBuiltins();
const MINE: Library = { stream: load("stream"), promises: load("stream/promises"), consumers: load("stream/consumers") };
const NODES: Library = { stream: nodeStream, promises: nodePromises, consumers: nodeConsumers };

const plain = (value: unknown): unknown => {
  if (value instanceof Error) return errorParts(value);
  if (ArrayBuffer.isView(value)) return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("latin1") };
  return Array.isArray(value) ? value.map(plain) : value;
};

async function answer(library: Library, run: (library: Library) => unknown): Promise<unknown> {
  try {
    return { value: plain(await run(library)) };
  } catch (error) {
    return { error: errorParts(error) };
  }
}

const compare = async (run: (library: Library) => unknown) => expect(await answer(MINE, run)).toEqual(await answer(NODES, run));

type Table = Record<string, (library: Library) => unknown>;
type Events = import("node:events").EventEmitter;

/** The names of what happens, in order, until the stream closes. */
const happenings = (
  stream: Events,
  names = ["data", "end", "finish", "error", "pause", "resume", "drain", "prefinish"],
): Promise<unknown[]> =>
  new Promise((resolve) => {
    const seen: unknown[] = [];
    for (const name of names) stream.on(name, (value: unknown) => seen.push(value === undefined ? name : [name, value]));
    stream.on("close", () => resolve([...seen, "close"]));
  });

const collect = async (iterable: AsyncIterable<unknown> | Iterable<unknown>): Promise<unknown[]> => {
  const all: unknown[] = [];
  for await (const item of iterable) all.push(item);
  return all;
};

const CLASSIC: Table = {
  "a Readable of its own": ({ stream }) => {
    let left = 3;
    const readable = new stream.Readable({
      read() {
        this.push(left > 0 ? `piece ${left}` : null);
        left -= 1;
      },
    });
    return happenings(readable);
  },
  "read() by size": ({ stream }) => {
    const readable = new stream.Readable({ read() {} });
    readable.push("abcdef");
    readable.push(null);
    return [readable.read(2), readable.read(9), readable.read(), readable.read()];
  },
  "unshift and setEncoding": async ({ stream }) => {
    const readable = new stream.Readable({ read() {} });
    readable.setEncoding("hex");
    readable.push(Buffer.from("bc"));
    readable.unshift(Buffer.from("a"));
    readable.push(null);
    return collect(readable);
  },
  "a Writable": async ({ stream }) => {
    const written: unknown[] = [];
    const writable = new stream.Writable({
      highWaterMark: 3,
      write(chunk, encoding, callback) {
        written.push([chunk, encoding]);
        setImmediate(callback);
      },
      final(callback) {
        written.push("final");
        callback();
      },
    });
    const seen = happenings(writable);
    const full = [writable.write("a"), writable.write("bcd"), writable.writableNeedDrain, writable.writableLength];
    writable.end("e", "latin1");
    return [full, await seen, written];
  },
  "cork and writev": async ({ stream }) => {
    const batches: unknown[] = [];
    const writable = new stream.Writable({
      decodeStrings: false,
      writev(chunks, callback) {
        batches.push(chunks.map(({ chunk }) => chunk as unknown));
        callback();
      },
    });
    writable.cork();
    writable.write("a");
    writable.write("b");
    process.nextTick(() => writable.uncork());
    writable.end("c");
    await happenings(writable);
    return batches;
  },
  "write after end": async ({ stream }) => {
    const writable = new stream.Writable({ write: (_chunk, _encoding, callback) => callback() });
    writable.end();
    const seen = happenings(writable);
    writable.write("late");
    return seen;
  },
  "a chunk of the wrong kind": ({ stream }) => new stream.Writable({ write() {} }).write(5),
  "views as chunks": async ({ stream, consumers }) => {
    const pass = new stream.PassThrough();
    pass.write(new Uint16Array([0x6161]));
    pass.end(new DataView(Uint8Array.of(98, 99, 100).buffer, 1));
    return consumers.text(pass);
  },
  "null as a chunk": ({ stream }) => new stream.Writable({ objectMode: true, write() {} }).write(null),
  "push after the end": async ({ stream }) => {
    const readable = new stream.Readable({ read() {} });
    readable.push(null);
    const seen = happenings(readable);
    readable.push("late");
    return seen;
  },
  "no _read": ({ stream }) => happenings(new stream.Readable().resume()),
  "no _write": ({ stream }) => {
    const writable = new stream.Writable();
    const seen = happenings(writable);
    writable.write("a");
    return seen;
  },
  "a Transform with flush": async ({ stream }) => {
    const transform = new stream.Transform({
      transform(chunk, _encoding, callback) {
        callback(null, String(chunk).toUpperCase());
      },
      flush(callback) {
        callback(null, "!");
      },
    });
    transform.write("ab");
    transform.end("cd");
    return collect(transform);
  },
  "a Transform that fails": async ({ stream }) => {
    const transform = new stream.Transform({ transform: (_chunk, _encoding, callback) => callback(new Error("no")) });
    const seen = happenings(transform);
    transform.write("a");
    return seen;
  },
  "a Duplex": async ({ stream }) => {
    const duplex = new stream.Duplex({ read() {}, write: (_chunk, _encoding, callback) => callback(), allowHalfOpen: false });
    const seen = happenings(duplex);
    duplex.push("a");
    duplex.push(null);
    duplex.resume();
    return seen;
  },
  "a PassThrough in object mode": async ({ stream }) => {
    const pass = new stream.PassThrough({ objectMode: true });
    pass.write({ a: 1 });
    pass.end([2]);
    return collect(pass);
  },
  pipe: async ({ stream, consumers }) => {
    const pass = new stream.PassThrough({ highWaterMark: 2 });
    stream.Readable.from(["abc", "def", "ghi"]).pipe(pass);
    return consumers.text(pass);
  },
  unpipe: ({ stream }) => {
    const source = new stream.Readable({ read() {} });
    const sink = new stream.PassThrough();
    const names: string[] = [];
    for (const name of ["pipe", "unpipe"]) sink.on(name, () => names.push(name));
    source.pipe(sink);
    source.unpipe(sink);
    return names;
  },
  destroy: async ({ stream }) => {
    const readable = new stream.Readable({
      read() {},
      destroy(error, callback) {
        callback(error ?? new Error("from destroy"));
      },
    });
    const seen = happenings(readable);
    readable.destroy();
    return [await seen, readable.destroyed, readable.errored?.message, readable.closed];
  },
  construct: async ({ stream }) => {
    const order: string[] = [];
    const writable = new stream.Writable({
      construct(callback) {
        order.push("construct");
        setImmediate(callback);
      },
      write(_chunk, _encoding, callback) {
        order.push("write");
        callback();
      },
    });
    writable.end("a");
    await happenings(writable);
    return order;
  },
  "an AbortSignal": async ({ stream }) => {
    const controller = new AbortController();
    const readable = new stream.Readable({ read() {}, signal: controller.signal });
    const seen = happenings(readable);
    controller.abort();
    return seen;
  },
  addAbortSignal: async ({ stream }) => {
    const seen = happenings(stream.addAbortSignal(AbortSignal.abort(), new stream.PassThrough()));
    return seen;
  },
};

const ITERATION: Table = {
  from: async ({ stream }) => [
    await collect(stream.Readable.from(["a", { b: 1 }, 3])),
    await collect(stream.Readable.from("whole text")),
    await collect(
      stream.Readable.from(
        (async function* () {
          yield 1;
          yield 2;
        })(),
      ),
    ),
  ],
  "from nothing": ({ stream }) => stream.Readable.from(null as never),
  "from what fails": ({ stream }) =>
    collect(
      stream.Readable.from(
        (function* () {
          yield 1;
          throw new Error("in the middle");
        })(),
      ),
    ),
  "a loop that is left destroys": async ({ stream }) => {
    const readable = stream.Readable.from([1, 2, 3]);
    for await (const item of readable) if (item === 2) break;
    return readable.destroyed;
  },
  operators: async ({ stream }) => {
    const numbers = () => stream.Readable.from([1, 2, 3, 4]);
    return [
      await numbers()
        .map((value: number) => value * 2)
        .toArray(),
      await numbers()
        .filter((value: number) => value % 2 === 0)
        .toArray(),
      await numbers().take(2).toArray(),
      await numbers().drop(3).toArray(),
      await numbers()
        .flatMap((value: number) => [value, value])
        .toArray(),
      await numbers().reduce((sum: number, value: number) => sum + value, 10),
      await numbers().some((value: number) => value > 3),
      await numbers().every((value: number) => value > 3),
      await numbers().find((value: number) => value > 2),
    ];
  },
  "map with a concurrency of no such kind": ({ stream }) =>
    stream.Readable.from([1])
      .map((value) => value as unknown, { concurrency: 0 })
      .toArray(),
  "iterator that leaves the stream alone": async ({ stream }) => {
    const readable = stream.Readable.from([1, 2, 3]);
    for await (const _ of readable.iterator({ destroyOnReturn: false })) break;
    return [readable.destroyed, await collect(readable)];
  },
};

const JOINING: Table = {
  pipeline: async ({ stream, promises }) => {
    const out: unknown[] = [];
    await promises.pipeline(
      stream.Readable.from(["a", "b"]),
      async function* (source: AsyncIterable<string>) {
        for await (const chunk of source) yield chunk.toUpperCase();
      },
      new stream.Writable({
        write(chunk, _encoding, callback) {
          out.push(String(chunk));
          callback();
        },
      }),
    );
    return out;
  },
  "pipeline with a callback": ({ stream }) =>
    new Promise((resolve) => {
      const last = new stream.PassThrough();
      stream.pipeline(stream.Readable.from(["a"]), last, (error) => resolve([error, last.destroyed]));
      last.resume();
    }),
  "pipeline that gives a value": ({ stream, promises }) =>
    promises.pipeline(stream.Readable.from([1, 2]), async (source: AsyncIterable<number>) => {
      let sum = 0;
      for await (const value of source) sum += value;
      return sum;
    }),
  "pipeline that fails": async ({ stream, promises }) => {
    const sink = new stream.PassThrough();
    const source = new stream.Readable({ read: () => void source.destroy(new Error("source failed")) });
    return [await promises.pipeline(source, sink).catch((error: Error) => error), sink.destroyed];
  },
  "pipeline cut short": ({ stream, promises }) => {
    const source = new stream.Readable({ read() {} });
    const done = promises.pipeline(source, new stream.PassThrough());
    source.destroy();
    return done;
  },
  "pipeline that is aborted": async ({ stream, promises }) => {
    const controller = new AbortController();
    const done = promises.pipeline(new stream.Readable({ read() {} }), new stream.PassThrough(), { signal: controller.signal });
    controller.abort();
    return done.catch((error: Error) => error);
  },
  "pipeline of nothing": ({ stream }) => Reflect.apply(stream.pipeline, stream, []),
  "pipeline of one": ({ stream }) => Reflect.apply(stream.pipeline, stream, [stream.Readable.from([]), () => {}]),
  "pipeline, promisified": ({ stream }) => promisify(stream.pipeline)(stream.Readable.from(["a"]), new stream.PassThrough().resume()),
  finished: async ({ stream, promises }) => {
    const readable = stream.Readable.from(["a"]);
    const done = promises.finished(readable);
    readable.resume();
    return done;
  },
  "finished too early": ({ stream, promises }) => {
    const readable = new stream.Readable({ read() {} });
    const done = promises.finished(readable);
    readable.destroy();
    return done;
  },
  "finished of no stream": ({ stream }) => stream.finished({} as never, () => {}),
  compose: async ({ stream }) => {
    const compose = Reflect.get(stream, "compose") as (...streams: unknown[]) => import("node:stream").Duplex;
    const both = compose(
      async function* (source: AsyncIterable<unknown>) {
        for await (const chunk of source) yield String(chunk).toUpperCase();
      },
      new stream.PassThrough({ objectMode: true }),
    );
    both.end("abc");
    return collect(both);
  },
  "what is readable, writable, errored, disturbed": async ({ stream }) => {
    const pass = new stream.PassThrough();
    const ask = () => [
      stream.isReadable(pass),
      Reflect.apply(Reflect.get(stream, "isWritable") as () => unknown, stream, [pass]),
      stream.isErrored(pass),
      stream.Readable.isDisturbed(pass),
    ];
    const before = ask();
    pass.on("error", () => {});
    pass.destroy(new Error("x"));
    return [before, ask()];
  },
  "instances of each other": ({ stream }) => {
    const { Duplex, PassThrough, Readable, Stream, Transform, Writable } = stream;
    return [Readable, Writable, Duplex, Transform, PassThrough, Stream, stream].map((Class) =>
      [new Readable(), new Writable(), new Duplex(), new PassThrough()].map((made) => made instanceof Class),
    );
  },
  "Duplex.from": async ({ stream }) => [
    await collect(stream.Duplex.from(["a", "b"])),
    await collect(stream.Duplex.from(Promise.resolve("later"))),
    await collect(stream.Duplex.from(new Blob(["blob"]))),
  ],
  duplexPair: async ({ stream, consumers }) => {
    const [left, right] = (Reflect.get(stream, "duplexPair") as () => [import("node:stream").Duplex, import("node:stream").Duplex])();
    left.write("to the right");
    left.end();
    right.end("to the left");
    return [await consumers.text(right), await consumers.text(left)];
  },
  "the old Stream": ({ stream }) =>
    new Promise((resolve) => {
      const source = new stream.Stream();
      const written: unknown[] = [];
      source.pipe(
        new stream.Writable({
          write(chunk, _encoding, callback) {
            written.push(String(chunk));
            callback();
          },
        }).on("finish", () => resolve(written)),
      );
      source.emit("data", "old");
      source.emit("end");
    }),
};

const webOf = (...items: unknown[]) =>
  new ReadableStream({
    start(controller) {
      for (const item of items) controller.enqueue(item);
      controller.close();
    },
  });

const WEB: Table = {
  "Readable.fromWeb": ({ stream, consumers }) =>
    consumers.text(stream.Readable.fromWeb(webOf(Buffer.from("a"), Buffer.from("b")) as never)),
  "Readable.fromWeb, objects": ({ stream }) => collect(stream.Readable.fromWeb(webOf(1, { a: 2 }) as never, { objectMode: true })),
  "Readable.fromWeb, text": ({ stream }) => collect(stream.Readable.fromWeb(webOf(Buffer.from("é")) as never, { encoding: "utf8" })),
  "Readable.fromWeb of none": ({ stream }) => stream.Readable.fromWeb({} as never),
  "Readable.fromWeb that fails": ({ stream }) =>
    collect(stream.Readable.fromWeb(new ReadableStream({ start: (controller) => controller.error(new Error("web failed")) }) as never)),
  "Readable.fromWeb, destroyed": async ({ stream }) => {
    let cancelled: unknown = "never";
    const source = new ReadableStream({
      cancel(reason) {
        cancelled = reason;
      },
    });
    const readable = stream.Readable.fromWeb(source as never);
    const seen = happenings(readable);
    readable.destroy(new Error("enough"));
    return [await seen, cancelled];
  },
  "Readable.toWeb": async ({ stream }) => collect(stream.Readable.toWeb(stream.Readable.from(["a", "b", "c"])) as never),
  "Readable.toWeb, bytes": async ({ stream }) => {
    const readable = new stream.Readable({ read() {} });
    readable.push("bytes");
    readable.push(null);
    const [first] = await collect(stream.Readable.toWeb(readable) as never);
    return [first, (first as object).constructor.name];
  },
  "Readable.toWeb of one that fails": ({ stream }) => {
    const readable = new stream.Readable({ read: () => void readable.destroy(new Error("node failed")) });
    return collect(stream.Readable.toWeb(readable) as never);
  },
  "Readable.toWeb, cancelled": async ({ stream }) => {
    const readable = stream.Readable.from(["a", "b"]);
    const web = stream.Readable.toWeb(readable);
    await web.cancel();
    return readable.destroyed;
  },
  "Readable.toWeb of none": ({ stream }) => stream.Readable.toWeb({} as never),
  "Writable.fromWeb": async ({ stream }) => {
    const written: unknown[] = [];
    const sink = new WritableStream({
      write: (chunk) => void written.push(chunk),
      close: () => void written.push("closed"),
    });
    const writable = stream.Writable.fromWeb(sink as never);
    writable.write("a");
    writable.end(Buffer.from("b"));
    await happenings(writable);
    return written;
  },
  "Writable.fromWeb that fails": async ({ stream }) => {
    const sink = new WritableStream({ write: () => Promise.reject(new Error("sink failed")) });
    const writable = stream.Writable.fromWeb(sink as never);
    const seen = happenings(writable, ["error"]);
    writable.write("a");
    return seen;
  },
  "Writable.toWeb": async ({ stream }) => {
    const written: string[] = [];
    const writable = new stream.Writable({
      highWaterMark: 1,
      write(chunk, _encoding, callback) {
        written.push(String(chunk));
        setImmediate(callback);
      },
    });
    const writer = stream.Writable.toWeb(writable).getWriter();
    await writer.write("a");
    await writer.write(Buffer.from("b"));
    await writer.close();
    return [written, writable.writableFinished];
  },
  "Duplex.fromWeb, Duplex.toWeb": async ({ stream, consumers }) => {
    const duplex = stream.Duplex.fromWeb(new TransformStream() as never, { encoding: "utf8" });
    duplex.write("around");
    duplex.end();
    const text = await consumers.text(duplex);
    const { readable, writable } = stream.Duplex.toWeb(new stream.PassThrough());
    const writer = writable.getWriter();
    void writer.write(Buffer.from("and back"));
    void writer.close();
    return [text, await consumers.text(readable as never)];
  },
};

const CONSUMERS: Table = {
  text: ({ stream, consumers }) =>
    consumers.text(stream.Readable.from([Buffer.from("é").subarray(0, 1), Buffer.from("é").subarray(1), "x"])),
  json: ({ stream, consumers }) => consumers.json(stream.Readable.from(['{"a":', "1}"])),
  "json that is none": ({ stream, consumers }) => consumers.json(stream.Readable.from(["{"])).catch((error: Error) => error.name),
  buffer: async ({ stream, consumers }) => (await consumers.buffer(stream.Readable.from([Buffer.from("a"), "b"]))).toString("hex"),
  arrayBuffer: async ({ stream, consumers }) => (await consumers.arrayBuffer(stream.Readable.from([Buffer.from("ab")]))).byteLength,
  blob: async ({ stream, consumers }) => (await consumers.blob(stream.Readable.from(["ab"]))).text(),
  "a stream of the web": ({ consumers }) => consumers.text(webOf(Buffer.from("web")) as never),
};

describe.each(Object.entries({ CLASSIC, ITERATION, JOINING, WEB, CONSUMERS }))("%s", (_, table) => {
  test.each(Object.entries(table))("%s", (_name, run) => compare(run));
});

const CLASSES = ["Readable", "Writable", "Duplex", "Transform", "PassThrough"] as const;

/** Node's own inner workings, which differ from version to version. */
const INTERNAL =
  /^(?:_events|_eventsCount|_maxListeners|_fromList|ReadableState|WritableState|super_|name|length|prototype|Symbol\(nodejs\.)/;

test.each(CLASSES)("%s has all members of Node's", (name) => {
  const members = (Class: object) => Reflect.ownKeys(Class).map(String);
  const left = (mine: object, theirs: object) =>
    members(theirs).filter((key) => !INTERNAL.test(key) && !(key in mine) && !members(mine).includes(key));
  expect(left(MINE.stream[name], nodeStream[name])).toEqual([]);
  expect(left(MINE.stream[name].prototype, nodeStream[name].prototype)).toEqual([]);
});

test("streams hold 64 KiB, as in Node.js 22", () => {
  expect(new MINE.stream.Readable().readableHighWaterMark).toBe(65_536);
  expect(new MINE.stream.Readable({ objectMode: true }).readableHighWaterMark).toBe(16);
});

test("the web's classes are the realm's own", () => {
  const web = load<typeof nodeWeb>("stream/web");
  for (const name of Object.keys(web)) expect(Reflect.get(web, name), name).toBe(Reflect.get(globalThis, name));
  expect(Object.keys(nodeWeb).filter((name) => !(name in web))).toEqual([]);
});

test("stream/promises is stream.promises", () => {
  expect(MINE.promises).toBe(MINE.stream.promises);
});
