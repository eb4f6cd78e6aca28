import { describe, expect, test } from "vitest";
import { isJsonObject, type JsonObject } from "../plain-data.ts";
import { starterProject } from "../starter.ts";
import { createLinkCodec } from "./codec.ts";
import { crc32 } from "./crc32.ts";
import v1Links from "./fixtures/v1.json";
import { decodeLink, encodeLink } from "./share-link.ts";
import { checkedVersions, VERSIONS } from "./upgrades.ts";
import type { LinkVersion } from "./versions/link-version.ts";
import { V1 } from "./versions/v1.ts";

/** A line for every version there has been: links that people hold, with what they mean. */
const STORED: Readonly<Record<number, readonly { name: string; link: string; password?: string; setup: unknown }[]>> = { 1: v1Links };

describe("stored links open for ever", () => {
  test("every version has some", () => expect(Object.keys(STORED).map(Number)).toEqual(VERSIONS.map(({ number }) => number)));

  for (const [version, links] of Object.entries(STORED)) {
    test.each(links)(`version ${version}: $name`, async ({ link, password, setup }) => {
      expect(link.startsWith(`c${version}`)).toBe(true);
      expect(await decodeLink(link, { password })).toMatchObject({ ok: true, value: setup });
    });
  }

  test("the dictionary of version 1 is what it was", () => {
    expect([V1.dictionary.length, crc32(V1.dictionary)]).toEqual([9_716, 2_708_951_276]);
  });
});

/** As if there had been one before the first: the project's name stood outside, and a function's code was one text. */
const V0: LinkVersion = {
  number: 0,
  dictionary: new TextEncoder().encode('{"title":"","functions":{"'),
  shorten: (setup) => setup,
  restore: (short) => short,
  upgrade({ title, functions }) {
    const entries = isJsonObject(functions) ? Object.entries(functions) : [];
    return {
      project: {
        name: title ?? "",
        functions: entries.map(([name, code]) => ({ name, runtime: "javascript", files: { "index.js": code } })),
      },
    };
  },
};

/** As if there were one after it, which calls a project's name its title. */
const V2: LinkVersion = {
  ...V1,
  number: 2,
  shorten: (setup) => renamed(setup, "name", "title"),
  restore: (short) => renamed(short, "title", "name"),
};
const V1_UPGRADED: LinkVersion = { ...V1, upgrade: (setup) => setup };

function renamed(setup: JsonObject, from: string, to: string): JsonObject {
  if (!isJsonObject(setup.project)) return setup;
  const { [from]: name, ...project } = setup.project;
  return { ...setup, project: { ...project, ...(name === undefined ? {} : { [to]: name }) } };
}

describe("a link of another version", () => {
  const { project } = { project: starterProject() };

  test("an older one is upgraded step by step", async () => {
    const writesV0: LinkVersion = { ...V0, shorten: () => ({ title: "old one", functions: { f: "exports.handler = 1" } }) };
    const { upgrade: _, ...newestV0 } = writesV0;
    const old = await createLinkCodec([newestV0]).encode({ project });
    expect(old).toMatch(/^c0\./);
    for (const versions of [
      [V0, V1],
      [V0, V1_UPGRADED, V2],
    ]) {
      const opened = await createLinkCodec(checkedVersions(versions)).decode(old);
      expect(opened).toMatchObject({
        ok: true,
        value: { project: { name: "old one", functions: [{ name: "f", files: { "index.js": "exports.handler = 1" }, memoryMb: 128 }] } },
      });
    }
  });

  test("a page of version 2 reads links of version 1 and writes its own, which a page of version 1 does not read", async () => {
    const later = createLinkCodec(checkedVersions([V1_UPGRADED, V2]));
    expect(await later.decode(await encodeLink({ project }))).toMatchObject({ ok: true, value: { project } });
    const link = await later.encode({ project });
    expect(link).toMatch(/^c2\./);
    expect(await later.decode(link)).toMatchObject({ ok: true, value: { project } });
    expect(await decodeLink(link)).toMatchObject({ ok: false, code: "link-version", remedy: expect.stringContaining("Reload") });
  });

  test("an upgrade that makes nothing of it is a refusal, no exception", async () => {
    const broken: LinkVersion = { ...V1, upgrade: () => null };
    expect(await createLinkCodec(checkedVersions([broken, V2])).decode(await encodeLink({ project }))).toMatchObject({
      code: "link-setup",
    });
  });

  test.each<readonly [string, readonly LinkVersion[], string]>([
    ["a number is missing", [V0, { ...V1, number: 2 }], "Link version 2 follows version 0."],
    ["they stand in the wrong order", [V1_UPGRADED, { ...V0 }], "Link version 0 follows version 1."],
    ["a step is missing", [V1, V2], "Link version 1 has no upgrade to the next."],
    ["the newest goes on", [V0, V1_UPGRADED], "Link version 1 is the newest and has an upgrade."],
    ["there is none", [], "There is no version of links."],
  ])("the page does not start where %s", (_, versions, message) => expect(() => checkedVersions(versions)).toThrow(message));
});
