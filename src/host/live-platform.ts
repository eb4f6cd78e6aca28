/**
 * The live driver: performs the platform's effects on real workers and feeds back what happened, on the platform's
 * clock. It decides nothing. What a container says reaches the platform only as parsed facts about the request it runs.
 */
import type { BuildMessage, BundleRequest, BundleResult } from "../bundler/bundle.ts";
import type { ContainerSnapshot } from "../platform/container.ts";
import { createPlatform } from "../platform/create-platform.ts";
import type { PlatformEffect } from "../platform/effects.ts";
import type { FleetNote } from "../platform/fleet-note.ts";
import type { PlatformSettings } from "../platform/function-config.ts";
import type { PlatformInput } from "../platform/inputs.ts";
import type { InvocationRecord } from "../platform/invocation.ts";
import type { PlatformTotals } from "../platform/platform.ts";
import type { ProviderProfile } from "../platform/profiles/provider-profile.ts";
import type { InvocationView, StreamedPayload } from "../platform/results.ts";
import { earliestDueMs } from "../platform/services/earliest-due.ts";
import type { RequestTrace, TraceNote } from "../platform/services/trace-note.ts";
import { SYNC_PAYLOAD_BYTES } from "../protocol/bounds.ts";
import type { BuiltinLibrary } from "./builtin-library.ts";
import { callsOnDemand } from "./calls-on-demand.ts";
import { ContainerProcesses } from "./container-processes.ts";
import type { ContentStore } from "./content-store.ts";
import { configOf, type FunctionDefinition } from "./deployed-version.ts";
import { forKeeping, makeView, tooLarge } from "./invocation-view.ts";
import type { NetworkRules } from "./network-gate.ts";
import { createPlatformClock, type PlatformClock } from "./platform-clock.ts";
import { ProblemError } from "./problem.ts";
import { createSandboxClient } from "./sandbox-client.ts";
import { createServiceDesk, type ServiceDesk } from "./service-desk.ts";
import { Tickets } from "./tickets.ts";
import { newTraceId, rootOf } from "./trace-id.ts";
import { VersionShelf, versionKey } from "./version-shelf.ts";

export interface LiveListener {
  /** Containers, totals or the clock may have changed. Called often: the receiver gathers. */
  changed(): void;
  /** The services hold, or await, something else than they did. */
  servicesChanged(): void;
  invocationEnded(view: InvocationView): void;
  /** What became of a container. */
  fleetNoted(note: FleetNote): void;
  /** What became of an event. */
  eventNoted(note: TraceNote): void;
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
  readonly contents: ContentStore;
  readonly network: () => NetworkRules;
  /** Deploys what an event is for; resolves with why it cannot, if it cannot. */
  makeReady(functionName: string): Promise<string | undefined>;
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
  /** X-Ray's header; one of its own where absent. */
  readonly traceId?: string;
  readonly trace?: RequestTrace | undefined;
  /** Kept from one attempt of an asynchronous invocation to the next; a new one where absent. */
  readonly requestId?: string;
}

export type ArrivalWatcher = (requestId: string, event: string) => void;

export interface LivePlatform {
  readonly clock: PlatformClock;
  readonly services: ServiceDesk;
  deploy(definition: FunctionDefinition): Promise<DeployResult>;
  removeFunction(name: string): void;
  isDeployed(name: string): boolean;
  invoke(functionName: string, event: string, options: InvokeOptions): Promise<InvocationView>;
  /** Is told of each request as it arrives, with its whole event: views keep a part of long ones. undefined: nobody is. */
  watchArrivals(watcher: ArrivalWatcher | undefined): void;
  /** What a streaming handler streamed, if the request had one; forgotten once asked. */
  takeStream(requestId: string): StreamedPayload | undefined;
  kill(containerId: string): void;
  configure(settings: PlatformSettings): void;
  containers(): readonly ContainerSnapshot[];
  totals(functionName?: string): PlatformTotals;
  isBusy(): boolean;
  reset(): Promise<void>;
}

