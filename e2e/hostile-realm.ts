/**
 * A container whose whole realm is the attacker's: it holds its port to the page and says on it what no honest runtime
 * says. (User code never sees the port; here the worker's script is replaced, in the frame, by a hostile one.)
 */
import { type ColdstartPage, expect } from "./coldstart-page.ts";

/**
 * The next container does `deed` when it is asked to run. In its realm: `port`, `message` (the request), `event`,
 * `call(service, operation, input, more)`, which resolves with the page's answer, and `done(payload)`.
 */
export async function takeOver(coldstart: ColdstartPage, deed: string): Promise<void> {
  const frame = coldstart.page.frames().find((each) => each !== coldstart.page.mainFrame());
  await frame?.evaluate((hostileDeed) => {
    const script = `onmessage = ({ data: { port } }) => {
      const waiting = new Map();
      let callId = 0;
      const call = (service, operation, input, more = {}) => new Promise((resolve) => {
        callId += 1;
        waiting.set(callId, resolve);
        port.postMessage({ type: "service-call", callId, service, operation, input: typeof input === "string" ? input : JSON.stringify(input), ...more });
      });
      port.onmessage = async ({ data: message }) => {
        if (message.type === "init") return port.postMessage({ type: "initialized", initMs: 0.01 });
        if (message.type === "service-answer") return waiting.get(message.callId)?.(message);
        const event = JSON.parse(message.event);
        const done = (payload) => port.postMessage({ type: "completed", requestId: message.requestId, durationMs: 1, payload: JSON.stringify(payload) });
        {
          ${hostileDeed}
        }
      };
    };`;
    const Honest = globalThis.Worker;
    globalThis.Worker = class extends Honest {
      constructor() {
        super(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
        globalThis.Worker = Honest;
      }
    } as typeof Worker;
  }, deed);
}

/** Neither the page's objects nor its globals bear an attacker's mark. */
export async function expectUnmarked({ page }: ColdstartPage): Promise<void> {
  expect(await page.evaluate(() => ({ polluted: Reflect.get({}, "polluted"), owned: Reflect.get(window, "owned") }))).toEqual({
    polluted: undefined,
    owned: undefined,
  });
}
