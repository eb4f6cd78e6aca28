/**
 * What becomes of a container and the request it was given: provisioned, initialising, running, idle, gone. It follows
 * facts and due moments from phase to phase; which container a request gets is decided in create-platform.ts.
 */
import { type Due, DueQueue } from "./due-queue.ts";
import type { PlatformEffect } from "./effects.ts";
import type { Container, Fleet } from "./fleet.ts";
import { type Departure, type Flight, landedRecord, newFlight, noteFailedInit, withSuppressedInit } from "./flight.ts";
import type { PlatformSettings } from "./function-config.ts";
import type { PlatformInput } from "./inputs.ts";
import type { FunctionError, InvocationRecord, InvocationStatus } from "./invocation.ts";
import { exitError, killedError, timedOutError } from "./lambda-error-texts.ts";
import type { ProviderProfile } from "./profiles/provider-profile.ts";
import { type Reason, reasons } from "./reasons.ts";
import type { Totals } from "./totals.ts";

interface DueItem {
  readonly kind: "provisioned" | "init-limit" | "deadline" | "eviction";
  readonly containerId: string;
  readonly epoch: number;
}

/** Of the init of a provisioned container, where the function's own limit is not longer. */
const PROVISIONED_INIT_MS = 130_000;

export class Lifecycle {
  settings: PlatformSettings;
  nowMs = Number.NEGATIVE_INFINITY;
  readonly #profile: ProviderProfile;
  readonly #fleet: Fleet;
  readonly #totals: Totals;
  readonly #flights = new Map<string, Flight>();
  readonly #due: DueQueue<DueItem>;
  #effects: PlatformEffect[] = [];

  constructor(profile: ProviderProfile, settings: PlatformSettings, fleet: Fleet, totals: Totals) {
    this.settings = settings;
    this.#profile = profile;
    this.#fleet = fleet;
    this.#totals = totals;
    this.#due = new DueQueue(({ item }) => fleet.get(item.containerId)?.epoch === item.epoch);
  }

