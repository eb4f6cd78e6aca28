import { beforeEach, describe, expect, test, vi } from "vitest";
import { ProblemError } from "../../store/problem.ts";
import { type FrameWindow, type MessageDesk, openMessageDesk } from "./message-desk.ts";

const ORIGIN = "https://docs.example.org";

/** A frame in which nothing is real but the messages. */
class FakeFrame implements FrameWindow {
  readonly posted: { readonly message: unknown; readonly to: string }[] = [];
  readonly parent = {
    postMessage: (message: unknown, to: string) => {
      // As a browser does: what cannot be cloned is not posted.
      this.posted.push({ message: structuredClone(message), to });
    },
  };
  #listener: ((event: MessageEvent<unknown>) => void) | undefined;

  addEventListener(_: "message", listener: (event: MessageEvent<unknown>) => void): void {
    this.#listener = listener;
  }

  removeEventListener(): void {
    this.#listener = undefined;
  }

  async receive(data: unknown, { origin = ORIGIN, source = this.parent as unknown } = {}): Promise<void> {
    this.#listener?.({ data, origin, source } as MessageEvent<unknown>);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }

  get answers(): readonly unknown[] {
    return this.posted.map(({ message }) => message);
  }
}

let frame: FakeFrame;
let desk: MessageDesk;
const calls = {
  "project.get": vi.fn(() => ({ name: "hello" })),
  invoke: vi.fn((name: unknown, event: unknown) => Promise.resolve({ name, event })),
  fails: () => Promise.reject(new ProblemError({ code: "not-trusted", message: "Not yet.", remedy: "Ask the person." })),
  throws: () => {
    throw new TypeError("no");
  },
  uncloneable: () => ({ run() {} }),
  slow: () => new Promise(() => {}),
};

beforeEach(() => {
  vi.clearAllMocks();
  frame = new FakeFrame();
  desk = openMessageDesk({ frame, origin: ORIGIN, calls, ready: Promise.resolve() });
});

describe("a request of the page around the frame", () => {
  test("is answered by its id, to that origin and no other", async () => {
    await frame.receive({ coldstart: 1, id: 7, call: "project.get", args: [] });
    await frame.receive({ coldstart: 1, id: "a", call: "invoke", args: ["hello", { x: 1 }] });
    await frame.receive({ coldstart: 1, id: "b", call: "project.get" });
    expect(frame.posted).toEqual([
      { to: ORIGIN, message: { coldstart: 1, id: 7, result: { name: "hello" } } },
      { to: ORIGIN, message: { coldstart: 1, id: "a", result: { name: "hello", event: { x: 1 } } } },
      { to: ORIGIN, message: { coldstart: 1, id: "b", result: { name: "hello" } } },
    ]);
  });

  test("that fails says code, message and remedy", async () => {
    await frame.receive({ coldstart: 1, id: 1, call: "fails", args: [] });
    await frame.receive({ coldstart: 1, id: 2, call: "throws", args: [] });
    await frame.receive({ coldstart: 1, id: 3, call: "uncloneable", args: [] });
    expect(frame.answers).toMatchObject([
      { id: 1, error: { code: "not-trusted", message: "Not yet.", remedy: "Ask the person." } },
      { id: 2, error: { code: "unexpected", message: "no" } },
      { id: 3, error: { code: "not-plain-data" } },
    ]);
  });

  test("waits until the page is ready", async () => {
    let begin = () => {};
    const ready = new Promise<void>((done) => {
      begin = done;
    });
    const late = new FakeFrame();
    openMessageDesk({ frame: late, origin: ORIGIN, calls, ready });
    await late.receive({ coldstart: 1, id: 1, call: "project.get", args: [] });
    expect(late.posted).toEqual([]);
    begin();
    await late.receive({ unrelated: true });
    expect(late.answers).toEqual([{ coldstart: 1, id: 1, result: { name: "hello" } }]);
  });

  test.each<readonly [string, unknown, string]>([
    ["an unknown call", { coldstart: 1, id: 1, call: "trust", args: [] }, "no-such-call"],
    ["an inherited name", { coldstart: 1, id: 1, call: "constructor", args: [] }, "no-such-call"],
    ["a prototype", { coldstart: 1, id: 1, call: "__proto__", args: [] }, "no-such-call"],
    ["a path of names", { coldstart: 1, id: 1, call: "project.trust", args: [] }, "no-such-call"],
    ["no call", { coldstart: 1, id: 1 }, "message"],
    ["a call that is no text", { coldstart: 1, id: 1, call: ["project.get"] }, "message"],
    ["args that are no list", { coldstart: 1, id: 1, call: "project.get", args: { length: 1 } }, "message"],
    ["too many args", { coldstart: 1, id: 1, call: "project.get", args: [1, 2, 3, 4, 5] }, "message"],
    ["another version", { coldstart: 2, id: 1, call: "project.get", args: [] }, "message-version"],
    ["a version that is a text", { coldstart: "1", id: 1, call: "project.get", args: [] }, "message-version"],
  ])("with %s is refused in words", async (_, message, code) => {
    await frame.receive(message);
    expect(frame.answers).toMatchObject([
      { coldstart: 1, id: 1, error: { code, message: expect.any(String), remedy: expect.any(String) } },
    ]);
    expect(calls["project.get"]).not.toHaveBeenCalled();
  });

  test("is told to wait where a hundred are under way", async () => {
    for (let id = 0; id < 101; id += 1) await frame.receive({ coldstart: 1, id, call: "slow", args: [] });
    expect(frame.answers).toMatchObject([{ id: 100, error: { code: "too-many-calls" } }]);
  });
});

describe("nothing is carried out and nothing answered", () => {
  const good = { coldstart: 1, id: 1, call: "project.get", args: [] };

  test.each<readonly [string, unknown, { origin?: string; source?: unknown }]>([
    ["for another origin", good, { origin: "https://evil.example" }],
    ["for an origin that begins the same", good, { origin: `${ORIGIN}.evil.example` }],
    ["for another scheme", good, { origin: "http://docs.example.org" }],
    ["for another port", good, { origin: `${ORIGIN}:8443` }],
    ["for a page without an origin", good, { origin: "null" }],
    ["for no origin", good, { origin: "" }],
    ["for a window that is not the parent", good, { source: {} }],
    ["for no window", good, { source: null }],
    ["to a text", "coldstart", {}],
    ["to null", null, {}],
    ["to a list", [good], {}],
    ["to somebody else's message", { type: "webpackOk", id: 1 }, {}],
    ["to a version from a prototype", Object.create(good), {}],
    ["without an id", { ...good, id: undefined }, {}],
    ["to an id that is an object", { ...good, id: { toString: () => "1" } }, {}],
    ["to an id without an end", { ...good, id: "x".repeat(201) }, {}],
    ["to an id that is no number", { ...good, id: Number.NaN }, {}],
  ])("%s", async (_, message, from) => {
    await frame.receive(message, from);
    expect(frame.posted).toEqual([]);
    expect(calls["project.get"]).not.toHaveBeenCalled();
  });

  test("after it is closed", async () => {
    desk.close();
    await frame.receive(good);
    expect(frame.posted).toEqual([]);
  });
});

test("what happens is told to the same origin", () => {
  desk.tell("invocation", { requestId: "r-1" });
  expect(frame.posted).toEqual([{ to: ORIGIN, message: { coldstart: 1, event: "invocation", detail: { requestId: "r-1" } } }]);
});
