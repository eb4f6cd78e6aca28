import { describe, expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import { changedPart, countLines, foldsOf, lineDiff, type Stretch } from "./line-diff.ts";

const told = (stretches: readonly Stretch[]) =>
  stretches.map((each) =>
    each.type === "same"
      ? `${each.fromBefore},${each.fromAfter} ${each.lines.join("")}`
      : `${each.fromBefore},${each.fromAfter} -${each.removed.join("")} +${each.added.join("")}`,
  );

describe("lines of two texts", () => {
  const table: readonly (readonly [string, string | undefined, string | undefined, readonly string[]])[] = [
    ["the same", "a\nb\n", "a\nb\n", ["1,1 ab"]],
    ["without and with a last line end", "a\nb", "a\nb\n", ["1,1 ab"]],
    ["another line", "a\nb\nc", "a\nx\nc", ["1,1 a", "2,2 -b +x", "3,3 c"]],
    ["a line more", "a\nc", "a\nb\nc", ["1,1 a", "2,2 - +b", "2,3 c"]],
    ["a line less", "a\nb\nc", "a\nc", ["1,1 a", "2,2 -b +", "3,2 c"]],
    ["a file that was not there", undefined, "a\nb", ["1,1 - +ab"]],
    ["a file that is gone", "a\nb", undefined, ["1,1 -ab +"]],
    ["nothing at all", "", undefined, []],
  ];
  test.each(table)("%s", (_, before, after, stretches) => {
    expect(told(lineDiff(before, after))).toEqual(stretches);
  });

  test("each text can be put together again, whatever they are", () => {
    const seed = Number(process.env.COLDSTART_SEED ?? Math.floor(Math.random() * 2 ** 31));
    const random = seededRandom(seed);
    const text = () => Array.from({ length: Math.floor(random() * 20) }, () => "abcd"[Math.floor(random() * 4)]).join("\n");
    for (let run = 0; run < 200; run += 1) {
      const [before, after] = [text(), text()];
      const stretches = lineDiff(before, after);
      const side = (of: "removed" | "added") => stretches.flatMap((each) => (each.type === "same" ? each.lines : each[of])).join("\n");
      expect([side("removed"), side("added")], `COLDSTART_SEED=${seed}, run ${run}`).toEqual([before, after]);
      const { added, removed } = countLines(stretches);
      expect(added - removed).toBe((after === "" ? 0 : after.split("\n").length) - (before === "" ? 0 : before.split("\n").length));
      for (const [place, { type }] of stretches.entries()) expect(type).not.toBe(stretches[place + 1]?.type);
    }
  });
});

describe("what is folded", () => {
  test.each([
    [2, false, false, { head: 2, folded: 0, tail: 0 }],
    [9, false, false, { head: 9, folded: 0, tail: 0 }],
    [10, false, false, { head: 3, folded: 4, tail: 3 }],
    [10, true, false, { head: 0, folded: 7, tail: 3 }],
    [10, false, true, { head: 3, folded: 7, tail: 0 }],
    [10, true, true, { head: 0, folded: 10, tail: 0 }],
    [5, true, false, { head: 5, folded: 0, tail: 0 }],
  ] as const)("%i equal lines, first %s, last %s", (length, first, last, folds) => {
    expect(foldsOf(length, first, last)).toEqual(folds);
  });
});

test.each([
  ["const a = 1;", "const a = 12;", "", "2"],
  ["aa", "aaa", "", "a"],
  ["abc", "abc", "", ""],
  ["one", "two", "one", "two"],
])("of %s and %s", (before, after, was, is) => {
  const { start, endBefore, endAfter } = changedPart(before, after);
  expect([before.slice(start, endBefore), after.slice(start, endAfter)]).toEqual([was, is]);
});
