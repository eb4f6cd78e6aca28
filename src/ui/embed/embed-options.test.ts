import { describe, expect, test } from "vitest";
import { type EmbedOptions, readEmbedOptions } from "./embed-options.ts";

const NOTHING_ASKED: EmbedOptions = { readOnly: false, theme: "system", hidden: [] };

describe("what a frame's address asks for", () => {
  test.each<readonly [string, Partial<EmbedOptions>]>([
    ["?embed", {}],
    ["?embed=1", {}],
    ["?embed=true", {}],
    ["?embed=1&view=observe", { view: "observe" }],
    ["?embed=1&function=resize-2_b", { functionName: "resize-2_b" }],
    ["?embed=1&function=constructor", { functionName: "constructor" }],
    ["?embed=1&readonly=1", { readOnly: true }],
    ["?embed=1&readonly", { readOnly: true }],
    ["?embed=1&readOnly=true", { readOnly: true }],
    ["?embed=1&read-only=1", { readOnly: true }],
    ["?embed=1&readonly=0", {}],
    ["?embed=1&readonly=false", {}],
    ["?embed=1&theme=dark", { theme: "dark" }],
    ["?embed=1&lesson=06-stateless-almost", { lesson: "06-stateless-almost" }],
    ["?embed=1&hide=fleet,header", { hidden: ["header", "fleet"] }],
    ["?embed=1&hide=fleet%2C%20status", { hidden: ["fleet", "status"] }],
    ["?embed=1&hide=", {}],
    ["?embed=1&hide=editor,trigger,fleet&view=map", { hidden: ["editor", "trigger", "fleet"], view: "map" }],
    ["?embed=1&origin=https://docs.example.org", { origin: "https://docs.example.org" }],
    ["?embed=1&origin=http%3A%2F%2Flocalhost%3A8080", { origin: "http://localhost:8080" }],
    ["?embed=1&utm_source=docs&__proto__=1&toString=2", {}],
  ])("%s", (search, asked) => expect(readEmbedOptions(search, false)).toEqual({ ok: true, value: { ...NOTHING_ASKED, ...asked } }));

  test.each<readonly [string, string, RegExp]>([
    ["?embed=yes", "embed-embed", /"yes".*embed=1/],
    ["?embed=1&view=code", "embed-view", /"code".*build, map, observe/],
    ["?embed=1&view=toString", "embed-view", /toString/],
    ["?embed=1&view=", "embed-view", /""/],
    ["?embed=1&function=", "embed-function", /1 to 64/],
    ["?embed=1&function=a%20b", "embed-function", /"a b"/],
    ["?embed=1&readonly=maybe", "embed-readonly", /"maybe"/],
    ["?embed=1&theme=pink", "embed-theme", /"pink".*light, dark/],
    ["?embed=1&lesson=../secret", "embed-lesson", /02-first-function/],
    ["?embed=1&hide=fleet,foot", "embed-hide", /"foot".*header, explorer/],
    ["?embed=1&hide=editor,trigger,fleet", "embed-hide", /nothing.*view=map/],
    ["?embed=1&hide=editor,trigger,fleet&view=build", "embed-hide", /nothing/],
    ["?embed=1&view=map&view=build", "embed-view", /twice/],
    ["?embed=1&readonly=1&readOnly=0", "embed-readonly", /twice/],
    ["?embed=1&origin=*", "embed-origin", /anybody/],
    ["?embed=1&origin=null", "embed-origin", /"null"/],
    ["?embed=1&origin=", "embed-origin", /""/],
    ["?embed=1&origin=docs.example.org", "embed-origin", /https:\/\/docs\.example\.org/],
    ["?embed=1&origin=https://docs.example.org/", "embed-origin", /without a path/],
    ["?embed=1&origin=https://docs.example.org/page", "embed-origin", /without a path/],
    ["?embed=1&origin=https://DOCS.example.org", "embed-origin", /DOCS/],
    ["?embed=1&origin=https://docs.example.org:443", "embed-origin", /443/],
    ["?embed=1&origin=https://me:pw@docs.example.org", "embed-origin", /me:pw/],
    ["?embed=1&origin=https://*.example.org", "embed-origin", /\*/],
    ["?embed=1&origin=https://a.org,https://b.org", "embed-origin", /a\.org/],
    ["?embed=1&origin=https://a.org%20https://b.org", "embed-origin", /a\.org/],
    ["?embed=1&origin=javascript:alert(1)", "embed-origin", /javascript/],
    ["?embed=1&origin=file://", "embed-origin", /file/],
    ["?embed=1&origin=data:text/html,x", "embed-origin", /data/],
  ])("%s is said to whoever wrote it", (search, code, words) => {
    const read = readEmbedOptions(search, false);
    if (read.ok) throw new Error(`It was taken: ${JSON.stringify(read.value)}`);
    expect(read.mistakes.map((mistake) => mistake.code)).toContain(code);
    expect(read.mistakes.map(({ message, remedy }) => `${message} ${remedy}`).join(" ")).toMatch(words);
  });

  test("all mistakes at once, long values cut", () => {
    const read = readEmbedOptions(`?embed=1&view=${"x".repeat(5_000)}&theme=pink&origin=*`, false);
    expect(read.ok ? [] : read.mistakes.map(({ code }) => code)).toEqual(["embed-view", "embed-theme", "embed-origin"]);
    expect(JSON.stringify(read).length).toBeLessThan(1_000);
  });

  test("a lesson and a link are one too many", () => {
    expect(readEmbedOptions("?embed=1&lesson=09-scaling", true)).toMatchObject({ ok: false, mistakes: [{ code: "embed-lesson" }] });
  });
});
