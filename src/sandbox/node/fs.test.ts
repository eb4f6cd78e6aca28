import nodeFs, { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { createTmpMirror } from "../tmp-mirror.ts";
import { type BuiltinsUnderTest, loadBuiltins } from "./builtins-under-test.ts";

type Fs = typeof nodeFs;

const NODE_ROOT = mkdtempSync(join(tmpdir(), "coldstart-fs-"));
const MINE_ROOT = "/tmp/x";
afterAll(() => rmSync(NODE_ROOT, { recursive: true, force: true }));

let made = 0;

/** The same few files in a directory of its own, in Node's file system or in mine. */
function fixture(fs: Fs, root: string): string {
  made += 1;
  const directory = `${root}/${made}`;
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(`${directory}/file`, "hello");
  fs.mkdirSync(`${directory}/empty`);
  fs.mkdirSync(`${directory}/deep/er`, { recursive: true });
  fs.writeFileSync(`${directory}/deep/er/leaf`, "leaf");
  fs.symlinkSync("file", `${directory}/link`);
  fs.symlinkSync("loop", `${directory}/loop`);
  fs.symlinkSync("nowhere", `${directory}/dangling`);
  return directory;
}

const under = await loadBuiltins();
const mine = under.load<Fs>("fs");

/** As one can compare it: bytes as text, and the directory's own name taken out. */
function plain(value: unknown, directory: string): unknown {
  if (typeof value === "string") return value.replaceAll(directory, "DIR");
  if (ArrayBuffer.isView(value)) return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("latin1") };
  if (value instanceof Error) return parts(value, directory);
  if (Array.isArray(value)) return value.map((item) => plain(item, directory));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, directory)]));
  return value;
}

