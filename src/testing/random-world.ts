/**
 * A seeded driver that does to a platform whatever an honest driver can do, in any order: traffic, answers, failures,
 * deploys, changed settings, kills, the loss of everything, and messages that come too late. Same seed, same world.
 */
import { createPlatform } from "../platform/create-platform.ts";
import type { PlatformEffect } from "../platform/effects.ts";
import type { PlatformSettings } from "../platform/function-config.ts";
import type { ExitCause } from "../platform/inputs.ts";
import type { Platform } from "../platform/platform.ts";
import { awsLambda } from "../platform/profiles/aws-lambda.ts";
import { seededRandom } from "../platform/seeded-random.ts";
import { functionConfig, platformSettings } from "./builders.ts";
import type { Fact } from "./drive-platform.ts";
import { WatchedPlatform } from "./watch-platform.ts";

interface Activity {
  readonly kind: "init" | "run";
  readonly requestId: string;
  readonly sinceMs: number;
}

const NAMES = ["hello", "other", "third"];
const ERROR = { errorType: "Error", errorMessage: "By chance." };

export class RandomWorld {
  readonly #random: () => number;
  readonly #watched: WatchedPlatform;
  readonly #versions = new Map<string, number>();
  readonly #deployed = new Set<string>();
  /** Processes that exist, and what each of them is at; undefined: idle. */
  readonly #processes = new Map<string, Activity | undefined>();
  #nowMs = 0;
  #serial = 0;

  constructor(seed: number, wrap: (platform: Platform) => Platform = (platform) => platform) {
    this.#random = seededRandom(seed);
    const settings = this.#settings();
    this.#watched = new WatchedPlatform(wrap(createPlatform(awsLambda, settings)), settings);
    for (const name of NAMES) this.#deploy(name);
  }

  step(): void {
    this.#nowMs += this.#chance(0.3) ? 0 : Math.round(this.#random() * 2_000) / 100;
    const dice = this.#random();
    if (dice < 0.4) return this.#send();
    if (dice < 0.82) return this.#finishOne();
    if (dice < 0.93) return this.#letTimePass();
    if (dice < 0.95) return this.#withOne((containerId) => this.#tell({ type: "kill-requested", containerId }));
    if (dice < 0.965) return this.#withOne((containerId) => this.#exit(containerId));
    if (dice < 0.98) return this.#withOne((containerId) => this.#sayTooLate(containerId));
    if (dice < 0.986) return this.#deploy(this.#name());
    if (dice < 0.99) return this.#reserve(this.#name());
    if (dice < 0.996) return this.#tell({ type: "settings-changed", settings: this.#settings() });
    if (dice < 0.999) return this.#remove(this.#name());
    return this.#loseAll();
  }

  sweep(): void {
    this.#watched.sweep();
  }

  #tell(fact: Fact): void {
    for (const effect of this.#watched.handle({ ...fact, atMs: this.#nowMs })) this.#perform(effect);
  }

