/** What containers do for a function and to it: state that lives as long as they do, freezing, limits, crashes. */
import { type ColdstartPage, expect, type FunctionInput, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const js = (source: string): FunctionInput["files"] => ({ "index.js": source });
const fn = (source: string, settings: Partial<FunctionInput> = {}): FunctionInput => ({ name: "fn", files: js(source), ...settings });

const phases = (coldstart: ColdstartPage) =>
  coldstart.page.evaluate(() =>
    window.coldstart.containers().map(({ id, phase, version, served, endReason }) => ({ id, phase, version, served, endReason })),
  );

test("cold, then warm in the same container; the module's scope survives", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(fn("let served = 0; exports.handler = async () => ++served;"));
  const cold = await coldstart.invoke("fn");
  const warm = await coldstart.invoke("fn");
  expect(cold).toMatchObject({
    status: "ok",
    coldStart: true,
    payload: 1,
    version: "1",
    startReason: "Cold: first request after deploy. Nothing was running.",
  });
  expect(warm).toMatchObject({ status: "ok", coldStart: false, payload: 2, initMs: 0, containerId: cold.containerId });
  expect(warm.startReason).toMatch(/^Warm: reused\. It was idle, with [\d.]+ s left\. No init\.$/);
  expect(cold.initMs).toBeGreaterThan(0);
});

test("two requests at once: two containers, which do not share their scope", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(
    fn("let served = 0; exports.handler = async () => { served += 1; await new Promise((r) => setTimeout(r, 100)); return served; };"),
  );
  const [one, two] = await Promise.all([coldstart.invoke("fn"), coldstart.invoke("fn")]);
  expect([one.payload, two.payload]).toEqual([1, 1]);
  expect(one.containerId).not.toBe(two.containerId);
  expect(two.startReason).toBe("Cold: 1 of 1 container busy. One container serves one request.");
  expect((await phases(coldstart)).map(({ phase }) => phase)).toEqual(["idle", "idle"]);
});

test("/tmp survives while the container lives, and is its own", async ({ usedPage: coldstart }) => {
  const source = `const fs = require("fs");
    exports.handler = async () => {
      const before = fs.existsSync("/tmp/count") ? Number(fs.readFileSync("/tmp/count", "utf8")) : 0;
      fs.writeFileSync("/tmp/count", String(before + 1));
      await new Promise((r) => setTimeout(r, 60));
      return before;
    };`;
  await coldstart.deploy(fn(source));
  expect((await coldstart.invoke("fn")).payload).toBe(0);
  expect((await coldstart.invoke("fn")).payload).toBe(1);
  const both = await Promise.all([coldstart.invoke("fn"), coldstart.invoke("fn")]);
  expect(both.map(({ payload }) => payload).sort()).toEqual([0, 2]);
});

test("work after the response stands still until the next request", async ({ usedPage: coldstart }) => {
  const source = `let firedAfterMs = null;
    exports.handler = async ({ again }) => {
      const atMs = performance.now();
      if (!again) setTimeout(() => { firedAfterMs = performance.now() - atMs; }, 20);
      else await new Promise((r) => setTimeout(r, 60));
      return firedAfterMs;
    };`;
  await coldstart.deploy(fn(source), { name: "other", files: js("exports.handler = () => new Promise((r) => setTimeout(r, 200));") });
  expect((await coldstart.invoke("fn")).payload).toBeNull();
  // Real time passes, in another container, for longer than the timer asked: the first one stands still.
  await coldstart.invoke("other");
  expect((await coldstart.invoke("fn", { again: true })).payload).toBeGreaterThanOrEqual(200);
});

test("idle containers are evicted at their time, and the next request starts cold", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(fn("exports.handler = async () => 1;"));
  await coldstart.invoke("fn");
  await coldstart.page.evaluate(() => window.coldstart.clock.advance(240_000));
  expect((await phases(coldstart))[0]?.phase).toBe("idle");
  await coldstart.page.evaluate(() => window.coldstart.clock.advance(61_000));
  expect((await phases(coldstart)).filter(({ phase }) => phase === "idle")).toEqual([]);
  expect((await phases(coldstart))[0]?.endReason).toBe("Evicted: idle 300 s.");
  expect(await coldstart.invoke("fn")).toMatchObject({ coldStart: true, startReason: "Cold: scaled to zero. Nothing was running." });
});

test("a deploy is a new version in new containers", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(fn("exports.handler = async () => 'old';"));
  const before = await coldstart.invoke("fn");
  await coldstart.deploy(fn("exports.handler = async () => 'new';"));
  const after = await coldstart.invoke("fn");
  expect(before.payload).toBe("old");
  expect(after).toMatchObject({ payload: "new", coldStart: true });
});

