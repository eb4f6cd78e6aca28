import { describe, expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import { matchAction, matchName } from "./match.ts";

/** The name with what is marked in brackets; undefined where it is not meant. */
function marked(typed: string, name: string): string | undefined {
  const match = matchName(typed, name);
  return match?.marks
    .toReversed()
    .reduce((text, [from, until]) => `${text.slice(0, from)}[${text.slice(from, until)}]${text.slice(until)}`, name);
}

describe("what is meant by what was typed", () => {
  test.each([
    ["", "Reset run", "Reset run"],
    ["reset", "Reset run", "[Reset] run"],
    ["RUN", "Reset run", "Reset [run]"],
    ["run reset", "Reset run", "[Reset] [run]"],
    ["res ru", "Reset run", "[Res]et [ru]n"],
    ["ps", "Platform settings", "[P]latform [s]ettings"],
    ["dws", "Deploy what changed and send", "[D]eploy [w]hat changed and [s]end"],
    ["form", "Platform settings", "Plat[form] settings"],
    ["pltfrm", "Platform settings", "[Pl]a[tf]o[rm] settings"],
    ["ts", "Go to thumbs/index.ts", "Go to thumbs/index.[ts]"],
    ["index", "Go to thumbs/index.ts", "Go to thumbs/[index].ts"],
    ["c 01", "Evict c-01", "Evict [c]-[01]"],
    ["c1", "Evict c-01", undefined],
    ["é", "Café", "Caf[é]"],
    ["cafe", "Café", "[Café]"],
    ["xyz", "Reset run", undefined],
    ["rr r", "Reset run", undefined],
    ["s s", "Reset run", undefined],
    ["  ", "Reset run", "Reset run"],
  ])("%j in %j", (typed, name, expected) => {
    expect(marked(typed, name)).toBe(expected);
  });

  test.each([
    ["deploy", ["Deploy hello", "Send without deploying"]],
    ["set", ["Set", "Settings", "Reset run"]],
    ["ps", ["Present slides", "Stops"]],
    ["theme dark", ["Theme: dark", "The memory of the darkroom"]],
  ])("%j is best meant by the first of these", (typed, names) => {
    const scores = names.map((name) => matchName(typed, name)?.score ?? Number.NEGATIVE_INFINITY);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
  });

  test("other words for it count half, and are not marked", () => {
    expect(matchAction("kill", "Evict c-01", "kill stop")).toMatchObject({ marks: [] });
    expect(matchAction("kill", "Evict c-01")).toBeUndefined();
    expect(matchAction("kill c-01", "Evict c-01", "kill stop")).toMatchObject({ marks: [] });
    expect(matchAction("evict", "Evict c-01", "kill")?.score).toBeGreaterThan(matchAction("kill", "Evict c-01", "kill")?.score ?? 0);
  });

  test("marks are in order, apart, within the name, and hold each typed letter", () => {
    const seed = Number(process.env.COLDSTART_SEED ?? Math.floor(Math.random() * 2 ** 31));
    const random = seededRandom(seed);
    const text = (most: number) => Array.from({ length: Math.floor(random() * most) }, () => "ab -./É"[Math.floor(random() * 7)]).join("");
    for (let run = 0; run < 2_000; run += 1) {
      const [typed, name] = [text(6), text(20)];
      const match = matchName(typed, name);
      if (!match) continue;
      const said = `COLDSTART_SEED=${seed}, run ${run}: ${JSON.stringify([typed, name])}`;
      const letters = match.marks.map(([from, until]) => name.slice(from, until)).join("");
      expect([...letters.replaceAll(" ", "")].toSorted().length, said).toBe(typed.replaceAll(" ", "").length);
      for (const [place, [from, until]] of match.marks.entries()) {
        expect(until, said).toBeGreaterThan(from);
        expect(until, said).toBeLessThanOrEqual(name.length);
        expect(match.marks[place + 1]?.[0] ?? name.length + 1, said).toBeGreaterThan(until);
      }
    }
  });
});
