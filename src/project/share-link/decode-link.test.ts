import { deflateSync } from "fflate";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import { starterProject } from "../starter.ts";
import { readFrame, writeFrame } from "./link-frame.ts";
import { linkOfBytes, linkOfJson, linkOfText } from "./made-link-under-test.ts";
import { MAX_UNPACKED_BYTES } from "./pack.ts";
import { decodeLink, encodeLink, isLinkFragment } from "./share-link.ts";
import { V1 } from "./versions/v1.ts";

const SETUP = {
  project: starterProject(),
  savedEvents: [],
  lesson: "02-first-function",
  run: { note: "something to make it longer: 8f3a1c99e1" },
};
const LINK = await encodeLink(SETUP);

const codeOf = async (text: string): Promise<string> => {
  const read = await decodeLink(text);
  if (read.ok) return "ok";
  expect(read.message).toMatch(/^[A-Z].*\.$/s);
  expect(read.remedy).toMatch(/^[A-Z].*\.$/s);
  return read.code;
};

describe("a link survives its journey", () => {
  test.each([
    ["with its #", `#${LINK}`],
    ["as a whole address", `https://coldstart.example/play/?embed=1#${LINK}`],
    ["broken into lines by a mail", LINK.replaceAll(/.{20}/g, "$&\r\n")],
    ["with an = that somebody added", `${LINK}==`],
    ["with the sentence's full stop", `${LINK}.`],
    ["in brackets and with what follows", `${LINK}) and tell me what you think`],
    ["with a zero-width space in it", `${LINK.slice(0, 30)}\u200b${LINK.slice(30)}`],
    ["with letters glued to its end", `${LINK}AAAA`],
  ])("%s", async (_, text) => expect(await decodeLink(text)).toMatchObject({ ok: true, value: SETUP }));

  test("and never ends in a sign that is taken for the sentence's", () => {
    const chance = seededRandom(3);
    for (let round = 0; round < 300; round += 1) {
      const bytes = Uint8Array.from({ length: 1 + (round % 7) }, () => Math.floor(chance() * 256));
      const link = linkOfBytes(bytes);
      expect(link).toMatch(/[A-Za-z0-9]$/);
      expect(readFrame("c1.", link.slice(3))).toEqual({ ok: true, value: bytes });
    }
  });
});