test("a timeout kills, says so, keeps /tmp, and the next request runs init again inside", async ({ usedPage: coldstart }) => {
  const source = `const fs = require("fs"); let inits = 0; inits += 1;
    exports.handler = async (event) => {
      if (event.hang) { fs.writeFileSync("/tmp/mark", "kept"); await new Promise((r) => setTimeout(r, 60000)); }
      return { mark: fs.existsSync("/tmp/mark") ? fs.readFileSync("/tmp/mark", "utf8") : null };
    };`;
  await coldstart.deploy(fn(source, { timeoutMs: 3_000 }));
  const hung = await coldstart.invoke("fn", { hang: true });
  expect(hung).toMatchObject({ status: "timeout", error: { errorType: "Sandbox.Timedout" } });
  expect(hung.error?.errorMessage).toBe(`RequestId: ${hung.requestId} Error: Task timed out after 3.00 seconds`);
  expect(hung.logs.some((line) => line.endsWith("Task timed out after 3.00 seconds"))).toBe(true);
  expect(hung.logs.at(-1)).toContain("Status: timeout");
  const next = await coldstart.invoke("fn");
  expect(next).toMatchObject({ status: "ok", payload: { mark: "kept" }, containerId: hung.containerId, coldStart: false });
  expect(next.logs.at(-1)).not.toContain("Init Duration");
});

test("an endless synchronous loop ends at the time limit", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(fn("exports.handler = async () => { for (;;); };", { timeoutMs: 1_000 }));
  expect(await coldstart.invoke("fn")).toMatchObject({ status: "timeout" });
});

for (const [what, source, errorType, message] of [
  [
    "a thrown error",
    "class OutOfStock extends Error { name = 'OutOfStock'; }\nexports.handler = async () => { throw new OutOfStock('none left'); };",
    "OutOfStock",
    /^none left$/,
  ],
  ["a rejected promise", "exports.handler = () => Promise.reject(new TypeError('no'));", "TypeError", /^no$/],
  ["a missing handler", "exports.other = async () => 1;", "Runtime.HandlerNotFound", /index\.handler is undefined or not exported/],
  [
    "a missing module",
    "require('left-pad-of-nowhere' + ''); exports.handler = async () => 1;",
    "Runtime.ImportModuleError",
    /Cannot find module/,
  ],
  ["an error at init", "null.boom; exports.handler = async () => 1;", "TypeError", /boom/],
  ["process.exit", "exports.handler = async () => process.exit(1);", "Runtime.ExitError", /exit status 1/],
  [
    "a handler that never answers",
    "exports.handler = () => new Promise(() => {});",
    "Runtime.NodeJsExit",
    /Promise that was never settled/,
  ],
  [
    "an unhandled rejection",
    "exports.handler = async () => { Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 100)); };",
    "Runtime.UnhandledPromiseRejection",
    /lost/,
  ],
  [
    "a response over 6 MB",
    "exports.handler = async () => 'x'.repeat(7_000_000);",
    "Function.ResponseSizeTooLarge",
    /exceeded maximum allowed payload size/,
  ],
] as const) {
  test(`${what} is the error that a Lambda user would recognise, and the next request works`, async ({ usedPage: coldstart }) => {
    await coldstart.deploy(fn(source), { name: "other", files: js("exports.handler = async () => 'fine';") });
    const result = await coldstart.invoke("fn");
    expect(result.status).not.toBe("ok");
    expect(result.error?.errorType).toBe(errorType);
    expect(result.error?.errorMessage).toMatch(message);
    expect((await coldstart.invoke("other")).payload).toBe("fine");
    expect((await coldstart.invoke("fn")).error?.errorType).toBe(errorType);
  });
}

test("a trace names the person's own files and lines", async ({ usedPage: coldstart }) => {
  await coldstart.deploy({
    name: "fn",
    runtime: "typescript",
    files: {
      "index.ts": 'import { fail } from "./lib/fail";\n\nexport const handler = async (): Promise<void> => {\n  fail("deep");\n};\n',
      "lib/fail.ts":
        "interface Unused {\n  readonly a: string;\n}\nexport function fail(why: string): never {\n  throw new Error(why);\n}\n",
    },
  });
  const { error } = await coldstart.invoke("fn");
  expect(error?.trace?.join("\n")).toMatch(/lib\/fail\.ts:5:\d+/);
  expect(error?.trace?.join("\n")).toMatch(/index\.ts:4:\d+/);
  expect(error?.trace?.join("\n")).not.toContain("bundle");
});

test("an event over 6 MB is refused in words, and no container is asked", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(fn("exports.handler = async () => 1;"));
  expect(await coldstart.invoke("fn", "x".repeat(7_000_000))).toMatchObject({
    status: "error",
    error: {
      errorType: "RequestTooLargeException",
      errorMessage: "7000002 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)",
    },
    billedMs: 0,
  });
  expect(await phases(coldstart)).toEqual([]);
});