function parts(error: unknown, directory: string): object {
  const { name, message, code, errno, syscall, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  return { name, code, errno, syscall, message: plain(message, directory), path: plain(path, directory), dest: plain(dest, directory) };
}

async function answer(fs: Fs, root: string, run: (fs: Fs, directory: string) => unknown): Promise<unknown> {
  const directory = fixture(fs, root);
  try {
    return { value: plain(await run(fs, directory), directory) };
  } catch (error) {
    return { error: parts(error, directory) };
  }
}

const compare = async (run: (fs: Fs, directory: string) => unknown) =>
  expect(await answer(mine, MINE_ROOT, run)).toEqual(await answer(nodeFs, NODE_ROOT, run));

type Table = Record<string, (fs: Fs, D: string) => unknown>;

const withFd = (fs: Fs, path: string, flags: string, run: (fd: number) => unknown) => {
  const fd = fs.openSync(path, flags);
  try {
    return run(fd);
  } finally {
    fs.closeSync(fd);
  }
};

const whileOpen = async (fs: Fs, path: string, flags: string, run: (fd: number) => Promise<unknown>) => {
  const fd = fs.openSync(path, flags);
  try {
    return await run(fd);
  } finally {
    fs.closeSync(fd);
  }
};

/** Each of these calls has a form with Sync, a form with a callback and a form with a promise; all three must answer alike. */
const CALLS: Record<string, (D: string) => readonly [string, ...unknown[]]> = {
  "read: missing": (D) => ["readFile", `${D}/no`],
  "read: a directory": (D) => ["readFile", `${D}/empty`],
  "read: through a file": (D) => ["readFile", `${D}/file/x`],
  "read: a loop of links": (D) => ["readFile", `${D}/loop`],
  "read: a slash behind a file": (D) => ["readFile", `${D}/file/`],
  "read: bytes": (D) => ["readFile", `${D}/file`],
  "read: text": (D) => ["readFile", `${D}/link`, "utf8"],
  "read: base64": (D) => ["readFile", `${D}/deep/../file`, { encoding: "base64" }],
  "read: by URL": (D) => ["readFile", new URL(`file://${D}/file`), "utf8"],
  "read: by bytes": (D) => ["readFile", Buffer.from(`${D}/file`), "utf8"],
  "read: another URL": () => ["readFile", new URL("http://x/y")],
  "read: nothing": () => ["readFile", undefined],
  "read: no such encoding": (D) => ["readFile", `${D}/file`, "nope"],
  "read: options that are a number": (D) => ["readFile", `${D}/file`, 5],
  "write: a directory": (D) => ["writeFile", `${D}/empty`, "a"],
  "write: nowhere": (D) => ["writeFile", `${D}/no/x`, "a"],
  "write: once only": (D) => ["writeFile", `${D}/file`, "a", { flag: "wx" }],
  "write: no such flag": (D) => ["writeFile", `${D}/file`, "a", { flag: "q" }],
  "write: a number": (D) => ["writeFile", `${D}/q`, 5],
  "append: nowhere": (D) => ["appendFile", `${D}/no/x`, "a"],
  "mkdir: there already": (D) => ["mkdir", `${D}/empty`],
  "mkdir: nowhere": (D) => ["mkdir", `${D}/a/b`],
  "mkdir: below a file": (D) => ["mkdir", `${D}/file/x`],
  "mkdir: all": (D) => ["mkdir", `${D}/a/b/c`, { recursive: true }],
  "mkdir: all, there already": (D) => ["mkdir", `${D}/deep/er`, { recursive: true }],
  "mkdir: all, a file": (D) => ["mkdir", `${D}/file`, { recursive: true }],
  "mkdir: all, below a file": (D) => ["mkdir", `${D}/file/x/y`, { recursive: true }],
  "mkdir: recursive in words": (D) => ["mkdir", `${D}/a`, { recursive: "yes" }],
  "mkdir: the root": () => ["mkdir", "/"],
  "rmdir: not empty": (D) => ["rmdir", `${D}/deep`],
  "rmdir: a file": (D) => ["rmdir", `${D}/file`],
  "rmdir: missing": (D) => ["rmdir", `${D}/no`],
  "unlink: a directory": (D) => ["unlink", `${D}/empty`],
  "unlink: missing": (D) => ["unlink", `${D}/no`],
  "rm: missing": (D) => ["rm", `${D}/no`],
  "rm: missing, forced": (D) => ["rm", `${D}/no`, { force: true }],
  "rm: a directory": (D) => ["rm", `${D}/empty`],
  "rename: missing": (D) => ["rename", `${D}/no`, `${D}/no2`],
  "rename: a file onto a directory": (D) => ["rename", `${D}/file`, `${D}/empty`],
  "rename: a directory onto a file": (D) => ["rename", `${D}/empty`, `${D}/file`],
  "rename: a directory into itself": (D) => ["rename", `${D}/deep`, `${D}/deep/er/x`],
  "rename: onto a directory that is full": (D) => ["rename", `${D}/empty`, `${D}/deep`],
  "rename: nowhere": (D) => ["rename", `${D}/file`, `${D}/no/x`],
  "link: there already": (D) => ["link", `${D}/file`, `${D}/empty`],
  "link: a directory": (D) => ["link", `${D}/empty`, `${D}/x`],
  "link: missing": (D) => ["link", `${D}/no`, `${D}/x`],
  "symlink: there already": (D) => ["symlink", "file", `${D}/empty`],
  readlink: (D) => ["readlink", `${D}/link`],
  "readlink: a file": (D) => ["readlink", `${D}/file`],
  "readlink: missing": (D) => ["readlink", `${D}/no`],
  "stat: missing": (D) => ["stat", `${D}/no`],
  "stat: a number": () => ["stat", 5],
  "stat: a null byte": () => ["stat", "a\u0000b"],
  "stat: a dangling link": (D) => ["stat", `${D}/dangling`],
  "lstat: missing": (D) => ["lstat", `${D}/no`],
  "access: missing": (D) => ["access", `${D}/no`],
  "access: to run a file": (D) => ["access", `${D}/file`, nodeFs.constants.X_OK],
  "readdir: missing": (D) => ["readdir", `${D}/no`],
  "readdir: a file": (D) => ["readdir", `${D}/file`],
  "truncate: a directory": (D) => ["truncate", `${D}/empty`],
  "truncate: in words": (D) => ["truncate", `${D}/file`, "a"],
  "copyFile: missing": (D) => ["copyFile", `${D}/no`, `${D}/x`],
  "copyFile: a directory": (D) => ["copyFile", `${D}/empty`, `${D}/x`],
  "copyFile: onto a directory": (D) => ["copyFile", `${D}/file`, `${D}/empty`],
  "copyFile: exclusively": (D) => ["copyFile", `${D}/file`, `${D}/link`, 1],
  "chmod: missing": (D) => ["chmod", `${D}/no`, 0o600],
  "chmod: in words": (D) => ["chmod", `${D}/file`, "zz"],
  "chown: in words": (D) => ["chown", `${D}/file`, "a", 1],
  "utimes: missing": (D) => ["utimes", `${D}/no`, 1, 1],
  "a name that is too long": (D) => ["stat", `${D}/${"n".repeat(256)}`],
  "an empty path": () => ["stat", ""],
};

describe("calls that fail, and what they say", () => {
  test.each(Object.entries(CALLS))("%s", async (_, call) => {
    const invoke = (fs: object, suffix: string, D: string, ...more: unknown[]) => {
      const [name, ...args] = call(D);
      return Reflect.apply(Reflect.get(fs, `${name}${suffix}`) as () => unknown, fs, [...args, ...more]) as unknown;
    };
    await compare((fs, D) => invoke(fs, "Sync", D));
    await compare((fs, D) => new Promise((resolve) => invoke(fs, "", D, (...results: unknown[]) => resolve(results))));
    await compare((fs, D) => invoke(fs.promises, "", D));
  });

  const FD: Table = {
    "close: no such": (fs) => fs.closeSync(9999),
    "close: in words": (fs) => fs.closeSync("a" as never),
    "close: below zero": (fs) => fs.closeSync(-1),
    "read: no such": (fs) => fs.readSync(9999, Buffer.alloc(1)),
    "fstat: no such": (fs) => fs.fstatSync(9999),
    "ftruncate: no such": (fs) => fs.ftruncateSync(9999),
    "write: no such": (fs) => fs.writeSync(9999, "a"),
    "write: opened to read": (fs, D) => withFd(fs, `${D}/file`, "r", (fd) => fs.writeSync(fd, "a")),
    "read: opened to write": (fs, D) => withFd(fs, `${D}/file`, "a", (fd) => fs.readSync(fd, Buffer.alloc(2))),
    "ftruncate: opened to read": (fs, D) => withFd(fs, `${D}/file`, "r", (fd) => fs.ftruncateSync(fd)),
    "open: exclusively": (fs, D) => fs.openSync(`${D}/file`, "wx"),
    "open: a directory to write": (fs, D) => fs.openSync(`${D}/empty`, "r+"),
    "open: no such flag": (fs, D) => fs.openSync(`${D}/file`, "q"),
    "open: no such mode": (fs, D) => fs.openSync(`${D}/file`, "r", "zz"),
    "open: a mode below zero": (fs, D) => fs.openSync(`${D}/file`, "r", -1),
    "open: new, with a slash": (fs, D) => fs.openSync(`${D}/new/`, "w"),
    "read: beyond the buffer": (fs, D) => withFd(fs, `${D}/file`, "r", (fd) => fs.readSync(fd, Buffer.alloc(2), 0, 5, null)),
    "read: into text": (fs, D) => withFd(fs, `${D}/file`, "r", (fd) => fs.readSync(fd, "a" as never)),
    "write: a number": (fs, D) => withFd(fs, `${D}/file`, "r+", (fd) => fs.writeSync(fd, 5 as never)),
    "readFile: of a closed one": (fs) => fs.readFileSync(9999),
    "realpath: missing": (fs, D) => fs.realpathSync(`${D}/no`),
    "mkdtemp: nowhere": (fs, D) => fs.mkdtempSync(`${D}/no/t-`),
    "mkdtemp: nothing": (fs) => fs.mkdtempSync(undefined as never),
    "utimes: in words": (fs, D) => fs.utimesSync(`${D}/file`, "zz", 1),
    "no callback": (fs, D) => fs.readFile(`${D}/file`, undefined as never),
    "no callback to write": (fs, D) => fs.writeFile(`${D}/file`, "a", undefined as never),
    "no callback to exists": (fs, D) => fs.exists(`${D}/file`, undefined as never),
    "a stream that ends before it starts": (fs, D) => fs.createReadStream(`${D}/file`, { start: 5, end: 2 }),
    "a stream from words": (fs, D) => fs.createReadStream(`${D}/file`, { start: "a" as never }),
    "a stream from below zero": (fs, D) => fs.createWriteStream(`${D}/file`, { start: -1 }),
    "a stream of a number": (fs) => fs.createReadStream(5 as never),
    "a stream of no such encoding": (fs, D) => fs.createReadStream(`${D}/file`, "nope" as never),
    "a closed handle": async (fs, D) => {
      const handle = await fs.promises.open(`${D}/file`);
      await handle.close();
      return [handle.fd, await handle.close(), await handle.stat().catch((error: Error) => error)];
    },
    lchmod: (fs, D) => (fs.promises.lchmod as (path: string, mode: number) => unknown)(`${D}/file`, 0),
    "aborted before it began": (fs, D) => fs.promises.readFile(`${D}/file`, { signal: AbortSignal.abort() }),
  };
  test.each(Object.entries(FD))("%s", (_, run) => compare(run));
});

const DONE: Table = {
  "what a directory holds": (fs, D) => fs.readdirSync(D).sort(),
  "and all below": (fs, D) => (fs.readdirSync(D, { recursive: true }) as string[]).sort(),
  "with types": (fs, D) =>
    fs
      .readdirSync(D, { withFileTypes: true })
      .map((entry) => [entry.name, entry.parentPath, entry.isFile(), entry.isDirectory(), entry.isSymbolicLink()].join())
      .sort(),
  "as bytes": (fs, D) => fs.readdirSync(`${D}/deep`, "buffer"),
  "kinds and sizes": (fs, D) =>
    ["file", "empty", "link"].map((name) => {
      const stats = fs.lstatSync(`${D}/${name}`);
      const size = stats.isDirectory() ? 0 : stats.size;
      return [stats.isFile(), stats.isDirectory(), stats.isSymbolicLink(), size, stats.mode & 0o170000, stats.isFIFO(), stats.isSocket()];
    }),
  "names of what stat tells": (fs, D) => [
    Object.keys(fs.statSync(D)),
    Object.keys(fs.statSync(D, { bigint: true })),
    Object.keys(fs.statfsSync(D)),
  ],
  bigint: (fs, D) => {
    const stats = fs.statSync(`${D}/file`, { bigint: true });
    return [String(stats.size), typeof stats.mtimeNs, stats.isFile(), stats.constructor.name];
  },
  "stat without an entry": (fs, D) => [
    fs.statSync(`${D}/no`, { throwIfNoEntry: false }),
    fs.lstatSync(`${D}/file/x`, { throwIfNoEntry: false }),
  ],
  exists: (fs, D) => [D, `${D}/no`, `${D}/dangling`, undefined, 5].map((path) => fs.existsSync(path as string)),
  realpath: (fs, D) => [fs.realpathSync(`${D}/link`), fs.realpathSync(`${D}/deep/../empty/.`), fs.realpathSync.native(`${D}/file`)],
  "through a dangling link": (fs, D) => {
    fs.writeFileSync(`${D}/dangling`, "found");
    return fs.readFileSync(`${D}/nowhere`, "utf8");
  },
  "reads where the last call ended": (fs, D) =>
    withFd(fs, `${D}/file`, "r", (fd) => {
      const bytes = Buffer.alloc(8);
      return [fs.readSync(fd, bytes, 0, 2, null), fs.readSync(fd, bytes, 2, 2, 0), fs.readSync(fd, bytes, { offset: 4 }), bytes];
    }),
  "writes where it is told": (fs, D) => {
    withFd(fs, `${D}/file`, "r+", (fd) => {
      fs.writeSync(fd, "J");
      fs.writeSync(fd, Buffer.from("xyz"), 1, 1, 8);
      fs.writeSync(fd, "LL", 2, "latin1");
    });
    return fs.readFileSync(`${D}/file`);
  },
  "appends, wherever": (fs, D) => {
    withFd(fs, `${D}/file`, "a", (fd) => fs.writeSync(fd, "!", 0));
    fs.appendFileSync(`${D}/file`, "?");
    return fs.readFileSync(`${D}/file`, "utf8");
  },
  "writes several": (fs, D) =>
    withFd(fs, `${D}/new`, "w+", (fd) => {
      const written = fs.writevSync(fd, [Buffer.from("abc"), Buffer.from("def")]);
      const into = [Buffer.alloc(2), Buffer.alloc(9)];
      return [written, fs.readvSync(fd, into, 1), into];
    }),
  "shortens and lengthens": (fs, D) => {
    fs.truncateSync(`${D}/file`, 2);
    const short = fs.readFileSync(`${D}/file`);
    fs.truncateSync(`${D}/file`, 4);
    const long = fs.readFileSync(`${D}/file`);
    fs.truncateSync(`${D}/file`, -3);
    return [short, long, fs.statSync(`${D}/file`).size];
  },
  "a file without a name is still open": (fs, D) =>
    withFd(fs, `${D}/file`, "r+", (fd) => {
      fs.unlinkSync(`${D}/file`);
      fs.writeSync(fd, "y", 0);
      return [fs.existsSync(`${D}/file`), fs.readFileSync(fd, "utf8"), fs.fstatSync(fd).nlink];
    }),
  "two names of one file": (fs, D) => {
    fs.linkSync(`${D}/file`, `${D}/other`);
    fs.writeFileSync(`${D}/other`, "both");
    const count = fs.statSync(`${D}/file`).nlink;
    fs.unlinkSync(`${D}/file`);
    return [count, fs.readFileSync(`${D}/other`, "utf8")];
  },
  "a directory moves with all in it": (fs, D) => {
    fs.renameSync(`${D}/deep`, `${D}/empty`);
    return [fs.existsSync(`${D}/deep`), fs.readFileSync(`${D}/empty/er/leaf`, "utf8")];
  },
  "a file takes another's place": (fs, D) => {
    fs.writeFileSync(`${D}/new`, "new");
    fs.renameSync(`${D}/new`, `${D}/file`);
    return [fs.readFileSync(`${D}/link`, "utf8"), fs.existsSync(`${D}/new`)];
  },
  "removes all below": (fs, D) => {
    fs.rmSync(`${D}/deep`, { recursive: true });
    fs.rmSync(`${D}/link`);
    return [fs.existsSync(`${D}/deep`), fs.existsSync(`${D}/file`), fs.readdirSync(D).includes("link")];
  },
  permissions: (fs, D) => {
    fs.chmodSync(`${D}/file`, 0o640);
    const first = fs.statSync(`${D}/file`).mode.toString(8);
    fs.chmodSync(`${D}/file`, "755");
    withFd(fs, `${D}/new`, "w", (fd) => fs.fchmodSync(fd, 0o600));
    return [first, fs.statSync(`${D}/file`).mode.toString(8), fs.statSync(`${D}/new`).mode.toString(8)];
  },
  times: (fs, D) => {
    fs.utimesSync(`${D}/file`, 1, 2.5);
    const { atimeMs, mtimeMs, mtime } = fs.statSync(`${D}/file`);
    fs.utimesSync(`${D}/file`, "7", new Date(5000));
    return [atimeMs, mtimeMs, mtime.toISOString(), fs.statSync(`${D}/file`).atimeMs, fs.statSync(`${D}/file`).mtimeMs];
  },
  "a temporary directory": (fs, D) => {
    const path = fs.mkdtempSync(`${D}/t-`);
    return [path.slice(0, -6), fs.statSync(path).mode.toString(8), /^[A-Za-z0-9]{6}$/.test(path.slice(-6))];
  },
  copyFile: (fs, D) => {
    fs.copyFileSync(`${D}/file`, `${D}/copy`);
    fs.copyFileSync(`${D}/deep/er/leaf`, `${D}/file`);
    return [fs.readFileSync(`${D}/copy`, "utf8"), fs.readFileSync(`${D}/file`, "utf8")];
  },
  "cp: a directory": (fs, D) => {
    fs.cpSync(`${D}/deep`, `${D}/made/copy`, { recursive: true });
    return fs.readFileSync(`${D}/made/copy/er/leaf`, "utf8");
  },
  "cp: with a filter": (fs, D) => {
    fs.cpSync(D, `${D}-copy`, { recursive: true, filter: (source) => !source.includes("deep") && !source.endsWith("loop") });
    return fs.readdirSync(`${D}-copy`).sort();
  },
  "cp: keeps what is there": (fs, D) => {
    fs.cpSync(`${D}/deep/er/leaf`, `${D}/file`, { force: false });
    return fs.readFileSync(`${D}/file`, "utf8");
  },
  "cp as a promise, with a filter that waits": async (fs, D) => {
    await fs.promises.cp(`${D}/deep`, `${D}/copy`, { recursive: true, filter: async (source) => !source.endsWith("leaf") });
    return fs.readdirSync(`${D}/copy/er`);
  },
  opendir: async (fs, D) => {
    const names: string[] = [];
    for await (const entry of await fs.promises.opendir(`${D}/deep`)) names.push(entry.name);
    const directory = fs.opendirSync(D);
    const first = directory.readSync()?.name !== undefined;
    const path = directory.path;
    directory.closeSync();
    return [
      names,
      first,
      path,
      await Promise.resolve()
        .then(() => directory.read())
        .catch((error: Error) => error),
    ];
  },
  openAsBlob: async (fs, D) => (await (fs as unknown as { openAsBlob(path: string): Promise<Blob> }).openAsBlob(`${D}/file`)).text(),
  "the results of callbacks, as promises": async (fs, D) =>
    whileOpen(fs, `${D}/file`, "r+", async (fd) => [
      await promisify(fs.write)(fd, "J", 0),
      await promisify(fs.read)(fd, Buffer.alloc(5), 0, 5, 0),
      await promisify(fs.exists)(`${D}/no`),
      await promisify(fs.writev)(fd, [Buffer.from("x")], 9),
    ]),
  "read without a buffer": (fs, D) =>
    whileOpen(fs, `${D}/file`, "r", (fd) =>
      promisify((done: (error: Error | null, read: unknown) => void) =>
        fs.read(fd, (error, count, buffer) => done(error, [count, buffer.length, buffer.subarray(0, count)])),
      )(),
    ),
  "a handle": async (fs, D) => {
    const handle = await fs.promises.open(`${D}/new`, "w+");
    const results = [
      await handle.write("hello"),
      await handle.write(Buffer.from("world"), 1, 3, 5),
      await handle.read(Buffer.alloc(4), 0, 4, 1),
      (await handle.read({ position: 0, length: 2 })).bytesRead,
      (await handle.stat()).size,
      await handle.writev([Buffer.from("x")]),
      await handle.readFile("utf8"),
    ];
    await handle.truncate(3);
    await handle.appendFile("+");
    await handle.close();
    return [...results, fs.readFileSync(`${D}/new`, "utf8")];
  },
  "a handle's lines": async (fs, D) => {
    fs.writeFileSync(`${D}/new`, "a\nb\r\n\nlast");
    const lines: string[] = [];
    for await (const line of (await fs.promises.open(`${D}/new`)).readLines()) lines.push(line);
    return lines;
  },
  "writeFile in pieces": async (fs, D) => {
    await fs.promises.writeFile(`${D}/new`, ["a", "b", Buffer.from("c")] as never);
    await fs.promises.appendFile(`${D}/new`, new Uint8Array([68]));
    return fs.promises.readFile(`${D}/new`, "utf8");
  },
};

describe("calls that do something", () => {
  test.each(Object.entries(DONE))("%s", (_, run) => compare(run));
});

const eventsOf = (stream: import("node:stream").Stream, names: readonly string[]): Promise<unknown[]> =>
  new Promise((resolve) => {
    const events: unknown[] = [];
    for (const name of names)
      stream.on(name, (value: unknown) =>
        events.push([name, typeof value === "number" ? "number" : ArrayBuffer.isView(value) ? String(value) : value]),
      );
    stream.on("close", () => resolve(events));
  });

const STREAMS: Table = {
  read: (fs, D) => eventsOf(fs.createReadStream(`${D}/file`), ["open", "ready", "data", "end"]),
  "read: a part, as text": (fs, D) =>
    eventsOf(fs.createReadStream(`${D}/file`, { start: 1, end: 3, encoding: "latin1", highWaterMark: 2 }), ["data", "end"]),
  "read: missing": (fs, D) => eventsOf(fs.createReadStream(`${D}/no`), ["open", "data", "error"]),
  write: async (fs, D) => {
    const stream = fs.createWriteStream(`${D}/new`);
    const events = eventsOf(stream, ["open", "ready", "finish"]);
    stream.write("one ");
    stream.write(Buffer.from("two "));
    stream.end("33", "hex");
    return [await events, stream.bytesWritten, stream.path, stream.pending, fs.readFileSync(`${D}/new`, "utf8")];
  },
  "write: from the middle": async (fs, D) => {
    const stream = fs.createWriteStream(`${D}/file`, { flags: "r+", start: 2 });
    stream.end("LL");
    await eventsOf(stream, []);
    return fs.readFileSync(`${D}/file`, "utf8");
  },
  "write: nowhere": async (fs, D) => {
    const stream = fs.createWriteStream(`${D}/no/x`);
    stream.write("a");
    return eventsOf(stream, ["open", "error", "finish"]);
  },
  "write: a handle": async (fs, D) => {
    const handle = await fs.promises.open(`${D}/new`, "w");
    const stream = handle.createWriteStream();
    stream.end("through");
    await eventsOf(stream, []);
    return [handle.fd, fs.readFileSync(`${D}/new`, "utf8")];
  },
};

describe("streams", () => {
  test.each(Object.entries(STREAMS))("%s", (_, run) => compare(run));

  test("a copy of a large file", async () => {
    const { pipeline } = under.load<typeof import("node:stream/promises")>("stream/promises");
    const bytes = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, at) => at * 7));
    mine.writeFileSync("/tmp/large", bytes);
    await pipeline(mine.createReadStream("/tmp/large"), mine.createWriteStream("/tmp/copy"));
    expect(mine.readFileSync("/tmp/copy").equals(bytes)).toBe(true);
  });
});

