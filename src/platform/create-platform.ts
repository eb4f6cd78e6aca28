/**
 * The state machine itself: takes one fact, changes the fleet, and says what is to be done. Which container takes a
 * request, when one is started, evicted or refused, and what is billed, is decided here and nowhere else.
 */
import { billInvocation, NO_SPLIT, NOTHING_BILLED } from "./billing.ts";
import type { ContainerSnapshot } from "./container.ts";
import { DueQueue } from "./due-queue.ts";
import type { PlatformEffect } from "./effects.ts";
import { type Container, Fleet, type FunctionState } from "./fleet.ts";
import type { FunctionConfig, PlatformSettings } from "./function-config.ts";
import type { PlatformInput } from "./inputs.ts";
import type { FailedInit, FunctionError, InvocationRecord, InvocationStatus } from "./invocation.ts";
import { exitError, killedError, throttledError, timedOutError } from "./lambda-error-texts.ts";
import type { Platform } from "./platform.ts";
import type { ProviderProfile } from "./profiles/provider-profile.ts";
import { quantileAt } from "./quantiles.ts";
import { reasons } from "./reasons.ts";
import { Totals } from "./totals.ts";

/** A request that is under way in a container. */
interface Flight {
  readonly requestId: string;
  readonly functionName: string;
  readonly arrivedAtMs: number;
  readonly coldStart: boolean;
  readonly reason: string;
  readonly provisionMs: number;
  /** Init runs inside the invocation, after a reset: it is part of the duration, and no Init Duration is shown. */
  suppressedInit: boolean;
  initMs: number;
  runSinceMs: number | undefined;
  readonly failedInits: FailedInit[];
}

type DueItem = {
  readonly kind: "provisioned" | "init-limit" | "deadline" | "eviction";
  readonly containerId: string;
  readonly epoch: number;
};

export function createPlatform(profile: ProviderProfile, initialSettings: PlatformSettings): Platform {
  return new LambdaPlatform(profile, initialSettings);
}

class LambdaPlatform implements Platform {
  readonly #profile: ProviderProfile;
  readonly #fleet = new Fleet();
  readonly #totals = new Totals();
  readonly #flights = new Map<string, Flight>();
  readonly #due: DueQueue<DueItem>;
  #settings: PlatformSettings;
  #nowMs = Number.NEGATIVE_INFINITY;
  #effects: PlatformEffect[] = [];

  constructor(profile: ProviderProfile, settings: PlatformSettings) {
    this.#profile = profile;
    this.#settings = settings;
    this.#due = new DueQueue(({ item }) => this.#fleet.get(item.containerId)?.epoch === item.epoch);
  }

  handle(input: PlatformInput): readonly PlatformEffect[] {
    if (input.atMs < this.#nowMs) throw new Error(`Time went back: ${input.type} at ${input.atMs}, after ${this.#nowMs}.`);
    this.#effects = [];
    this.#runDue(input.atMs);
    this.#nowMs = input.atMs;
    this.#take(input);
    return this.#effects;
  }

  nextDueMs(): number | undefined {
    return this.#due.peek()?.atMs;
  }

  containers(): readonly ContainerSnapshot[] {
    return this.#fleet.snapshots(this.#nowMs);
  }

  container(containerId: string): ContainerSnapshot | undefined {
    return this.#fleet.snapshot(containerId);
  }

  totals(functionName?: string) {
    return this.#totals.of(functionName);
  }

  isBusy(): boolean {
    return this.#flights.size > 0;
  }

  #take(input: PlatformInput): void {
    switch (input.type) {
      case "function-deployed":
        return this.#deploy(input.config);
      case "function-configured":
        return this.#fleet.reserve(input.functionName, input.reservedConcurrency);
      case "function-removed":
        return this.#remove(input.functionName);
      case "settings-changed":
        return this.#configure(input.settings);
      case "request-arrived":
        return this.#arrive(input.requestId, input.functionName, input.random);
      case "container-initialized":
        return this.#initialized(this.#known(input.containerId), input.initMs);
      case "container-init-failed":
        return this.#initFailed(this.#known(input.containerId), input.initMs, input.error);
      case "invocation-completed":
        return this.#completed(this.#known(input.containerId), input);
      case "container-exited":
        return this.#exited(this.#known(input.containerId), input);
      case "kill-requested":
        return this.#kill(this.#fleet.get(input.containerId));
      case "time-passed":
        return;
    }
  }

