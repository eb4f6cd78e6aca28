import { describe, expect, test } from "vitest";
import { starterProject } from "../../project/starter.ts";
import type { KeptProject } from "../../store/state.ts";
import { beginnings, nothingMade, savedSince, stays } from "./next-group-words.ts";

const PROJECT = { ...starterProject(), name: "photos" };
const CLASSROOM = { title: "Serverless, group 2", lockedFiles: [], hintsHidden: true, asksForResult: true };
const LESSON = { id: "02-first-function", open: true, step: 3, steps: {} };

describe("what can be begun with", () => {
  test.each([
    ["nothing that is known", undefined, ["The starter project"]],
    ["what an older page wrote and nobody can read", { project: { name: 5 } }, ["The starter project"]],
    ["an example", { project: PROJECT }, ["“photos”, as it was opened", "The starter project"]],
    [
      "a classroom's link",
      { project: PROJECT, classroom: CLASSROOM },
      ["“Serverless, group 2”, as its link gave it", "The starter project"],
    ],
    ["a lesson", { project: PROJECT, lesson: LESSON.id }, ["The lesson “Your first function”, from its start", "The starter project"]],
  ])("%s", (_, openedAs, labels) => {
    expect(beginnings({ openedAs, lesson: undefined }).map(({ label }) => label)).toEqual(labels);
  });

  test("a lesson that was taken up beside it is begun anew, with all else that came with the set-up", () => {
    const [first] = beginnings({ openedAs: { project: PROJECT, classroom: CLASSROOM }, lesson: LESSON });
    expect(first?.setup).toMatchObject({ lesson: LESSON.id, classroom: CLASSROOM, project: { name: "photos" } });
  });

  test("nothing was made while the project is one of them and nothing was sent", () => {
    const options = beginnings({ openedAs: { project: PROJECT }, lesson: undefined });
    expect(nothingMade({ project: starterProject(), history: [] }, options)).toBe(true);
    expect(nothingMade({ project: { ...PROJECT, name: "mine" }, history: [] }, options)).toBe(false);
  });
});

const kept = (id: string, savedAtMs: number, change: Partial<KeptProject> = {}): KeptProject => ({
  ...{ id, name: id, functions: 1, savedAtMs, shared: false, elsewhere: false },
  ...change,
});

test.each([
  [100, "a", ["a", "c"]],
  [100, undefined, ["c"]],
  [undefined, "a", ["a"]],
  [undefined, undefined, []],
])("saved since %s, with %s open", (beganMs, openId, ids) => {
  const all = [kept("a", 50), kept("b", 99), kept("c", 100), kept("d", 200, { elsewhere: true })];
  expect(savedSince(all, beganMs, openId).map(({ id }) => id)).toEqual(ids);
});

const PAGE = "The theme, the widths of panes, and what is here for a time without a network";
const LEAVING = { keepAs: "photos, group of 26 Nov, 14:30", unchanged: undefined, removes: false, others: 2, keepsNothing: false };

test.each([
  [{}, ["What this group made, as “photos, group of 26 Nov, 14:30” under All projects", "2 other projects of this browser", PAGE]],
  [{ removes: true, others: 1 }, ["1 other project of this browser", PAGE]],
  [{ keepAs: undefined, unchanged: "hello", others: 0 }, ["“hello”, which nobody changed, under All projects", PAGE]],
  [{ keepAs: undefined, others: 0 }, [PAGE]],
  [{ keepsNothing: true }, [PAGE]],
])("what stays: %j", (change, lines) => expect(stays({ ...LEAVING, ...change })).toEqual(lines));
