import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BundleRequest, BundleResult } from "../bundler/bundle.ts";
import { awsLambda } from "../platform/profiles/aws-lambda.ts";
import type { InvocationView } from "../platform/results.ts";
import { NO_CONFIG } from "../platform/services/services-config.ts";
import { functionNamed } from "../platform/services/services-under-test.ts";
import type { TraceNote } from "../platform/services/trace-note.ts";
import type { FromContainer } from "../protocol/from-container.ts";
import type { InvokeMessage, ServiceAnswerMessage } from "../protocol/to-container.ts";
import { createContentStore } from "./content-store.ts";
import type { FunctionDefinition } from "./deployed-version.ts";
import { createLivePlatform, type LivePlatform } from "./live-platform.ts";
import type { SandboxClient, SandboxEvents, StartRequest } from "./sandbox-client.ts";

/** A sandbox without a browser: what the driver asks of it is kept, and the test says what the containers say. */
class FakeSandbox implements SandboxClient {
  readonly calls: string[] = [];
  readonly starts: StartRequest[] = [];
  readonly invokes: { containerId: string; message: InvokeMessage }[] = [];
  responsive = true;
  readonly events: SandboxEvents;

  constructor(_: Promise<string>, events: SandboxEvents) {
    this.events = events;
    sandbox = this;
  }

  start(request: StartRequest): void {
    this.starts.push(request);
    this.calls.push(`start ${request.containerId} ${request.mode}`);
  }
  invoke(containerId: string, message: InvokeMessage): void {
    this.invokes.push({ containerId, message });
    this.calls.push(`invoke ${containerId}`);
  }
  answer(containerId: string, message: ServiceAnswerMessage): void {
    this.calls.push(`answer ${containerId} ${message.status}`);
  }
  endProcess(containerId: string): void {
    this.calls.push(`end ${containerId}`);
  }
  remove(containerId: string): void {
    this.calls.push(`remove ${containerId}`);
  }
  dropScript(key: string): void {
    this.calls.push(`drop ${key}`);
  }
  isResponsive(): boolean {
    return this.responsive;
  }
  dispose(): void {}

  says(containerId: string, message: FromContainer): void {
    this.events.containerSaid(containerId, message);
  }
  /** The id of the request that the container was given last. */
  requestOf(containerId: string): string {
    return this.invokes.findLast((each) => each.containerId === containerId)?.message.requestId ?? "";
  }
  completes(containerId: string, payload = '"done"', durationMs = 2): void {
    this.says(containerId, { type: "completed", requestId: this.requestOf(containerId), durationMs, payload });
  }
}

let sandbox: FakeSandbox;
vi.mock("./sandbox-client.ts", () => ({
  createSandboxClient: (html: Promise<string>, events: SandboxEvents) => new FakeSandbox(html, events),
}));

const definition = (differs: Partial<FunctionDefinition> = {}): FunctionDefinition => ({
  name: "hello",
  handler: "index.handler",
  nodeRuntime: "nodejs22.x",
  memoryMb: 128,
  timeoutMs: 3_000,
  environment: { STAGE: "test" },
  files: { "index.mjs": "export const handler = () => 1" },
  ...differs,
});

const bundle = { code: "export const handlerModule = {}", sourceMap: "{}", packageBytes: 42, builtins: [] };
const bundles = (): BundleResult => ({ ok: true, bundle, messages: [] });

