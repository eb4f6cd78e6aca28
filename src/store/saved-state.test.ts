import { describe, expect, test } from "vitest";
import { createColdstartStore } from "./create-store.ts";
import { FakePort, TEST_SETTINGS } from "./fake-port.ts";
import { parseSavedPage, parseSavedWork, savedPage, savedWork } from "./saved-state.ts";

const newStore = (port = new FakePort()) => createColdstartStore(port, { settings: TEST_SETTINGS });
const throughStorage = (value: unknown): unknown => structuredClone(value);

describe("a round through storage", () => {
  test("brings page settings back, and tells the platform", () => {
    const before = newStore().getState();
    before.intents.configure({ idleLifetimeMs: 1 });
    const store = newStore();
    store.getState().intents.configure({ idleLifetimeMs: 60_000 });
    store.getState().intents.setTheme("dark");
    store.getState().intents.setBill({ freeTier: true, loadBalancer: true });
    store.getState().intents.confirmHost("api.example.com");
    const port = new FakePort();
    const next = newStore(port);
    next.getState().intents.restore({ page: parseSavedPage(throughStorage(savedPage(store.getState()))) });
    expect(savedPage(next.getState())).toEqual(savedPage(store.getState()));
    expect(port.calls).toEqual([`configure ${JSON.stringify({ ...TEST_SETTINGS, idleLifetimeMs: 60_000 })}`]);
  });

  test("brings drafts, events and history back; answers are not kept", async () => {
    const { getState } = newStore();
    getState().intents.editDraft({ target: "/hello?x=1", headers: [{ id: 1, name: "a", value: "b", enabled: false }] });
    getState().intents.saveEvent("mine");
    getState().intents.editDraft({ mode: "event", trigger: "queue:jobs", events: { "queue:jobs": "{}", "upload:photos": "[]" } });
    getState().intents.saveEvent("of the queue");
    expect(getState().savedEvents[1]?.draft.events).toEqual({ "queue:jobs": "{}" });
    await getState().intents.send();
    const waiting = getState().intents.send();
    const saved = throughStorage(savedWork(getState()));
    await waiting;
    const next = newStore();
    next.getState().intents.restore({ work: parseSavedWork(saved) });
    const { drafts, savedEvents, history } = next.getState();
    expect(drafts).toEqual(getState().drafts);
    expect(savedEvents).toEqual(getState().savedEvents);
    expect(history.map(({ id, state, earlier, http }) => ({ id, state, earlier, http }))).toEqual([
      { id: 2, state: "cancelled", earlier: true, http: undefined },
      { id: 1, state: "answered", earlier: true, http: undefined },
    ]);
    expect((await next.getState().intents.send()).id).toBe(3);
  });

  test("keeps the same reference while nothing of it changed", () => {
    const { getState } = newStore();
    const [page, work] = [savedPage(getState()), savedWork(getState())];
    getState().intents.show("observe");
    expect(savedPage(getState())).toBe(page);
    expect(savedWork(getState())).toBe(work);
  });
});

describe("what an older or broken page wrote", () => {
  test.each<[string, unknown, object]>([
    ["nothing", undefined, {}],
    ["no object", "text", {}],
    ["a part that is known", { theme: "dark", visited: "yes", extra: 1 }, { theme: "dark" }],
    ["hosts that are no texts", { confirmedHosts: ["a.example", 1, null] }, { confirmedHosts: ["a.example"] }],
    ["hosts that are no list", { confirmedHosts: "a.example" }, {}],
    [
      "a bill from before there were load balancers",
      { bill: { serverId: "m", freeTier: true } },
      { bill: { serverId: "m", loadBalancer: false, freeTier: true } },
    ],
    ["a bill without a server", { bill: { freeTier: true, loadBalancer: true } }, {}],
    ["settings that miss one", { settings: { ...TEST_SETTINGS, billInit: undefined }, visited: true }, { visited: true }],
    ["settings that are no numbers", { settings: { ...TEST_SETTINGS, idleLifetimeMs: Number.NaN } }, {}],
  ])("page settings: %s", (_, input, expected) => {
    expect(parseSavedPage(input)).toEqual(expected);
  });

  test("work: what fits is kept, the rest left out", () => {
    const draft = { mode: "event", method: "GET", target: "/", headers: [{ id: "x" }], body: "", event: "{}" };
    const good = { functionName: "hello", name: "one", draft };
    expect(
      parseSavedWork({
        drafts: { hello: draft, other: { mode: "telnet" } },
        savedEvents: [good, { name: "no draft" }, null],
        history: "none",
      }),
    ).toEqual({
      drafts: { hello: { ...draft, headers: [] } },
      savedEvents: [{ ...good, draft: { ...draft, headers: [] } }],
      history: [],
    });
    expect(parseSavedWork(null)).toEqual({ drafts: {}, savedEvents: [], history: [] });
  });

  test("work of functions that are gone is not restored", () => {
    const { getState } = newStore();
    const draft = { mode: "event", method: "GET", target: "/", headers: [], body: "", event: "{}" } as const;
    getState().intents.restore({
      work: { ...parseSavedWork(null), drafts: { gone: draft }, savedEvents: [{ functionName: "gone", name: "x", draft }] },
    });
    expect(Object.keys(getState().drafts)).toEqual(["hello"]);
    expect(getState().savedEvents).toEqual([]);
  });
});
