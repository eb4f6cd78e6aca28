/** The built-ins about the process and what runs in it: process, os, tty, timers, module, perf_hooks, console, diagnostics_channel. */
import nodeChannels from "node:diagnostics_channel";
import nodeOs from "node:os";
import nodePromises from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { errorParts, loadBuiltins } from "./builtins-under-test.ts";
import { tellCrashes } from "./process/crash-events.ts";

type Process = NodeJS.Process;
const settled = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: errorParts(error) }),
  );

describe("process", () => {
  test("says what the container is", async () => {
    const env: Record<string, string | undefined> = { STAGE: "test" };
    const process = (await loadBuiltins({ env, memoryLimitMb: 256, nowMs: () => 1_234.567_8 })).load<Process>("process");
    expect(process.env).toBe(env);
    expect([process.version, process.versions.node, process.platform, process.arch, process.cwd()]).toEqual([
      "v22.20.0",
      "22.20.0",
      "linux",
      "x64",
      "/var/task",
    ]);
    expect(process.argv.map((part) => part.startsWith("/"))).toEqual([true, true]);
    expect(process.uptime()).toBeCloseTo(1.2345678);
    expect(process.hrtime()).toEqual([1, 234_567_800]);
    expect(process.hrtime([0, 900_000_000])).toEqual([0, 334_567_800]);
    expect(process.hrtime.bigint()).toBe(1_234_567_800n);
    expect(process.constrainedMemory()).toBe(256 * 1024 * 1024);
    expect(Object.prototype.toString.call(process)).toBe("[object process]");
  });

  test("its output goes to the log as it is written, characters whole", async () => {
    const { load, written } = await loadBuiltins();
    const { stdout, stderr } = load<Process>("process");
    const done = vi.fn();
    expect(stdout.write("no line end", done)).toBe(true);
    stdout.write(Uint8Array.of(0xe2, 0x82));
    stdout.write(Uint8Array.of(0xac, 0x0a));
    stderr.write("to stderr\n", "utf8", done);
    await Promise.resolve();
    expect(written).toEqual([
      { stream: "stdout", text: "no line end" },
      { stream: "stdout", text: "€\n" },
      { stream: "stderr", text: "to stderr\n" },
    ]);
    expect(done).toHaveBeenCalledTimes(2);
    expect(() => stdout.write(1 as never)).toThrow(expect.objectContaining({ code: "ERR_INVALID_ARG_TYPE" }));
    expect(stdout.isTTY).toBeUndefined();
  });

  test("exit tells its listeners once, then the container", async () => {
    const { load, exitCodes } = await loadBuiltins();
    const process = load<Process>("process");
    const heard = vi.fn();
    process.on("exit", (code) => {
      heard(code);
      process.exit(5);
    });
    process.exitCode = 3;
    expect(() => process.exit()).toThrow("exit 5");
    expect(heard.mock.calls).toEqual([[3]]);
    expect(exitCodes).toEqual([5]);
    expect(() => process.exit(1.5)).toThrow(expect.objectContaining({ code: "ERR_INVALID_ARG_TYPE" }));
    expect(() => {
      process.exitCode = "x";
    }).toThrow(expect.objectContaining({ code: "ERR_INVALID_ARG_TYPE" }));
  });

  test("nextTick runs after this turn, in order, with its arguments", async () => {
    const process = (await loadBuiltins()).load<Process>("process");
    const seen: unknown[] = [];
    process.nextTick((...args: unknown[]) => seen.push(args), 1, 2);
    process.nextTick(() => seen.push("second"));
    seen.push("now");
    await Promise.resolve();
    expect(seen).toEqual(["now", [1, 2], "second"]);
    expect(() => process.nextTick("x" as never)).toThrow(expect.objectContaining({ code: "ERR_INVALID_ARG_TYPE" }));
  });

  test("emitWarning is an event and a line on stderr", async () => {
    const { load, written } = await loadBuiltins();
    const process = load<Process>("process");
    const heard = vi.fn();
    process.on("warning", heard);
    process.emitWarning("careful", { type: "MyWarning", code: "W1", detail: "more" });
    await Promise.resolve();
    expect(heard.mock.calls[0]?.[0]).toMatchObject({ name: "MyWarning", message: "careful", code: "W1", detail: "more" });
    expect(written).toEqual([{ stream: "stderr", text: "(node:1) [W1] MyWarning: careful\nmore\n" }]);
  });

  test("memoryUsage says so where the browser does not tell", async () => {
    const process = (await loadBuiltins()).load<Process>("process");
    expect(() => process.memoryUsage()).toThrow("process.memoryUsage is not available in this playground's Node.js runtime.");
  });
});