let live: LivePlatform;
let build: (request: BundleRequest) => Promise<BundleResult>;
let ended: InvocationView[];
let notices: string[];
let notes: TraceNote[];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  [ended, notices, notes] = [[], [], []];
  build = () => Promise.resolve(bundles());
  live = createLivePlatform({
    profile: awsLambda,
    settings: { accountConcurrency: 10, browserContainerLimit: 4, idleLifetimeMs: 300_000, billInit: true, modelProvisioning: false },
    bundler: { bundle: (request) => build(request) },
    builtins: { scriptsFor: () => Promise.resolve([]) },
    sandboxHtml: Promise.resolve(""),
    listener: {
      changed: () => {},
      servicesChanged: () => {},
      fleetNoted: () => {},
      eventNoted: (note) => void notes.push(note),
      invocationEnded: (view) => void ended.push(view),
      sandboxChanged: (state) => void notices.push(state),
      noticed: (kind, text) => void notices.push(`${kind}: ${text}`),
    },
    contents: createContentStore(),
    network: () => ({ network: { allowedHosts: [], recorded: [] }, confirmedHosts: [] }),
    makeReady: () => Promise.resolve(undefined),
  });
});

afterEach(() => {
  live.clock.dispose();
  vi.useRealTimers();
});

const send = (event = '{"a":1}', signal?: AbortSignal) => live.invoke("hello", event, { trigger: "invoke", signal });
const init = async (containerId = "c-01", initMs = 30) => {
  await vi.advanceTimersByTimeAsync(initMs);
  sandbox.says(containerId, { type: "initialized", initMs });
};

test("what is provisioned starts with the deploy and is told so; a request finds it ready, its init's lines before its own", async () => {
  await live.deploy({ ...definition(), provisionedConcurrency: 2 });
  expect(sandbox.calls).toEqual(["start c-01 fresh", "start c-02 fresh"]);
  expect(sandbox.starts[0]).toMatchObject({ init: { environment: { AWS_LAMBDA_INITIALIZATION_TYPE: "provisioned-concurrency" } } });
  expect(live.isBusy()).toBe(true);
  sandbox.says("c-01", { type: "logs", lines: [{ atMs: 5, stream: "stdout", text: "loading" }], dropped: 0 });
  await init("c-01");
  await init("c-02", 0);
  expect(live.isBusy()).toBe(false);
  await vi.advanceTimersByTimeAsync(900_000);
  expect(live.containers().map(({ phase, provisioned }) => [phase, provisioned])).toEqual([
    ["idle", true],
    ["idle", true],
  ]);
  const [first, second] = [send(), send()];
  sandbox.completes("c-02");
  sandbox.completes("c-01");
  expect(await first).toMatchObject({ coldStart: false, because: "provisioned", initMs: 0, containerId: "c-02" });
  const texts = (await second).logs.map(({ text }) => text);
  expect(texts.indexOf("loading")).toBe(0);
  live.kill("c-01");
  expect(sandbox.calls.at(-1)).toBe("start c-03 fresh");
});

