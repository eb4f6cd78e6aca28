import { expect, test } from "vitest";
import { folderOf, SETTINGS_FILE, setupOfFolder } from "./folder.ts";
import { FULL_SETUP } from "./share-link/full-setup-under-test.ts";

test("a set-up with every field at another value than its default is the same again", () => {
  const read = setupOfFolder(folderOf(FULL_SETUP));
  expect(read.ok ? read.value : read).toEqual(FULL_SETUP);
});

test.each([
  ["a name that cannot be made a text", { name: { toString: [] }, runtime: "javascript" }],
  ["a name that is a list", { name: ["f"], runtime: "javascript" }],
  ["no name", { runtime: "javascript" }],
])("a function with %s is refused, not thrown", (_, definition) => {
  const settings = JSON.stringify({ coldstart: 1, name: "x", functions: [definition] });
  expect(setupOfFolder({ [SETTINGS_FILE]: settings })).toMatchObject({ ok: false, code: "function-name" });
});