describe("a crash is told to the process's listeners", () => {
  const heardOn = (type: string, parts: object): unknown[] => {
    const scope = new EventTarget();
    const heard: unknown[] = [];
    tellCrashes(scope, { emit: (...args) => heard.push(args) > 0 });
    scope.addEventListener(type, () => heard.push("the runtime ends the process"));
    scope.dispatchEvent(Object.assign(new Event(type), parts));
    return heard;
  };

  test("an uncaught error", () => {
    const error = new Error("x");
    expect(heardOn("error", { error })).toEqual([
      ["uncaughtExceptionMonitor", error, "uncaughtException"],
      ["uncaughtException", error, "uncaughtException"],
      "the runtime ends the process",
    ]);
  });

  test("an unhandled rejection", () => {
    const promise = Promise.resolve();
    expect(heardOn("unhandledrejection", { reason: "why", promise })).toEqual([
      ["unhandledRejection", "why", promise],
      "the runtime ends the process",
    ]);
  });
});

test("os answers as Node does on Linux", async () => {
  const os = (await loadBuiltins({ env: { TMPDIR: "/tmp/mine/", HOME: "/home/me" }, memoryLimitMb: 1024 })).load<typeof nodeOs>("os");
  expect([os.platform(), os.type(), os.arch(), os.EOL, os.devNull, os.endianness()]).toEqual([
    "linux",
    "Linux",
    "x64",
    "\n",
    "/dev/null",
    nodeOs.endianness(),
  ]);
  expect([os.tmpdir(), os.homedir(), os.totalmem()]).toEqual(["/tmp/mine", "/home/me", 1024 ** 3]);
  expect(os.cpus()).toHaveLength(os.availableParallelism());
  expect(`${os.platform}`).toBe("linux");
});

test.runIf(process.platform === "linux")("the system's numbers are Node's", async () => {
  const os = (await loadBuiltins()).load<typeof nodeOs>("os");
  for (const kind of ["errno", "signals", "priority"] as const) expect({ ...os.constants[kind] }).toEqual({ ...nodeOs.constants[kind] });
});

test("nothing is a terminal", async () => {
  const tty = (await loadBuiltins()).load<typeof import("node:tty")>("tty");
  expect([0, 1, 2, -1].map((descriptor) => tty.isatty(descriptor))).toEqual([false, false, false, false]);
});