describe("a request", () => {
  beforeEach(() => live.deploy(definition()));

  test("starts a container, runs in it, and is answered with its view; the next one is warm", async () => {
    const first = send();
    expect(sandbox.starts[0]).toMatchObject({
      containerId: "c-01",
      mode: "fresh",
      init: { handler: "index.handler", environment: { STAGE: "test" } },
    });
    await init();
    expect(sandbox.invokes[0]?.message).toMatchObject({ event: '{"a":1}', remainingMs: 3_000 });
    await vi.advanceTimersByTimeAsync(2);
    sandbox.completes("c-01");
    expect(await first).toMatchObject({ status: "ok", payload: '"done"', coldStart: true, initMs: 30, durationMs: 2, containerId: "c-01" });
    const second = send();
    sandbox.completes("c-01", "2");
    expect(await second).toMatchObject({ coldStart: false, payload: "2" });
    expect(sandbox.calls).toEqual(["start c-01 fresh", "invoke c-01", "invoke c-01"]);
    expect(ended.map(({ requestId }) => requestId)).toEqual([(await first).requestId, (await second).requestId]);
  });

  test("has the lines that its init and its run wrote, each in its place", async () => {
    const line = (text: string) => ({ type: "logs", lines: [{ atMs: 5, stream: "stdout", text }], dropped: 0 }) as const;
    const view = send();
    sandbox.says("c-01", line("loading"));
    await init();
    sandbox.says("c-01", line("running"));
    sandbox.completes("c-01");
    const texts = (await view).logs.map(({ text }) => text);
    expect(texts.indexOf("loading")).toBeLessThan(texts.findIndex((text) => text.startsWith("START")));
    expect(texts.indexOf("running")).toBeGreaterThan(texts.findIndex((text) => text.startsWith("START")));
    const next = send();
    sandbox.completes("c-01");
    expect((await next).logs.map(({ text }) => text)).not.toContain("loading");
  });

  test("times out on the platform's clock; its process is ended and begun again for the next", async () => {
    const view = send();
    await init();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await view).toMatchObject({ status: "timeout" });
    const next = send();
    await init();
    sandbox.completes("c-01");
    expect(await next).toMatchObject({ status: "ok", coldStart: false });
    expect(sandbox.calls).toEqual(["start c-01 fresh", "invoke c-01", "end c-01", "start c-01 reset", "invoke c-01"]);
  });

  test("what an init wrote that took too long is kept beside what the second try wrote", async () => {
    const line = (text: string) => ({ type: "logs", lines: [{ atMs: 5, stream: "stdout", text }], dropped: 0 }) as const;
    const view = send();
    sandbox.says("c-01", line("first"));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sandbox.calls).toEqual(["start c-01 fresh", "end c-01", "start c-01 reset"]);
    sandbox.says("c-01", line("second"));
    await init();
    sandbox.completes("c-01");
    const texts = (await view).logs.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(["first", "second"]));
    expect(texts.filter((text) => text.startsWith("INIT_REPORT"))).toEqual([
      "INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout",
    ]);
  });

  test("that streams leaves its stream to be taken once", async () => {
    const view = send();
    await init();
    const body = new Uint8Array([1, 2]);
    sandbox.says("c-01", {
      type: "streamed",
      requestId: sandbox.requestOf("c-01"),
      durationMs: 1,
      contentType: "text/plain",
      prelude: '{"statusCode":201}',
      body,
      error: undefined,
    });
    const { requestId } = await view;
    expect(live.takeStream(requestId)).toEqual({ contentType: "text/plain", prelude: { statusCode: 201 }, body });
    expect(live.takeStream(requestId)).toBeUndefined();
  });

  test("has a trace of its own, whose header its container is given; that of its HTTP request is kept", async () => {
    const view = send();
    await init();
    sandbox.completes("c-01");
    const { traceId = "", requestId } = await view;
    expect(traceId).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(sandbox.invokes[0]?.message).toMatchObject({
      requestId,
      traceId: expect.stringMatching(`^Root=${traceId};Parent=[0-9a-f]{16};`),
    });
    const given = "1-65f0a1b2-24aa11bb22cc33dd44ee55ff";
    const next = live.invoke("hello", "1", { trigger: "http", traceId: `Root=${given};Parent=53995c3f42cd8ad8;Sampled=0` });
    sandbox.completes("c-01");
    expect(await next).toMatchObject({ traceId: given });
    expect(notes).toEqual([]);
  });

  test("that invokes another function for later is its cause, and lends it its trace", async () => {
    live.services.configure({ ...NO_CONFIG, functions: [functionNamed("hello")] }, true);
    const view = send();
    await init();
    const input = JSON.stringify({ FunctionName: "hello", InvocationType: "Event", Payload: "2" });
    sandbox.says("c-01", { type: "service-call", callId: 1, service: "lambda", operation: "Invoke", input });
    await vi.waitFor(() => expect(sandbox.starts).toHaveLength(2));
    sandbox.completes("c-01");
    const { requestId, traceId, calls } = await view;
    await init("c-02");
    sandbox.completes("c-02");
    await vi.waitFor(() => expect(ended).toHaveLength(2));
    const [, later] = ended;
    expect(later).toMatchObject({ traceId, eventIds: [later?.requestId], trigger: "function" });
    expect(later).not.toHaveProperty("cause");
    expect(calls).toMatchObject([{ operation: "Invoke", eventIds: [later?.requestId] }]);
    expect(notes.map(({ type }) => type)).toEqual(["accepted", "delivered", "ended"]);
    expect(notes[0]).toMatchObject({ cause: { type: "request", requestId } });
  });

  test("over six megabytes is refused, and seen by those who watch", async () => {
    expect(await send(`"${"x".repeat(6_291_456)}"`)).toMatchObject({ error: { errorType: "RequestTooLargeException" } });
    expect(sandbox.starts).toEqual([]);
    expect(ended).toHaveLength(1);
  });

  test("given up by its caller still ends, and leaves nothing on the caller's signal", async () => {
    const stop = new AbortController();
    const removed = vi.spyOn(stop.signal, "removeEventListener");
    const kept = send("1", stop.signal);
    await init();
    sandbox.completes("c-01");
    await kept;
    expect(removed).toHaveBeenCalledOnce();
    const view = send("2", stop.signal);
    stop.abort(new Error("enough"));
    await expect(view).rejects.toThrow("enough");
    sandbox.completes("c-01");
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toHaveLength(2);
  });

  test("to what is not deployed is a problem with a remedy", async () => {
    await expect(live.invoke("nobody", "1", { trigger: "invoke" })).rejects.toMatchObject({
      code: "not-deployed",
      remedy: "Deploy it first.",
    });
  });
});

