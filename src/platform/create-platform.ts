/**
 * The platform itself: takes one fact and decides. Which container takes a request, when one is started or refused, what a
 * deploy or a changed setting ends: here; how a container then lives from phase to phase is in lifecycle.ts.
 */
import { concurrencyRefusal } from "./concurrency.ts";
import type { ContainerSnapshot } from "./container.ts";
import type { PlatformEffect } from "./effects.ts";
import { type Container, Fleet, type FunctionState } from "./fleet.ts";
import { NOT_NOTED, type NoteFleet } from "./fleet-note.ts";
import { throttledRecord } from "./flight.ts";
import type { FunctionConfig, PlatformSettings } from "./function-config.ts";
import type { PlatformInput } from "./inputs.ts";
import { Lifecycle } from "./lifecycle.ts";
import type { Platform, PlatformTotals } from "./platform.ts";
import type { ProviderProfile } from "./profiles/provider-profile.ts";
import { quantileAt } from "./quantiles.ts";
import { type Reason, reasons } from "./reasons.ts";
import { Totals } from "./totals.ts";

/** `noted` is told what becomes of containers, as it happens. */
export function createPlatform(profile: ProviderProfile, initialSettings: PlatformSettings, noted: NoteFleet = NOT_NOTED): Platform {
  return new LambdaPlatform(profile, initialSettings, noted);
}

class LambdaPlatform implements Platform {
  readonly #profile: ProviderProfile;
  readonly #fleet: Fleet;
  readonly #noted: NoteFleet;
  readonly #totals = new Totals();
  readonly #life: Lifecycle;

  constructor(profile: ProviderProfile, settings: PlatformSettings, noted: NoteFleet) {
    this.#profile = profile;
    this.#noted = noted;
    this.#fleet = new Fleet(noted);
    this.#life = new Lifecycle(profile, settings, this.#fleet, this.#totals);
  }

  handle(input: PlatformInput): readonly PlatformEffect[] {
    const life = this.#life;
    if (input.atMs < life.nowMs) throw new Error(`Time went back: ${input.type} at ${input.atMs}, after ${life.nowMs}.`);
    life.runDue(input.atMs);
    life.nowMs = input.atMs;
    this.#take(input);
    for (const state of this.#fleet.functions()) this.#keepReady(state);
    return life.takeEffects();
  }

  nextDueMs(): number | undefined {
    return this.#life.nextDueMs();
  }

  containers(): readonly ContainerSnapshot[] {
    return this.#fleet.snapshots(this.#life.nowMs);
  }

  container(containerId: string): ContainerSnapshot | undefined {
    return this.#fleet.snapshot(containerId);
  }

  totals(functionName?: string): PlatformTotals {
    return this.#totals.of(functionName, this.#life.nowMs);
  }

  isBusy(): boolean {
    return this.#life.isBusy();
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
        return this.#life.initialized(this.#known(input.containerId), input.initMs);
      case "container-init-failed":
        return this.#life.initFailed(this.#known(input.containerId), input.initMs, input.error);
      case "invocation-completed":
        return this.#life.completed(this.#known(input.containerId), input);
      case "container-exited":
        return this.#life.exited(this.#known(input.containerId), input);
      case "kill-requested":
        return this.#life.kill(this.#fleet.get(input.containerId));
      case "time-passed":
        return;
    }
  }