test("logs are printed as the platform prints them", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(
    fn(
      "exports.handler = async () => { console.log('a %s', 1, { b: 2 }); console.error(new Error('x').message); process.stdout.write('raw\\n'); return 1; };",
    ),
  );
  const { logs, requestId, durationMs, initMs, billedMs } = await coldstart.invoke("fn");
  expect(logs[0]).toMatch(/^INIT_START /);
  expect(logs[1]).toBe(`START RequestId: ${requestId} Version: $LATEST`);
  expect(logs[2]).toMatch(new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\t${requestId}\\tINFO\\ta 1 \\{ b: 2 \\}$`));
  expect(logs[3]).toMatch(/\tERROR\tx$/);
  expect(logs[4]).toBe("raw");
  expect(logs[5]).toBe(`END RequestId: ${requestId}`);
  expect(logs[6]).toMatch(
    new RegExp(
      `^REPORT RequestId: ${requestId}\\tDuration: ${durationMs.toFixed(2)} ms\\tBilled Duration: ${billedMs} ms\\tMemory Size: 128 MB\\tMax Memory Used: \\d+ MB\\tInit Duration: ${initMs.toFixed(2)} ms`,
    ),
  );
  expect(billedMs).toBe(Math.ceil(durationMs + initMs));
});

test("a container killed by hand while busy fails its request, and the next one works", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(
    fn("exports.handler = async (e) => { if (e.slow) await new Promise((r) => setTimeout(r, 40_000)); return 1; };", { timeoutMs: 60_000 }),
  );
  const running = coldstart.invoke("fn", { slow: true });
  const tile = coldstart.page.getByRole("button", { name: /^Container c-\d+, busy/ });
  await tile.click();
  await coldstart.page.getByRole("button", { name: /^Kill/ }).click();
  expect(await running).toMatchObject({ status: "crashed", error: { errorType: "Runtime.ExitError" } });
  expect((await coldstart.invoke("fn")).status).toBe("ok");
});

// Alone: the browser measures no frame in which another worker stands still (see the README's limits).
test("over its memory limit, a container is killed as a platform kills it, and the next request works", async ({ coldstart }) => {
  test.slow();
  const source = `const hoard = [];
    exports.handler = async (event) => {
      for (let n = 0; event.hoard && n < 60; n += 1) {
        hoard.push(new Array(1e6).fill(Math.random()));
        await new Promise((r) => setTimeout(r, 400));
      }
      return hoard.length;
    };`;
  await coldstart.deploy(fn(source, { timeoutMs: 60_000, memoryMb: 256 }));
  const result = await coldstart.invoke("fn", { hoard: true });
  expect(result).toMatchObject({ status: "crashed", error: { errorType: "Runtime.ExitError" } });
  expect(result.error?.errorMessage).toContain("signal: killed");
  expect(result.logs.at(-1)).toContain("Max Memory Used: 256 MB");
  expect(await coldstart.invoke("fn")).toMatchObject({ status: "ok", payload: 0 });
});

test("a million log lines do not hang the page", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(fn("exports.handler = async () => { for (let n = 0; n < 1e6; n += 1) console.log(n); };", { timeoutMs: 60_000 }));
  const { logs, status } = await coldstart.invoke("fn");
  expect(status).toBe("ok");
  expect(logs.some((line) => line.includes("more lines were dropped"))).toBe(true);
});

test("reserved concurrency throttles with its reason, and 0 stops the function", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(
    fn("exports.handler = async () => { await new Promise((r) => setTimeout(r, 150)); return 1; };", { reservedConcurrency: 1 }),
  );
  const results = await Promise.all([coldstart.invoke("fn"), coldstart.invoke("fn")]);
  const throttled = results.find(({ status }) => status === "throttled");
  expect(results.map(({ status }) => status).sort()).toEqual(["ok", "throttled"]);
  expect(throttled).toMatchObject({
    error: { errorType: "TooManyRequestsException", errorMessage: "Rate Exceeded." },
    billedMs: 0,
    startReason: "Throttled: reserved concurrency 1 reached.",
  });
});

test("the bill is the exact sum of the receipts", async ({ usedPage: coldstart }) => {
  await coldstart.deploy(fn("exports.handler = async () => 1;"));
  const results = [await coldstart.invoke("fn"), await coldstart.invoke("fn"), await coldstart.invoke("fn")];
  const bill = await coldstart.page.evaluate(() => window.coldstart.bill());
  expect(bill.requests).toBe(3);
  expect(bill.billedMs).toBe(results.reduce((sum, { billedMs }) => sum + billedMs, 0));
  expect(bill.billedMbMs).toBe(bill.billedMs * 128);
  expect(bill.totalUsd).toBeCloseTo((bill.billedMbMs / 1_024_000) * 0.0000166667 + 3 * 0.0000002, 15);
  expect(bill.alwaysOn.usd).toBeGreaterThan(0);
});