const codeOf = (run: () => unknown): unknown => {
  try {
    run();
    return "done";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
};

describe("the container's files", () => {
  const load = async (changes: Parameters<typeof loadBuiltins>[0] = {}): Promise<{ fs: Fs; built: BuiltinsUnderTest }> => {
    const built = await loadBuiltins(changes);
    return { fs: built.load<Fs>("fs"), built };
  };

  test("the deployed files are below /var/task, relative paths begin there, and nothing of them can change", async () => {
    const { fs } = await load({ taskFiles: { "index.mjs": "export {}", "lib/data.json": "{}" } });
    expect(fs.readFileSync("/var/task/lib/data.json", "utf8")).toBe("{}");
    expect(fs.readFileSync("index.mjs", "utf8")).toBe("export {}");
    expect(fs.readFileSync("./lib/../lib/data.json", "utf8")).toBe("{}");
    expect(() => fs.writeFileSync("/var/task/x", "")).toThrow("EROFS: read-only file system, open '/var/task/x'");
    const refused = [
      () => fs.writeFileSync("index.mjs", ""),
      () => fs.appendFileSync("index.mjs", ""),
      () => fs.truncateSync("index.mjs"),
      () => fs.unlinkSync("index.mjs"),
      () => fs.mkdirSync("/var/task/new"),
      () => fs.mkdirSync("/elsewhere"),
      () => fs.rmdirSync("lib"),
      () => fs.rmSync("lib", { recursive: true }),
      () => fs.renameSync("index.mjs", "other.mjs"),
      () => fs.symlinkSync("index.mjs", "other.mjs"),
      () => fs.linkSync("index.mjs", "other.mjs"),
      () => fs.chmodSync("index.mjs", 0o777),
      () => fs.utimesSync("index.mjs", 1, 1),
      () => fs.accessSync("index.mjs", fs.constants.W_OK),
      () => fs.rmSync("/tmp", { recursive: true }),
    ];
    expect(refused.map(codeOf)).toEqual(refused.map(() => "EROFS"));
    expect(codeOf(() => fs.renameSync("index.mjs", "/tmp/index.mjs"))).toBe("EXDEV");
    expect(codeOf(() => fs.readFileSync("/etc/passwd"))).toBe("ENOENT");
    fs.cpSync("/var/task", "/tmp/task", { recursive: true });
    expect(fs.readFileSync("/tmp/task/index.mjs", "utf8")).toBe("export {}");
  });

  test("/tmp holds as much as it may, counts what is given back, and says when it is full", async () => {
    const { fs } = await load({ tmpLimitBytes: 1000 });
    expect(() => fs.writeFileSync("/tmp/big", Buffer.alloc(1001))).toThrow("ENOSPC: no space left on device, write");
    expect(fs.statSync("/tmp/big").size).toBe(1000);
    expect(codeOf(() => fs.writeFileSync("/tmp/other", "a"))).toBe("ENOSPC");
    fs.truncateSync("/tmp/big", 400);
    fs.writeFileSync("/tmp/other", Buffer.alloc(600));
    expect(codeOf(() => fs.appendFileSync("/tmp/big", "a"))).toBe("ENOSPC");
    fs.writeFileSync("/tmp/other", Buffer.alloc(600));
    const fd = fs.openSync("/tmp/other", "r");
    fs.unlinkSync("/tmp/other");
    expect(codeOf(() => fs.appendFileSync("/tmp/big", "a"))).toBe("ENOSPC");
    fs.closeSync(fd);
    fs.appendFileSync("/tmp/big", Buffer.alloc(600));
    fs.renameSync("/tmp/big", "/tmp/moved");
    fs.writeFileSync("/tmp/small", "");
    fs.renameSync("/tmp/small", "/tmp/moved");
    fs.writeFileSync("/tmp/again", Buffer.alloc(1000));
    expect(codeOf(() => fs.truncateSync("/tmp/again", 2 ** 40))).toBe("ENOSPC");
    expect(fs.statfsSync("/tmp").bfree).toBe(0);
  });

  test("what another process of the same environment left is there, and counts", async () => {
    const bytes = Buffer.from("kept");
    const { fs } = await load({
      tmpLimitBytes: 10,
      tmpEntries: [
        { path: "/tmp/cache", type: "directory", mtimeMs: 5 },
        { path: "/tmp/cache/deep/file", type: "file", bytes, mtimeMs: 7 },
      ],
    });
    expect(fs.readFileSync("/tmp/cache/deep/file", "utf8")).toBe("kept");
    expect(fs.statSync("/tmp/cache/deep/file").mtimeMs).toBe(7);
    fs.writeFileSync("/tmp/cache/deep/file", "new!");
    expect(bytes.toString()).toBe("kept");
    expect(codeOf(() => fs.writeFileSync("/tmp/more", Buffer.alloc(7)))).toBe("ENOSPC");
  });

  test("every change is told, so that a mirror of it holds the same", async () => {
    const { fs, built } = await load();
    fs.mkdirSync("/tmp/a/b", { recursive: true });
    fs.writeFileSync("/tmp/a/b/file", "hello");
    fs.appendFileSync("/tmp/a/b/file", " world");
    fs.renameSync("/tmp/a/b", "/tmp/moved");
    fs.linkSync("/tmp/moved/file", "/tmp/second");
    fs.writeFileSync("/tmp/gone", "x");
    fs.rmSync("/tmp/gone");
    const fd = fs.openSync("/tmp/moved/file", "r+");
    fs.renameSync("/tmp/moved/file", "/tmp/moved/renamed");
    fs.writeSync(fd, "J", 0);
    fs.ftruncateSync(fd, 8);
    fs.writeSync(fd, "!", 10);
    fs.closeSync(fd);
    fs.mkdirSync("/tmp/full/of", { recursive: true });
    fs.rmSync("/tmp/full", { recursive: true });
    fs.writeFileSync("/tmp/first", "1");
    fs.writeFileSync("/tmp/victim", "2");
    fs.renameSync("/tmp/first", "/tmp/victim");
    await fs.promises.writeFile("/tmp/async", "3");

    const mirror = createTmpMirror(1e9, () => 0);
    for (const change of built.tmpChanges) mirror.apply(structuredClone(change));
    const { fs: restored } = await load({ tmpEntries: mirror.entries() });
    const all = (from: Fs) =>
      (from.readdirSync("/tmp", { recursive: true }) as string[])
        .sort()
        .map((name) => [name, from.statSync(`/tmp/${name}`).isFile() ? from.readFileSync(`/tmp/${name}`, "latin1") : null]);
    expect(all(restored)).toEqual(all(fs));
    expect(all(fs)).toContainEqual(["moved/renamed", "Jello wo\0\0!"]);
    expect(built.tmpChanges.every((change) => change.op !== "write" || change.bytes.buffer.byteLength === change.bytes.byteLength)).toBe(
      true,
    );
  });

  test("1 and 2 are the log", async () => {
    const { fs, built } = await load();
    fs.writeSync(1, "out\n");
    fs.writeFileSync(2, "err\n");
    expect(built.written).toEqual([
      { stream: "stdout", text: "out\n" },
      { stream: "stderr", text: "err\n" },
    ]);
    expect(fs.readFileSync(0, "utf8")).toBe("");
  });

  test("as many files are open as Lambda allows", async () => {
    const { fs } = await load();
    fs.writeFileSync("/tmp/f", "");
    const open = Array.from({ length: 1021 }, () => fs.openSync("/tmp/f", "r"));
    expect(codeOf(() => fs.openSync("/tmp/f", "r"))).toBe("EMFILE");
    fs.closeSync(open[5] ?? 0);
    expect(fs.openSync("/tmp/f", "r")).toBe(open[5]);
  });

  test("the loop waits for every call: what comes out comes through setImmediate", async () => {
    const { fs } = await load();
    const real = globalThis.setImmediate;
    let count = 0;
    const counting = (...args: Parameters<typeof real>) => {
      count += 1;
      return real(...args);
    };
    Object.assign(globalThis, { setImmediate: counting });
    try {
      await fs.promises.writeFile("/tmp/f", "a");
      await new Promise((resolve) => fs.readFile("/tmp/f", resolve));
      await (await fs.promises.open("/tmp/f")).close();
    } finally {
      Object.assign(globalThis, { setImmediate: real });
    }
    expect(count).toBe(4);
  });

  test("fs/promises is fs.promises", async () => {
    const { fs, built } = await load();
    expect(built.load("fs/promises")).toBe(fs.promises);
  });
});
