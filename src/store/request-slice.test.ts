import { beforeEach, describe, expect, test } from "vitest";
import type { HttpResult } from "../platform/results.ts";
import { starterFunction, starterProject } from "../project/starter.ts";
import { createColdstartStore } from "./create-store.ts";
import { deferred, FakePort, httpResult, invocation, TEST_SETTINGS } from "./fake-port.ts";

let port: FakePort;
let store: ReturnType<typeof createColdstartStore>;
beforeEach(() => {
  port = new FakePort();
  store = createColdstartStore(port, { settings: TEST_SETTINGS });
});
const intents = () => store.getState().intents;
const history = () => store.getState().history;
const states = () => history().map(({ state }) => state);
const draft = () => store.getState().drafts.hello;

function failBuild() {
  port.answerDeploy = () =>
    Promise.resolve({
      ok: false,
      messages: [{ severity: "error", code: "syntax", text: "Expected ;", file: "index.ts", line: 3, column: 5, remedy: "Add it." }],
    });
}

describe("a first send", () => {
  test("deploys, asks the route, and ends the first visit", async () => {
    expect(store.getState().visited).toBe(false);
    const sending = intents().send();
    expect(history()).toMatchObject([{ id: 1, state: "waiting", functionName: "hello", sentAtMs: 1_000 }]);
    const exchange = await sending;
    expect(port.calls).toEqual(["deploy hello", "http GET /hello"]);
    expect(exchange).toMatchObject({ state: "answered", http: { status: 200 }, invocation: { requestId: "r-1" } });
    expect(history()).toEqual([exchange]);
    expect(store.getState().visited).toBe(true);
  });

  test("is refused with the build's words when the build fails, and asks nobody", async () => {
    failBuild();
    const exchange = await intents().send();
    expect(exchange).toMatchObject({
      state: "refused",
      problem: { code: "build-failed", message: "hello was not built. index.ts:3:5: Expected ;", remedy: "Add it." },
    });
    expect(port.calls).toEqual(["deploy hello"]);
    expect(store.getState().visited).toBe(false);
  });
});

describe("a send after an edit", () => {
  beforeEach(async () => {
    await intents().deploy();
    intents().editFile({ functionName: "hello", path: "index.ts" }, "changed");
    port.calls.length = 0;
  });

  test("goes to what is deployed", async () => {
    await intents().send();
    expect(port.calls).toEqual(["http GET /hello"]);
  });

  test("deploys first when asked", async () => {
    await intents().send({ deployFirst: true });
    expect(port.calls).toEqual(["deploy hello", "http GET /hello"]);
  });

  test("that should deploy first is refused when that fails, though an older version runs", async () => {
    failBuild();
    expect(await intents().send({ deployFirst: true })).toMatchObject({ state: "refused", problem: { code: "build-failed" } });
    expect(await intents().send()).toMatchObject({ state: "answered" });
  });

  test("does not fail by another function's build", async () => {
    intents().addFunction({ ...starterFunction(), name: "broken", triggers: [] });
    intents().selectFunction("hello");
    port.answerDeploy = ({ name }) => Promise.resolve(name === "broken" ? { ok: false, messages: [] } : port.built());
    expect(await intents().send({ deployFirst: true })).toMatchObject({ state: "answered" });
    expect(store.getState().deployments.broken?.status).toBe("failed");
  });
});

