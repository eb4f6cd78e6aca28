import { describe, expect, test } from "vitest";
import { parseProject } from "../../project/schema.ts";
import { starterFunction, starterProject } from "../../project/starter.ts";
import { createColdstartStore } from "../../store/create-store.ts";
import { FakePort, TEST_SETTINGS } from "../../store/fake-port.ts";
import { valueOrThrow } from "../../store/problem.ts";
import { SHORTCUTS } from "../shell/shortcuts.ts";
import type { PaletteAction } from "./action.ts";
import { parseDuration } from "./duration.ts";
import { listActions } from "./listed-actions.ts";
import { movedTo } from "./moved-to.ts";
import { allActions } from "./registry.ts";

function page() {
  const store = createColdstartStore(new FakePort(), { settings: TEST_SETTINGS });
  const { intents } = store.getState();
  const project = {
    ...starterProject(),
    functions: [starterFunction(), { ...starterFunction(), name: "thumbs", triggers: [] }],
    buckets: ["photos"],
    queues: [{ name: "jobs" }],
    tables: [{ name: "things", partitionKey: "id" }],
    topics: [{ name: "news" }],
  };
  intents.openProject(valueOrThrow(parseProject(project)));
  intents.saveEvent("Ada");
  return { store, actions: () => allActions(store.getState()) };
}

describe("the registry", () => {
  test("each action has an id and a name of its own", () => {
    const actions = page().actions();
    expect(actions.length).toBeGreaterThan(60);
    for (const of of ["id", "name"] as const) {
      const all = actions.map((action) => action[of]);
      expect(all.filter((each, place) => all.indexOf(each) !== place)).toEqual([]);
    }
  });

  test("each key of the help that carries out an action carries out one that there is", () => {
    const ids = page()
      .actions()
      .map(({ id }) => id);
    const asked = SHORTCUTS.flatMap(({ shortcuts }) => shortcuts.flatMap(({ actions = [] }) => actions));
    expect(asked.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("names what is open: functions, files, services, what can be put into them", () => {
    const names = page()
      .actions()
      .map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "Go to thumbs",
        "Go to thumbs/greeting.ts",
        "Deploy thumbs",
        "Open the bucket photos",
        "Upload a file to photos",
        "Send a message to jobs",
        "Put an item into things",
        "Publish to news",
        "Take up the saved event Ada of hello",
      ]),
    );
  });

  test("each does what it says", async () => {
    const { store, actions } = page();
    const opened: string[] = [];
    const run = (id: string, value = "") =>
      actions()
        .find((action) => action.id === id)
        ?.run({ store, openDialog: (name) => opened.push(name) }, value);
    run("function thumbs");
    expect(store.getState().activeFunction).toBe("thumbs");
    run("file hello/greeting.ts");
    expect(store.getState().activeFile).toEqual({ functionName: "hello", path: "greeting.ts" });
    run("put queue jobs");
    expect(store.getState().openService).toEqual({ kind: "queue", name: "jobs" });
    run("observe-bill");
    expect(store.getState()).toMatchObject({ view: "observe", observe: { tab: "bill" } });
    run("theme-dark");
    expect(store.getState().theme).toBe("dark");
    run("clock-rate-3600");
    run("clock-slower");
    expect(store.getState().platform.clock.rate).toBe(60);
    run("rename-project", "photos");
    expect(store.getState().project.name).toBe("photos");
    run("new-file", "lib/a.ts");
    expect(store.getState().project.functions[0]?.files["lib/a.ts"]).toBe("");
    expect(() => run("new-file", "../a.ts")).toThrow();
    await run("deploy");
    expect(store.getState().deployments.thumbs?.status).toBe("deployed");
    run("dialog-history");
    expect(opened).toEqual(["history"]);
  });
});

describe("what is listed", () => {
  const action = (id: string, change: Partial<PaletteAction> = {}): PaletteAction => ({
    id,
    name: id,
    group: "Run",
    run: () => {},
    ...change,
  });
  const actions = [
    action("Reset"),
    action("Send"),
    action("Deploy", { available: () => ({ why: "Nothing changed." }) }),
    action("Stop", { available: () => "hidden" }),
    action("Show Map", { group: "View", words: "diagram" }),
    action("Show Bill", { group: "View" }),
  ];
  const { store } = page();
  const told = (typed: string, recent: readonly string[] = []) =>
    listActions(actions, typed, recent, store.getState()).map(
      ({ name, actions: of }) => `${name}: ${of.map((each) => each.action.id).join(", ")}`,
    );

  test("all by group, what cannot be done last, what it cannot be about not at all", () => {
    expect(told("")).toEqual(["Run: Reset, Send, Deploy", "View: Show Map, Show Bill"]);
  });
  test("what was done last first, once, if it can be done again", () => {
    expect(told(" ", ["Show Map", "Deploy", "gone", "Send"])).toEqual(["Recent: Show Map, Send", "Run: Reset, Deploy", "View: Show Bill"]);
  });
  test("what matches best first, by its name and by other words", () => {
    expect(told("show")).toEqual(["Best match: Show Map, Show Bill"]);
    expect(told("diagram")).toEqual(["Best match: Show Map"]);
    expect(told("e")).toEqual(["Best match: Send, Reset, Deploy"]);
    expect(told("xyz")).toEqual([]);
  });
  test("of what matches alike, what was done last", () => {
    expect(told("show", ["Show Bill"])).toEqual(["Best match: Show Bill, Show Map"]);
  });
  test("why not, beside what cannot be done now", () => {
    const [group] = listActions(actions, "deploy", [], store.getState());
    expect(group?.actions[0]).toMatchObject({ why: "Nothing changed.", marks: [[0, 6]] });
  });
});

test.each([
  ["10 min", 600_000],
  ["10", 600_000],
  ["90 s", 90_000],
  ["1.5h", 5_400_000],
  ["1 h 30 min", 5_400_000],
  ["2 days", 172_800_000],
  [" 5 Minutes ", 300_000],
  ["", undefined],
  ["0 s", undefined],
  ["-5 min", undefined],
  ["5 parsecs", undefined],
  ["soon", undefined],
  ["10 min or so", undefined],
  ["1000 days", undefined],
  ["1e9 h", undefined],
])("%j as a length of time", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  ["ArrowDown", 0, 3, 1],
  ["ArrowDown", 2, 3, 0],
  ["ArrowDown", -1, 3, 0],
  ["ArrowUp", 0, 3, 2],
  ["ArrowUp", -1, 3, 2],
  ["PageDown", 0, 30, 8],
  ["PageDown", 28, 30, 29],
  ["PageUp", 3, 30, 0],
  ["Home", 1, 3, undefined],
  ["ArrowDown", 0, 0, undefined],
])("%s from %i of %i", (key, at, length, next) => {
  expect(movedTo(key, at, length)).toBe(next);
});