export function createLivePlatform(options: LivePlatformOptions): LivePlatform {
  const { profile, bundler, builtins, sandboxHtml, listener, contents, network, makeReady } = options;
  let { settings } = options;
  let platform = createPlatform(profile, settings, listener.fleetNoted);
  const versions = new VersionShelf();
  const tickets = new Tickets();
  const idleWaiters: (() => void)[] = [];
  let finishing = 0;
  let fedAtMs = 0;
  let arrived: ArrivalWatcher | undefined;

  const isBusy = () => platform.isBusy() || services.isBusy();
  const isQuiet = () => !isBusy() && finishing === 0;

  const clock = createPlatformClock({
    nextDueMs: () => earliestDueMs([platform, services]),
    isBusy,
    timePassed: (nowMs) => {
      // A frame that does not answer may be dead; then its requests did not time out, they ran out of memory.
      if (platform.isBusy() && !sandbox.isResponsive()) return;
      feed({ type: "time-passed", atMs: nowMs });
      services.timePassed(nowMs);
    },
    whenIdle: () => (isQuiet() ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve))),
  });

  const sandbox = createSandboxClient(sandboxHtml, {
    containerSaid: (containerId, message) => processes.hear(containerId, message),
    containerLied: (containerId, detail) => processes.exited(containerId, { kind: "protocol-violation", detail }),
    containerBroken: (containerId, errorMessage) =>
      processes.exited(containerId, { kind: "exit", code: 1, error: { errorType: "Runtime.ExitError", errorMessage } }),
    memoryMeasured: (bytes) => processes.weigh(bytes),
    frameDied: loseFrame,
    frameReady: (freezeMode) => listener.sandboxChanged("ready", freezeMode),
  });

  const processes = new ContainerProcesses(sandbox, clock, profile.runtimeFootprintMb.value, {
    happened: feed,
    answered: (requestId, answer) => tickets.answered(requestId, answer),
    called: (call) => answerCall(call),
  });

  const services = createServiceDesk({
    nowMs: clock.nowMs,
    makeReady,
    run: ({ functionName, event, requestId, trace }, trigger) => invoke(functionName, event, { trigger, requestId, trace }),
    noted: listener.eventNoted,
    changed: () => {
      clock.refresh();
      listener.servicesChanged();
      settleIdle();
    },
  });

  const answerCall = callsOnDemand({
    desk: services,
    contents,
    network,
    nowMs: clock.nowMs,
    called: (requestId, trace) => tickets.called(requestId, trace),
    traceOf: (requestId) => requestId && tickets.requestOf(requestId)?.traceId,
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
      case "start-container": {
        const deployed = versions.get(effect.functionName, effect.version);
        if (!deployed) throw new Error(`No version ${effect.version} of ${effect.functionName} is deployed.`);
        return processes.start(effect.containerId, deployed, effect.mode, platform.container(effect.containerId)?.provisioned);
      }
      case "run-invocation": {
        const request = tickets.requestOf(effect.requestId);
        return request && processes.run(effect.containerId, request, effect.deadlineMs);
      }
      case "reset-container":
        return processes.endProcess(effect.containerId);
      case "stop-container":
        return processes.remove(effect.containerId);
      case "invocation-ended":
        return void finish(effect.record);
    }
  }

  /** It died when it fell silent: what passed its time limit since then did not time out. */
  function loseFrame(silentForMs: number): void {
    listener.sandboxChanged("restarting");
    const { containers, running } = processes.loseAll(Math.max(fedAtMs, clock.nowMs() - silentForMs));
    const text = `The containers' process ran out of memory and was lost, with ${containers} of them. ${running} ${running === 1 ? "request was" : "requests were"} running and failed.`;
    listener.noticed("error", text, "A new one is starting; the next request works. Look for data that grows without end.");
  }

  async function finish(record: InvocationRecord): Promise<void> {
    const ticket = tickets.close(record.requestId);
    if (!ticket) return;
    finishing += 1;
    const { request, trigger, payload, calls, trace } = ticket;
    const { containerId } = record;
    const deployed = (containerId === undefined ? undefined : processes.deployedIn(containerId)) ?? versions.current(record.functionName);
    const initLogs = containerId === undefined ? undefined : processes.takeInitLogs(containerId);
    const view = await makeView({
      record,
      profile,
      deployed,
      initLogs,
      logs: request.logs,
      event: request.event,
      payload,
      trigger,
      calls,
      trace,
    });
    finishing -= 1;
    listener.invocationEnded(forKeeping(view));
    services.observe(record, platform.totals(record.functionName).concurrencyNow);
    ticket.resolve(view);
    settleIdle();
  }

  /** Versions of which no container is left need not be kept. */
  function dropUnused(): void {
    const live = new Set(platform.containers().map(({ functionName, version }) => versionKey(functionName, version)));
    for (const { script } of versions.dropUnused(live)) sandbox.dropScript(script.key);
  }

  function invoke(functionName: string, event: string, options: InvokeOptions): Promise<InvocationView> {
    const { trigger, signal, traceId = newTraceId(clock.nowMs(), options.trace?.traceId), requestId = crypto.randomUUID() } = options;
    const trace = { ...options.trace, traceId: rootOf(traceId) };
    const deployed = versions.current(functionName);
    if (!deployed)
      return Promise.reject(new ProblemError("not-deployed", `The function "${functionName}" is not deployed.`, "Deploy it first."));
    signal?.throwIfAborted();
    // A short text is not encoded to be measured: no character takes more than three bytes.
    const bytes = event.length * 3 <= SYNC_PAYLOAD_BYTES ? 0 : new TextEncoder().encode(event).byteLength;
    if (bytes > SYNC_PAYLOAD_BYTES) {
      const view = tooLarge(requestId, deployed, clock.nowMs(), bytes, trigger, trace);
      listener.invocationEnded(view);
      return Promise.resolve(view);
    }
    return new Promise((resolve, reject) => {
      tickets.open({ requestId, event, traceId }, trigger, { resolve, reject, signal }, trace);
      arrived?.(requestId, event);
      feed({ type: "request-arrived", atMs: clock.nowMs(), requestId, functionName, random: Math.random() });
    });
  }

  return {
    clock,
    services,
    async deploy(definition) {
      const startedMs = performance.now();
      const result = await bundler.bundle({ files: definition.files, handler: definition.handler, runtime: definition.nodeRuntime });
      if (!result.ok) return { ok: false, messages: result.messages };
      const deployed = versions.add(definition, result.bundle, await builtins.scriptsFor(result.bundle.builtins));
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
      if (!versions.retire(name)) return;
      feed({ type: "function-removed", atMs: clock.nowMs(), functionName: name });
      dropUnused();
    },
    isDeployed: (name) => versions.current(name) !== undefined,
    invoke,
    watchArrivals(watcher) {
      arrived = watcher;
    },
    takeStream: (requestId) => tickets.takeStream(requestId),
    kill: (containerId) => feed({ type: "kill-requested", atMs: clock.nowMs(), containerId }),
    configure(next) {
      settings = next;
      feed({ type: "settings-changed", atMs: clock.nowMs(), settings });
    },
    containers: () => platform.containers(),
    totals: (functionName) => platform.totals(functionName),
    isBusy,
    async reset() {
      const begun = services.open(undefined);
      for (const { definition } of versions.allCurrent())
        feed({ type: "function-removed", atMs: clock.nowMs(), functionName: definition.name });
      for (const { id } of platform.containers()) feed({ type: "kill-requested", atMs: clock.nowMs(), containerId: id });
      processes.removeAll();
      tickets.forgetStreams();
      platform = createPlatform(profile, settings, listener.fleetNoted);
      for (const deployed of versions.allCurrent()) feed({ type: "function-deployed", atMs: clock.nowMs(), config: configOf(deployed) });
      await begun;
    },
  };
}
