/**
 * Stands between a driver and a platform and checks, after every fact, what must always hold. It keeps books of its own
 * from facts and effects alone, and holds the platform's views against them: of what a step touched at once, of the rest
 * in turn, so that a step costs the same however many containers there are.
 */
import type { ContainerSnapshot } from "../platform/container.ts";
import type { PlatformEffect } from "../platform/effects.ts";
import type { FunctionConfig, PlatformSettings } from "../platform/function-config.ts";
import type { PlatformInput } from "../platform/inputs.ts";
import type { InvocationRecord } from "../platform/invocation.ts";
import type { Platform } from "../platform/platform.ts";
import { type OpenRequest, ReceiptBook } from "./receipt-book.ts";

const SWEEP_EVERY = 1_024;

interface LiveContainer {
  readonly id: string;
  readonly functionName: string;
  readonly version: string;
  /** Started for no request, and kept for none. */
  readonly provisioned: boolean;
  requestId: string | undefined;
  isRunning: boolean;
  /** For no request. */
  isInitializing: boolean;
  wasReady: boolean;
}

export class WatchedPlatform {
  readonly #platform: Platform;
  readonly #functions = new Map<string, FunctionConfig>();
  readonly #requests = new Map<string, OpenRequest>();
  readonly #live = new Map<string, LiveContainer>();
  /** By function: provisioned containers that ended before they were ready. They are not tried again. */
  readonly #givenUp = new Map<string, number>();
  readonly #receipts = new ReceiptBook();
  #settings: PlatformSettings;
  #turn: Iterator<LiveContainer>;
  #nowMs = 0;
  #steps = 0;

  constructor(platform: Platform, settings: PlatformSettings) {
    this.#platform = platform;
    this.#settings = settings;
    this.#turn = this.#live.values();
  }

  nextDueMs(): number | undefined {
    return this.#platform.nextDueMs();
  }

  handle(input: PlatformInput): readonly PlatformEffect[] {
    const roomBefore = this.#room();
    const effects = this.#platform.handle(input);
    this.#steps += 1;
    this.#nowMs = input.atMs;
    this.#note(input);
    for (const effect of effects) this.#observe(effect);
    if (input.type === "request-arrived") this.#checkDecision(input.requestId, input.functionName, effects, roomBefore);
    for (const effect of effects) if (effect.type !== "invocation-ended") this.#checkContainer(effect.containerId);
    if ("containerId" in input) this.#checkContainer(input.containerId);
    this.#checkInTurn();
    this.#checkWhole();
    if (this.#steps % SWEEP_EVERY === 0 || input.type === "settings-changed") this.sweep();
    return effects;
  }

  /** Everything, at once. */
  sweep(): void {
    const shown = this.#platform.containers().filter(({ phase }) => phase !== "evicted" && phase !== "failed");
    const provisioning = shown.filter(({ phase }) => phase === "provisioning").length;
    must(shown.length === this.#live.size + provisioning, `${shown.length} containers are shown, ${this.#live.size} live`);
    for (const { id } of shown) this.#checkContainer(id);
    for (const config of this.#functions.values()) this.#checkProvisioned(config, shown);
    this.#receipts.checkAll(this.#platform);
  }

  #note(input: PlatformInput): void {
    switch (input.type) {
      case "function-deployed":
        this.#functions.set(input.config.name, input.config);
        this.#givenUp.delete(input.config.name);
        return;
      case "function-removed":
        this.#functions.delete(input.functionName);
        return;
      case "function-configured": {
        const { reservedConcurrency: _before, ...config } = this.#function(input.functionName);
        const { reservedConcurrency } = input;
        this.#functions.set(config.name, reservedConcurrency === undefined ? config : { ...config, reservedConcurrency });
        return;
      }
      case "settings-changed":
        this.#settings = input.settings;
        return;
      case "request-arrived": {
        const { functionName, requestId, atMs } = input;
        this.#requests.set(requestId, { functionName, version: this.#function(functionName).version, arrivedAtMs: atMs });
        return;
      }
      case "container-initialized":
      case "container-init-failed": {
        const container = this.#live.get(input.containerId);
        if (!container) return;
        container.wasReady ||= container.isInitializing && input.type === "container-initialized";
        container.isInitializing = false;
        return;
      }
      default:
        return;
    }
  }

  #observe(effect: PlatformEffect): void {
    switch (effect.type) {
      case "start-container":
        return effect.mode === "fresh" ? this.#startFresh(effect) : this.#restart(effect.containerId);
      case "run-invocation":
        return this.#run(effect.containerId, effect.requestId, effect.deadlineMs);
      case "reset-container":
        this.#liveOne(effect.containerId).isRunning = false;
        this.#liveOne(effect.containerId).isInitializing = false;
        return;
      case "stop-container":
        // One that was still provisioning has no process and is not in the books.
        must(this.#live.get(effect.containerId)?.requestId === undefined, `${effect.containerId} stopped before its request ended`);
        this.#giveUp(effect.containerId);
        this.#live.delete(effect.containerId);
        return;
      case "invocation-ended":
        return this.#end(effect.record);
    }
  }

  #startFresh({ containerId, functionName, version }: Extract<PlatformEffect, { type: "start-container" }>): void {
    must(!this.#live.has(containerId), `${containerId} was started twice`);
    const requestId = this.#platform.container(containerId)?.requestId;
    const request = requestId === undefined ? undefined : this.#requests.get(requestId);
    // A process that ends in the very step in which it starts has no request any more.
    must(request === undefined || request.version === version, `${containerId} started on version ${version}, which is retired`);
    const provisioned = this.#platform.container(containerId)?.provisioned === true;
    const { version: current, provisionedConcurrency = 0 } = this.#functions.get(functionName) ?? { version: undefined };
    must(!provisioned || (version === current && provisionedConcurrency > 0), `${containerId} is provisioned for nobody`);
    this.#live.set(containerId, {
      id: containerId,
      functionName,
      version,
      provisioned,
      requestId,
      isRunning: false,
      isInitializing: provisioned,
      wasReady: false,
    });
  }

