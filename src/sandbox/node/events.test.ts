import nodeEvents from "node:events";
import { describe, expect, test, vi } from "vitest";
import { answerOf, errorParts, loadBuiltins } from "./builtins-under-test.ts";

type Events = typeof nodeEvents;
const { load } = await loadBuiltins();
const events = load<Events>("events");

/** What happened, in order. */
function recorded(run: (record: (...entry: unknown[]) => void) => unknown): unknown[] {
  const log: unknown[] = [];
  const result = answerOf(() => run((...entry) => log.push(entry)));
  return [...log, result];
}

const SAME: Readonly<Record<string, (module: Events) => unknown>> = {
  "order, arguments and this": (m) =>
    recorded((record) => {
      const emitter = new m.EventEmitter();
      emitter.on("a", function (this: unknown, ...args) {
        record("first", this === emitter, args);
      });
      emitter.prependListener("a", () => record("before"));
      emitter.once("a", () => record("once"));
      return [emitter.emit("a", 1, 2), emitter.emit("a"), emitter.emit("b")];
    }),
  "listeners that add and remove": (m) =>
    recorded((record) => {
      const emitter = new m.EventEmitter();
      const second = () => record("second");
      emitter.on("a", () => {
        record("first");
        emitter.removeListener("a", second);
        emitter.on("a", () => record("added"));
      });
      emitter.on("a", second);
      emitter.emit("a");
      emitter.emit("a");
    }),
  "newListener and removeListener": (m) =>
    recorded((record) => {
      const emitter = new m.EventEmitter();
      const listener = () => {};
      emitter.on("newListener", (name, added) => record("new", name, added === listener, emitter.listenerCount("a")));
      emitter.on("removeListener", (name, removed) => record("gone", name, removed === listener));
      emitter.once("a", listener);
      emitter.on("b", listener);
      emitter.removeListener("a", listener);
      emitter.removeAllListeners("b");
      emitter.removeAllListeners();
      return emitter.eventNames();
    }),
  "the latest of two is removed": (m) =>
    recorded((record) => {
      const emitter = new m.EventEmitter();
      const listener = () => record("called");
      emitter.on("a", listener).once("a", listener);
      emitter.off("a", listener);
      return [emitter.listenerCount("a"), emitter.rawListeners("a")[0] === listener, emitter.emit("a"), emitter.emit("a")];
    }),
  "once unwraps": (m) => {
    const emitter = new m.EventEmitter();
    const listener = () => {};
    emitter.once("a", listener);
    return [emitter.listeners("a")[0] === listener, emitter.rawListeners("a")[0] === listener, emitter.listenerCount("a", listener)];
  },
  names: (m) => {
    const emitter = new m.EventEmitter();
    const key = Symbol.for("key");
    return emitter
      .on("b", () => {})
      .on("a", () => {})
      .on(key, () => {})
      .eventNames();
  },
  "error without a listener: error": (m) => new m.EventEmitter().emit("error", new RangeError("mine")),
  "error without a listener: text": (m) => new m.EventEmitter().emit("error", "text"),
  "error without a listener: nothing": (m) => new m.EventEmitter().emit("error"),
  errorMonitor: (m) =>
    recorded((record) => {
      const emitter = new m.EventEmitter();
      emitter.on(m.errorMonitor, (error) => record("seen", error));
      emitter.emit("error", "x");
    }),
  "listener: text": (m) => new m.EventEmitter().on("a", "x" as never),
  "setMaxListeners: negative": (m) => new m.EventEmitter().setMaxListeners(-1),
  max: (m) => [new m.EventEmitter().getMaxListeners(), new m.EventEmitter().setMaxListeners(3).getMaxListeners(), m.defaultMaxListeners],
  "called without new": (m) => {
    const before = function (this: object) {
      Reflect.apply(m.EventEmitter, this, []);
    };
    Object.setPrototypeOf(before.prototype, m.EventEmitter.prototype);
    const old = Reflect.construct(before, []) as InstanceType<Events["EventEmitter"]>;
    const heard = vi.fn();
    old.on("a", heard).emit("a", 1);
    return [heard.mock.calls, old instanceof m.EventEmitter, Object.keys(old)];
  },
  "a subclass with an event named like a method": (m) => {
    class Mine extends m.EventEmitter {}
    const mine = new Mine();
    mine.on("toString", () => {}).on("__proto__", () => {});
    return [mine.eventNames(), mine.emit("hasOwnProperty")];
  },
  "static members": (m) => [
    m.EventEmitter === (m as unknown),
    m.captureRejectionSymbol,
    m.once.name,
    m.on.name,
    Reflect.get(m, "usingDomains"),
  ],
  getEventListeners: (m) => m.getEventListeners(new m.EventEmitter().on("a", Math.abs), "a"),
};

