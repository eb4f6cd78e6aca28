import { describe, expect, test } from "vitest";
import { entry } from "../../project/history/entries-under-test.ts";
import type { EntryChanges } from "../../project/history/entry-changes.ts";
import { changeSummary, dayName, entryTitle, timeOfDay } from "./entry-words.ts";
import { byDay, listed } from "./history-list.ts";

const NONE: EntryChanges = { added: [], removed: [], changed: [], moved: [], settings: [] };
const memory = { name: "memory", before: "128 MB", after: "512 MB" };

describe("what an entry is called", () => {
  const typed = entry({ atMs: 1 });
  test.each([
    [entry({ atMs: 1, number: 6 }), NONE, "Version 6"],
    [typed, { ...NONE, changed: ["index.ts"] }, "Edited index.ts"],
    [typed, { ...NONE, added: ["a.ts"] }, "Added a.ts"],
    [typed, { ...NONE, removed: ["a.ts"] }, "Removed a.ts"],
    [typed, { ...NONE, moved: [{ from: "a.ts", to: "b.ts" }] }, "Renamed a.ts to b.ts"],
    [typed, { ...NONE, changed: ["a", "b"] }, "Edited 2 files"],
    [typed, { ...NONE, settings: [memory] }, "Changed settings"],
    [entry({ atMs: 1, reason: { type: "file-removed", path: "a.ts" } }), NONE, "Before a.ts was removed"],
    [entry({ atMs: 1, reason: { type: "function-removed" } }), NONE, "Before hello was removed"],
  ])("%#: %s", (each, changes, title) => {
    expect(entryTitle(each, changes)).toBe(title);
  });

  test.each([
    [NONE, undefined, "no change"],
    [{ ...NONE, changed: ["a", "b"], added: ["c"] }, { added: 12, removed: 4 }, "3 files, +12 −4"],
    [{ ...NONE, changed: ["a"] }, undefined, "1 file"],
    [{ ...NONE, settings: [memory] }, { added: 0, removed: 0 }, "1 setting"],
  ])("%#: its changes", (changes, lines, summary) => {
    expect(changeSummary(changes, lines)).toBe(summary);
  });

  test("when it was, by the person's own clock", () => {
    const noon = new Date(2026, 10, 26, 12, 5).getTime();
    expect(timeOfDay(noon)).toBe("12:05");
    expect(dayName(noon, noon + 3_600_000)).toBe("Today");
    expect(dayName(noon, new Date(2026, 10, 27, 0, 1).getTime())).toBe("Yesterday");
    expect(dayName(noon, new Date(2026, 10, 28, 0, 1).getTime())).toBe("Thu 26 Nov 2026");
  });
});

describe("the list", () => {
  const entries = [
    entry({ atMs: 1, number: 1 }),
    entry({ atMs: 2 }),
    entry({ atMs: 3, functionName: "other", number: 1 }),
    entry({ atMs: 4, number: 2 }),
    entry({ atMs: 5 }),
  ];
  test("holds a version against the version before it, an edit against what came before it", () => {
    const bases = listed(entries, undefined).map(({ entry: { atMs }, base }) => [atMs, base?.atMs]);
    expect(bases).toEqual([
      [5, 4],
      [4, 1],
      [3, undefined],
      [2, 1],
      [1, undefined],
    ]);
  });
  test("of one function alone", () => {
    expect(listed(entries, "other").map(({ entry: { atMs } }) => atMs)).toEqual([3]);
  });
  test("by day, newest first", () => {
    const day = 86_400_000;
    const list = listed([entry({ atMs: 0 }), entry({ atMs: 5 * day }), entry({ atMs: 5 * day + 1 })], undefined);
    expect(byDay(list, 5 * day + 2).map(({ name, entries: of }) => [name, of.length])).toEqual([
      ["Today", 2],
      [dayName(0, 5 * day), 1],
    ]);
  });
});