  #known(containerId: string): Container {
    const container = this.#fleet.get(containerId);
    if (!container) throw new Error(`No container ${containerId} was ever started.`);
    return container;
  }

  /** Carries out, at its own moment and in order, everything that falls due by now. */
  #runDue(nowMs: number): void {
    for (let due = this.#due.takeDue(nowMs); due !== undefined; due = this.#due.takeDue(nowMs)) {
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      const container = this.#known(due.item.containerId);
      if (due.item.kind === "provisioned") this.#startProcess(container, "fresh", container.startReason);
      else if (due.item.kind === "init-limit") this.#restartInit(container);
      else if (due.item.kind === "deadline") this.#timeOut(container, nowMs);
      else this.#stop(container, reasons.idleTooLong(this.#nowMs - container.phaseSinceMs));
    }
  }

  #deploy(config: FunctionConfig): void {
    const replaced = this.#fleet.deploy(config);
    for (const container of replaced) this.#retire(container, reasons.retired(config.version));
  }

  #remove(functionName: string): void {
    for (const container of this.#fleet.remove(functionName)) this.#retire(container, reasons.removed());
  }

  /** Idle ones go at once; the others finish what they run. */
  #retire(container: Container, reason: string): void {
    container.retireReason = reason;
    if (container.phase === "idle") this.#stop(container, reason);
  }

  #configure(settings: PlatformSettings): void {
    this.#settings = settings;
    for (const container of this.#fleet.idle()) this.#scheduleEviction(container);
    this.#runDue(this.#nowMs);
    this.#shrink();
  }

  /** A browser that holds fewer than it did: those idle for longest go first, those that run go when they are done. */
  #shrink(): void {
    const { browserContainerLimit } = this.#settings;
    while (this.#fleet.liveCount() > browserContainerLimit) {
      const oldest = this.#fleet.leastRecentlyUsed();
      if (!oldest) return;
      this.#stop(oldest, reasons.overBrowserLimit(browserContainerLimit));
    }
  }

  #arrive(requestId: string, functionName: string, random: number): void {
    const state = this.#fleet.function(functionName);
    if (!state) throw new Error(`No function ${functionName} is deployed.`);
    const refusal = this.#refusal(state);
    if (refusal !== undefined) return this.#throttle(requestId, state, refusal);
    const idle = state.idle.at(-1);
    if (idle) return this.#reuse(idle, requestId);
    if (!this.#makeRoom()) return this.#throttle(requestId, state, reasons.browserReached(this.#settings.browserContainerLimit));
    this.#startFresh(state, requestId, random);
  }

  /** The limit that refuses one more concurrent execution, in words. */
  #refusal(state: FunctionState): string | undefined {
    const { reservedConcurrency } = state.config;
    const { accountConcurrency } = this.#settings;
    if (reservedConcurrency !== undefined && state.inFlight >= reservedConcurrency) return reasons.reservedReached(reservedConcurrency);
    if (this.#fleet.inFlight() >= accountConcurrency) return reasons.accountReached(accountConcurrency, accountConcurrency);
    if (reservedConcurrency !== undefined) return undefined;
    const unreserved = Math.max(0, accountConcurrency - this.#fleet.reservedTotal());
    return this.#fleet.unreservedInFlight() >= unreserved ? reasons.accountReached(unreserved, accountConcurrency) : undefined;
  }

  #makeRoom(): boolean {
    if (this.#fleet.liveCount() < this.#settings.browserContainerLimit) return true;
    const oldest = this.#fleet.leastRecentlyUsed();
    if (!oldest) return false;
    this.#stop(oldest, reasons.madeRoom(this.#settings.browserContainerLimit));
    return true;
  }

  #throttle(requestId: string, state: FunctionState, reason: string): void {
    const record: InvocationRecord = {
      requestId,
      functionName: state.config.name,
      version: state.config.version,
      status: "throttled",
      error: throttledError(),
      coldStart: false,
      reason,
      arrivedAtMs: this.#nowMs,
      endedAtMs: this.#nowMs,
      queueMs: 0,
      provisionMs: 0,
      initMs: 0,
      durationMs: 0,
      billed: NOTHING_BILLED,
      split: NO_SPLIT,
      memoryMb: state.config.memoryMb,
    };
    this.#totals.ended(record);
    this.#effects.push({ type: "invocation-ended", record });
  }

  #startFresh(state: FunctionState, requestId: string, random: number): void {
    const live = state.inFlight;
    const reason = live > 0 ? reasons.allBusy(live) : state.started ? reasons.startedFromZero() : reasons.firstStart();
    const provisionMs = this.#settings.modelProvisioning ? quantileAt(this.#profile.provisioningQuantilesMs.value, random) : 0;
    const container = this.#fleet.start(state, reason, this.#nowMs);
    this.#depart(container, { requestId, coldStart: true, reason, provisionMs, suppressedInit: false });
    if (provisionMs > 0) {
      this.#fleet.enter(container, "provisioning", this.#nowMs);
      this.#schedule(container, "provisioned", this.#nowMs + provisionMs);
    } else this.#startProcess(container, "fresh", reason);
  }

  #reuse(container: Container, requestId: string): void {
    this.#fleet.takeIdle(container);
    if (container.needsReset) {
      const reason = reasons.reusedAfterReset();
      this.#depart(container, { requestId, coldStart: false, reason, provisionMs: 0, suppressedInit: true });
      return this.#startProcess(container, "reset", reason);
    }
    const leftMs = container.phaseSinceMs + this.#settings.idleLifetimeMs - this.#nowMs;
    this.#depart(container, { requestId, coldStart: false, reason: reasons.reused(leftMs), provisionMs: 0, suppressedInit: false });
    this.#run(container);
  }

  #depart(container: Container, flight: Pick<Flight, "requestId" | "coldStart" | "reason" | "provisionMs" | "suppressedInit">): void {
    container.requestId = flight.requestId;
    this.#flights.set(container.id, {
      requestId: flight.requestId,
      coldStart: flight.coldStart,
      reason: flight.reason,
      provisionMs: flight.provisionMs,
      suppressedInit: flight.suppressedInit,
      functionName: container.config.name,
      arrivedAtMs: this.#nowMs,
      initMs: 0,
      runSinceMs: undefined,
      failedInits: [],
    });
    this.#fleet.departed(container);
    this.#totals.departed(container.config.name);
  }

  /** A first init has ten seconds of its own; one inside the invocation counts against the function's time limit. */
  #startProcess(container: Container, mode: "fresh" | "reset", reason: string): void {
    this.#fleet.enter(container, "initializing", this.#nowMs);
    if (mode === "fresh") this.#schedule(container, "init-limit", this.#nowMs + this.#profile.limits.initTimeoutMs);
    else this.#startTheFunctionsTime(container);
    this.#effects.push({
      type: "start-container",
      containerId: container.id,
      functionName: container.config.name,
      version: container.config.version,
      mode,
      reason,
    });
  }

  /** Void as soon as the container changes its phase. */
  #schedule(container: Container, kind: DueItem["kind"], atMs: number): void {
    this.#due.add(atMs, { kind, containerId: container.id, epoch: container.epoch });
  }

  /** From the first moment inside the invocation on. Returns the deadline. */
  #startTheFunctionsTime(container: Container): number {
    const flight = this.#flights.get(container.id);
    const sinceMs = flight?.runSinceMs ?? this.#nowMs;
    if (flight) flight.runSinceMs = sinceMs;
    const deadlineMs = sinceMs + container.config.timeoutMs;
    this.#schedule(container, "deadline", deadlineMs);
    return deadlineMs;
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: Lambda retries init at the first invocation, under the function's timeout. */
  #restartInit(container: Container): void {
    const { initTimeoutMs } = this.#profile.limits;
    const flight = this.#flights.get(container.id);
    if (!flight) return;
    flight.failedInits.push({ phase: "init", status: "timeout", initMs: initTimeoutMs });
    flight.suppressedInit = true;
    const reason = reasons.initTooLong(initTimeoutMs);
    this.#endProcess(container, reason);
    this.#startProcess(container, "reset", reason);
  }

  #initialized(container: Container, initMs: number): void {
    const flight = this.#flights.get(container.id);
    if (container.phase !== "initializing" || !flight) return;
    this.#fleet.initialized(container, initMs, this.#nowMs);
    flight.initMs = initMs;
    this.#run(container);
  }

  #run(container: Container): void {
    const flight = this.#flights.get(container.id);
    if (!flight) return;
    this.#fleet.enter(container, "busy", this.#nowMs);
    const deadlineMs = this.#startTheFunctionsTime(container);
    this.#effects.push({ type: "run-invocation", containerId: container.id, requestId: flight.requestId, deadlineMs });
  }

  #initFailed(container: Container, initMs: number, error: FunctionError): void {
    const flight = this.#flights.get(container.id);
    if (container.phase !== "initializing" || !flight) return;
    noteFailedInit(flight, "error", initMs, error.errorType);
    this.#land(container, "error", withSuppressedInit(flight, 0), error);
    this.#reset(container, reasons.initFailed());
  }

  #completed(container: Container, input: Extract<PlatformInput, { type: "invocation-completed" }>): void {
    const flight = this.#flights.get(container.id);
    if (container.phase !== "busy" || flight?.requestId !== input.requestId) return;
    noteHeap(container, input.maxHeapBytes);
    this.#land(container, input.error ? "error" : "ok", withSuppressedInit(flight, input.durationMs), input.error);
    this.#rest(container);
  }

  #timeOut(container: Container, nowMs: number): void {
    const flight = this.#flights.get(container.id);
    if (!flight) return;
    const { timeoutMs } = container.config;
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    const ranMs = Math.max(timeoutMs, this.#ranMs(flight));
    if (container.phase === "initializing") noteFailedInit(flight, "timeout", ranMs);
    this.#land(container, "timeout", ranMs, timedOutError(flight.requestId, timeoutMs));
    this.#reset(container, reasons.timedOut(timeoutMs));
  }

  #exited(container: Container, input: Extract<PlatformInput, { type: "container-exited" }>): void {
    const { cause, durationMs, maxHeapBytes } = input;
    if (container.phase === "evicted" || container.phase === "failed") return;
    noteHeap(container, maxHeapBytes);
    const flight = this.#flights.get(container.id);
    if (flight) {
      const answered = cause.kind === "exit" && cause.error !== undefined;
      const error = exitError(flight.requestId, cause);
      if (container.phase === "initializing") this.#breakOffInit(container, flight, error);
      const ranMs = durationMs === undefined || container.phase !== "busy" ? this.#ranMs(flight) : withSuppressedInit(flight, durationMs);
      this.#land(container, answered ? "error" : "crashed", ranMs, error);
    }
    if (cause.kind === "exit") return this.#reset(container, reasons.processExited());
    if (cause.kind === "protocol-violation") return this.#fail(container, reasons.violation(cause.detail));
    if (cause.usedMb === undefined) return this.#fail(container, reasons.processLost());
    this.#reset(container, reasons.outOfMemory(cause.usedMb, container.config.memoryMb));
  }

  /** By the platform's clock, since the function's time began to count: a suppressed init is part of it. */
  #ranMs(flight: Flight): number {
    return flight.runSinceMs === undefined ? 0 : this.#elapsedMs(flight.runSinceMs);
  }

  #elapsedMs(sinceMs: number): number {
    return Math.round((this.#nowMs - sinceMs) * 100) / 100;
  }

  #breakOffInit(container: Container, flight: Flight, { errorType }: FunctionError): void {
    noteFailedInit(flight, "error", this.#elapsedMs(container.phaseSinceMs), errorType);
  }

  /** A person may reach for a container that is long forgotten. */
  #kill(container: Container | undefined): void {
    if (!container || container.phase === "evicted" || container.phase === "failed") return;
    const flight = this.#flights.get(container.id);
    if (flight) {
      const error = killedError(flight.requestId);
      if (container.phase === "initializing") this.#breakOffInit(container, flight, error);
      this.#land(container, "crashed", this.#ranMs(flight), error);
    }
    this.#stop(container, reasons.killedByHand());
  }

  /** The request is over: one record, one receipt. `durationMs` is the whole, a suppressed init included. */
  #land(container: Container, status: InvocationStatus, durationMs: number, error: FunctionError | undefined): void {
    const flight = this.#flights.get(container.id);
    if (!flight) return;
    this.#flights.delete(container.id);
    container.requestId = undefined;
    container.served += 1;
    this.#fleet.landed(container);
    const initMs = flight.suppressedInit ? 0 : flight.initMs;
    const record: InvocationRecord = {
      requestId: flight.requestId,
      functionName: flight.functionName,
      version: container.config.version,
      status,
      ...(error ? { error } : {}),
      containerId: container.id,
      coldStart: flight.coldStart,
      reason: flight.reason,
      arrivedAtMs: flight.arrivedAtMs,
      endedAtMs: this.#nowMs,
      queueMs: 0,
      provisionMs: flight.provisionMs,
      initMs,
      durationMs,
      ...(flight.failedInits.length === 0 ? {} : { failedInits: flight.failedInits }),
      ...billInvocation(durationMs, initMs, container.config.memoryMb, this.#settings.billInit),
      memoryMb: container.config.memoryMb,
      ...(container.maxHeapBytes === undefined ? {} : { maxHeapBytes: container.maxHeapBytes }),
    };
    this.#totals.ended(record);
    this.#effects.push({ type: "invocation-ended", record });
  }

  /** Frozen and waiting; or, of a replaced version, done. */
  #rest(container: Container): void {
    if (container.retireReason !== undefined) return this.#stop(container, container.retireReason);
    if (this.#fleet.liveCount() > this.#settings.browserContainerLimit)
      return this.#stop(container, reasons.overBrowserLimit(this.#settings.browserContainerLimit));
    this.#fleet.enter(container, "idle", this.#nowMs);
    this.#scheduleEviction(container);
  }

  #scheduleEviction(container: Container): void {
    container.evictsAtMs = container.phaseSinceMs + this.#settings.idleLifetimeMs;
    container.epoch += 1;
    this.#schedule(container, "eviction", Math.max(this.#nowMs, container.evictsAtMs));
  }

  #reset(container: Container, reason: string): void {
    this.#endProcess(container, reason);
    if (container.phase !== "idle") this.#rest(container);
  }

  #endProcess(container: Container, reason: string): void {
    container.needsReset = true;
    this.#effects.push({ type: "reset-container", containerId: container.id, reason });
  }

  #stop(container: Container, reason: string): void {
    this.#fleet.end(container, "evicted", reason, this.#nowMs);
    this.#effects.push({ type: "stop-container", containerId: container.id, reason });
  }

  #fail(container: Container, reason: string): void {
    this.#fleet.end(container, "failed", reason, this.#nowMs);
    this.#effects.push({ type: "stop-container", containerId: container.id, reason });
  }
}

function noteFailedInit(flight: Flight, status: FailedInit["status"], initMs: number, errorType?: string): void {
  flight.initMs = initMs;
  const phase = flight.suppressedInit ? "invoke" : "init";
  flight.failedInits.push({ phase, status, initMs, ...(errorType === undefined ? {} : { errorType }) });
}

function noteHeap(container: Container, bytes: number | undefined): void {
  if (bytes !== undefined) container.maxHeapBytes = Math.max(container.maxHeapBytes ?? 0, bytes);
}

/** A container clocks its handler alone; init inside the invocation counts as well. */
function withSuppressedInit(flight: Flight, handlerMs: number): number {
  return flight.suppressedInit ? flight.initMs + handlerMs : handlerMs;
}