test.each(Object.entries(SAME))("%s", (_name, call) => {
  expect(answerOf(() => call(events))).toEqual(answerOf(() => call(nodeEvents)));
});

test("too many listeners warn once", () => {
  const emitWarning = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const emitter = new events.EventEmitter();
  for (let count = 0; count < 12; count += 1) emitter.on("a", () => {});
  expect(emitWarning.mock.calls.map(([warning]) => (warning as Error).name)).toEqual(["MaxListenersExceededWarning"]);
  emitWarning.mockRestore();
});

const LATER: Readonly<Record<string, (module: Events) => Promise<unknown>>> = {
  once: async (m) => {
    const emitter = new m.EventEmitter();
    queueMicrotask(() => emitter.emit("a", 1, 2));
    return [await m.once(emitter, "a"), emitter.eventNames()];
  },
  "once: error": async (m) => {
    const emitter = new m.EventEmitter();
    queueMicrotask(() => emitter.emit("error", new Error("no")));
    return m.once(emitter, "a");
  },
  "once: the error event itself": async (m) => {
    const emitter = new m.EventEmitter();
    queueMicrotask(() => emitter.emit("error", "e"));
    return m.once(emitter, "error");
  },
  "once: aborted": async (m) => m.once(new m.EventEmitter(), "a", { signal: AbortSignal.abort() }),
  "once: aborted later": async (m) => {
    const controller = new AbortController();
    queueMicrotask(() => controller.abort());
    return m.once(new m.EventEmitter(), "a", { signal: controller.signal });
  },
  "once: EventTarget": async (m) => {
    const target = new EventTarget();
    queueMicrotask(() => target.dispatchEvent(new Event("a")));
    return (await m.once(target, "a")).map((event) => (event as Event).type);
  },
  on: async (m) => {
    const emitter = new m.EventEmitter();
    queueMicrotask(() => {
      emitter.emit("a", 1);
      emitter.emit("a", 2, "b");
      emitter.emit("a", 3);
    });
    const seen: unknown[] = [];
    for await (const args of m.on(emitter, "a")) {
      seen.push(args);
      if (seen.length === 3) break;
    }
    return [seen, emitter.eventNames()];
  },
  "on: error": async (m) => {
    const emitter = new m.EventEmitter();
    queueMicrotask(() => emitter.emit("error", new Error("no")));
    for await (const _args of m.on(emitter, "a")) throw new Error("none comes");
  },
  "on: close": async (m) => {
    const emitter = new m.EventEmitter();
    queueMicrotask(() => {
      emitter.emit("a", 1);
      emitter.emit("end");
    });
    const seen: unknown[] = [];
    for await (const args of m.on(emitter, "a", { close: ["end"] } as never)) seen.push(args);
    return seen;
  },
  captureRejections: async (m) => {
    const emitter = new m.EventEmitter({ captureRejections: true });
    emitter.on("a", async () => {
      throw new Error("in a promise");
    });
    emitter.emit("a");
    return m.once(emitter, "error");
  },
  "captureRejections: own handler": async (m) => {
    class Mine extends m.EventEmitter {
      seen: unknown[] = [];
      override [nodeEvents.captureRejectionSymbol](error: Error, name: string, ...args: unknown[]) {
        this.seen = [error.message, name, args];
        this.emit("done");
      }
    }
    const mine = new Mine({ captureRejections: true });
    mine.on("a", async () => {
      throw new Error("in a promise");
    });
    const done = m.once(mine, "done");
    mine.emit("a", 1);
    await done;
    return mine.seen;
  },
};

describe("events as promises", () => {
  test.each(Object.entries(LATER))("%s", async (_name, call) => {
    const settled = (module: Events) =>
      call(module).then(
        (value) => ({ value }),
        (error: unknown) => ({ error: errorParts(error) }),
      );
    expect(await settled(events)).toEqual(await settled(nodeEvents));
  });
});