  /** What is to be done, gathered since it was last taken. */
  takeEffects(): readonly PlatformEffect[] {
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  isBusy(): boolean {
    return this.#flights.size > 0 || this.#fleet.isInitializing();
  }

  nextDueMs(): number | undefined {
    return this.#due.peek()?.atMs;
  }

  /** Carries out, at its own moment and in order, everything that falls due by now. */
  runDue(nowMs: number): void {
    for (let due = this.#due.takeDue(nowMs); due !== undefined; due = this.#due.takeDue(nowMs)) this.#carryOut(due, nowMs);
  }

  /** What falls due, at its own moment. A deadline noticed late is as late as it was noticed: its process did run until now. */
  #carryOut({ atMs, item }: Due<DueItem>, noticedAtMs: number): void {
    this.nowMs = Math.max(this.nowMs, item.kind === "deadline" ? noticedAtMs : atMs);
    const container = this.#fleet.get(item.containerId);
    if (!container) return;
    switch (item.kind) {
      case "provisioned":
        return this.startProcess(container, "fresh", container.startReason);
      case "init-limit":
        return this.#restartInit(container);
      case "deadline":
        return this.#timeOut(container);
      case "eviction":
        return this.stop(container, reasons.idleTooLong(this.nowMs - container.phaseSinceMs));
    }
  }

  /** Gives the request to the container. */
  depart(container: Container, departure: Departure): void {
    container.requestId = departure.requestId;
    this.#flights.set(container.id, newFlight(departure, container.config.name, this.nowMs));
    this.#fleet.departed(container);
    this.#totals.departed(container.config.name);
  }

  /** Modelled: what a cloud does before any process starts. */
  provision(container: Container, provisionMs: number): void {
    this.#fleet.enter(container, "provisioning", this.nowMs);
    this.#schedule(container, "provisioned", this.nowMs + provisionMs);
  }

  /** A first init has ten seconds of its own, a provisioned one minutes; one inside the invocation counts against the function's time limit. */
  startProcess(container: Container, mode: "fresh" | "reset", reason: Reason): void {
    this.#fleet.enter(container, "initializing", this.nowMs);
    if (mode === "fresh") this.#schedule(container, "init-limit", this.nowMs + this.#initLimitMs(container));
    else this.#startTheFunctionsTime(container);
    this.#effects.push({
      type: "start-container",
      containerId: container.id,
      functionName: container.config.name,
      version: container.config.version,
      mode,
      reason: reason.text,
    });
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
  #initLimitMs({ provisioned, config }: Container): number {
    return provisioned ? Math.max(PROVISIONED_INIT_MS, config.timeoutMs) : this.#profile.limits.initTimeoutMs;
  }

  /** Void as soon as the container changes its phase. */
  #schedule(container: Container, kind: DueItem["kind"], atMs: number): void {
    this.#due.add(atMs, { kind, containerId: container.id, epoch: container.epoch });
  }

  /** From the first moment inside the invocation on. Returns the deadline. */
  #startTheFunctionsTime(container: Container): number {
    const flight = this.#flights.get(container.id);
    const sinceMs = flight?.runSinceMs ?? this.nowMs;
    if (flight) flight.runSinceMs = sinceMs;
    const deadlineMs = sinceMs + container.config.timeoutMs;
    this.#schedule(container, "deadline", deadlineMs);
    return deadlineMs;
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: Lambda retries init at the first invocation, under the function's timeout. */
  #restartInit(container: Container): void {
    const limitMs = this.#initLimitMs(container);
    const reason = reasons.initTooLong(limitMs);
    const flight = this.#flights.get(container.id);
    if (!flight) return this.#reset(container, reason);
    flight.failedInits.push({ phase: "init", status: "timeout", initMs: limitMs });
    flight.suppressedInit = true;
    this.#endProcess(container, reason);
    this.startProcess(container, "reset", reason);
  }

  initialized(container: Container, initMs: number): void {
    if (container.phase !== "initializing") return;
    this.#fleet.initialized(container, initMs, this.nowMs);
    const flight = this.#flights.get(container.id);
    if (!flight) return this.#rest(container);
    flight.initMs = initMs;
    this.run(container);
  }

  run(container: Container): void {
    const flight = this.#flights.get(container.id);
    if (!flight) return;
    this.#fleet.enter(container, "busy", this.nowMs);
    const deadlineMs = this.#startTheFunctionsTime(container);
    this.#effects.push({ type: "run-invocation", containerId: container.id, requestId: flight.requestId, deadlineMs });
  }

  initFailed(container: Container, initMs: number, error: FunctionError): void {
    if (container.phase !== "initializing") return;
    const flight = this.#flights.get(container.id);
    if (flight) {
      noteFailedInit(flight, "error", initMs, error.errorType);
      this.#land(container, "error", withSuppressedInit(flight, 0), error);
    }
    this.#reset(container, reasons.initFailed());
  }

  completed(container: Container, input: Extract<PlatformInput, { type: "invocation-completed" }>): void {
    const flight = this.#flights.get(container.id);
    if (container.phase !== "busy" || flight?.requestId !== input.requestId) return;
    noteHeap(container, input.maxHeapBytes);
    this.#land(container, input.error ? "error" : "ok", withSuppressedInit(flight, input.durationMs), input.error);
    this.#rest(container);
  }

  #timeOut(container: Container): void {
    const flight = this.#flights.get(container.id);
    if (!flight) return;
    const { timeoutMs } = container.config;
    const ranMs = Math.max(timeoutMs, this.#ranMs(flight));
    if (container.phase === "initializing") noteFailedInit(flight, "timeout", ranMs);
    this.#land(container, "timeout", ranMs, timedOutError(flight.requestId, timeoutMs));
    this.#reset(container, reasons.timedOut(timeoutMs));
  }

  exited(container: Container, input: Extract<PlatformInput, { type: "container-exited" }>): void {
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
    return Math.round((this.nowMs - sinceMs) * 100) / 100;
  }

  #breakOffInit(container: Container, flight: Flight, { errorType }: FunctionError): void {
    noteFailedInit(flight, "error", this.#elapsedMs(container.phaseSinceMs), errorType);
  }

  /** A person may reach for a container that is long forgotten. */
  kill(container: Container | undefined): void {
    if (!container || container.phase === "evicted" || container.phase === "failed") return;
    const flight = this.#flights.get(container.id);
    if (flight) {
      const error = killedError(flight.requestId);
      if (container.phase === "initializing") this.#breakOffInit(container, flight, error);
      this.#land(container, "crashed", this.#ranMs(flight), error);
    }
    this.stop(container, reasons.killedByHand());
  }

  /** The request is over: one record, one receipt. `durationMs` is the whole, a suppressed init included. */
  #land(container: Container, status: InvocationStatus, durationMs: number, error: FunctionError | undefined): void {
    const flight = this.#flights.get(container.id);
    if (!flight) return;
    this.#flights.delete(container.id);
    container.requestId = undefined;
    container.served += 1;
    this.#fleet.landed(container);
    const { billInit } = this.settings;
    this.end(landedRecord(flight, container, { status, durationMs, error, atMs: this.nowMs, billInit }, this.#profile));
  }

  end(record: InvocationRecord): void {
    this.#totals.ended(record);
    this.#effects.push({ type: "invocation-ended", record });
  }

  /** Frozen and waiting; or, of a replaced version, done. */
  #rest(container: Container): void {
    if (container.retireReason !== undefined) return this.stop(container, container.retireReason);
    if (this.#fleet.liveCount() > this.settings.browserContainerLimit)
      return this.stop(container, reasons.overBrowserLimit(this.settings.browserContainerLimit));
    this.#fleet.enter(container, "idle", this.nowMs);
    this.scheduleEviction(container);
  }

  scheduleEviction(container: Container): void {
    if (container.provisioned) return;
    container.evictsAtMs = container.phaseSinceMs + this.settings.idleLifetimeMs;
    container.epoch += 1;
    this.#schedule(container, "eviction", Math.max(this.nowMs, container.evictsAtMs));
  }

  #reset(container: Container, reason: Reason): void {
    this.#endProcess(container, reason);
    if (container.phase !== "idle") this.#rest(container);
  }

  #endProcess(container: Container, reason: Reason): void {
    this.#fleet.resetting(container, reason, this.nowMs);
    this.#effects.push({ type: "reset-container", containerId: container.id, reason: reason.text });
  }

  stop(container: Container, reason: Reason): void {
    this.#fleet.end(container, "evicted", reason, this.nowMs);
    this.#effects.push({ type: "stop-container", containerId: container.id, reason: reason.text });
  }

  #fail(container: Container, reason: Reason): void {
    this.#fleet.end(container, "failed", reason, this.nowMs);
    this.#effects.push({ type: "stop-container", containerId: container.id, reason: reason.text });
  }
}

function noteHeap(container: Container, bytes: number | undefined): void {
  if (bytes !== undefined) container.maxHeapBytes = Math.max(container.maxHeapBytes ?? 0, bytes);
}
