/**
 * The live driver: performs the platform's effects on real workers and feeds back what happened, on the platform's
 * clock. It decides nothing. What a container says reaches the platform only as parsed facts about the request it runs.
 */
import type { BuildMessage, BundleRequest, BundleResult } from "../bundler/bundle.ts";
import type { ContainerSnapshot } from "../platform/container.ts";
import { createPlatform } from "../platform/create-platform.ts";
import type { PlatformEffect } from "../platform/effects.ts";
import type { PlatformSettings } from "../platform/function-config.ts";
import type { ExitCause, PlatformInput } from "../platform/inputs.ts";
import type { InvocationRecord } from "../platform/invocation.ts";
import type { PlatformTotals } from "../platform/platform.ts";
import type { ProviderProfile } from "../platform/profiles/provider-profile.ts";
import type { InvocationView, StreamedPayload } from "../platform/results.ts";
import { MESSAGES_PER_INVOCATION, SYNC_PAYLOAD_BYTES } from "../protocol/bounds.ts";
import type { FromContainer, WireError } from "../protocol/from-container.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import type { BuiltinLibrary } from "./builtin-library.ts";
import { configOf, type DeployedVersion, deployedVersion, type FunctionDefinition } from "./deployed-version.ts";
import { addLines, emptyLogBook, type LogBook } from "./invocation-desk.ts";
import { forKeeping, makeView, tooLarge } from "./invocation-view.ts";
import { environmentOf, identityOf, logStreamName } from "./lambda-identity.ts";
import { createPlatformClock, type PlatformClock } from "./platform-clock.ts";
import { ProblemError } from "./problem.ts";
import { createSandboxClient } from "./sandbox-client.ts";

const MB = 1_048_576;
const TMP_LIMIT_BYTES = 512 * MB;
/** How much longer than this page saw a request take may a container claim that it took: two clocks, read at different ends. */
const CLAIM_SLACK_MS = 50;

export interface LiveListener {
  /** Containers, totals or the clock may have changed. Called often: the receiver gathers. */
  changed(): void;
  invocationEnded(view: InvocationView): void;
  sandboxChanged(sandbox: "starting" | "ready" | "restarting", freezeMode?: "blocking" | "held-timers"): void;
  noticed(kind: "warning" | "error", text: string, remedy: string): void;
}

export interface LivePlatformOptions {
  readonly profile: ProviderProfile;
  readonly settings: PlatformSettings;
  readonly bundler: { bundle(request: BundleRequest): Promise<BundleResult> };
  readonly builtins: BuiltinLibrary;
  readonly sandboxHtml: Promise<string>;
  readonly listener: LiveListener;
}

export type DeployResult =
  | {
      readonly ok: true;
      readonly version: string;
      readonly packageBytes: number;
      readonly buildMs: number;
      readonly esbuildMs?: number;
      readonly messages: readonly BuildMessage[];
    }
  | { readonly ok: false; readonly messages: readonly BuildMessage[] };

export interface InvokeOptions {
  readonly trigger: InvocationView["trigger"];
  /** Ends the caller's waiting; the container finishes what it runs, as on Lambda. */
  readonly signal?: AbortSignal | undefined;
  readonly traceId?: string;
}

export interface LivePlatform {
  readonly clock: PlatformClock;
  deploy(definition: FunctionDefinition): Promise<DeployResult>;
  removeFunction(name: string): void;
  isDeployed(name: string): boolean;
  invoke(functionName: string, event: string, options: InvokeOptions): Promise<InvocationView>;
  /** What a streaming handler streamed, if the request had one; forgotten once asked. */
  takeStream(requestId: string): StreamedPayload | undefined;
  kill(containerId: string): void;
  configure(settings: PlatformSettings): void;
  containers(): readonly ContainerSnapshot[];
  totals(functionName?: string): PlatformTotals;
  isBusy(): boolean;
  reset(): Promise<void>;
}

/** A request under way. */
interface Ticket {
  readonly event: string;
  readonly trigger: InvocationView["trigger"];
  readonly resolve: (view: InvocationView) => void;
  readonly traceId: string;
  readonly logs: LogBook;
  payload?: string;
  stream?: StreamedPayload;
}

/** A container as the driver knows it: which request it runs and what its process has said. */
interface Process {
  readonly deployed: DeployedVersion;
  readonly streamName: string;
  initLogs: LogBook;
  requestId: string | undefined;
  dispatchedMs: number;
  messages: number;
  maxHeapBytes: number;
}

