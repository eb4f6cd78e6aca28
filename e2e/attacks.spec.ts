/**
 * User code is hostile until shown otherwise. Each test runs an attack in a real container, and a positive control that
 * shows the attack would be seen if it worked: the same deed done where it is allowed, or the probe shown to bite.
 */
import { readFileSync } from "node:fs";
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";

const attack = (name: string) => readFileSync(new URL(`./attacks/${name}.js`, import.meta.url), "utf8");

async function deployAttack(
  coldstart: ColdstartPage,
  name: string,
  settings: { timeoutMs?: number; memoryMb?: number } = {},
): Promise<void> {
  await coldstart.deploy(
    { name: "attack", files: { "index.js": attack(name) }, ...settings },
    { name: "victim", files: { "index.js": "let n = 0; exports.handler = async () => ++n;" } },
  );
}

/** The page answers, another container works, and numbers are still true. */
async function expectUnhurt(coldstart: ColdstartPage): Promise<void> {
  const result = await coldstart.invoke("victim");
  expect(result.status).toBe("ok");
  expect(result.durationMs).toBeGreaterThanOrEqual(0);
  expect(await coldstart.page.evaluate(() => ({ polluted: Reflect.get({}, "polluted"), owned: Reflect.get(window, "owned") }))).toEqual({
    polluted: undefined,
    owned: undefined,
  });
}

test("storage of the page is out of reach", async ({ usedPage: coldstart }) => {
  await coldstart.page.evaluate(() => {
    localStorage.setItem("secret", "1");
    // biome-ignore lint/suspicious/noDocumentCookie: the control needs a cookie to be there
    document.cookie = "secret=1";
  });
  // Control: the page itself can read what the attack looks for.
  expect(
    await coldstart.page.evaluate(() => [
      localStorage.getItem("secret"),
      document.cookie.includes("secret"),
      typeof indexedDB,
      typeof caches,
    ]),
  ).toEqual(["1", true, "object", "object"]);
  await deployAttack(coldstart, "storage");
  const { payload } = await coldstart.invoke("attack");
  expect(payload).toEqual({
    indexedDB: "undefined",
    caches: "undefined",
    localStorage: "undefined",
    cookie: "undefined",
    cookieStore: "undefined",
    BroadcastChannel: "undefined",
  });
  await expectUnhurt(coldstart);
});

test("the network is off, the page's origin included", async ({ usedPage: coldstart }) => {
  const requests: string[] = [];
  // What the content security policy stops is asked for and never sent: it has no response.
  coldstart.page.on("response", (response) => requests.push(response.url()));
  await deployAttack(coldstart, "network");
  // Control: the watcher sees a request that is made.
  await coldstart.page.evaluate(() => fetch("./favicon.svg?control"));
  expect(requests.some((url) => url.includes("control"))).toBe(true);
  const { payload } = await coldstart.invoke("attack", { origin: new URL(coldstart.page.url()).origin });
  expect(Object.values(payload as Record<string, string>).filter((outcome) => !outcome.startsWith("refused"))).toEqual([]);
  expect(requests.filter((url) => url.includes("stolen"))).toEqual([]);
  await expectUnhurt(coldstart);
});

test("there is no way up to the page", async ({ usedPage: coldstart }) => {
  // Control: in the frame's own window there is a parent to reach for.
  const frame = coldstart.page.frames().find((each) => each !== coldstart.page.mainFrame());
  expect(await frame?.evaluate(() => typeof parent.postMessage)).toBe("function");
  await deployAttack(coldstart, "reach-up");
  const { payload } = await coldstart.invoke("attack");
  expect(payload).toEqual({
    parent: "undefined",
    top: "undefined",
    window: "undefined",
    document: "undefined",
    opener: "undefined",
    postMessage: "undefined",
    constructed: "undefined",
  });
  await expectUnhurt(coldstart);
});

test("no result can be forged for another request, and none given twice", async ({ usedPage: coldstart }) => {
  await deployAttack(coldstart, "answer-twice");
  // Control: the first answer is the one that counts.
  const first = await coldstart.invoke("attack", { n: 1 });
  const second = await coldstart.invoke("attack", { n: 2 });
  expect([first.payload, second.payload]).toEqual(["first of 1", "first of 2"]);
  expect(new Set([first.requestId, second.requestId]).size).toBe(2);
  expect(await coldstart.page.evaluate(() => window.coldstart.invocations().length)).toBe(2);
  await expectUnhurt(coldstart);
});

test("messages on the frame's window and from a captured frame change nothing", async ({ usedPage: coldstart }) => {
  await deployAttack(coldstart, "answer-twice");
  await coldstart.invoke("attack", { n: 1 });
  const frame = coldstart.page.frames().find((each) => each !== coldstart.page.mainFrame());
  const heard = coldstart.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let count = 0;
        addEventListener("message", (event) => {
          count += 1;
          if (event.data === "last") resolve(count);
        });
      }),
  );
  await frame?.evaluate(() => {
    const hostile = [
      { type: "completed", requestId: "00000000-0000-4000-8000-000000000000", durationMs: 1, payload: '"forged"' },
      { type: "CONSTRUCT", path: ["constructor", "constructor"], argumentList: [{ type: "RAW", value: "window.owned = true" }] },
      { type: "APPLY", path: ["constructor", "constructor"], argumentList: [{ type: "RAW", value: "window.owned = true" }] },
      { type: "SET", path: ["__proto__", "polluted"], value: { type: "RAW", value: true } },
      { type: "coldstart-frame", protocol: 1 },
      null,
      "x".repeat(1_000_000),
    ];
    for (let round = 0; round < 500; round += 1)
      for (const message of hostile) if (round === 0 || message !== hostile[6]) parent.postMessage(message, "*");
    parent.postMessage("last", "*");
  });
  // Control: the page's window did hear them; it did not act.
  expect(await heard).toBeGreaterThan(3_000);
  expect(await coldstart.page.evaluate(() => window.coldstart.invocations().length)).toBe(1);
  await expectUnhurt(coldstart);
});

