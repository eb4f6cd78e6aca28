import { describe, expect, test } from "vitest";
import { starterProject } from "../../project/starter.ts";
import type { KeptProject } from "../../store/state.ts";
import { leftWords, marksOf, projectSum, roomWords, rowsOf } from "./project-words.ts";

const NOON = new Date(2026, 10, 26, 12).getTime();
const kept = (id: string, more: Partial<KeptProject> = {}): KeptProject => ({
  ...{ id, name: id, functions: 2, savedAtMs: NOON, shared: false, elsewhere: false },
  ...more,
});

describe("the rows", () => {
  const open = { project: starterProject(), shared: undefined, lesson: undefined };

  test("show the open one as it is now, in its place", () => {
    const rows = rowsOf({ openId: "b", kept: [kept("a"), kept("b", { shared: true }), kept("c")] }, open);
    expect(rows.map(({ id, name, functions, shared }) => [id, name, functions, shared])).toEqual([
      ["a", "a", 2, false],
      ["b", "hello", 1, false],
      ["c", "c", 2, false],
    ]);
  });

  test("show it first while it is in no storage", () => {
    const rows = rowsOf({ openId: "new", kept: [kept("a")] }, open);
    expect(rows.map(({ id, savedAtMs }) => [id, savedAtMs])).toEqual([
      ["new", undefined],
      ["a", NOON],
    ]);
  });
});

test.each<readonly [readonly string[], Partial<KeptProject>, boolean]>([
  [[], {}, false],
  [["open now"], {}, true],
  [["open in another tab", "shared, not run"], { elsewhere: true, shared: true }, false],
  [["open now", "lesson: Your first function"], { lesson: "02-first-function" }, true],
  [["lesson: 99-gone"], { lesson: "99-gone" }, false],
])("the marks %j", (marks, more, isOpen) => {
  expect(marksOf(kept("a", more), isOpen)).toEqual(marks);
});

test.each<readonly [string, Partial<KeptProject>]>([
  ["2 functions, saved today, 12:00", {}],
  ["1 function, not saved yet", { functions: 1, savedAtMs: undefined }],
  ["2 functions, saved yesterday, 23:59", { savedAtMs: new Date(2026, 10, 25, 23, 59).getTime() }],
])("%s", (words, more) => {
  expect(projectSum(kept("a", more), NOON)).toBe(words);
});

test.each([
  [7 * 86_400_000, "kept 7 more days"],
  [6 * 86_400_000 + 1, "kept 7 more days"],
  [86_400_000, "kept 1 more day"],
  [-1, "kept 1 more day"],
])("%i ms before it goes: %s", (leftMs, words) => {
  expect(leftWords(NOON + leftMs, NOON)).toBe(words);
});

test("the room says what is used and whether it stays", () => {
  const room = { usedBytes: 1_250_000, quotaBytes: 10_700_000_000 };
  expect(roomWords({ ...room, kept: "persistent" }).used).toMatch(/^1\.25 MB of 10\.70? GB used\.$/);
  const keeping = (["persistent", "best-effort", "unknown"] as const).map((each) => roomWords({ ...room, kept: each }).keeping);
  expect(new Set(keeping).size).toBe(3);
});