  #giveUp(containerId: string): void {
    const container = this.#live.get(containerId);
    if (!container?.provisioned || container.wasReady || this.#platform.container(containerId)?.phase !== "failed") return;
    if (this.#functions.get(container.functionName)?.version !== container.version) return;
    this.#givenUp.set(container.functionName, (this.#givenUp.get(container.functionName) ?? 0) + 1);
  }

  /** As many as are asked for, where this browser has room for them: one that serves on demand would have made it. */
  #checkProvisioned(
    { name, version, provisionedConcurrency = 0, reservedConcurrency = provisionedConcurrency }: FunctionConfig,
    shown: readonly ContainerSnapshot[],
  ): void {
    const held = shown.filter((each) => each.provisioned && each.functionName === name && each.version === version).length;
    must(held <= provisionedConcurrency, `${held} containers are provisioned for ${name}, which asks for ${provisionedConcurrency}`);
    if (held + (this.#givenUp.get(name) ?? 0) >= Math.min(provisionedConcurrency, reservedConcurrency)) return;
    must(shown.length >= this.#settings.browserContainerLimit, `${name} lacks provisioned containers, and there is room`);
    must(
      shown.every(({ phase, provisioned }) => provisioned || phase !== "idle"),
      `${name} lacks provisioned containers, and one that serves on demand idles`,
    );
  }

  #restart(containerId: string): void {
    const container = this.#liveOne(containerId);
    must(!container.isRunning, `${containerId} was started again while it runs`);
    container.requestId ??= this.#platform.container(containerId)?.requestId;
  }

  #run(containerId: string, requestId: string, deadlineMs: number): void {
    const container = this.#liveOne(containerId);
    const request = this.#requests.get(requestId);
    must(!container.isRunning, `${containerId} runs two requests at a time`);
    must(container.requestId === undefined || container.requestId === requestId, `${containerId} was started for another request`);
    container.isInitializing = false;
    must(request !== undefined, `${requestId} runs and is not under way`);
    must(request?.version === container.version, `${requestId} runs on version ${container.version}, which is retired`);
    must(deadlineMs > this.#nowMs, `${requestId} runs past its deadline`);
    container.requestId = requestId;
    container.isRunning = true;
  }

  #end(record: InvocationRecord): void {
    const request = this.#requests.get(record.requestId);
    must(request !== undefined, `${record.requestId} ended twice, or never arrived`);
    this.#requests.delete(record.requestId);
    this.#receipts.add(record, request, this.#nowMs);
    const container = record.containerId === undefined ? undefined : this.#live.get(record.containerId);
    if (!container) return;
    must(container.requestId === undefined || container.requestId === record.requestId, `${record.requestId} ended in another's container`);
    container.requestId = undefined;
    container.isRunning = false;
  }

  /** A request was let in only where there was room, and refused only where there was none. */
  #checkDecision(requestId: string, functionName: string, effects: readonly PlatformEffect[], roomBefore: number): void {
    const refused = effects.some((effect) => effect.type === "invocation-ended" && effect.record.status === "throttled");
    const running = new Map<string, number>();
    for (const [id, { functionName: name }] of this.#requests) if (id !== requestId) running.set(name, (running.get(name) ?? 0) + 1);
    const all = this.#requests.size - (this.#requests.has(requestId) ? 1 : 0);
    const own = running.get(functionName) ?? 0;
    const { reservedConcurrency, provisionedConcurrency = 0 } = this.#function(functionName);
    const { accountConcurrency } = this.#settings;
    // A function has what it runs, or what is provisioned for it if that is more; one that was removed what it still runs.
    let reserved = 0;
    let unreserved = 0;
    for (const name of new Set([...running.keys(), ...this.#functions.keys()])) {
      const config = this.#functions.get(name);
      reserved += config?.reservedConcurrency ?? 0;
      if (config?.reservedConcurrency === undefined) unreserved += Math.max(running.get(name) ?? 0, config?.provisionedConcurrency ?? 0);
    }
    const isFull =
      all >= accountConcurrency ||
      (reservedConcurrency === undefined
        ? own >= provisionedConcurrency && unreserved >= Math.max(0, accountConcurrency - reserved)
        : own >= reservedConcurrency);
    if (!refused) {
      must(!isFull, `${requestId} was let in over a limit`);
      const born = effects.some((effect) => effect.type === "start-container" && effect.mode === "fresh");
      must(
        !born || this.#liveCount() <= this.#settings.browserContainerLimit,
        `${requestId} started one container more than the browser holds`,
      );
      return;
    }
    // What fell due in the same step may have made room, never taken it.
    must(isFull || roomBefore <= 0, `${requestId} was throttled with room left`);
  }

  /** How many more containers could be started or reused, by the browser's limit alone. Provisioned ones make no room. */
  #room(): number {
    let kept = 0;
    for (const { provisioned, requestId } of this.#live.values()) kept += provisioned && requestId === undefined ? 1 : 0;
    return this.#settings.browserContainerLimit - this.#requests.size - kept;
  }

  /** Provisioning containers have a request and no process yet. */
  #liveCount(): number {
    let assigned = 0;
    for (const { requestId } of this.#live.values()) assigned += requestId === undefined ? 0 : 1;
    return this.#live.size + this.#requests.size - assigned;
  }

  #checkInTurn(): void {
    let next = this.#turn.next();
    if (next.done === true) {
      this.#turn = this.#live.values();
      next = this.#turn.next();
    }
    if (next.done !== true) this.#checkContainer(next.value.id);
  }

  #checkContainer(containerId: string): void {
    const shown = this.#platform.container(containerId);
    const container = this.#live.get(containerId);
    if (!shown || shown.phase === "evicted" || shown.phase === "failed" || shown.phase === "provisioning")
      return must(container === undefined, `${containerId} is shown ${shown?.phase ?? "not at all"} and is live`);
    if (!container) throw new Error(`Broken: ${containerId} is shown ${shown.phase} and is not live`);
    must(shown.requestId === container.requestId, `${containerId} is shown with another request than it has`);
    must(
      (shown.phase === "busy") === container.isRunning,
      `${containerId} is shown ${shown.phase} and ${container.isRunning ? "runs" : "does not run"}`,
    );
    if (shown.phase === "idle") this.#checkIdle(shown);
    else must(container.requestId !== undefined || container.isInitializing, `${containerId} is ${shown.phase} for no request`);
  }

  #checkIdle({ id, functionName, version, requestId, evictsAtMs, phaseSinceMs, retired, provisioned }: ContainerSnapshot): void {
    must(requestId === undefined, `${id} is idle and has a request`);
    must(!retired && this.#functions.get(functionName)?.version === version, `${id} of a retired version idles`);
    if (provisioned) return must(evictsAtMs === undefined, `${id} is provisioned and is to be evicted`);
    must(evictsAtMs === phaseSinceMs + this.#settings.idleLifetimeMs, `${id} idles with another lifetime than is set`);
    must((evictsAtMs ?? 0) >= this.#nowMs, `${id} outlives its idle lifetime`);
  }

  #checkWhole(): void {
    const dueMs = this.#platform.nextDueMs();
    must(dueMs === undefined || dueMs >= this.#nowMs, `something was due at ${dueMs} and it is ${this.#nowMs}`);
    const isBusy = this.#requests.size > 0 || [...this.#live.values()].some(({ isInitializing }) => isInitializing);
    must(this.#platform.isBusy() === isBusy, `isBusy() with ${this.#requests.size} requests under way`);
    this.#receipts.check(this.#platform, this.#requests.size);
  }

  #function(name: string): FunctionConfig {
    const config = this.#functions.get(name);
    if (!config) throw new Error(`The driver names ${name}, which is not deployed.`);
    return config;
  }

  #liveOne(containerId: string): LiveContainer {
    const container = this.#live.get(containerId);
    if (!container) throw new Error(`Broken: ${containerId} is told to do something and is not live`);
    return container;
  }
}

function must(holds: boolean, complaint: string): void {
  if (!holds) throw new Error(`Broken: ${complaint}`);
}