describe("where a request goes", () => {
  test("to the function of its route, which need not be the active one", async () => {
    intents().addFunction({
      ...starterFunction(),
      name: "other",
      triggers: [{ type: "http", method: "POST", path: "/other/{id}", payloadFormat: "2.0" }],
    });
    intents().selectFunction("hello");
    intents().editDraft({ method: "POST", target: "/other/7?a=b c", body: "{}" });
    let asked: unknown;
    port.answerHttp = ({ routes }, request) => {
      asked = { routes, request };
      return Promise.resolve(httpResult());
    };
    await intents().send();
    expect(port.calls).toEqual(["deploy other", "http POST /other/7"]);
    expect(asked).toEqual({
      routes: [
        { method: "GET", path: "/hello", functionName: "hello", payloadFormat: "2.0" },
        { method: "POST", path: "/other/{id}", functionName: "other", payloadFormat: "2.0" },
      ],
      request: { method: "POST", path: "/other/7", query: "a=b%20c", headers: [], body: { text: "{}" } },
    });
  });

  test("nowhere without a route: the front door says so, nothing is built", async () => {
    intents().editDraft({ target: "/nowhere" });
    port.answerHttp = () => Promise.resolve({ status: 404, headers: [], body: { text: "{}" }, timeMs: 0, sizeBytes: 2 });
    const exchange = await intents().send();
    expect(port.calls).toEqual(["http GET /nowhere"]);
    expect(exchange).toMatchObject({ state: "answered", http: { status: 404 } });
    expect(exchange).not.toHaveProperty("invocation");
  });

  test("an event, to the function itself", async () => {
    intents().editDraft({ mode: "event", event: '{ "a": [1] }' });
    const exchange = await intents().send();
    expect(port.calls).toEqual(["deploy hello", 'invoke hello {"a":[1]}']);
    expect(exchange).toMatchObject({ state: "answered", invocation: { functionName: "hello" } });
  });

  test("headers that are switched off or have no name stay behind", async () => {
    const row = (id: number, name: string, enabled = true) => ({ id, name, value: " v ", enabled });
    intents().editDraft({ headers: [row(1, "X-One"), row(2, "X-Off", false), row(3, " ")] });
    let headers: unknown;
    port.answerHttp = (_, request) => {
      ({ headers } = request);
      return Promise.resolve(httpResult());
    };
    await intents().send();
    expect(headers).toEqual([["X-One", "v"]]);
  });
});

describe("a draft that cannot be sent is refused before anything is built", () => {
  test.each([
    [{ mode: "event", event: "{\n  'a': 1\n}" } as const, "The event: Line 2, column 3: not JSON. Expected a property name or }, found '."],
    [{ target: "hello" }, "The path does not start with /, or has a space in it."],
    [{ headers: [{ id: 1, name: "bad name", value: "", enabled: true }] }, '"bad name" is not a header name.'],
  ])("%j", async (change, message) => {
    intents().editDraft(change);
    expect(await intents().send()).toMatchObject({ state: "refused", problem: { message } });
    expect(port.calls).toEqual([]);
    expect(history()).toHaveLength(1);
  });
});