describe("timers", () => {
  test("are the globals", async () => {
    const timers = (await loadBuiltins()).load<typeof import("node:timers")>("timers");
    expect([timers.setTimeout === setTimeout, timers.clearInterval === clearInterval, timers.setImmediate === setImmediate]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test.each<[string, (timers: typeof nodePromises) => Promise<unknown>]>([
    ["setTimeout", (timers) => timers.setTimeout(1, "value")],
    ["setImmediate", (timers) => timers.setImmediate("value")],
    ["scheduler", (timers) => timers.scheduler.wait(1)],
    ["yield", (timers) => timers.scheduler.yield()],
    ["aborted before", (timers) => timers.setTimeout(1, "x", { signal: AbortSignal.abort() })],
    [
      "aborted after",
      (timers) => {
        const controller = new AbortController();
        queueMicrotask(() => controller.abort());
        return timers.setTimeout(10_000, "x", { signal: controller.signal });
      },
    ],
    ["not a signal", (timers) => timers.setImmediate("x", { signal: 1 as never })],
    [
      "setInterval",
      async (timers) => {
        const seen: unknown[] = [];
        for await (const value of timers.setInterval(1, "tick")) if (seen.push(value) === 3) break;
        return seen;
      },
    ],
  ])("promises: %s", async (_name, call) => {
    const timers = (await loadBuiltins()).load<typeof nodePromises>("timers/promises");
    expect(await settled(call(timers))).toEqual(await settled(call(nodePromises)));
  });
});

describe("module", () => {
  test("createRequire finds built-ins and says why it finds nothing else", async () => {
    const { createRequire, isBuiltin, builtinModules } = (await loadBuiltins()).load<typeof import("node:module")>("module");
    const require = createRequire("/var/task/index.js");
    expect(require("node:path").join("a", "b")).toBe("a/b");
    expect(require.resolve("fs")).toBe("fs");
    expect([isBuiltin("node:fs"), isBuiltin("fs/promises"), isBuiltin("lodash"), builtinModules.includes("util")]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    const missing = expect.objectContaining({ code: "MODULE_NOT_FOUND", message: expect.stringContaining("'lodash'") });
    expect(() => require("lodash")).toThrow(missing);
    expect(() => createRequire("relative")).toThrow(expect.objectContaining({ code: "ERR_INVALID_ARG_VALUE" }));
  });
});

test("perf_hooks measures on the browser's timeline", async () => {
  const { performance, PerformanceObserver } = (await loadBuiltins()).load<typeof import("node:perf_hooks")>("perf_hooks");
  performance.mark("a");
  expect(performance.measure("span", "a").duration).toBeGreaterThanOrEqual(0);
  expect(performance.now()).toBeGreaterThan(0);
  expect(PerformanceObserver).toBe(globalThis.PerformanceObserver);
  performance.clearMarks("a");
});

test("console.Console prints to the streams it was given", async () => {
  const print = (Class: typeof console.Console) => {
    const lines: string[] = [];
    const stream = (name: string) => ({
      write: (text: string) => lines.push(`${name}: ${text}`),
      on() {},
      once() {},
      removeListener() {},
      listenerCount: () => 0,
    });
    const mine = new Class({ stdout: stream("out") as never, stderr: stream("err") as never });
    const { log } = mine;
    log("a %d", 1, { b: [2] });
    mine.error("bad");
    mine.group("group");
    mine.info("two\nlines");
    mine.groupEnd();
    mine.warn("after");
    mine.count();
    mine.count();
    mine.countReset();
    mine.count();
    mine.assert(true, "no");
    mine.assert(false, "yes %s", 1);
    mine.table([{ a: 1, b: 2 }, { a: 3 }]);
    mine.table("text");
    mine.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
    return lines;
  };
  const { Console } = (await loadBuiltins()).load<typeof import("node:console")>("console");
  const { Console: NodeConsole } = await import("node:console");
  expect(print(Console)).toEqual(print(NodeConsole));
});

describe("diagnostics_channel", () => {
  type Channels = typeof nodeChannels;
  const CASES: Readonly<Record<string, (module: Channels) => unknown>> = {
    "subscribe, publish, unsubscribe": (m) => {
      const heard: unknown[] = [];
      const subscriber = (message: unknown, name: string | symbol) => heard.push([message, name]);
      const channel = m.channel("mine");
      const states = [channel.hasSubscribers, m.hasSubscribers("mine")];
      m.subscribe("mine", subscriber);
      channel.publish({ a: 1 });
      states.push(channel.hasSubscribers, m.unsubscribe("mine", subscriber), m.unsubscribe("mine", subscriber));
      channel.publish({ a: 2 });
      return [heard, states, m.channel("mine") === channel];
    },
    "a name that is none": (m) => {
      try {
        return m.channel(1 as never);
      } catch (error) {
        return errorParts(error);
      }
    },
    traceSync: (m) => {
      const heard: unknown[] = [];
      const tracing = m.tracingChannel("sync") as unknown as { subscribe(handlers: object): void; traceSync(...args: unknown[]): unknown };
      tracing.subscribe(
        Object.fromEntries(["start", "end", "error"].map((event) => [event, (context: object) => heard.push([event, { ...context }])])),
      );
      const result = tracing.traceSync(
        function (this: unknown, a: number) {
          return [this, a];
        },
        { id: 1 },
        "self",
        2,
      );
      try {
        tracing.traceSync(() => {
          throw new Error("no");
        }, {});
      } catch (error) {
        heard.push(String(error));
      }
      return [heard, result];
    },
    tracePromise: async (m) => {
      const heard: unknown[] = [];
      const tracing = m.tracingChannel("promise") as unknown as {
        subscribe(handlers: object): void;
        tracePromise(...args: unknown[]): Promise<unknown>;
      };
      const events = ["start", "end", "asyncStart", "asyncEnd", "error"];
      tracing.subscribe(Object.fromEntries(events.map((event) => [event, (context: object) => heard.push([event, { ...context }])])));
      const result = await tracing.tracePromise(async (a: number) => a + 1, { id: 2 }, undefined, 4);
      await tracing.tracePromise(async () => Promise.reject(new Error("no")), {}).catch((error) => heard.push(String(error)));
      return [heard, result];
    },
  };
  test.each(Object.entries(CASES))("%s", async (_name, call) => {
    const channels = (await loadBuiltins()).load<Channels>("diagnostics_channel");
    expect(await call(channels)).toEqual(await call(nodeChannels));
  });
});
