/** The built-ins that work on text alone: path, url, querystring, string_decoder, punycode. */
import nodePath from "node:path";
import nodePunycode from "node:punycode";
import nodeQuerystring from "node:querystring";
import nodeDecoder from "node:string_decoder";
import nodeUrl from "node:url";
import { describe, expect, test } from "vitest";
import { answerOf, loadBuiltins } from "./builtins-under-test.ts";

const { load } = await loadBuiltins();

type Table<Module> = Readonly<Record<string, (module: Module) => unknown>>;

function same<Module>(mine: Module, theirs: Module, calls: Table<Module>): void {
  test.each(Object.entries(calls))("%s", (_name, call) => {
    expect(answerOf(() => call(mine))).toEqual(answerOf(() => call(theirs)));
  });
}

const PATHS = [
  "",
  ".",
  "..",
  "/",
  "//",
  "a",
  "a/",
  "/a/b/c.txt",
  "./a//b/../c/",
  "../../a",
  ".hidden",
  "a.b.c",
  "a.",
  "/a/.b",
  "..a",
  "a/..",
  "\\a",
  "/a/b/..",
  "a b/ü.md",
];
const WINDOWS = [
  ...PATHS,
  "C:\\",
  "C:",
  "C:a",
  "C:\\a\\b.txt",
  "c:/a/../b",
  "\\\\server\\share\\a\\b",
  "\\\\server\\share",
  "\\\\server\\share\\",
  "a\\b\\..\\c",
  "C:\\a\\..\\..\\b",
  "\\a\\b",
  "C:\\a.b\\",
  "a/b\\c.d",
];
const PAIRS = [
  ["/a/b/c", "/a/d"],
  ["/a", "/a"],
  ["/a/b", "/"],
  ["/", "/a"],
  ["a", "b/c"],
  ["/a/bc", "/a/b"],
  ["", "x"],
  ["/a/b/", "/a/b/c/"],
] as const;

function pathTable(paths: readonly string[], pairs: readonly (readonly [string, string])[]): Table<typeof nodePath.posix> {
  const names = ["normalize", "dirname", "basename", "extname", "isAbsolute", "parse", "toNamespacedPath"] as const;
  return {
    ...Object.fromEntries(names.map((name) => [name, (m: typeof nodePath.posix) => paths.map((path) => [path, m[name](path)])])),
    "basename: suffix": (m) => [
      m.basename("/a/b.txt", ".txt"),
      m.basename("b.txt", "b.txt"),
      m.basename("a/.txt", ".txt"),
      m.basename("a", ""),
    ],
    join: (m) => [m.join(), m.join("a", "", "b"), m.join("/a", "../b"), m.join("a", "/b"), m.join("", ""), m.join("a/", "./b", "..")],
    resolve: (m) => [m.resolve("/a", "b", "../c"), m.resolve("/a", "/b"), m.resolve("/a", ""), m.resolve("/", "..", "x/")],
    relative: (m) => pairs.map(([from, to]) => m.relative(from, to)),
    format: (m) => [
      m.format({ dir: "/a", base: "b.c" }),
      m.format({ root: "/", name: "b", ext: "c" }),
      m.format({ root: "/", dir: "/", base: "x" }),
      m.format({ name: "n", ext: ".e" }),
    ],
    "format: null": (m) => m.format(null as never),
    "join: number": (m) => m.join("a", 1 as never),
    "dirname: undefined": (m) => m.dirname(undefined as never),
    "resolve: object": (m) => m.resolve("a", {} as never),
    signs: (m) => [m.sep, m.delimiter],
  };
}

describe("path.posix", () => {
  same(load<typeof nodePath>("path").posix, nodePath.posix, pathTable(PATHS, PAIRS));
});

