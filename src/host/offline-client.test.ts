import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type OfflineClient, openOffline } from "./offline-client.ts";

const SCOPE = "https://coldstart.test/page/";
const OURS = "assets/offline-keeper-a.js";
const NEXT = "assets/offline-keeper-b.js";

class Worker {
  readonly asked: unknown[] = [];
  readonly postMessage = (message: { readonly ask: string; readonly used?: readonly string[] }) =>
    this.asked.push(message.used ? message : message.ask);
}

type Listener = (event: unknown) => void;

/** The page's globals, its container of workers and its registration. */
function begin({ active = new Worker(), waiting = null as Worker | null, installing = null as object | null } = {}) {
  const listeners = new Map<string, Listener>();
  const registration = {
    ...{ scope: SCOPE, active, waiting, installing },
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
    update: vi.fn(async () => {}),
  };
  const workers = {
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
    startMessages: vi.fn(),
  };
  vi.stubGlobal("addEventListener", (type: string, listener: Listener) => void listeners.set(type, listener));
  vi.stubGlobal("document", {
    visibilityState: "visible",
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
  });
  vi.stubGlobal("navigator", { onLine: true });
  const told: unknown[] = [];
  const client: OfflineClient = openOffline({
    workers: workers as never,
    registration: registration as never,
    marker: `${SCOPE}${OURS}`,
    onReport: ({ parts }) => told.push(["parts", parts.length]),
    onUpdate: () => told.push("update"),
    onNetwork: (isThere) => told.push(isThere ? "there" : "gone"),
  });
  const fire = (type: string, event: unknown = {}) => listeners.get(type)?.(event);
  const report = (source: Worker, marker: string, change: object = {}) =>
    fire("message", {
      data: { type: "coldstart-offline-report", marker, parts: [], unreachable: false, ...change },
      ports: [],
      source,
    });
  return { client, registration, workers, active, told, fire, report };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("a new version", () => {
  test("that waits is offered", () => {
    const waiting = new Worker();
    const { report, told } = begin({ waiting });
    expect(waiting.asked).toEqual(["state"]);
    report(waiting, NEXT);
    expect(told).toEqual(["update"]);
    expect(waiting.asked).toEqual(["state"]);
  });

  test("that this page is of already is let in unasked, whatever looks after the page until then", () => {
    const waiting = new Worker();
    const { report, told, active } = begin({ waiting });
    report(active, NEXT);
    report(waiting, OURS);
    expect(waiting.asked).toEqual(["state", "take-over"]);
    expect(told).not.toContain("update");
  });

  test("that another page let in is offered to this one", () => {
    const { report, told, fire, active, registration } = begin();
    report(active, OURS);
    registration.active = new Worker();
    fire("controllerchange");
    expect(registration.active.asked).toEqual(["state"]);
    report(registration.active, NEXT);
    expect(told).toContain("update");
  });

  test.each([
    ["found while the page is open", true],
    ["found before the page looked", false],
  ])("%s is met when it is installed", (_, isLater) => {
    let change = () => {};
    const installing = {
      state: "installing",
      addEventListener: (_type: string, changed: () => void) => {
        change = changed;
      },
    };
    const { registration, fire } = begin(isLater ? {} : { installing });
    if (isLater) {
      Object.assign(registration, { installing });
      fire("updatefound");
    }
    change();
    const waiting = new Worker();
    Object.assign(registration, { waiting });
    installing.state = "installed";
    change();
    expect(waiting.asked).toEqual(["state"]);
  });

  test("takes over before the page reloads; a worker that does not answer is not waited for", async () => {
    const waiting = new Worker();
    const { client } = begin({ waiting });
    const taken = client.takeOver();
    expect(waiting.asked).toContain("take-over");
    await vi.advanceTimersByTimeAsync(5_000);
    await taken;
    await begin().client.takeOver();
  });
});

describe("the network", () => {
  test("is gone when the worker says that the host does not answer, which is then asked again", async () => {
    const { report, told, active } = begin();
    report(active, OURS, { unreachable: true });
    expect(told.at(-1)).toBe("gone");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(active.asked).toEqual(["state", "probe", "probe"]);
    report(active, OURS);
    expect(told.at(-1)).toBe("there");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(active.asked).toHaveLength(3);
  });

  test("is gone when the browser says so", () => {
    const { fire, told } = begin();
    vi.stubGlobal("navigator", { onLine: false });
    fire("offline");
    expect(told).toEqual(["gone"]);
  });
});

test("the worker is told what the page has loaded, and answers only to itself", () => {
  const { client, active, fire, told } = begin();
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ name: `${SCOPE}assets/x.js` }] as never);
  client.prepare();
  client.getAll();
  client.stop();
  expect(active.asked).toEqual(["state", { type: "coldstart-offline", ask: "prepare", used: [`${SCOPE}assets/x.js`] }, "get-all", "stop"]);
  const answered: unknown[] = [];
  const port = { postMessage: (message: unknown) => answered.push(message) };
  fire("message", { data: { type: "coldstart-which-build" }, ports: [port], source: active });
  fire("message", { data: { type: "coldstart-request" }, ports: [port], source: active });
  fire("message", { data: null, ports: [], source: null });
  expect(answered).toEqual([`${SCOPE}${OURS}`]);
  expect(told).toEqual([]);
});