export function createLivePlatform({
  profile,
  settings: initialSettings,
  bundler,
  builtins,
  sandboxHtml,
  listener,
}: LivePlatformOptions): LivePlatform {
  let settings = initialSettings;
  let platform = createPlatform(profile, settings);
  const versions = new Map<string, DeployedVersion>();
  const current = new Map<string, DeployedVersion>();
  const deployCounts = new Map<string, number>();
  const tickets = new Map<string, Ticket>();
  const processes = new Map<string, Process>();
  const streams = new Map<string, StreamedPayload>();
  const idleWaiters: (() => void)[] = [];
  let finishing = 0;
  let fedAtMs = 0;

  const clock = createPlatformClock({
    nextDueMs: () => platform.nextDueMs(),
    isBusy: () => platform.isBusy(),
    timePassed: (nowMs) => {
      // A frame that does not answer may be dead; then its requests did not time out, they ran out of memory.
      if (platform.isBusy() && !sandbox.isResponsive()) return;
      feed({ type: "time-passed", atMs: nowMs });
    },
    whenIdle: () => (isQuiet() ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve))),
  });

  const isQuiet = () => !platform.isBusy() && finishing === 0;

  const sandbox = createSandboxClient(sandboxHtml, {
    containerSaid: hear,
    containerLied: (containerId, detail) => exited(containerId, { kind: "protocol-violation", detail }),
    containerBroken: (containerId, message) => broken(containerId, message),
    memoryMeasured: weigh,
    frameDied: loseFrame,
    frameReady: (freezeMode) => listener.sandboxChanged("ready", freezeMode),
  });

  function feed(input: PlatformInput): void {
    fedAtMs = input.atMs;
    for (const effect of platform.handle(input)) perform(effect);
    clock.refresh();
    listener.changed();
    settleIdle();
  }

  function settleIdle(): void {
    if (!isQuiet()) return;
    for (const resolve of idleWaiters.splice(0)) resolve();
  }

  function perform(effect: PlatformEffect): void {
    switch (effect.type) {
      case "start-container":
        return start(effect.containerId, `${effect.functionName}:${effect.version}`, effect.mode);
      case "run-invocation":
        return run(effect.containerId, effect.requestId, effect.deadlineMs);
      case "reset-container":
        forget(effect.containerId);
        return sandbox.endProcess(effect.containerId);
      case "stop-container":
        processes.delete(effect.containerId);
        return sandbox.remove(effect.containerId);
      case "invocation-ended":
        return void finish(effect.record);
    }
  }

  function start(containerId: string, versionKey: string, mode: "fresh" | "reset"): void {
    const deployed = versions.get(versionKey);
    if (!deployed) throw new Error(`No version ${versionKey} is deployed.`);
    const { definition } = deployed;
    const streamName = processes.get(containerId)?.streamName ?? logStreamName(clock.nowMs(), crypto.randomUUID().replaceAll("-", ""));
    const identity = identityOf(definition, streamName);
    processes.set(containerId, {
      deployed,
      streamName,
      // What an init said that is begun again belongs to the same request.
      initLogs: processes.get(containerId)?.initLogs ?? emptyLogBook(),
      requestId: undefined,
      dispatchedMs: performance.now(),
      messages: 0,
      maxHeapBytes: 0,
    });
    sandbox.start({
      containerId,
      mode,
      bundle: deployed.script,
      builtins: deployed.builtins,
      tmpLimitBytes: TMP_LIMIT_BYTES,
      init: {
        type: "init",
        protocol: PROTOCOL_VERSION,
        runtime: definition.nodeRuntime,
        handler: definition.handler,
        environment: environmentOf(definition, identity),
        identity,
        taskFiles: definition.files,
        logFormat: definition.logFormat ?? "Text",
        clockOffsetMs: clock.offsetMs(),
      },
    });
  }

  function run(containerId: string, requestId: string, deadlineMs: number): void {
    const process = processes.get(containerId);
    const ticket = tickets.get(requestId);
    if (!process || !ticket) return;
    process.requestId = requestId;
    process.dispatchedMs = performance.now();
    process.messages = 0;
    sandbox.invoke(containerId, {
      type: "invoke",
      requestId,
      event: ticket.event,
      remainingMs: Math.max(0, deadlineMs - clock.nowMs()),
      traceId: ticket.traceId,
      clockOffsetMs: clock.offsetMs(),
    });
  }

  /** Its process is over, its environment is not. */
  function forget(containerId: string): void {
    const process = processes.get(containerId);
    if (process) process.requestId = undefined;
  }

  function hear(containerId: string, message: FromContainer): void {
    const process = processes.get(containerId);
    if (!process) return;
    process.messages += 1;
    if (process.messages > MESSAGES_PER_INVOCATION) return lie(containerId, "too many messages");
    const atMs = clock.nowMs();
    switch (message.type) {
      case "logs": {
        const book = process.requestId === undefined ? process.initLogs : tickets.get(process.requestId)?.logs;
        if (book) addLines(book, message.lines, message.dropped);
        return;
      }
      case "initialized":
        if (!isCredible(process, message.initMs)) return lie(containerId, "an init longer than the page saw");
        return feed({ type: "container-initialized", atMs, containerId, initMs: message.initMs });
      case "init-failed":
        if (!isCredible(process, message.initMs)) return lie(containerId, "an init longer than the page saw");
        return feed({ type: "container-init-failed", atMs, containerId, initMs: message.initMs, error: message.error });
      case "exiting":
        if (!isCredible(process, message.durationMs)) return lie(containerId, "a duration longer than the page saw");
        return exited(
          containerId,
          { kind: "exit", code: message.code, ...(message.error ? { error: message.error } : {}) },
          message.durationMs,
        );
      default:
        return answered(containerId, process, message);
    }
  }

  function answered(containerId: string, process: Process, message: Extract<FromContainer, { requestId: string }>): void {
    if (message.requestId !== process.requestId) return lie(containerId, "an answer to a request it was not given");
    if (!isCredible(process, message.durationMs)) return lie(containerId, "a duration longer than the page saw");
    const ticket = tickets.get(message.requestId);
    let error: WireError | undefined;
    if (message.type === "completed" && ticket) ticket.payload = message.payload;
    else if (message.type === "failed") error = message.error;
    else if (message.type === "streamed" && ticket) ticket.stream = streamOf(message);
    process.requestId = undefined;
    feed({
      type: "invocation-completed",
      atMs: clock.nowMs(),
      containerId,
      requestId: message.requestId,
      durationMs: message.durationMs,
      ...(error ? { error } : {}),
      ...heapOf(process),
    });
  }

  const heapOf = ({ maxHeapBytes }: Process) => (maxHeapBytes > 0 ? { maxHeapBytes } : {});

  const isCredible = (process: Process, claimedMs: number) => claimedMs <= performance.now() - process.dispatchedMs + CLAIM_SLACK_MS;

  function lie(containerId: string, detail: string): void {
    sandbox.endProcess(containerId);
    exited(containerId, { kind: "protocol-violation", detail });
  }

  function exited(containerId: string, cause: ExitCause, durationMs?: number, atMs = clock.nowMs()): void {
    const process = processes.get(containerId);
    if (!process) return;
    const ran = process.requestId === undefined ? undefined : (durationMs ?? performance.now() - process.dispatchedMs);
    process.requestId = undefined;
    const duration = ran === undefined ? {} : { durationMs: ran };
    feed({ type: "container-exited", atMs, containerId, cause, ...duration, ...heapOf(process) });
  }

  function broken(containerId: string, message: string): void {
    const process = processes.get(containerId);
    if (process) exited(containerId, { kind: "exit", code: 1, error: { errorType: "Runtime.ExitError", errorMessage: message } });
  }

  /** Over the limit while it runs: killed, the way a platform kills. The runtime's own footprint is the profile's (modelled), the heap is measured. */
  function weigh(bytes: ReadonlyMap<string, number>): void {
    for (const [containerId, heapBytes] of bytes) {
      const process = processes.get(containerId);
      if (!process) continue;
      process.maxHeapBytes = Math.max(process.maxHeapBytes, heapBytes);
      const usedMb = Math.ceil(profile.runtimeFootprintMb.value + heapBytes / MB);
      if (process.requestId === undefined || usedMb <= process.deployed.definition.memoryMb) continue;
      sandbox.endProcess(containerId);
      exited(containerId, { kind: "out-of-memory", usedMb });
    }
  }

  /** It died when it fell silent: what passed its time limit since then did not time out. */
  function loseFrame(silentForMs: number): void {
    listener.sandboxChanged("restarting");
    const atMs = Math.max(fedAtMs, clock.nowMs() - silentForMs);
    const lost = [...processes.keys()];
    const running = [...processes.values()].filter(({ requestId }) => requestId !== undefined).length;
    for (const containerId of lost) exited(containerId, { kind: "out-of-memory" }, undefined, atMs);
    const text = `The containers' process ran out of memory and was lost, with ${lost.length} of them. ${running} ${running === 1 ? "request was" : "requests were"} running and failed.`;
    listener.noticed("error", text, "A new one is starting; the next request works. Look for data that grows without end.");
  }

  async function finish(record: InvocationRecord): Promise<void> {
    const ticket = tickets.get(record.requestId);
    if (!ticket) return;
    tickets.delete(record.requestId);
    finishing += 1;
    const process = record.containerId === undefined ? undefined : processes.get(record.containerId);
    const deployed = process?.deployed ?? current.get(record.functionName);
    const initLogs = process?.initLogs;
    if (process) process.initLogs = emptyLogBook();
    if (ticket.stream) streams.set(record.requestId, ticket.stream);
    const view = await makeView({
      record,
      profile,
      deployed,
      initLogs,
      logs: ticket.logs,
      event: ticket.event,
      payload: ticket.payload,
      trigger: ticket.trigger,
    });
    finishing -= 1;
    listener.invocationEnded(forKeeping(view));
    ticket.resolve(view);
    settleIdle();
  }

  return {
    clock,
    async deploy(definition) {
      const startedMs = performance.now();
      const result = await bundler.bundle({ files: definition.files, handler: definition.handler, runtime: definition.nodeRuntime });
      if (!result.ok) return { ok: false, messages: result.messages };
      const scripts = await builtins.scriptsFor(result.bundle.builtins);
      const count = (deployCounts.get(definition.name) ?? 0) + 1;
      deployCounts.set(definition.name, count);
      const deployed = deployedVersion(String(count), definition, result.bundle, scripts);
      versions.set(`${definition.name}:${deployed.version}`, deployed);
      current.set(definition.name, deployed);
      feed({ type: "function-deployed", atMs: clock.nowMs(), config: configOf(deployed) });
      dropUnused();
      return {
        ok: true,
        version: deployed.version,
        packageBytes: result.bundle.packageBytes,
        buildMs: performance.now() - startedMs,
        ...(result.esbuildMs === undefined ? {} : { esbuildMs: result.esbuildMs }),
        messages: result.messages,
      };
    },
    removeFunction(name) {
      if (!current.delete(name)) return;
      feed({ type: "function-removed", atMs: clock.nowMs(), functionName: name });
      dropUnused();
    },
    isDeployed: (name) => current.has(name),
    invoke(functionName, event, { trigger, signal, traceId = newTraceId(clock.nowMs()) }) {
      const deployed = current.get(functionName);
      if (!deployed)
        return Promise.reject(new ProblemError("not-deployed", `The function "${functionName}" is not deployed.`, "Deploy it first."));
      signal?.throwIfAborted();
      const bytes = new TextEncoder().encode(event).byteLength;
      const requestId = crypto.randomUUID();
      if (bytes > SYNC_PAYLOAD_BYTES) {
        const view = tooLarge(requestId, deployed, clock.nowMs(), bytes, trigger);
        listener.invocationEnded(view);
        return Promise.resolve(view);
      }
      return new Promise((resolve, reject) => {
        const giveUp = () => reject(signal?.reason);
        signal?.addEventListener("abort", giveUp, { once: true });
        const answer = (view: InvocationView) => {
          signal?.removeEventListener("abort", giveUp);
          resolve(view);
        };
        tickets.set(requestId, { event, trigger, resolve: answer, traceId, logs: emptyLogBook() });
        feed({ type: "request-arrived", atMs: clock.nowMs(), requestId, functionName, random: Math.random() });
      });
    },
    takeStream(requestId) {
      const stream = streams.get(requestId);
      streams.delete(requestId);
      return stream;
    },
    kill: (containerId) => feed({ type: "kill-requested", atMs: clock.nowMs(), containerId }),
    configure(next) {
      settings = next;
      feed({ type: "settings-changed", atMs: clock.nowMs(), settings });
    },
    containers: () => platform.containers(),
    totals: (functionName) => platform.totals(functionName),
    isBusy: () => platform.isBusy(),
    async reset() {
      for (const name of [...current.keys()]) feed({ type: "function-removed", atMs: clock.nowMs(), functionName: name });
      for (const container of platform.containers()) feed({ type: "kill-requested", atMs: clock.nowMs(), containerId: container.id });
      for (const containerId of processes.keys()) sandbox.remove(containerId);
      processes.clear();
      streams.clear();
      platform = createPlatform(profile, settings);
      for (const deployed of current.values()) feed({ type: "function-deployed", atMs: clock.nowMs(), config: configOf(deployed) });
      clock.refresh();
      listener.changed();
    },
  };

  /** Versions of which no container is left need not be kept. */
  function dropUnused(): void {
    const live = new Set(platform.containers().map((container) => `${container.functionName}:${container.version}`));
    for (const [key, deployed] of versions) {
      if (live.has(key) || current.get(deployed.definition.name) === deployed) continue;
      versions.delete(key);
      sandbox.dropScript(deployed.script.key);
    }
  }
}

/** What the trailer says of an error is its type and message; its trace is in the log. */
function streamOf(message: Extract<FromContainer, { type: "streamed" }>): StreamedPayload {
  const { contentType, body, prelude, error } = message;
  return {
    contentType,
    body,
    ...(prelude === undefined ? {} : { prelude: JSON.parse(prelude) as unknown }),
    ...(error ? { errorTrailer: { errorType: error.errorType, errorMessage: error.errorMessage } } : {}),
  };
}

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
export function newTraceId(nowMs: number): string {
  const hex = crypto.randomUUID().replaceAll("-", "");
  return `Root=1-${Math.floor(nowMs / 1_000).toString(16)}-${hex.slice(0, 24)};Parent=${crypto.randomUUID().replaceAll("-", "").slice(0, 16)};Sampled=0`;
}
