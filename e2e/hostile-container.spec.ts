/**
 * A container that lies to the page on its port: the page must stop listening to it, fail only its own request, and lose
 * nothing else.
 */
import { type ColdstartPage, expect, test } from "./coldstart-page.ts";
import { expectUnmarked, takeOver } from "./hostile-realm.ts";

test.use({ plainEditor: true });

/** What the hostile container does with its port when it is asked to run `message`. See hostile-realm.ts for what is in its realm. */
const ATTACKS = {
  "a result for another container's request": `port.postMessage({ type: "completed", requestId: event.forgeFor, durationMs: 1, payload: '"forged"' });`,
  "a message of no known type": `port.postMessage({ type: "pwn" });`,
  "a result whose parts are of the wrong types": `port.postMessage({ type: "completed", requestId: message.requestId, durationMs: "NaN", payload: { toString: 1 } });`,
  "a duration that is negative": `port.postMessage({ type: "completed", requestId: message.requestId, durationMs: -5, payload: "1" });`,
  "a duration longer than the page saw": `port.postMessage({ type: "completed", requestId: message.requestId, durationMs: 1e9, payload: "1" });`,
  "a result of 64 MB": `port.postMessage({ type: "completed", requestId: message.requestId, durationMs: 1, payload: "x".repeat(67_108_864) });`,
  "a flood of messages": `for (let n = 0; n < 20_000; n += 1) port.postMessage({ type: "logs", lines: [{ atMs: 0, stream: "stdout", text: "flood" }], dropped: 0 });`,
  "Comlink's CONSTRUCT on the page's own constructors": `port.postMessage({ id: "1", type: "CONSTRUCT", path: ["constructor", "constructor"], argumentList: [{ type: "RAW", value: "window.owned = true" }] });`,
  "Comlink's SET on __proto__": `port.postMessage({ id: "1", type: "SET", path: ["__proto__", "polluted"], value: { type: "RAW", value: true } });`,
  "a payload that pollutes when it is read": `port.postMessage({ type: "completed", requestId: message.requestId, durationMs: 1, payload: '{"__proto__":{"polluted":true},"a":[' });`,
} as const;

async function deploy(coldstart: ColdstartPage): Promise<void> {
  await coldstart.deploy(
    { name: "attack", files: { "index.js": "exports.handler = async () => 1;" }, timeoutMs: 5_000 },
    {
      name: "victim",
      timeoutMs: 30_000,
      files: {
        "index.js": "let n = 0; exports.handler = async (e) => { if (e.slow) await new Promise((r) => setTimeout(r, 1500)); return ++n; };",
      },
    },
  );
  expect((await coldstart.invoke("victim")).payload).toBe(1);
}

test("control: the replaced container is listened to as long as it is honest", async ({ coldstart }) => {
  await deploy(coldstart);
  await takeOver(
    coldstart,
    `port.postMessage({ type: "completed", requestId: message.requestId, durationMs: 1, payload: '"from the hostile realm"' });`,
  );
  expect(await coldstart.invoke("attack")).toMatchObject({ status: "ok", payload: "from the hostile realm" });
});

for (const [what, deed] of Object.entries(ATTACKS)) {
  test(`${what} ends the container that sent it and nothing else`, async ({ coldstart }) => {
    await deploy(coldstart);
    await takeOver(coldstart, deed);
    const victim = coldstart.invoke("victim", { slow: true });
    const result = await coldstart.invoke("attack", { forgeFor: await requestUnderWay(coldstart) });
    expect(["crashed", "timeout", "error"]).toContain(result.status);
    expect(result.payload).toBeUndefined();
    expect(await victim).toMatchObject({ status: "ok", payload: 2 });
    expect((await coldstart.invoke("attack")).status).toBe("ok");
    await expectUnmarked(coldstart);
  });
}

/** The handle does not show requests that are not over, so the forger guesses: the id of one that is. */
async function requestUnderWay(coldstart: ColdstartPage): Promise<string> {
  return coldstart.page.evaluate(() => window.coldstart.invocations().at(-1)?.requestId ?? "");
}
