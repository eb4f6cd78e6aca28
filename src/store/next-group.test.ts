import { beforeEach, expect, test } from "vitest";
import { awsLambda } from "../platform/profiles/aws-lambda.ts";
import { starterProject } from "../project/starter.ts";
import { createColdstartStore } from "./create-store.ts";
import { defaultSettings } from "./default-settings.ts";
import { FakePort } from "./fake-port.ts";
import { beginNextGroup, groupName, isUntouched, STARTER } from "./next-group.ts";
import { addReplay } from "./replay-slice.ts";
import type { Setup } from "./state.ts";

const AT = new Date(2026, 10, 26, 14, 30);
const SETUP: Setup = { project: { ...starterProject(), name: "photos" }, lesson: "02-first-function" };

function begin() {
  const port = new FakePort();
  const store = createColdstartStore(port, { settings: defaultSettings(awsLambda) });
  addReplay(store, { watchArrivals: () => {}, replay: () => Promise.reject(), refresh: () => {}, nowMs: () => 0 });
  return store;
}

let store = begin();
beforeEach(() => {
  store = begin();
});

test.each([
  ["hello", "hello, group of 26 Nov, 14:30"],
  ["hello, group of 25 Nov, 09:00", "hello, group of 26 Nov, 14:30"],
  ["x".repeat(100), `${"x".repeat(76)}, group of 26 Nov, 14:30`],
])("%s is kept as %s", (name, kept) => expect(groupName(name, AT)).toBe(kept));

test("a project that nobody changed or sent to is nothing to keep", () => {
  expect(isUntouched(store.getState(), STARTER)).toBe(true);
  const [definition] = store.getState().project.functions;
  store
    .getState()
    .intents.editFile({ functionName: definition?.name ?? "", path: Object.keys(definition?.files ?? {})[0] ?? "" }, "changed");
  expect(isUntouched(store.getState(), STARTER)).toBe(false);
});

test("the next group finds nothing of the one before", () => {
  const { intents } = store.getState();
  const before = JSON.stringify(store.getState(), (key, value) => (key === "intents" || key === "projectsOpened" ? undefined : value));
  intents.editDraft({ target: "/secret-of-group-one" });
  intents.configure({ idleLifetimeMs: 1_000 });
  intents.setBill({ freeTier: true });
  intents.confirmHost("api.example.com");
  intents.observe({ query: "status:error", tab: "why", tracedId: "x" });
  intents.show("observe");
  intents.notify("error", "of group one");
  intents.present({ open: true, step: "why" });
  intents.replay?.startRecording();
  intents.setClockRate(3_600);
  store.setState({ lessonsDone: ["02-first-function"], visited: true, theme: "dark" });
  beginNextGroup(store, { begin: STARTER, keepAs: undefined });
  const after = store.getState();
  expect(after.theme).toBe("dark");
  expect(after.openedAs).toEqual(STARTER);
  const asBefore = { ...after, theme: "system", openedAs: undefined };
  expect(JSON.parse(JSON.stringify(asBefore, (key, value) => (key === "intents" || key === "projectsOpened" ? undefined : value)))).toEqual(
    JSON.parse(before),
  );
  expect(after.projectsOpened).toBe(1);
});

test("what the group made is saved under its name before the next project takes its place", () => {
  const names: string[] = [];
  store.subscribe(({ project, projectsOpened }) => names.push(`${projectsOpened} ${project.name}`));
  beginNextGroup(store, { begin: SETUP, keepAs: "hello, group of 26 Nov, 14:30" });
  expect(names).toContain("0 hello, group of 26 Nov, 14:30");
  expect(names.at(-1)).toBe("1 photos");
  expect(store.getState()).toMatchObject({ lesson: { id: "02-first-function", step: 0, steps: {} }, openedAs: SETUP });
});

test("what was not trusted is not trusted by the next group either", () => {
  store.getState().intents.openSetup(SETUP, { from: "link" });
  beginNextGroup(store, { begin: SETUP, keepAs: undefined });
  expect(store.getState().shared).toMatchObject({ from: "link" });
});
