import { describe, expect, test } from "vitest";
import { starterProject } from "../project/starter.ts";
import { createColdstartStore } from "./create-store.ts";
import { FakePort, TEST_SETTINGS } from "./fake-port.ts";
import type { Intents } from "./intents.ts";
import { lockOf } from "./locked-files.ts";
import type { SharedSetup } from "./state.ts";

const INDEX = { functionName: "hello", path: "index.ts" };
const GREETING = { functionName: "hello", path: "greeting.ts" };
const CLASSROOM = { title: "Group 2", lockedFiles: [INDEX], hintsHidden: false, asksForResult: true };

function open(shared?: SharedSetup) {
  const store = createColdstartStore(new FakePort(), { settings: TEST_SETTINGS });
  const { intents } = store.getState();
  intents.openSetup({ project: starterProject(), classroom: CLASSROOM, lesson: "02-first-function" }, shared);
  return { store, intents };
}

const CHANGES: readonly (readonly [string, (intents: Intents) => void])[] = [
  ["editFile", (intents) => intents.editFile(INDEX, "// mine")],
  ["renameFile", (intents) => intents.renameFile(INDEX, "main.ts")],
  ["removeFile", (intents) => intents.removeFile(INDEX)],
  ["renameFunction", (intents) => intents.renameFunction("hello", "bye")],
  ["removeFunction", (intents) => intents.removeFunction("hello")],
];

const filesOf = ({ store }: ReturnType<typeof open>) => store.getState().project.functions.map(({ name, files }) => ({ name, files }));

describe("a file that a leader locked", () => {
  test.each(CHANGES)("%s changes nothing of it", (name, change) => {
    const page = open();
    const before = filesOf(page);
    if (name === "editFile") change(page.intents);
    else expect(() => change(page.intents)).toThrow(expect.objectContaining({ code: "file-locked", remedy: expect.any(String) }));
    expect(filesOf(page)).toEqual(before);
  });

  test("the others are the learner's", () => {
    const page = open();
    page.intents.editFile(GREETING, "// mine");
    page.intents.renameFile(GREETING, "words.ts");
    page.intents.addFile({ functionName: "hello", path: "more.ts" });
    expect(Object.keys(filesOf(page)[0]?.files ?? {})).toEqual(expect.arrayContaining(["words.ts", "more.ts"]));
    expect([lockOf(page.store.getState(), INDEX), lockOf(page.store.getState(), GREETING)]).toEqual(["classroom", undefined]);
  });
});

describe("a set-up that is not trusted", () => {
  test.each([...CHANGES, ["addFile", (intents: Intents) => intents.addFile({ functionName: "hello", path: "more.ts" })] as const])(
    "%s changes nothing of it",
    (name, change) => {
      const page = open({ from: "link" });
      const before = filesOf(page);
      if (name === "editFile") change(page.intents);
      else expect(() => change(page.intents)).toThrow(expect.objectContaining({ code: "not-trusted" }));
      expect(filesOf(page)).toEqual(before);
    },
  );

  test("its lesson waits for the trust, and is docked with it", () => {
    const { store, intents } = open({ from: "link" });
    expect(store.getState()).toMatchObject({ lesson: undefined, shared: { from: "link", lesson: "02-first-function" } });
    intents.trust();
    expect(store.getState()).toMatchObject({ shared: undefined, lesson: { id: "02-first-function", open: true, step: 0, steps: {} } });
  });
});

test("an embedding page that asked for reading only locks every file", () => {
  const { store } = open();
  store.setState({ embed: { readOnly: true, hidden: [], origin: undefined } });
  expect(lockOf(store.getState(), GREETING)).toBe("embed");
});