describe("path.win32", () => {
  const pairs = [
    ["C:\\a\\b", "C:\\a\\c\\d"],
    ["C:\\a", "D:\\b"],
    ["C:\\A\\b", "c:\\a"],
    ["\\\\s\\h\\a", "\\\\s\\h\\b"],
    ["C:\\a", "C:\\a"],
  ] as const;
  const { relative, ...rest } = pathTable(
    WINDOWS.filter((path) => path !== "C:" && path !== "C:a"),
    pairs,
  );
  same(load<typeof nodePath>("path").win32, nodePath.win32, {
    ...rest,
    ...(relative && { relative }),
    "resolve: drives": (m) => [
      m.resolve("C:\\a", "..\\b"),
      m.resolve("C:\\a", "D:\\x", "y"),
      m.resolve("\\\\s\\h\\a", "..\\..\\b"),
      m.resolve("C:/a", "/b"),
    ],
    "join: windows": (m) => [
      m.join("C:\\a", "..", "b"),
      m.join("\\\\s", "h", "x"),
      m.join("a", "\\b"),
      m.join("C:", "a"),
      m.join("\\", "\\a"),
    ],
    toNamespacedPath: (m) => ["C:\\a", "\\\\s\\h\\a", ""].map((path) => m.toNamespacedPath(path)),
  });
});

test("path's flavours know each other", () => {
  const path = load<typeof nodePath>("path");
  expect([path.posix === path, path.win32.posix === path, path.posix.win32 === path.win32]).toEqual([true, true, true]);
  expect(load("path/posix")).toBe(path);
  expect(load("path/win32")).toBe(path.win32);
});

const URLS = [
  "http://user:pass@host.com:8080/p/a/t/h?query=string#hash",
  "/a/b?c=d",
  "//host/path",
  "mailto:a@b.c",
  "HTTP://EXAMPLE.com",
  "http://a.com?x=1",
  "http://a.com#h",
  "javascript:alert(1)",
  "x:1/' <>\"`/{}|\\^~`/",
  "http://[fe80::1]:80/a",
  "  http://a.com/b c  ",
  "a?b=c&b=d&e",
  "file:///etc/passwd",
  "",
];

describe("url", () => {
  same(load<typeof nodeUrl>("url"), nodeUrl, {
    parse: (m) => URLS.map((url) => ({ ...m.parse(url) })),
    "parse: query": (m) => ({ ...m.parse("/a?b=c&b=d%20e&f", true).query }),
    "parse: slashes": (m) => ({ ...m.parse("//host/path", false, true) }),
    "parse: number": (m) => m.parse(1 as never),
    resolve: (m) =>
      [
        ["http://a.com/b/c", "../d"],
        ["/one/two", "three"],
        ["http://a.com", "//b.com/x"],
        ["http://a.com/b", "?q"],
        ["a", "b"],
      ].map(([from = "", to = ""]) => m.resolve(from, to)),
    format: (m) => [
      m.format({ protocol: "https", host: "a.com", pathname: "x y", query: { a: 1, b: [2, 3] } }),
      m.format({ hostname: "h", port: 1, slashes: true, hash: "z" }),
      m.format("http://a.com/?q"),
    ],
    "format: URL": (m) => [
      m.format(new URL("http://u:p@xn--mnchen-3ya.de/a?b#c"), { auth: false, fragment: false, search: false, unicode: true }),
      m.format(new URL("http://u@a/#x")),
    ],
    fileURLToPath: (m) => [
      m.fileURLToPath("file:///a/b%20c"),
      m.fileURLToPath(new URL("file:///%C3%BC")),
      m.fileURLToPath("file:///C:/a/b", { windows: true } as never),
    ],
    "fileURLToPath: http": (m) => m.fileURLToPath("http://a"),
    "fileURLToPath: host": (m) => m.fileURLToPath("file://host/a"),
    "fileURLToPath: slash": (m) => m.fileURLToPath("file:///a%2fb"),
    "fileURLToPath: number": (m) => m.fileURLToPath(1 as never),
    pathToFileURL: (m) => ["/a b/%#?.txt", "/ü", "/a\\b", "/a/", "/new\nline"].map((path) => m.pathToFileURL(path).href),
    domains: (m) =>
      ["español.com", "xn--espaol-zwa.com", "中文.com", "xn--iñvalid.com", "a b"].map((name) => [
        m.domainToASCII(name),
        m.domainToUnicode(name),
      ]),
    urlToHttpOptions: (m) => m.urlToHttpOptions(new URL("https://a%20b:c@[::1]:81/p?q#h")),
    classes: (m) => [m.URL === URL, m.URLSearchParams === URLSearchParams],
  });
});