test("workers of its own cannot be started", async ({ usedPage: coldstart }) => {
  // Control: in the frame, where a container is made, a worker can be.
  const frame = coldstart.page.frames().find((each) => each !== coldstart.page.mainFrame());
  expect(await frame?.evaluate(() => typeof Worker)).toBe("function");
  await deployAttack(coldstart, "spawn-workers");
  const { payload } = await coldstart.invoke("attack");
  expect(payload).toEqual({ started: 0, Worker: "undefined", SharedWorker: "undefined" });
  await expectUnhurt(coldstart);
});

test("overwritten built-ins neither break nor cheat the measurement", async ({ usedPage: coldstart }) => {
  await deployAttack(coldstart, "overwrite-builtins");
  const result = await coldstart.invoke("attack");
  // Control: the attack did overwrite: user code reads the false clock.
  expect(result.payload).toEqual({ fakeNow: 0, fakeDate: 0, fakeMap: "mapped", worked: true });
  expect(result.status).toBe("ok");
  expect(result.durationMs).toBeGreaterThan(90);
  expect(result.durationMs).toBeLessThan(3_000);
  const again = await coldstart.invoke("attack");
  expect(again.durationMs).toBeGreaterThan(90);
  await expectUnhurt(coldstart);
});

test("an endless loop ends at its time limit and the page stays responsive", async ({ usedPage: coldstart }) => {
  await deployAttack(coldstart, "loop-for-ever", { timeoutMs: 1_000 });
  const running = coldstart.invoke("attack");
  // Control: while it loops, another container answers.
  await expectUnhurt(coldstart);
  const result = await running;
  expect(result).toMatchObject({ status: "timeout", error: { errorType: "Sandbox.Timedout" } });
  expect(result.durationMs).toBeGreaterThanOrEqual(1_000);
  await expectUnhurt(coldstart);
});

test("a flood of log lines is bounded and says so", async ({ usedPage: coldstart }) => {
  await deployAttack(coldstart, "flood-logs", { timeoutMs: 60_000 });
  const result = await coldstart.invoke("attack");
  expect(result.status).toBe("ok");
  expect(result.logs.length).toBeLessThan(10_100);
  expect(result.logs.find((line) => line.includes("were dropped"))).toMatch(/^990,000 more lines/);
  await expectUnhurt(coldstart);
});

test("the frame cannot be sent elsewhere", async ({ usedPage: coldstart }) => {
  await deployAttack(coldstart, "navigate");
  const before = coldstart.page.url();
  const { payload } = await coldstart.invoke("attack");
  expect(payload).toEqual({ location: "undefined", open: "undefined", importHttp: "refused", importData: "refused" });
  expect(coldstart.page.url()).toBe(before);
  expect(coldstart.page.frames()).toHaveLength(2);
  await expectUnhurt(coldstart);
});

test("what carries the calls of services cannot be reached, and lies to it change nothing for others", async ({ usedPage: coldstart }) => {
  await coldstart.openProject({
    functions: [
      { name: "attack", files: { "index.js": attack("call-services") }, timeoutMs: 30_000 },
      { name: "victim", files: { "index.js": "let n = 0; exports.handler = async () => ++n;" } },
    ],
    queues: ["jobs"],
    network: { recorded: [{ host: "allowed.example", body: "recorded" }] },
  });
  const { payload, calls } = await coldstart.invoke("attack");
  expect(payload).toMatchObject({
    // Control: the service it may call, it can.
    own: true,
    coldstart: expect.stringMatching(/^refused/),
    elsewhere: expect.stringMatching(/^refused/),
    denied: "refused ECONNREFUSED",
    host: "undefined",
    internal: "refused",
    port: "undefined",
    callService: "undefined",
  });
  // Whatever it was told inside its own realm, the page saw and judged the address that was really asked for.
  for (const { target, status } of calls ?? []) if (target.includes("denied")) expect(status).toBe(0);
  await expectUnhurt(coldstart);
});

test("a flood of calls waits its turn, and of its trace the head is kept", async ({ usedPage: coldstart }) => {
  await coldstart.openProject({
    functions: [
      { name: "attack", files: { "index.js": attack("flood-calls") }, timeoutMs: 60_000 },
      { name: "victim", files: { "index.js": "let n = 0; exports.handler = async () => ++n;" } },
    ],
    network: { recorded: [{ host: "recorded.example", body: "recorded" }] },
  });
  // What the page does with one that does not wait its turn: hostile-calls.spec.ts.
  const [flood] = await Promise.all([coldstart.invoke("attack", { calls: 2_000 }), expectUnhurt(coldstart)]);
  expect(flood.payload).toEqual({ answered: 2_000 });
  expect(flood.calls).toHaveLength(200);
});