  #known(containerId: string): Container {
    const container = this.#fleet.get(containerId);
    if (!container) throw new Error(`No container ${containerId} was ever started.`);
    return container;
  }

  #deploy(config: FunctionConfig): void {
    const { name: functionName, version, memoryMb, timeoutMs, reservedConcurrency, provisionedConcurrency = 0 } = config;
    const atMs = this.#life.nowMs;
    this.#noted({
      type: "deployed",
      atMs,
      functionName,
      version,
      memoryMb,
      timeoutMs,
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
      ...(provisionedConcurrency === 0 ? {} : { provisionedConcurrency }),
    });
    this.#totals.held.keep(functionName, provisionedConcurrency * memoryMb, atMs);
    const replaced = this.#fleet.deploy(config);
    for (const container of replaced) this.#retire(container, reasons.retired(version));
  }

  #remove(functionName: string): void {
    this.#noted({ type: "removed", atMs: this.#life.nowMs, functionName });
    this.#totals.held.keep(functionName, 0, this.#life.nowMs);
    for (const container of this.#fleet.remove(functionName)) this.#retire(container, reasons.removed());
  }

  /** Idle ones go at once; the others finish what they run. */
  #retire(container: Container, reason: Reason): void {
    container.retireReason = reason;
    if (container.requestId === undefined) this.#life.stop(container, reason);
  }

  /** As many as are provisioned, within what is reserved and what this browser holds. One that ends is replaced. */
  #keepReady(state: FunctionState): void {
    const { provisionedConcurrency = 0, reservedConcurrency = provisionedConcurrency } = state.config;
    const wanted = Math.min(provisionedConcurrency, reservedConcurrency);
    while (state.held + state.givenUp < wanted && this.#makeRoom()) {
      const reason = reasons.provisionedStart(wanted);
      this.#life.startProcess(this.#fleet.start(state, reason, this.#life.nowMs, true), "fresh", reason);
    }
  }

  #configure(settings: PlatformSettings): void {
    this.#life.settings = settings;
    this.#noted({ type: "configured", atMs: this.#life.nowMs, settings });
    for (const container of this.#fleet.idle()) this.#life.scheduleEviction(container);
    this.#life.runDue(this.#life.nowMs);
    this.#shrink();
  }

  /** A browser that holds fewer than it did: those idle for longest go first, those that run go when they are done. */
  #shrink(): void {
    const { browserContainerLimit } = this.#life.settings;
    while (this.#fleet.liveCount() > browserContainerLimit) {
      const oldest = this.#fleet.leastRecentlyUsed(true);
      if (!oldest) return;
      this.#life.stop(oldest, reasons.overBrowserLimit(browserContainerLimit));
    }
  }

  #arrive(requestId: string, functionName: string, random: number): void {
    const state = this.#fleet.function(functionName);
    if (!state) throw new Error(`No function ${functionName} is deployed.`);
    const refusal = concurrencyRefusal(state, this.#fleet, this.#life.settings.accountConcurrency);
    if (refusal !== undefined) return this.#throttle(requestId, state, refusal);
    const idle = state.ready.at(-1) ?? state.idle.at(-1);
    if (idle) return this.#reuse(idle, requestId);
    if (!this.#makeRoom()) return this.#throttle(requestId, state, reasons.browserReached(this.#life.settings.browserContainerLimit));
    this.#startFresh(state, requestId, random);
  }

  #makeRoom(): boolean {
    if (this.#fleet.liveCount() < this.#life.settings.browserContainerLimit) return true;
    const oldest = this.#fleet.leastRecentlyUsed();
    if (!oldest) return false;
    this.#life.stop(oldest, reasons.madeRoom(this.#life.settings.browserContainerLimit));
    return true;
  }

  #throttle(requestId: string, state: FunctionState, reason: Reason): void {
    this.#life.end(throttledRecord(requestId, state.config, reason, this.#life.nowMs));
  }

  #startFresh(state: FunctionState, requestId: string, random: number): void {
    const reason = coldReason(state);
    const provisionMs = this.#life.settings.modelProvisioning ? quantileAt(this.#profile.provisioningQuantilesMs.value, random) : 0;
    const container = this.#fleet.start(state, reason, this.#life.nowMs);
    this.#life.depart(container, { requestId, coldStart: true, reason, provisionMs, suppressedInit: false });
    if (provisionMs > 0) this.#life.provision(container, provisionMs);
    else this.#life.startProcess(container, "fresh", reason);
  }

  #reuse(container: Container, requestId: string): void {
    this.#fleet.takeIdle(container);
    if (container.needsReset) {
      const reason = reasons.reusedAfterReset(container.provisioned);
      this.#life.depart(container, { requestId, coldStart: false, reason, provisionMs: 0, suppressedInit: true });
      return this.#life.startProcess(container, "reset", reason);
    }
    const leftMs = container.phaseSinceMs + this.#life.settings.idleLifetimeMs - this.#life.nowMs;
    const reason = container.provisioned ? reasons.provisioned() : reasons.reused(leftMs);
    this.#life.depart(container, { requestId, coldStart: false, reason, provisionMs: 0, suppressedInit: false });
    this.#life.run(container);
  }
}

function coldReason({ config, inFlight, started }: FunctionState): Reason {
  if (config.provisionedConcurrency) return reasons.overProvisioned(config.provisionedConcurrency);
  if (inFlight > 0) return reasons.allBusy(inFlight);
  return started ? reasons.startedFromZero() : reasons.firstStart();
}
