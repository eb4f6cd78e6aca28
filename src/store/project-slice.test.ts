import { beforeEach, describe, expect, test } from "vitest";
import { type ProjectFunction, parseProject } from "../project/schema.ts";
import { starterFunction, starterProject } from "../project/starter.ts";
import { FUNCTION_TEMPLATES } from "../project/templates.ts";
import { createColdstartStore } from "./create-store.ts";
import { FakePort, invocation, TEST_SETTINGS } from "./fake-port.ts";

const INDEX = { functionName: "hello", path: "index.ts" };
const GREETING = { functionName: "hello", path: "greeting.ts" };
const SECOND: ProjectFunction = {
  ...starterFunction(),
  name: "second",
  handler: "lib/app.handler",
  files: { "a.ts": "", "lib/app.ts": "" },
  triggers: [],
};

let port: FakePort;
let store: ReturnType<typeof createColdstartStore>;
beforeEach(() => {
  port = new FakePort();
  store = createColdstartStore(port, { settings: TEST_SETTINGS });
});
const state = () => store.getState();
const intents = () => state().intents;
const filesOf = (name: string) => state().project.functions.find((each) => each.name === name)?.files;
const tabs = () => state().openTabs.map(({ functionName, path }) => `${functionName}/${path}`);

/** Refused, in these words, and nothing changed. */
function expectRefused(change: () => void, code: string) {
  const { project, openTabs, drafts } = state();
  expect(change).toThrow(expect.objectContaining({ code, message: expect.any(String), remedy: expect.any(String) }));
  expect(state()).toMatchObject({ project, openTabs, drafts });
  expect(state().project).toBe(project);
}

test("the starter stands open at its handler's file, with its route ready to send", () => {
  expect(state()).toMatchObject({ activeFunction: "hello", activeFile: INDEX, openTabs: [INDEX], saving: "saved", visited: false });
  expect(state().drafts.hello).toMatchObject({ mode: "http", method: "GET", target: "/hello", headers: [], body: "" });
});

test("the file that a set-up shows is one of its tabs", () => {
  const panels = {
    ...({ view: "build", mobilePane: "code", activeFunction: "hello", observeTab: "overview", observeQuery: "" } as const),
    ...{ openTabs: [{ ...INDEX }, { ...GREETING }], activeFile: { ...GREETING } },
  } as const;
  intents().openSetup({ project: starterProject(), panels });
  expect(state().activeFile).toEqual(GREETING);
  expect(state().openTabs).toContain(state().activeFile);
});

describe("another project", () => {
  beforeEach(async () => {
    await intents().send();
    intents().saveEvent("mine");
    intents().reportInvocations([invocation()]);
    intents().selectInvocation("r-1");
    intents().editDraft({ target: "/hello?mine" });
    port.calls.length = 0;
    port.now = 5_000;
    intents().openProject({ ...starterProject(), functions: [SECOND] });
  });

  test("takes the old one down and begins anew", () => {
    expect(port.calls).toEqual(["remove hello", "reset"]);
    expect(state()).toMatchObject({
      activeFunction: "second",
      activeFile: { functionName: "second", path: "lib/app.ts" },
      deployments: { second: { status: "never", messages: [] } },
      history: [],
      savedEvents: [],
      invocations: [],
      selectedAttemptId: undefined,
      platform: { startedAtMs: 5_000 },
    });
    expect(Object.keys(state().drafts)).toEqual(["second"]);
    expect(state().drafts.second?.mode).toBe("event");
    expect(state().visited).toBe(true);
  });

  test("a reset that fails is said", async () => {
    port.answerReset = () => Promise.reject(new Error("The frame is gone."));
    intents().openProject(starterProject());
    await expect.poll(() => state().notices).toMatchObject([{ kind: "error", text: "The frame is gone." }]);
  });
});

