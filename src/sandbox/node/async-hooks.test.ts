import nodeHooks from "node:async_hooks";
import { build } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { loadBuiltins } from "./builtins-under-test.ts";

type Hooks = typeof nodeHooks;
type Run = (hooks: Hooks, wait: (ms?: number) => Promise<void>) => Promise<unknown>;

/** What it wraps, to be put back for the test runner. */
const GLOBALS = [
  [Promise.prototype, "then"],
  [Promise, "resolve"],
  [globalThis, "queueMicrotask"],
  [globalThis, "setTimeout"],
  [globalThis, "setInterval"],
  [globalThis, "setImmediate"],
] as const;
const before = GLOBALS.map(([holder, name]) => [holder, name, Object.getOwnPropertyDescriptor(holder, name)] as const);
const { load } = await loadBuiltins();
const hooks = load<Hooks>("async_hooks");

afterAll(() => {
  for (const [holder, name, descriptor] of before) if (descriptor) Object.defineProperty(holder, name, descriptor);
});

/** Functions as a person's bundle has them when it imports async_hooks: `await` lowered by esbuild. */
async function lowered(source: string): Promise<Run> {
  const result = await build({
    stdin: { contents: `export const run = ${source}` },
    write: false,
    format: "cjs",
    target: "es2022",
    supported: { "async-await": false, "for-await": false, "async-generator": false },
  });
  const module = { exports: {} as { run: Run } };
  new Function("module", "exports", result.outputFiles[0]?.text ?? "")(module, module.exports);
  return module.exports.run;
}

