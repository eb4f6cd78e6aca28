import { deflateSync, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import { CODE_FOLDER, folderOf, SETTINGS_FILE } from "../folder.ts";
import type { Setup } from "../setup/setup.ts";
import { starterProject } from "../starter.ts";
import { setupOfZip } from "./read-zip.ts";
import { zipOfSetup } from "./write-zip.ts";
import { type FileInZip, zipOf } from "./zips-under-test.ts";

const SETUP: Setup = {
  project: { ...starterProject(), name: "photos", secrets: { key: "s3cret" } },
  drafts: {
    hello: {
      mode: "http",
      method: "POST",
      target: "/hello?name=Ada",
      headers: [{ id: 1, name: "accept", value: "*/*", enabled: false }],
      body: "{}",
      event: "[]",
    },
  },
  savedEvents: [],
  bill: { serverId: "t4g.micro", loadBalancer: true, freeTier: true },
  panels: {
    ...{ view: "map", mobilePane: "trigger", openTabs: [{ functionName: "hello", path: "greeting.ts" }], activeFunction: "hello" },
    ...{ observeTab: "why", observeQuery: "status:error" },
  },
  lesson: "02-first-function",
};
const NO_NOTES = { notYet: [], ignored: [], warnings: [] };
const FILES: readonly FileInZip[] = Object.entries(folderOf(SETUP)).map(([name, content]) => ({ name, content }));
const SETTINGS = folderOf(SETUP)[SETTINGS_FILE] ?? "";
const around = (top: string) => FILES.map((file) => ({ ...file, name: `${top}${String(file.name)}` }));
const withFile = (file: FileInZip) => zipOf([...FILES, file]);
const withSettings = (settings: string | Uint8Array) =>
  zipOf(FILES.map((file) => (file.name === SETTINGS_FILE ? { ...file, content: settings } : file)));
const zeros = (bytes: number) => deflateSync(new Uint8Array(bytes));
const codeOf = (zip: Uint8Array) => {
  const read = setupOfZip(zip);
  if (read.ok) return "read";
  expect(read.message.length, read.message).toBeLessThan(400);
  expect(read.remedy).toMatch(/^[A-Z].*\.$/);
  return read.code;
};

describe("a zip that Coldstart made", () => {
  test("gives back the set-up it was made of", () => {
    expect(setupOfZip(zipOfSetup(SETUP, Date.UTC(2026, 10, 26)))).toEqual({
      ok: true,
      value: { setup: SETUP, notRead: [], notes: NO_NOTES },
    });
  });

  test("is plain files that a person can read, the same bytes each time", () => {
    const zip = zipOfSetup(SETUP, 0);
    const files = unzipSync(zip);
    expect(Object.keys(files)).toEqual(["README.md", "coldstart.json", "functions/hello/index.ts", "functions/hello/greeting.ts"]);
    const readme = new TextDecoder().decode(files["README.md"]);
    expect(readme).toContain("# photos");
    expect(readme).toContain("| hello: GET /hello | `functions/hello/` |");
    expect(readme).toContain("holds a secret as typed");
    expect(zipOfSetup(SETUP, 0)).toEqual(zip);
  });

  test.each(["", " ", "\uFEFFconst a = 1;\r\n", "é e\u0301 漢字 \u{1F600}", "\u0000\u2028"])(
    "keeps the text of a file as it is: %j",
    (text) => {
      const [hello] = SETUP.project.functions;
      if (!hello) throw new Error("The set-up has no function.");
      const setup = { ...SETUP, project: { ...SETUP.project, functions: [{ ...hello, files: { "index.ts": text } }] } };
      expect(setupOfZip(zipOfSetup(setup, 0))).toMatchObject({ ok: true, value: { setup: { project: setup.project } } });
    },
  );
});

describe("a zip that other programs made of the same files", () => {
  test.each<readonly [string, Uint8Array]>([
    ["stored, not deflated", zipOf(FILES.map((file) => ({ ...file, method: 0, packed: new TextEncoder().encode(String(file.content)) })))],
    ["in one folder, as the Finder makes it", zipOf(around("photos/"))],
    ["in one folder, as GitHub makes it", zipOf([{ name: "photos-main/", mode: 0o40755 }, ...around("photos-main/")])],
    ["with names of its folders", zipOf([{ name: "functions/", mode: 0o40755 }, { name: "functions/hello/", mode: 0o40755 }, ...FILES])],
    ["with what macOS adds", zipOf([...around("photos/"), { name: "__MACOSX/photos/._coldstart.json" }, { name: "photos/.DS_Store" }])],
    ["with what Windows adds", zipOf([...FILES, { name: "functions/hello/Thumbs.db", content: new Uint8Array([255]) }])],
    ["with a comment at its end", zipOf(FILES, { comment: "PK\u0005\u0006 is no end" })],
    ["in another order", zipOf([...FILES].reverse())],
    ["with a mark before its settings", withSettings(`\uFEFF${SETTINGS}`)],
    ["with a README of somebody's", withFile({ name: "README.md", content: new Uint8Array([255]) })],
  ])("%s", (_, zip) => {
    expect(setupOfZip(zip)).toEqual({ ok: true, value: { setup: SETUP, notRead: [], notes: NO_NOTES } });
  });

  test("with other files beside the functions: they are named", () => {
    const zip = zipOf([...around("a/"), { name: "a/LICENSE" }, { name: "a/.github/ci.yml", content: new Uint8Array([255]) }]);
    expect(setupOfZip(zip)).toEqual({ ok: true, value: { setup: SETUP, notRead: ["LICENSE", ".github/ci.yml"], notes: NO_NOTES } });
  });

  test("with fields that nobody knows: they are named", () => {
    const read = setupOfZip(withSettings(SETTINGS.replace('"name"', '"colour": "red", "name"')));
    expect(read).toMatchObject({ ok: true, value: { setup: SETUP, notes: { ignored: ["colour"] } } });
  });

  test("with decomposed letters in a name: composed, as imports write it", () => {
    const read = setupOfZip(withFile({ name: `${CODE_FOLDER}hello/cafe\u0301.ts` }));
    expect(read.ok && Object.keys(read.value.setup.project.functions[0]?.files ?? {})).toContain("caf\u00e9.ts");
  });
});

describe("a zip that is not what it should be is refused", () => {
  const thousands = Array.from({ length: 3_001 }, (_, at) => ({ name: `${CODE_FOLDER}hello/${at}.ts`, content: "" }));
  const [bomb, part] = [zeros(51_000_000), zeros(15_000_000)];
  const whole = zipOf(FILES);
  const at = whole.findIndex((byte, place) => byte === 0x50 && whole[place + 1] === 0x4b && whole[place + 2] === 5);

  test.each<readonly [string, string, Uint8Array]>([
    ["nothing", "zip-none", new Uint8Array()],
    ["a text", "zip-none", new TextEncoder().encode("export const handler = async () => 1;")],
    ["22 zeros", "zip-none", new Uint8Array(22)],
    ["an empty zip", "zip-no-settings", zipOf([])],
    ["a zip cut in half", "zip-damaged", whole.slice(0, whole.length / 2)],
    ["a zip without its last byte", "zip-damaged", whole.slice(0, -1)],
    ["something before it", "zip-damaged", new Uint8Array([0x50, 0x4b, ...whole])],
    ["something after it", "zip-damaged", new Uint8Array([...whole, 0])],
    ["a list that begins elsewhere", "zip-damaged", zipOf(FILES, { directoryStart: 0 })],
    ["a list that is longer than the zip", "zip-damaged", zipOf(FILES, { directoryBytes: 0xffff_fffe })],
    ["fewer files than listed", "zip-damaged", zipOf(FILES, { count: FILES.length + 1 })],
    ["more files than listed", "zip-damaged", zipOf(FILES, { count: FILES.length - 1 })],
    ["one of several disks", "zip-parts", zipOf(FILES, { disk: 1 })],
    ["a zip64 by its end", "zip-64", zipOf(FILES, { count: 0xffff })],
    ["a zip64 by its sizes", "zip-64", withFile({ name: "a", packedBytes: 0xffff_ffff, plainBytes: 0xffff_ffff })],
    ["an encrypted file", "zip-encrypted", withFile({ name: "functions/hello/a.ts", flags: 0x801 })],
    ["bzip2", "zip-method", withFile({ name: "functions/hello/a.ts", method: 12 })],
    ["a symbolic link", "zip-link", withFile({ name: "functions/hello/a.ts", content: "/etc/passwd", mode: 0o120777 })],
    ["a device", "zip-link", withFile({ name: "functions/hello/a.ts", mode: 0o020666 })],
    ["a file that lies outside", "zip-damaged", withFile({ name: "functions/hello/a.ts", offset: 0xfff_ffff })],
    ["a file of the list itself", "zip-damaged", withFile({ name: "functions/hello/a.ts", offset: at })],
    ["a file with two names", "zip-damaged", withFile({ name: "functions/hello/a.ts", localName: "functions/hello/b.ts" })],
    ["two files of the same bytes", "zip-damaged", withFile({ name: FILES[0]?.name ?? "", content: FILES[0]?.content ?? "", offset: 0 })],
    ["a wrong checksum", "zip-damaged", withFile({ name: "functions/hello/a.ts", content: "a", checksum: 1 })],
    [
      "bytes that do not inflate",
      "zip-damaged",
      withFile({ name: "functions/hello/a.ts", content: "abc", packed: new Uint8Array([255, 255, 255]) }),
    ],
    ["a file shorter than it says", "zip-damaged", withFile({ name: "functions/hello/a.ts", content: "abc", plainBytes: 4 })],
    ["a file longer than it says", "zip-damaged", withFile({ name: "functions/hello/a.ts", content: "abc", plainBytes: 2 })],
    ["a bomb that is honest", "zip-too-large", withFile({ name: "functions/hello/a.ts", packed: bomb, plainBytes: 51_000_000 })],
    ["a bomb that lies", "zip-damaged", withFile({ name: "functions/hello/a.ts", packed: bomb, plainBytes: 10 })],
    [
      "a bomb in many files",
      "zip-too-large",
      zipOf([...FILES, ...[1, 2, 3, 4].map((n) => ({ name: `${n}`, packed: part, plainBytes: 15_000_000 }))]),
    ],
    ["thousands of files", "zip-too-many", zipOf([...FILES, ...thousands])],
    ["a name that climbs", "file-path", withFile({ name: "functions/../../etc/passwd" })],
    ["a name that climbs at once", "file-path", withFile({ name: "../coldstart.json" })],
    ["an absolute name", "file-path", withFile({ name: "/etc/passwd" })],
    ["a drive", "file-path", withFile({ name: "C:/windows/a.ts" })],
    ["backslashes", "file-path", withFile({ name: "functions\\hello\\a.ts" })],
    ["an empty folder's name", "file-path", withFile({ name: "functions//a.ts" })],
    ["an empty name", "file-path", withFile({ name: "" })],
    ["a zero in a name", "file-path", withFile({ name: "functions/hello/a.ts\u0000.png" })],
    ["a name that reaches a prototype", "file-path", withFile({ name: "functions/hello/__proto__" })],
    ["a name that is too long", "file-path", withFile({ name: `functions/hello/${"a".repeat(600)}` })],
    ["a name that is huge", "zip-name", withFile({ name: "a".repeat(60_000) })],
    ["a name in no UTF-8", "zip-name", withFile({ name: new Uint8Array([0x66, 0xff]) })],
    ["a file twice", "zip-twice", withFile({ name: "functions/hello/index.ts", content: "// another" })],
    [
      "a file twice, by two ways to write é",
      "zip-twice",
      zipOf([...FILES, { name: "functions/hello/\u00e9" }, { name: "functions/hello/e\u0301" }]),
    ],
    ["a file that is a folder too", "file-path", withFile({ name: "functions/hello/index.ts/a.ts" })],
    ["a picture among the code", "zip-not-text", withFile({ name: "functions/hello/a.png", content: new Uint8Array([0x89, 0x50]) })],
    ["another zip", "zip-nested", zipOf([{ name: "photos.zip", content: whole }])],
    ["settings deep inside", "zip-no-settings", zipOf([...around("a/b/"), { name: "c" }])],
    ["no settings", "zip-no-settings", zipOf(FILES.slice(1))],
    ["settings in no UTF-8", "zip-not-text", withSettings(new Uint8Array([0x7b, 0xff, 0x7d]))],
    ["settings that are no JSON", "folder", withSettings("{")],
    ["settings that are a list", "folder", withSettings("[1]")],
    ["settings of brackets", "folder", withSettings("[".repeat(2_000_000))],
    ["settings without a version", "folder-version", withSettings(JSON.stringify({ ...JSON.parse(SETTINGS), coldstart: undefined }))],
    ["settings of a later version", "folder-version", withSettings(SETTINGS.replace('"coldstart": 1', '"coldstart": 2'))],
    ["settings of a version between", "folder-version", withSettings(SETTINGS.replace('"coldstart": 1', '"coldstart": 0.5'))],
    ["settings of nothing else", "project-name", zipOf([{ name: SETTINGS_FILE, content: '{"coldstart":1}' }])],
    ["settings that reach a prototype", "unsafe-key", withSettings(SETTINGS.replace('"name"', '"__proto__": {}, "name"'))],
    ["code of a function that is not in the settings", "folder-file", withFile({ name: "functions/other/index.ts" })],
    ["code in no function's folder", "folder-file", withFile({ name: "functions/index.ts" })],
    ["a function without files", "files", zipOf(FILES.slice(0, 1))],
  ])("%s", (_, code, zip) => {
    expect(codeOf(zip)).toBe(code);
  });

  test("a later version says what to do", () => {
    expect(setupOfZip(withSettings(SETTINGS.replace('"coldstart": 1', '"coldstart": 9')))).toMatchObject({
      message: "coldstart.json is of version 9; this page reads up to 1.",
      remedy: "A later Coldstart made it: reload the page to have the latest.",
    });
  });
});

describe("whatever the bytes are, they are read or refused in words", () => {
  const seed = Number(process.env.COLDSTART_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const whole = zipOf(FILES);
  const say = (zip: Uint8Array, run: number) => {
    try {
      return codeOf(zip);
    } catch (reason) {
      throw new Error(`COLDSTART_SEED=${seed}, run ${run}`, { cause: reason });
    }
  };

  test("bits flipped, bytes changed, parts cut out", () => {
    const codes = new Set<string>();
    for (let run = 0; run < 3_000; run += 1) {
      const zip = whole.slice();
      for (let change = below(6); change >= 0; change -= 1) {
        const place = below(zip.length);
        zip[place] = random() < 0.5 ? (zip[place] ?? 0) ^ (1 << below(8)) : below(256);
      }
      const [from, to] = [below(zip.length), below(zip.length)].sort((one, other) => one - other);
      codes.add(say(random() < 0.3 ? new Uint8Array([...zip.slice(0, from), ...zip.slice(to)]) : zip, run));
    }
    // The changes reach past the first look: to names, to sizes, to what is packed.
    expect([...codes], `COLDSTART_SEED=${seed}`).toEqual(expect.arrayContaining(["read", "zip-damaged", "zip-name"]));
  });

  test("random bytes between a good beginning and a good end", () => {
    for (let run = 0; run < 1_000; run += 1) {
      const middle = Uint8Array.from({ length: below(400) }, () => below(256));
      const end = whole.slice(-22);
      const view = new DataView(end.buffer);
      view.setUint16(8, 1, true);
      view.setUint16(10, 1, true);
      view.setUint32(12, below(middle.length + 10), true);
      view.setUint32(16, below(middle.length + 10), true);
      say(new Uint8Array([0x50, 0x4b, 3, 4, ...middle, ...end]), run);
    }
  });

  test("fields that lie, each within the rules of the others", () => {
    const odd = [0, 1, 2, 9, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff];
    const some = (list: readonly number[]) => list[below(list.length)] ?? 0;
    for (let run = 0; run < 2_000; run += 1) {
      const lie = (): Partial<FileInZip> => {
        const kinds: readonly Partial<FileInZip>[] = [
          { plainBytes: some(odd) },
          { packedBytes: some(odd) },
          { offset: some(odd) },
          { flags: below(0x10000) },
          { method: below(100) },
          { mode: below(0x10000) },
          { checksum: some(odd) },
          { packed: Uint8Array.from({ length: below(60) }, () => below(256)) },
        ];
        return kinds[below(kinds.length)] ?? {};
      };
      const files = FILES.map((file) => (random() < 0.5 ? { ...file, ...lie() } : file));
      say(zipOf(files, random() < 0.2 ? { directoryStart: some(odd) } : {}), run);
    }
  });
});