describe("a container that lies is ended for good, and its request fails", () => {
  const lies: readonly [string, (requestId: string) => FromContainer][] = [
    ["answers a request it was not given", () => ({ type: "completed", requestId: "another", durationMs: 1, payload: "1" })],
    ["claims to have run longer than the page saw", (requestId) => ({ type: "completed", requestId, durationMs: 60_000, payload: "1" })],
    ["claims so as it goes", () => ({ type: "exiting", code: 1, durationMs: 60_000, error: undefined })],
  ];
  test.each(lies)("%s", async (_, message) => {
    await live.deploy(definition());
    const view = send();
    await init();
    sandbox.says("c-01", message(sandbox.requestOf("c-01")));
    const { status, durationMs } = await view;
    expect(status).toBe("crashed");
    expect(durationMs).toBeLessThan(100);
    expect(live.containers()[0]).toMatchObject({ phase: "failed", endReason: expect.stringContaining("no honest runtime") });
  });

  test.each([
    ["initialized", { type: "initialized", initMs: 60_000 }],
    ["init-failed", { type: "init-failed", initMs: 60_000, error: { errorType: "E", errorMessage: "", trace: [] } }],
  ] as const)("claims an init longer than the page saw (%s)", async (_, message) => {
    await live.deploy(definition());
    const view = send();
    await vi.advanceTimersByTimeAsync(5);
    sandbox.says("c-01", message);
    const { status, initMs } = await view;
    expect(status).toBe("crashed");
    expect(initMs).toBeLessThan(100);
  });

  test("says too much", async () => {
    await live.deploy(definition());
    const view = send();
    await init();
    for (let n = 0; n <= 2_000; n += 1) sandbox.says("c-01", { type: "logs", lines: [], dropped: 0 });
    expect((await view).status).toBe("crashed");
  });

  test("a second answer is a lie too: the first counts", async () => {
    await live.deploy(definition());
    const view = send();
    await init();
    sandbox.completes("c-01", "1");
    sandbox.completes("c-01", "2");
    expect((await view).payload).toBe("1");
    expect(live.containers()[0]?.phase).toBe("failed");
    expect(ended).toHaveLength(1);
  });
});