const CASES: Readonly<Record<string, string>> = {
  "kept across await": `async ({ AsyncLocalStorage }, wait) => {
    const als = new AsyncLocalStorage();
    return als.run("store", async () => { await wait(); const first = als.getStore(); await null; return [first, als.getStore()]; });
  }`,
  "runs side by side keep their own": `async ({ AsyncLocalStorage }, wait) => {
    const als = new AsyncLocalStorage();
    const deep = async (id) => { const seen = [als.getStore()]; for (const ms of [3, 1, 2]) { await wait(ms * id); seen.push(als.getStore()); } return seen; };
    return Promise.all([1, 2, 3].map((id) => als.run(id, () => deep(id))));
  }`,
  "nothing leaks out": `async ({ AsyncLocalStorage }, wait) => {
    const als = new AsyncLocalStorage();
    const inside = als.run(1, async () => { await wait(); return als.getStore(); });
    const outside = als.getStore();
    return [outside, await inside, als.getStore()];
  }`,
  "after an error": `async ({ AsyncLocalStorage }, wait) => {
    const als = new AsyncLocalStorage();
    const seen = [];
    try { als.run(1, () => { throw new Error("x"); }); } catch { seen.push(als.getStore()); }
    await als.run(2, async () => { try { await wait().then(() => { throw new Error("y"); }); } catch { seen.push(als.getStore()); } finally { seen.push(als.getStore()); } });
    return seen;
  }`,
  "timers, microtasks and promise callbacks": `async ({ AsyncLocalStorage }, wait) => {
    const als = new AsyncLocalStorage();
    return als.run("s", () => Promise.all([
      new Promise((resolve) => setTimeout((a) => resolve([a, als.getStore()]), 1, "arg")),
      new Promise((resolve) => setImmediate(() => resolve(als.getStore()))),
      new Promise((resolve) => queueMicrotask(() => resolve(als.getStore()))),
      Promise.reject(new Error("no")).catch(() => als.getStore()),
      Promise.resolve().finally(() => {}).then(() => als.getStore()),
      new Promise((resolve) => { let count = 0; const timer = setInterval(() => { if (++count === 2) { clearInterval(timer); resolve(als.getStore()); } }, 1); }),
    ]));
  }`,
  "nested and left": `async ({ AsyncLocalStorage }, wait) => {
    const [a, b] = [new AsyncLocalStorage(), new AsyncLocalStorage()];
    const both = () => [a.getStore(), b.getStore()];
    return a.run(1, async () => {
      await wait();
      const inner = await b.run(2, async () => { await wait(); return [both(), await a.exit(async () => { await wait(); return both(); }), both()]; });
      return [inner, both()];
    });
  }`,
  "enterWith stays for the rest of the function": `async ({ AsyncLocalStorage }, wait) => {
    const als = new AsyncLocalStorage();
    const inner = async () => { await wait(); als.enterWith("entered"); await wait(); return als.getStore(); };
    return als.run("outer", async () => [await inner(), als.getStore()]);
  }`,
  "generators and for await": `async ({ AsyncLocalStorage }, wait) => {
    const als = new AsyncLocalStorage();
    async function* numbers() { for (let at = 0; at < 3; at++) { await wait(); yield [at, als.getStore()]; } }
    return als.run("g", async () => { const seen = []; for await (const each of numbers()) seen.push([each, als.getStore()]); return seen; });
  }`,
  "a thenable begins in the context of its await": `async ({ AsyncLocalStorage }, wait) => {
    const als = new AsyncLocalStorage();
    const query = { then(resolve) { resolve(als.getStore()); } };
    return als.run("q", async () => { await wait(); return [await query, als.getStore()]; });
  }`,
  "bind and snapshot": `async ({ AsyncLocalStorage }, wait) => {
    const als = new AsyncLocalStorage();
    const [bound, snapshot] = als.run("then", () => [AsyncLocalStorage.bind((x) => [x, als.getStore()]), AsyncLocalStorage.snapshot()]);
    return als.run("now", () => [bound(1), snapshot((x) => [x, als.getStore()], 2), als.getStore()]);
  }`,
  AsyncResource: `async ({ AsyncLocalStorage, AsyncResource }, wait) => {
    const als = new AsyncLocalStorage();
    class Job extends AsyncResource { constructor() { super("Job"); } }
    const job = als.run("made", () => new Job());
    const self = {};
    return als.run("now", () => [
      job.runInAsyncScope(function (a) { return [this === self, a, als.getStore()]; }, self, 5),
      job.bind((a) => [a, als.getStore()])(6),
      als.run("other", () => AsyncResource.bind(() => als.getStore()))(),
      job.emitDestroy() === job,
    ]);
  }`,
  disable: `async ({ AsyncLocalStorage }, wait) => {
    const als = new AsyncLocalStorage();
    return als.run(1, () => { als.disable(); const off = als.getStore(); return [off, als.run(2, () => als.getStore())]; });
  }`,
  "what is no function": `async ({ AsyncLocalStorage }) => new AsyncLocalStorage().run(1, "x")`,
};

describe("async_hooks", () => {
  test.each(Object.entries(CASES))("%s", async (_name, source) => {
    const wait = (ms = 0) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const settled = (promise: Promise<unknown>) =>
      promise.then(
        (value) => ({ value }),
        ({ name }: Error) => ({ name }),
      );
    const native = new Function(`return ${source}`)() as Run;
    const [mine, theirs] = [await settled((await lowered(source))(hooks, wait)), await settled(native(nodeHooks, wait))];
    expect(mine).toEqual(theirs);
  });

  test("enterWith in one request is gone in the next", async () => {
    const als = new hooks.AsyncLocalStorage<string>();
    als.enterWith("first");
    expect(als.getStore()).toBe("first");
    await new Promise((resolve) => before.length > 0 && setTimeout(resolve, 0));
    await null;
    expect(als.getStore()).toBeUndefined();
  });

  test.each(["createHook", "executionAsyncId", "triggerAsyncId", "executionAsyncResource"])("%s throws by its name", (name) => {
    const call = Reflect.get(hooks, name) as () => unknown;
    expect(call).toThrow(`async_hooks.${name} is not available in this playground's Node.js runtime.`);
  });
});