describe("querystring", () => {
  const QUERIES = [
    "",
    "a=b",
    "a=b&a=c&a=d",
    "a",
    "a=&=b",
    "a=b=c",
    "a%20b=c+d",
    "&&a=1&",
    "a=%zz",
    "a=%E4",
    "__proto__=1",
    "ü=%C3%BC",
    "a;b",
    "hasOwnProperty=x",
  ];
  same(load<typeof nodeQuerystring>("querystring"), nodeQuerystring, {
    parse: (m) => QUERIES.map((query) => ({ ...m.parse(query) })),
    "parse: signs": (m) => ({ ...m.parse("a:1;b:2", ";", ":") }),
    "parse: maxKeys": (m) => ({ ...m.parse("a=1&b=2&c=3", "&", "=", { maxKeys: 2 }) }),
    "parse: own decoder": (m) => ({ ...m.parse("a=%zz", "&", "=", { decodeURIComponent: (text) => text.toUpperCase() }) }),
    "parse: 1100 keys": (m) => Object.keys(m.parse(Array.from({ length: 1100 }, (_, at) => `k${at}=1`).join("&"))).length,
    stringify: (m) => [
      m.stringify({ a: "b c", d: [1, true, 10n as never], e: null, f: undefined, g: {} as never, h: "", i: Number.NaN }),
      m.stringify({ a: "ü&=" }, ";", ":"),
      m.stringify("text" as never),
    ],
    "escape and unescape": (m) => [m.escape("a b&ü~!'()*"), m.unescape("%C3%BC+%zz"), String(m.unescape("%E4"))],
    "escape: half a character": (m) => m.escape("\ud800"),
    unescapeBuffer: (m) => [...(m as unknown as { unescapeBuffer(text: string): Uint8Array }).unescapeBuffer("a%20%zz%e4")],
    names: (m) => [m.encode === m.stringify, m.decode === m.parse],
  });
});

describe("string_decoder", () => {
  const bytes = Buffer.from("aä€😀\ud83d", "utf8");
  const pieces = (encoding: string, size: number, source: Uint8Array) => (m: typeof nodeDecoder) => {
    const decoder = new m.StringDecoder(encoding as BufferEncoding);
    const written: string[] = [];
    for (let at = 0; at < source.length; at += size) written.push(decoder.write(Buffer.from(source.subarray(at, at + size))));
    const end = [decoder.end(), decoder.end(Buffer.from("z"))];
    // Where halves of a surrogate pair come apart, we wait for the pair.
    return encoding === "utf16le" || encoding === "ucs2" ? [...written, ...end].join("") : [...written, ...end];
  };
  const cut = [[0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xc3], [0xe2, 0x41], [0xed, 0xa0], [0x80, 0x80], [0xf5, 0x80]];
  same(load<typeof nodeDecoder>("string_decoder"), nodeDecoder, {
    ...Object.fromEntries(
      ["utf8", "utf16le", "ucs2", "base64", "base64url", "hex", "latin1", "ascii"].flatMap((encoding) =>
        [1, 2, 3, 5].map((size) => [
          `${encoding} in pieces of ${size}`,
          pieces(encoding, size, encoding.startsWith("u") && encoding !== "utf8" ? Buffer.from("a😀b", "utf16le") : bytes),
        ]),
      ),
    ),
    "what is not whole": (m) =>
      cut.map((part) => [new m.StringDecoder().write(Buffer.from(part)), new m.StringDecoder().end(Buffer.from(part))]),
    "encoding names": (m) =>
      ["UTF-8", "binary", "ucs-2", undefined].map((name) => Reflect.get(new m.StringDecoder(name as BufferEncoding), "encoding")),
    "unknown encoding": (m) => new m.StringDecoder("nope" as BufferEncoding),
    "text is passed on": (m) => new m.StringDecoder().write("abc" as never),
    "number is refused": (m) => new m.StringDecoder().write(1 as never),
    state: (m) => {
      const decoder = new m.StringDecoder() as unknown as { write(part: Uint8Array): string; lastNeed: number; lastTotal: number };
      decoder.write(Buffer.from([0xe2, 0x82]));
      return [decoder.lastNeed, decoder.lastTotal];
    },
  });
});

describe("punycode", () => {
  same(load<typeof nodePunycode>("punycode"), nodePunycode, {
    both: (m) => [
      m.encode("mañana"),
      m.decode("maana-pta"),
      m.toASCII("mañana.com"),
      m.toUnicode("xn--maana-pta.com"),
      m.ucs2.decode("😀"),
      m.ucs2.encode([0x1f600]),
    ],
  });
});