  #perform(effect: PlatformEffect): void {
    if (effect.type === "start-container") this.#processes.set(effect.containerId, { kind: "init", requestId: "", sinceMs: this.#nowMs });
    else if (effect.type === "run-invocation")
      this.#processes.set(effect.containerId, { kind: "run", requestId: effect.requestId, sinceMs: this.#nowMs });
    else if (effect.type === "reset-container") this.#processes.set(effect.containerId, undefined);
    else if (effect.type === "stop-container") this.#processes.delete(effect.containerId);
  }

  #send(): void {
    const functionName = this.#name();
    if (!this.#deployed.has(functionName)) return this.#deploy(functionName);
    this.#serial += 1;
    this.#tell({ type: "request-arrived", requestId: `r${this.#serial}`, functionName, random: this.#random() });
  }

  #finishOne(): void {
    this.#withOne((containerId, activity) => {
      if (!activity) return this.#send();
      this.#processes.set(containerId, undefined);
      const tookMs = Math.round((this.#nowMs - activity.sinceMs) * 100) / 100;
      const { requestId } = activity;
      const failed = this.#chance(0.1) ? { error: ERROR } : {};
      if (this.#chance(0.06))
        return this.#tell({ type: "container-exited", containerId, cause: this.#cause(), ...this.#ran(activity, tookMs) });
      if (activity.kind === "run")
        return this.#tell({ type: "invocation-completed", containerId, requestId, durationMs: tookMs, ...failed });
      if (failed.error) return this.#tell({ type: "container-init-failed", containerId, initMs: tookMs, error: ERROR });
      this.#tell({ type: "container-initialized", containerId, initMs: tookMs });
    });
  }

  #ran({ kind }: Activity, tookMs: number): { readonly durationMs?: number } {
    return kind === "run" && this.#chance(0.7) ? { durationMs: tookMs } : {};
  }

  #exit(containerId: string): void {
    this.#tell({ type: "container-exited", containerId, cause: this.#cause() });
  }

  #cause(): ExitCause {
    const dice = this.#random();
    if (dice < 0.4) return { kind: "exit", code: Math.floor(this.#random() * 3) };
    if (dice < 0.6) return { kind: "exit", code: 128, error: ERROR };
    if (dice < 0.8) return { kind: "out-of-memory", usedMb: 200 };
    return dice < 0.9 ? { kind: "out-of-memory" } : { kind: "protocol-violation", detail: "by chance" };
  }

  /** What no longer fits: an answer to another request, a second "initialized", an init that fails while it idles. */
  #sayTooLate(containerId: string): void {
    const dice = this.#random();
    if (dice < 0.5) return this.#tell({ type: "invocation-completed", containerId, requestId: "r0", durationMs: 1 });
    if (this.#processes.get(containerId)?.kind === "init") return;
    if (dice < 0.75) return this.#tell({ type: "container-initialized", containerId, initMs: 1 });
    this.#tell({ type: "container-init-failed", containerId, initMs: 1, error: ERROR });
  }

  #letTimePass(): void {
    const dueMs = this.#watched.nextDueMs();
    if (dueMs !== undefined && this.#chance(0.6)) this.#nowMs = Math.max(this.#nowMs, dueMs);
    else this.#nowMs += this.#chance(0.1) ? this.#random() * 60_000 : this.#random() * 500;
    this.#tell({ type: "time-passed" });
  }

  #deploy(name: string): void {
    const version = (this.#versions.get(name) ?? 0) + 1;
    this.#versions.set(name, version);
    this.#deployed.add(name);
    const config = functionConfig({
      name,
      version: String(version),
      memoryMb: 128 * (1 + this.#upTo(4)),
      timeoutMs: 1_000 * (1 + this.#upTo(5)),
    });
    const reserved = this.#chance(0.4) ? { reservedConcurrency: this.#upTo(6) } : {};
    const provisioned = this.#chance(0.3) ? { provisionedConcurrency: this.#upTo(5) } : {};
    this.#tell({ type: "function-deployed", config: { ...config, ...reserved, ...provisioned } });
  }

  #reserve(functionName: string): void {
    if (!this.#deployed.has(functionName)) return;
    this.#tell({ type: "function-configured", functionName, reservedConcurrency: this.#chance(0.5) ? this.#upTo(6) : undefined });
  }

  #remove(functionName: string): void {
    if (this.#deployed.delete(functionName)) this.#tell({ type: "function-removed", functionName });
  }

  #loseAll(): void {
    for (const containerId of [...this.#processes.keys()])
      if (this.#processes.has(containerId)) this.#tell({ type: "container-exited", containerId, cause: { kind: "out-of-memory" } });
  }

  #settings(): PlatformSettings {
    return platformSettings({
      accountConcurrency: 1 + this.#upTo(16),
      browserContainerLimit: 1 + this.#upTo(12),
      idleLifetimeMs: this.#chance(0.1) ? 0 : 100 * this.#upTo(100),
      billInit: this.#chance(0.7),
      modelProvisioning: this.#chance(0.3),
    });
  }

  #withOne(action: (containerId: string, activity: Activity | undefined) => void): void {
    let skip = this.#upTo(this.#processes.size);
    for (const [containerId, activity] of this.#processes) {
      if (skip === 0) return action(containerId, activity);
      skip -= 1;
    }
    this.#send();
  }

  #name(): string {
    return NAMES[this.#upTo(NAMES.length)] ?? "hello";
  }

  #upTo(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }
}