describe("memory", () => {
  test("over the function's, while it runs: killed, and told in the REPORT", async () => {
    await live.deploy(definition());
    const view = send();
    await init();
    sandbox.events.memoryMeasured(new Map([["c-01", 20 * 1_048_576]]));
    expect(live.isBusy()).toBe(true);
    sandbox.events.memoryMeasured(new Map([["c-01", 60 * 1_048_576]]));
    const { status, error, logs } = await view;
    expect(status).toBe("crashed");
    expect(error?.errorMessage).toContain("signal: killed");
    expect(logs.at(-1)?.text).toContain("Memory Size: 128 MB\tMax Memory Used: 128 MB");
    expect(sandbox.calls).toContain("end c-01");
  });

  test("of the whole frame: only what was running fails, and the page says so", async () => {
    await live.deploy(definition());
    const [one, two] = [send(), send()];
    await init("c-01");
    await init("c-02");
    sandbox.completes("c-01");
    await one;
    sandbox.responsive = false;
    await vi.advanceTimersByTimeAsync(3_500);
    expect(live.isBusy()).toBe(true);
    sandbox.events.frameDied(3_500);
    sandbox.responsive = true;
    expect(await two).toMatchObject({ status: "crashed", error: { errorType: "Runtime.ExitError" } });
    expect(notices).toEqual([
      "restarting",
      "error: The containers' process ran out of memory and was lost, with 2 of them. 1 request was running and failed.",
    ]);
    const next = send();
    await init("c-03");
    sandbox.completes("c-03");
    expect(await next).toMatchObject({ status: "ok", coldStart: true });
  });
});

describe("a deploy", () => {
  test("makes a version, in new containers, and lets go of what only the old one needed", async () => {
    expect(await live.deploy(definition())).toMatchObject({ ok: true, version: "1", packageBytes: 42 });
    const first = send();
    await init();
    sandbox.completes("c-01");
    await first;
    expect(await live.deploy(definition())).toMatchObject({ ok: true, version: "2" });
    expect(sandbox.calls.at(-1)).toBe("remove c-01");
    const second = send();
    expect(sandbox.starts.at(-1)).toMatchObject({ containerId: "c-02", bundle: { key: "bundle:hello:2" } });
    await init("c-02");
    sandbox.completes("c-02");
    expect(await second).toMatchObject({ version: "2", coldStart: true });
    await vi.advanceTimersByTimeAsync(60_000);
    await live.deploy(definition());
    expect(sandbox.calls).toContain("drop bundle:hello:1");
  });

  test("that does not build changes nothing", async () => {
    await live.deploy(definition());
    build = () => Promise.resolve({ ok: false, messages: [{ severity: "error", code: "syntax", text: "no" }] });
    expect(await live.deploy(definition())).toMatchObject({ ok: false, messages: [{ text: "no" }] });
    const view = send();
    await init();
    sandbox.completes("c-01");
    expect((await view).version).toBe("1");
  });
});

describe("reset and removal", () => {
  test("reset ends what runs, forgets the numbers and keeps what is deployed", async () => {
    await live.deploy(definition());
    const running = send();
    await init();
    await live.reset();
    expect(await running).toMatchObject({ status: "crashed" });
    expect(live.containers()).toEqual([]);
    expect(live.totals()).toMatchObject({ requests: 0, invocations: 0 });
    const next = send();
    await init();
    sandbox.completes("c-01");
    expect(await next).toMatchObject({ status: "ok", coldStart: true });
  });

  test("a removed function finishes what it runs and takes no more", async () => {
    await live.deploy(definition());
    const running = send();
    await init();
    live.removeFunction("hello");
    expect(live.isDeployed("hello")).toBe(false);
    await expect(send()).rejects.toMatchObject({ code: "not-deployed" });
    sandbox.completes("c-01");
    expect(await running).toMatchObject({ status: "ok" });
    expect(sandbox.calls.at(-1)).toBe("remove c-01");
  });

  test("advancing the clock waits for what it causes and evicts on the way", async () => {
    await live.deploy(definition());
    const view = send();
    const advanced = live.clock.advance(400_000);
    await init();
    sandbox.completes("c-01");
    await view;
    await advanced;
    expect(live.containers()).toEqual([]);
    expect(sandbox.calls.at(-1)).toBe("remove c-01");
  });
});