describe("functions", () => {
  test("added: shown, with a draft, to be deployed", () => {
    intents().addFunction(SECOND);
    expect(state()).toMatchObject({ activeFunction: "second", activeFile: { functionName: "second", path: "lib/app.ts" } });
    expect(state().drafts.second).toBeDefined();
    expect(state().deployments.second?.status).toBe("never");
  });

  test.each(FUNCTION_TEMPLATES)("added from the template $label, with what it needs", ({ create, services, suggestedName }) => {
    const beside = services?.(suggestedName);
    intents().addFunction(create(suggestedName), beside);
    const { project } = state();
    expect(parseProject(project)).toMatchObject({ ok: true, warnings: [] });
    for (const name of beside?.buckets ?? []) expect(project.buckets).toContain(name);
    for (const { name } of beside?.queues ?? []) expect(project.queues.map((queue) => queue.name)).toContain(name);
    intents().removeFunction(suggestedName);
    intents().addFunction(create(suggestedName), beside);
    expect(state().project).toEqual(project);
  });

  test("CORS of the routes is read by the project's parser, and can be taken away", () => {
    const cors = {
      allowOrigins: ["https://a.example"],
      allowMethods: ["GET"],
      allowHeaders: [],
      exposeHeaders: [],
      allowCredentials: true,
    };
    intents().setCors(cors);
    expect(state().project.api).toEqual({ cors });
    expectRefused(() => intents().setCors({ ...cors, allowMethods: ["get"] }), "project-api-cors-allow-methods");
    expect(state().project.api).toEqual({ cors });
    intents().setCors(undefined);
    expect(state().project.api).toEqual({});
  });

  test("refused with what it needs: nothing is added", () => {
    const { project } = state();
    expectRefused(() => intents().addFunction({ ...SECOND, name: "a b" }, { buckets: ["files"] }), "function-name");
    expect(state().project).toBe(project);
  });

  test.each<[string, () => void, string]>([
    ["a name that is taken", () => intents().addFunction(starterFunction()), "function-twice"],
    ["a name Lambda does not take", () => intents().addFunction({ ...SECOND, name: "a b" }), "function-name"],
    ["a route that is taken", () => intents().addFunction({ ...SECOND, triggers: starterFunction().triggers }), "route-twice"],
    ["too little memory", () => intents().updateFunction("hello", { memoryMb: 64 }), "function-memory"],
    ["a variable that Lambda keeps", () => intents().updateFunction("hello", { environment: { AWS_REGION: "x" } }), "environment-reserved"],
    ["a change to nobody", () => intents().updateFunction("nobody", { memoryMb: 256 }), "no-such-function"],
    ["an empty new name", () => intents().renameFunction("hello", ""), "function-name"],
    ["a project without functions", () => intents().removeFunction("hello"), "functions"],
    ["a project without a name", () => intents().renameProject("  "), "project-name"],
  ])("refused: %s", (_, change, code) => {
    expectRefused(change, code);
    expect(port.calls).toEqual([]);
  });

  test("removed: its tabs, draft and events go, its neighbour is shown", () => {
    intents().addFunction(SECOND);
    intents().saveEvent("of second");
    intents().removeFunction("second");
    expect(port.calls).toEqual(["remove second"]);
    expect(state()).toMatchObject({ activeFunction: "hello", activeFile: INDEX, openTabs: [INDEX], savedEvents: [] });
    expect(state().drafts).not.toHaveProperty("second");
    expect(state().deployments).not.toHaveProperty("second");
  });

  test("renamed: tabs, draft and events follow; it is a new function to the platform", async () => {
    await intents().deploy();
    intents().editDraft({ target: "/hello?x" });
    intents().saveEvent("mine");
    intents().renameFunction("hello", "greet");
    expect(port.calls).toEqual(["deploy hello", "remove hello"]);
    expect(state()).toMatchObject({
      activeFunction: "greet",
      activeFile: { functionName: "greet", path: "index.ts" },
      savedEvents: [{ functionName: "greet", name: "mine" }],
      deployments: { greet: { status: "never" } },
      drafts: { greet: { target: "/hello?x" } },
    });
    expect([Object.keys(state().drafts), Object.keys(state().deployments)]).toEqual([["greet"], ["greet"]]);
  });

  test("a reservation is given and taken away", () => {
    intents().updateFunction("hello", { reservedConcurrency: 5 });
    expect(state().project.functions[0]?.reservedConcurrency).toBe(5);
    intents().updateFunction("hello", { reservedConcurrency: undefined });
    expect(state().project.functions[0]).not.toHaveProperty("reservedConcurrency");
  });

  test("a draft nobody touched follows the first route; one that was written stays", () => {
    const route = { type: "http", method: "POST", path: "/things/{id}", payloadFormat: "2.0" } as const;
    intents().updateFunction("hello", { triggers: [route] });
    expect(state().drafts.hello).toMatchObject({ method: "POST", target: "/things/1" });
    intents().editDraft({ target: "/things/7" });
    intents().updateFunction("hello", { triggers: [] });
    expect(state().drafts.hello).toMatchObject({ mode: "http", target: "/things/7" });
  });
});