describe("what is no good link is told apart", () => {
  test.each<readonly [string, string, string]>([
    ["nothing", "", "link-none"],
    ["another fragment", "#lessons", "link-none"],
    ["an address without one", "https://coldstart.example/", "link-none"],
    ["a mark alone", "c1.", "link-truncated"],
    ["no version", "c.AAAA", "link-none"],
    ["version 0, which never was", `c0.${LINK.slice(3)}`, "link-none"],
    ["a padded version", `c01.${LINK.slice(3)}`, "link-none"],
    ["capitals", LINK.toUpperCase(), "link-none"],
    ["a version to come", `c2.${LINK.slice(3)}`, "link-version"],
    ["a version far ahead", `c9999.${LINK.slice(3)}`, "link-version"],
    ["a version to come, locked", "c7x.AAAA", "link-version"],
    ["half of it", LINK.slice(0, LINK.length / 2), "link-truncated"],
    ["all but two letters", LINK.slice(0, -2), "link-truncated"],
    ["lower case", `c1.${LINK.slice(3).toLowerCase()}`, "link-damaged"],
    ["a foreign letter in the middle", `${LINK.slice(0, 20)}%${LINK.slice(21)}`, "link-damaged"],
    ["another letter in the middle", `${LINK.slice(0, 20)}${LINK[20] === "A" ? "B" : "A"}${LINK.slice(21)}`, "link-damaged"],
    ["two letters exchanged", `${LINK.slice(0, 20)}${LINK[21]}${LINK[20]}${LINK.slice(22)}`, "link-damaged"],
    ["a locked link's mark on an open one", `c1x.${LINK.slice(3)}`, "link-damaged"],
    ["no bytes", writeFrame("c1.", new Uint8Array()), "link-damaged"],
    ["bytes that are not deflated", linkOfBytes(Uint8Array.of(255, 255, 255, 255)), "link-damaged"],
    ["a stream without an end", linkOfBytes(deflateSync(new Uint8Array(4_000).map((_, at) => at * at)).slice(0, 40)), "link-damaged"],
    ["a reference to before the dictionary", linkOfBytes(Uint8Array.of(0x63, 0x00, 0x93, 0xff, 0xff)), "link-damaged"],
    ["bytes that are no text", linkOfBytes(deflateSync(Uint8Array.of(0xff, 0xfe, 0x80))), "link-damaged"],
    ["no JSON", linkOfText("{"), "link-damaged"],
    ["a list", linkOfText("[]"), "link-setup"],
    ["a text", linkOfText('"hello"'), "link-setup"],
    ["no project", linkOfJson({}), "link-setup"],
    ["a project without functions", linkOfJson({ project: { name: "x", functions: [] } }), "link-setup"],
    [
      "a name that is no text and cannot be made one",
      linkOfJson({ project: { functions: [{ name: { toString: [] } }] }, drafts: {} }),
      "link-setup",
    ],
    ["a way out of the folder", linkOfJson({ project: { name: "x", functions: [{ name: "f", files: { "../x": "" } }] } }), "link-setup"],
    ["a prototype", linkOfText('{"__proto__":{"polluted":1},"project":{}}'), "link-setup"],
    ["a prototype of the project's", linkOfText('{"project":{"name":"x","__proto__":{"polluted":1}}}'), "link-setup"],
    [
      "a prototype in what is put back",
      linkOfText('{"project":{"name":"x","functions":[{"name":"f","__proto__":{}}]},"drafts":{}}'),
      "link-setup",
    ],
  ])("%s", async (_, text, code) => expect(await codeOf(text)).toBe(code));

  test("more letters than any browser opens", async () => expect(await codeOf(`c1.${"A".repeat(2_000_001)}`)).toBe("link-too-large"));

  test("a link that asks for a later page is none to a page that has no such mark", () => {
    expect([isLinkFragment("#c2.x"), isLinkFragment("c1x."), isLinkFragment("#c1"), isLinkFragment("#view=c1.")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("a small link cannot fill the memory", { timeout: 60_000 }, () => {
  test.each<readonly [string, () => string]>([
    ["a thousand times its length", () => linkOfBytes(deflateSync(new Uint8Array(60_000_000).fill(32), { level: 1 }))],
    ["just over the bound", () => linkOfBytes(deflateSync(new Uint8Array(MAX_UNPACKED_BYTES + 1).fill(32)))],
    ["millions of brackets side by side", () => linkOfText(`[${"[],".repeat(2_000_000)}[]]`)],
    ["a hundred thousand brackets in each other", () => linkOfText("[".repeat(100_000) + "]".repeat(100_000))],
    ["a hundred thousand objects in each other", () => linkOfText('{"a":'.repeat(100_000))],
    ["a million fields", () => linkOfText(`{${Array.from({ length: 300_000 }, (_, at) => `"${at}":1`).join(",")}}`)],
  ])("%s", async (_, link) => {
    const text = link();
    const before = process.memoryUsage().rss;
    expect(await codeOf(text)).toBe("link-too-large");
    // The bound itself, its text and what the test made are there; what it would unpack to is not.
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  });

  test("brackets within a text are its own", async () => {
    const files = { "index.js": '\\"[[[['.repeat(100_000) };
    const project = { ...starterProject(), functions: starterProject().functions.map((each) => ({ ...each, files })) };
    expect(await decodeLink(await encodeLink({ project }))).toMatchObject({ ok: true, value: { project } });
  });
});

test("own fields alone are read: nothing comes from a prototype, nothing goes to one", async () => {
  const trap = { toString: "x", constructor: { prototype: { polluted: 1 } }, hasOwnProperty: 1 };
  const functions = [{ name: "constructor", runtime: "javascript", files: { "a.js": "" }, triggers: [{ type: "toString" }] }];
  expect(await codeOf(linkOfJson({ project: { name: "x", functions }, ...trap }))).toBe("link-setup");
  const good = [{ name: "constructor", files: { "a.js": "" } }];
  const panels = {
    openTabs: [{ functionName: "constructor", path: "toString" }],
    activeFile: { functionName: "constructor", path: "__proto__" },
  };
  const read = await decodeLink(linkOfJson({ project: { name: "x", functions: good }, drafts: {}, panels, ...trap }));
  expect(read).toMatchObject({ ok: true, value: { panels: { openTabs: [] } } });
  expect(read.ok && read.value.panels?.activeFile).toBeUndefined();
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("what does not fit is left out, and named", async () => {
  const project = { name: "x", functions: [{ name: "f", files: { "a.js": "" }, colour: "red" }] };
  const read = await decodeLink(
    linkOfJson({
      project,
      drafts: { f: { method: 7 }, gone: {} },
      settings: { browserContainerLimit: 1e9 },
      classroom: { titel: "x" },
      more: [1],
    }),
  );
  if (!read.ok) throw new Error(read.message);
  expect(Object.keys(read.value)).toEqual(["project", "drafts"]);
  expect(read.ignored.join(" ")).toMatch(/colour.*drafts\.f.*settings.*classroom.*more/);
});

test("the shortened form of a link is what its version made", () => {
  expect(JSON.stringify(V1.shorten(JSON.parse(JSON.stringify({ project: starterProject(), drafts: {}, load: {} }))))).toMatch(
    /^\{"project":\{"name":"hello","functions":\[\{"name":"hello","runtime":"typescript","files":/,
  );
});