describe("several requests out at once", () => {
  test("end each on its own, newest first", async () => {
    await intents().deploy();
    const answers = [deferred<HttpResult>(), deferred<HttpResult>()];
    let asked = 0;
    port.answerHttp = () => {
      asked += 1;
      return answers[asked - 1]?.promise ?? Promise.reject(new Error("asked too often"));
    };
    const first = intents().send();
    const second = intents().send();
    expect(states()).toEqual(["waiting", "waiting"]);
    answers[1]?.resolve(httpResult({ status: 201 }));
    await second;
    expect(states()).toEqual(["answered", "waiting"]);
    answers[0]?.resolve(httpResult());
    await first;
    expect(history().map(({ id, http }) => [id, http?.status])).toEqual([
      [2, 201],
      [1, 200],
    ]);
  });

  test("are all cancelled, and a late answer changes nothing", async () => {
    const answer = deferred<HttpResult>();
    port.answerHttp = () => answer.promise;
    await intents().deploy();
    const sends = [intents().send(), intents().send()];
    intents().cancelSend();
    expect(states()).toEqual(["cancelled", "cancelled"]);
    answer.resolve(httpResult());
    expect((await Promise.all(sends)).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
    expect(states()).toEqual(["cancelled", "cancelled"]);
    expect(store.getState().visited).toBe(false);
  });

  test("a cancel while it still builds sends nothing", async () => {
    const sending = intents().send();
    intents().cancelSend();
    expect(await sending).toMatchObject({ state: "cancelled" });
    expect(port.calls).toEqual(["deploy hello"]);
  });

  test("do not outlive their project", async () => {
    const answer = deferred<HttpResult>();
    port.answerHttp = () => answer.promise;
    await intents().deploy();
    const sending = intents().send();
    intents().openProject(starterProject());
    answer.resolve(httpResult());
    expect(await sending).toMatchObject({ state: "cancelled" });
    expect(history()).toEqual([]);
  });
});

test("a port that fails gives a refusal in its own words", async () => {
  port.answerHttp = () => Promise.reject(Object.assign(new Error("Not deployed."), { code: "not-deployed", remedy: "Deploy it." }));
  expect(await intents().send()).toMatchObject({
    state: "refused",
    problem: { code: "not-deployed", message: "Not deployed.", remedy: "Deploy it." },
  });
});

test("the history keeps the newest hundred", async () => {
  intents().editDraft({ mode: "event", event: "1" });
  for (let sent = 0; sent < 103; sent += 1) await intents().send();
  expect(history()).toHaveLength(100);
  expect(history()[0]?.id).toBe(103);
});

test("the history lets go of answers that weigh too much, never of the newest", async () => {
  intents().editDraft({ mode: "event", event: "1" });
  port.answerInvoke = () => Promise.resolve(invocation({ payload: "x".repeat(6_000_000) }));
  for (let sent = 0; sent < 4; sent += 1) await intents().send();
  expect(history().map(({ id }) => id)).toEqual([4, 3]);
});

describe("again", () => {
  test("repeats what was sent then, from the function it was sent from", async () => {
    intents().editDraft({ target: "/hello?first" });
    const { id } = await intents().send();
    intents().editDraft({ target: "/hello?second" });
    port.calls.length = 0;
    intents().repeat(id);
    expect(draft()?.target).toBe("/hello?first");
    expect(history()).toHaveLength(2);
    intents().cancelSend();
  });

  test("saved events are by function and name; the same name replaces", () => {
    intents().editDraft({ mode: "event", event: "1" });
    intents().saveEvent(" small ");
    intents().editDraft({ event: "2" });
    intents().saveEvent("small");
    intents().saveEvent("two");
    intents().editDraft({ mode: "http", event: "3" });
    intents().useSavedEvent("hello", "small");
    expect(draft()).toMatchObject({ mode: "event", event: "2" });
    intents().removeSavedEvent("hello", "two");
    expect(store.getState().savedEvents.map(({ name }) => name)).toEqual(["small"]);
    expect(() => intents().saveEvent("  ")).toThrow("The event has no name.");
  });
});

describe("curl", () => {
  test("in: becomes the draft and leaves the event", async () => {
    intents().editDraft({ event: '"mine"' });
    await intents().pasteCurl("curl -X PUT 'https://example.com/things/1?a=1&b=2' -H 'X-One: 1' -d '{\"size\":2}'");
    expect(draft()).toEqual({
      mode: "http",
      method: "PUT",
      target: "/things/1?a=1&b=2",
      headers: [
        { id: 1, name: "X-One", value: "1", enabled: true },
        { id: 2, name: "Content-Type", value: "application/x-www-form-urlencoded", enabled: true },
      ],
      body: '{"size":2}',
      event: '"mine"',
    });
  });

  test("what cannot be read is refused and changes nothing", async () => {
    const before = draft();
    await expect(intents().pasteCurl("wget example.com")).rejects.toThrow("This is not a curl command.");
    expect(draft()).toBe(before);
  });

  test("out: the whole address; an event has none", async () => {
    expect(await intents().copyAsCurl()).toContain("https://coldstart0.execute-api.us-east-1.amazonaws.com/hello");
    intents().editDraft({ mode: "event" });
    await expect(intents().copyAsCurl()).rejects.toThrow("curl needs a route");
  });
});

describe("a test event of a trigger", () => {
  test("is what is sent, and the plain event stays", async () => {
    intents().editDraft({ mode: "event", event: '{"plain":1}', trigger: "queue:jobs", events: { "queue:jobs": '{"Records":[]}' } });
    await intents().send();
    intents().editDraft({ trigger: undefined });
    await intents().send();
    expect(port.calls.slice(-2)).toEqual(['invoke hello {"Records":[]}', 'invoke hello {"plain":1}']);
  });

  test("that is not there yet is refused", async () => {
    intents().editDraft({ mode: "event", trigger: "queue:jobs" });
    expect(await intents().send()).toMatchObject({ state: "refused" });
  });
});

describe("the network", () => {
  test("hosts stand in the project; consent is this person's and outlives it", () => {
    intents().setNetwork({ allowedHosts: ["api.example.com"], recorded: [] });
    intents().confirmHost("api.example.com");
    intents().confirmHost("api.example.com");
    intents().openProject(starterProject());
    expect(store.getState().project.network.allowedHosts).toEqual([]);
    expect(store.getState().confirmedHosts).toEqual(["api.example.com"]);
    intents().unconfirmHost("api.example.com");
    expect(store.getState().confirmedHosts).toEqual([]);
  });
});
