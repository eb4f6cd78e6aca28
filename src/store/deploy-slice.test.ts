import { beforeEach, describe, expect, test } from "vitest";
import { starterFunction, starterProject } from "../project/starter.ts";
import { createColdstartStore } from "./create-store.ts";
import { deferred, FakePort, TEST_SETTINGS } from "./fake-port.ts";
import type { DeployOutcome } from "./ports.ts";
import { editedFunctions, isEdited, isFileEdited } from "./selectors.ts";

const INDEX = { functionName: "hello", path: "index.ts" };
const SYNTAX_ERROR: DeployOutcome = {
  ok: false,
  messages: [{ severity: "error", code: "syntax", text: "Expected ;", file: "index.ts", line: 3, column: 5 }],
};

let port: FakePort;
let store: ReturnType<typeof createColdstartStore>;
beforeEach(() => {
  port = new FakePort();
  store = createColdstartStore(port, { settings: TEST_SETTINGS });
});
const intents = () => store.getState().intents;
const hello = () => store.getState().deployments.hello;

describe("a deploy", () => {
  test("notes version, size and what was deployed", async () => {
    const deploying = intents().deploy();
    expect(hello()?.status).toBe("building");
    await deploying;
    expect(hello()).toMatchObject({ status: "deployed", version: "1", packageBytes: 900, deployedAtMs: 1_000, runtime: "nodejs22.x" });
    expect(isEdited(store.getState(), "hello")).toBe(false);
  });

  test("builds only what changed, however often it is asked", async () => {
    intents().addFunction({ ...starterFunction(), name: "second", triggers: [] });
    await intents().deploy();
    intents().editFile({ functionName: "second", path: "index.ts" }, "changed");
    expect(editedFunctions(store.getState())).toEqual(["second"]);
    await intents().deploy();
    await intents().deploy("second");
    expect(port.calls).toEqual(["deploy hello", "deploy second", "deploy second"]);
  });

  test("that failed keeps the version that runs, and the build's words", async () => {
    await intents().deploy();
    intents().editFile(INDEX, "const");
    port.answerDeploy = () => Promise.resolve(SYNTAX_ERROR);
    await intents().deploy();
    expect(hello()).toMatchObject({ status: "failed", version: "1", messages: SYNTAX_ERROR.messages });
    expect(isEdited(store.getState(), "hello")).toBe(true);
  });

  test("that failed can be tried again with the same text", async () => {
    port.answerDeploy = () => Promise.reject(Object.assign(new Error("No network."), { code: "bundler", remedy: "Reload." }));
    await intents().deploy();
    expect(hello()?.messages).toEqual([{ severity: "error", code: "bundler", text: "No network.", remedy: "Reload." }]);
    port.answerDeploy = () => Promise.resolve(port.built());
    await intents().deploy();
    expect(hello()?.status).toBe("deployed");
  });

  test("of a function that is not there is refused", async () => {
    await expect(intents().deploy("nobody")).rejects.toMatchObject({ code: "no-such-function", remedy: "There are: hello." });
  });
});

describe("deploys of one function at the same time", () => {
  test("join while the text is the same", async () => {
    await Promise.all([intents().deploy("hello"), intents().deploy(), intents().deploy("hello")]);
    expect(port.calls).toEqual(["deploy hello"]);
  });

  test("come one after the other, and the newest text wins", async () => {
    const built: string[] = [];
    const first = deferred<DeployOutcome>();
    port.answerDeploy = ({ files }) => {
      built.push(files["index.ts"] ?? "");
      return built.length === 1 ? first.promise : Promise.resolve(port.built());
    };
    intents().editFile(INDEX, "one");
    const one = intents().deploy("hello");
    intents().editFile(INDEX, "two");
    const two = intents().deploy("hello");
    intents().editFile(INDEX, "three");
    const three = intents().deploy("hello");
    expect(built).toEqual(["one"]);
    first.resolve(port.built());
    await Promise.all([one, two, three]);
    expect(built).toEqual(["one", "three"]);
    expect(hello()).toMatchObject({ status: "deployed", version: "2", deployedFiles: { "index.ts": "three" } });
  });
});

describe("a build that its function did not outlive", () => {
  test("is taken down when the project was replaced by one with the same names", async () => {
    const old = deferred<DeployOutcome>();
    port.answerDeploy = () => old.promise;
    const deploying = intents().deploy();
    intents().openProject(starterProject());
    port.answerDeploy = () => Promise.resolve({ ...port.built(), version: "new" } as DeployOutcome);
    const again = intents().deploy();
    old.resolve(port.built());
    await Promise.all([deploying, again]);
    expect(port.calls.slice(-2)).toEqual(["remove hello", "deploy hello"]);
    expect(hello()?.version).toBe("new");
  });

  test("is taken down when the function was removed", async () => {
    const old = deferred<DeployOutcome>();
    intents().addFunction({ ...starterFunction(), name: "second", triggers: [] });
    port.answerDeploy = () => old.promise;
    const deploying = intents().deploy("hello");
    intents().removeFunction("hello");
    old.resolve(port.built());
    await deploying;
    expect(port.calls).toEqual(["deploy hello", "remove hello", "remove hello"]);
    expect(store.getState().deployments).not.toHaveProperty("hello");
  });
});

describe("edited", () => {
  test.each<[string, () => void, boolean]>([
    ["the text of a file", () => intents().editFile(INDEX, "other"), true],
    ["a new file", () => intents().addFile({ functionName: "hello", path: "new.ts" }), true],
    ["a file that is gone", () => intents().removeFile({ functionName: "hello", path: "greeting.ts" }), true],
    ["memory", () => intents().updateFunction("hello", { memoryMb: 256 }), true],
    ["a variable", () => intents().updateFunction("hello", { environment: { STAGE: "test" } }), true],
    ["a reservation", () => intents().updateFunction("hello", { reservedConcurrency: 5 }), true],
    ["the same settings again", () => intents().updateFunction("hello", { environment: {}, memoryMb: 128 }), false],
    ["triggers: routes need no deploy", () => intents().updateFunction("hello", { triggers: [] }), false],
    ["nothing", () => {}, false],
  ])("after a deploy, by %s", async (_, change, expected) => {
    await intents().deploy();
    change();
    expect(isEdited(store.getState(), "hello")).toBe(expected);
  });

  test("an edit taken back is none", async () => {
    await intents().deploy();
    const text = starterFunction().files["index.ts"] ?? "";
    intents().editFile(INDEX, "other");
    expect(isFileEdited(store.getState(), INDEX)).toBe(true);
    expect(isFileEdited(store.getState(), { ...INDEX, path: "greeting.ts" })).toBe(false);
    intents().editFile(INDEX, text);
    expect([isFileEdited(store.getState(), INDEX), isEdited(store.getState(), "hello")]).toEqual([false, false]);
  });

  test("before the first deploy: the function, but none of its files", () => {
    expect(isEdited(store.getState(), "hello")).toBe(true);
    expect(isFileEdited(store.getState(), INDEX)).toBe(false);
  });
});