describe("files", () => {
  test("a keystroke changes one file, and nothing else by identity", () => {
    intents().addFunction(SECOND);
    const { functions } = state().project;
    intents().editFile(INDEX, "new text");
    expect(filesOf("hello")?.["index.ts"]).toBe("new text");
    expect(state().project.functions[1]).toBe(functions[1]);
  });

  test.each([
    ["the same text", INDEX, starterFunction().files["index.ts"] ?? ""],
    ["a file that is gone", { ...INDEX, path: "gone.ts" }, "x"],
    ["a function that is gone", { ...INDEX, functionName: "gone" }, "x"],
  ])("a keystroke that changes nothing: %s", (_, file, text) => {
    const { project } = state();
    intents().editFile(file, text);
    expect(state().project).toBe(project);
  });

  test("added and renamed in place", () => {
    intents().addFile({ functionName: "hello", path: "lib/new.ts" }, "export {}");
    expect(state().activeFile?.path).toBe("lib/new.ts");
    intents().renameFile(INDEX, "main.ts");
    expect(Object.keys(filesOf("hello") ?? {})).toEqual(["main.ts", "greeting.ts", "lib/new.ts"]);
    expect(tabs()).toEqual(["hello/main.ts", "hello/lib/new.ts"]);
    expect(state().activeFile?.path).toBe("lib/new.ts");
  });

  test("the active file stays active under its new name", () => {
    intents().renameFile(INDEX, "main.ts");
    expect(state().activeFile).toEqual({ functionName: "hello", path: "main.ts" });
  });

  test("removed with its tab", () => {
    intents().openFile(GREETING);
    intents().removeFile(GREETING);
    expect(filesOf("hello")).not.toHaveProperty(["greeting.ts"]);
    expect(state()).toMatchObject({ openTabs: [INDEX], activeFile: INDEX });
  });

  test.each<[string, () => void, string]>([
    ["a path that is taken", () => intents().addFile(GREETING), "file-taken"],
    ["a path out of the function", () => intents().addFile({ ...INDEX, path: "../up.ts" }), "file-path"],
    ["a file where a folder is needed", () => intents().addFile({ ...INDEX, path: "index.ts/deeper.ts" }), "file-path"],
    ["a rename onto another", () => intents().renameFile(INDEX, "greeting.ts"), "file-taken"],
    ["a rename of none", () => intents().renameFile({ ...INDEX, path: "gone.ts" }, "x.ts"), "no-such-file"],
    ["a removal of none", () => intents().removeFile({ ...INDEX, path: "gone.ts" }), "no-such-file"],
    ["opening none", () => intents().openFile({ ...INDEX, path: "gone.ts" }), "no-such-file"],
  ])("refused: %s", (_, change, code) => {
    expectRefused(change, code);
  });

  test("refused: removing the last", () => {
    intents().removeFile(GREETING);
    expectRefused(() => intents().removeFile(INDEX), "last-file");
  });
});

describe("tabs", () => {
  beforeEach(() => {
    intents().openFile(GREETING);
    intents().addFunction(SECOND);
  });

  test("open once", () => {
    intents().openFile(INDEX);
    intents().openFile(GREETING);
    expect(tabs()).toEqual(["hello/index.ts", "hello/greeting.ts", "second/lib/app.ts"]);
  });

  test.each([
    ["in the middle: the one to its right", GREETING, "second/lib/app.ts"],
    ["at the end: the one to its left", { functionName: "second", path: "lib/app.ts" }, "hello/greeting.ts"],
  ])("closed %s is shown", (_, file, shown) => {
    intents().openFile(file);
    intents().closeTab(file);
    const { activeFile, activeFunction } = state();
    expect(`${activeFile?.functionName}/${activeFile?.path}`).toBe(shown);
    expect(activeFunction).toBe(activeFile?.functionName);
  });

  test("closed beside the active one: that stays", () => {
    intents().openFile(INDEX);
    intents().closeTab(GREETING);
    expect(state().activeFile).toEqual(INDEX);
  });

  test("all closed: no file, the function stays; choosing it opens its entry", () => {
    for (const tab of state().openTabs) intents().closeTab(tab);
    expect(state()).toMatchObject({ openTabs: [], activeFile: undefined });
    intents().selectFunction("second");
    expect(state()).toMatchObject({ activeFunction: "second", activeFile: { path: "lib/app.ts" } });
  });

  test("a function is shown by the file of it opened last", () => {
    intents().selectFunction("hello");
    expect(state().activeFile).toEqual(GREETING);
  });
});
