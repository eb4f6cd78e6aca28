import { describe, expect, test } from "vitest";
import { createPlatformPort } from "./platform-port.ts";
import { starterProject } from "./project/starter.ts";
import { createReplayPort } from "./replay-port.ts";
import { createColdstartStore } from "./store/create-store.ts";
import { FakePort, TEST_SETTINGS } from "./store/fake-port.ts";
import { gated, isTrusted, NOT_TRUSTED, PORT_RULES, REPLAY_RULES } from "./trust-gate.ts";

/** A port that answers anything and notes what it was asked. */
function noting(names: readonly string[]) {
  const asked: string[] = [];
  const port = Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => Promise.resolve(asked.push(`${name} ${args}`))]));
  return { port, asked };
}

/** Enough of a live platform to make the ports of. */
const LIVE = { clock: {}, services: {} } as never;

const GATES = [
  { what: "the store's port", made: createPlatformPort(LIVE, {} as never), rules: PORT_RULES },
  { what: "the port of replays", made: createReplayPort({ live: LIVE, refresh: () => {} }), rules: REPLAY_RULES },
] as const;

describe.each(GATES)("$what", ({ made, rules }) => {
  const names = Object.keys(made);

  test("has a rule for each of its methods, and no rule more", () => {
    expect(Object.keys(rules).sort()).toEqual(names.sort());
  });

  test.each(Object.entries(rules))("%s, which is %s, while nothing is trusted and afterwards", async (name, rule) => {
    const { port, asked } = noting(names);
    let trusted = false;
    const method = Reflect.get(
      gated(port, rules as never, () => trusted),
      name,
    ) as (...args: unknown[]) => Promise<unknown>;
    if (rule === "runs") await expect(method(1, 2)).rejects.toMatchObject(NOT_TRUSTED);
    else await method(1, 2);
    expect(asked).toEqual(rule === "runs" ? [] : [`${name} 1,2`]);
    // Asked at each call: who kept the method from before is let through now, and not before.
    trusted = true;
    await method(3);
    expect(asked.at(-1)).toBe(`${name} 3`);
    trusted = false;
    if (rule === "runs") await expect(method(4)).rejects.toMatchObject(NOT_TRUSTED);
  });
});

test("a method without a rule is not there at all", () => {
  const { port } = noting(["nowMs", "runEverything"]);
  expect(gated(port, PORT_RULES as never, () => false)).not.toHaveProperty("runEverything");
});

test("what runs somebody's code or feeds it is refused, by name", () => {
  const running = Object.entries({ ...PORT_RULES, ...REPLAY_RULES }).flatMap(([name, rule]) => (rule === "runs" ? [name] : []));
  expect(running.sort()).toEqual(["callService", "deploy", "http", "invoke", "load", "replay"]);
});

describe("a set-up of somebody else's, through every intent that runs", () => {
  const shared = () => {
    const port = new FakePort();
    const store = createColdstartStore(
      gated(port, PORT_RULES, () => isTrusted(store.getState())),
      { settings: TEST_SETTINGS },
    );
    const { intents } = store.getState();
    intents.openSetup({ project: starterProject() }, { from: "link" });
    port.calls.length = 0;
    return { port, store, intents };
  };

  test.each([
    ["deploy", ({ intents }) => intents.deploy()],
    ["send", ({ intents }) => intents.send()],
    ["send, deploying first", ({ intents }) => intents.send({ deployFirst: true })],
    ["startLoad", ({ intents }) => intents.startLoad()],
    ["callService", ({ intents }) => intents.callService({ service: "sqs", operation: "SendMessage", input: {} })],
    ["uploadObject", ({ intents }) => intents.uploadObject("photos", "cat", "text")],
    ["invokeLater", ({ intents }) => intents.invokeLater("hello", {})],
    ["reset", ({ intents }) => intents.reset()],
    ["advanceClock", ({ intents }) => intents.advanceClock(86_400_000)],
    ["configure", ({ intents }) => intents.configure({ accountConcurrency: 5 })],
  ] satisfies [string, (page: ReturnType<typeof shared>) => unknown][])("%s runs nothing", async (_what, ask) => {
    const page = shared();
    await Promise.resolve(ask(page)).catch((reason: unknown) => expect(reason).toMatchObject(NOT_TRUSTED));
    expect(page.port.calls.filter((call) => !/^(?:reset|advance|configure|remove)/.test(call))).toEqual([]);
    expect(page.store.getState().shared).toEqual({ from: "link" });
  });

  test("says so where the answer would stand", async () => {
    const { intents, store } = shared();
    expect(await intents.send()).toMatchObject({ state: "refused" });
    expect(store.getState().deployments.hello?.messages).toMatchObject([{ code: "not-trusted" }]);
  });

  test("runs once it is trusted; what was refused before has left nothing behind", async () => {
    const { port, intents, store } = shared();
    await intents.deploy();
    intents.trust();
    expect(store.getState().deployments.hello).toMatchObject({ status: "never", messages: [] });
    expect(await intents.send()).toMatchObject({ state: "answered" });
    expect(port.calls.filter((call) => call.startsWith("deploy"))).toHaveLength(1);
  });
});
