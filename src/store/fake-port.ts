/** For tests: a port that notes what it was asked and answers as the test says, with sensible answers where it says nothing. */

import { costUsd } from "../platform/billing.ts";
import type { PlatformSettings } from "../platform/function-config.ts";
import { awsLambda } from "../platform/profiles/aws-lambda.ts";
import type { HttpResult, InvocationView, LoadReport } from "../platform/results.ts";
import type { DeployOutcome, PlatformPort } from "./ports.ts";

export const TEST_SETTINGS: PlatformSettings = {
  accountConcurrency: 1_000,
  browserContainerLimit: 64,
  idleLifetimeMs: 300_000,
  billInit: true,
  modelProvisioning: false,
};

export function invocation(change: Partial<InvocationView> = {}): InvocationView {
  const { durationMs = 2, initMs = 0, memoryMb = 128, arrivedAtMs = 1_000 } = change;
  const billedMs = Math.ceil(durationMs + initMs);
  const billed = { requests: 1, billedMs, billedMbMs: billedMs * memoryMb };
  const [initUs, runUs] = [initMs * 1_000, durationMs * 1_000];
  return {
    requestId: "r-1",
    functionName: "hello",
    version: "1",
    status: "ok",
    containerId: "c-01",
    coldStart: initMs > 0,
    reason: "Warm: reused.",
    because: "reused",
    arrivedAtMs,
    endedAtMs: arrivedAtMs + billedMs,
    queueMs: 0,
    provisionMs: 0,
    initMs,
    durationMs,
    billed,
    split: { initUs, runUs, roundingUs: billedMs * 1_000 - initUs - runUs },
    memoryMb,
    costUsd: costUsd(billed, awsLambda),
    logs: [],
    event: "{}",
    trigger: "invoke",
    ...change,
  };
}

export function httpResult(change: Partial<HttpResult> = {}): HttpResult {
  return {
    status: 200,
    headers: [],
    body: { text: "hi" },
    timeMs: 2,
    sizeBytes: 2,
    invocation: invocation({ trigger: "http" }),
    ...change,
  };
}

export const LOAD_REPORT: LoadReport = {
  sent: 3,
  ok: 3,
  errors: 0,
  throttled: 0,
  coldStarts: 1,
  p50Ms: 2,
  p95Ms: 9,
  p99Ms: 9,
  billedMs: 14,
  costUsd: 0.000_001,
};

/** Reassign an answer to change it; it is called with what the port was called with. */
export class FakePort implements PlatformPort {
  /** "deploy hello", "http GET /hello", … in order. */
  readonly calls: string[] = [];
  now = 1_000;
  versions = 0;

  answerDeploy: PlatformPort["deploy"] = () => Promise.resolve(this.built());
  answerInvoke: PlatformPort["invoke"] = () => Promise.resolve(invocation());
  answerHttp: PlatformPort["http"] = () => Promise.resolve(httpResult());
  answerLoad: PlatformPort["load"] = () => Promise.resolve(LOAD_REPORT);
  readonly contents: Uint8Array<ArrayBuffer>[] = [];
  answerService: PlatformPort["callService"] = () => Promise.resolve({ ok: true, output: {} });
  answerReset: PlatformPort["reset"] = () => Promise.resolve();

  built(): DeployOutcome {
    this.versions += 1;
    return { ok: true, version: String(this.versions), packageBytes: 900, buildMs: 5, messages: [], unchanged: false };
  }

  deploy: PlatformPort["deploy"] = (definition) => this.#note(`deploy ${definition.name}`, () => this.answerDeploy(definition));
  invoke: PlatformPort["invoke"] = (...asked) =>
    this.#note(`invoke ${asked[0]} ${JSON.stringify(asked[1])}`, () => this.answerInvoke(...asked));
  http: PlatformPort["http"] = (...asked) => this.#note(`http ${asked[1].method} ${asked[1].path}`, () => this.answerHttp(...asked));
  load: PlatformPort["load"] = (...asked) => this.#note(`load ${asked[0].function}`, () => this.answerLoad(...asked));
  reset: PlatformPort["reset"] = () => this.#note("reset", () => this.answerReset());
  advanceClock: PlatformPort["advanceClock"] = (ms) => this.#note(`advance ${ms}`, () => Promise.resolve());
  callService: PlatformPort["callService"] = (call) =>
    this.#note(`call ${call.service} ${call.operation} ${JSON.stringify(call.input)}`, () => this.answerService(call));
  keepContent: PlatformPort["keepContent"] = (bytes) => {
    const kept = { contentId: `content-${this.contents.length}`, sizeBytes: bytes.byteLength, md5: "d41d8cd98f00b204e9800998ecf8427e" };
    this.contents.push(bytes);
    return Promise.resolve(kept);
  };
  readContent: PlatformPort["readContent"] = ({ contentId }) =>
    Promise.resolve(this.contents[Number(contentId.slice("content-".length))] ?? new Uint8Array());
  removeFunction: PlatformPort["removeFunction"] = (name) => void this.calls.push(`remove ${name}`);
  kill: PlatformPort["kill"] = (containerId) => void this.calls.push(`kill ${containerId}`);
  configure: PlatformPort["configure"] = (settings) => void this.calls.push(`configure ${JSON.stringify(settings)}`);
  setClockRate: PlatformPort["setClockRate"] = (rate) => void this.calls.push(`rate ${rate}`);
  nowMs: PlatformPort["nowMs"] = () => this.now;

  #note<T>(call: string, answer: () => T): T {
    this.calls.push(call);
    return answer();
  }
}

export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** An answer that comes when the test says so. */
export function deferred<T>(): Deferred<T> {
  let resolve: Deferred<T>["resolve"] = () => {};
  let reject: Deferred<T>["reject"] = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
