/**
 * Drives a platform by hand: performs its effects on containers that only follow a script, over a time that only the
 * test moves. It is as honest as a live driver: what a stopped process would have said is never told.
 */
import { createPlatform } from "../platform/create-platform.ts";
import type { PlatformEffect } from "../platform/effects.ts";
import type { FleetNote } from "../platform/fleet-note.ts";
import type { FunctionConfig, PlatformSettings } from "../platform/function-config.ts";
import type { ExitCause, PlatformInput } from "../platform/inputs.ts";
import type { FunctionError, InvocationRecord } from "../platform/invocation.ts";
import type { Platform } from "../platform/platform.ts";
import { awsLambda } from "../platform/profiles/aws-lambda.ts";
import { functionConfig, platformSettings } from "./builders.ts";

export type Ending = "ok" | "error" | "never" | ExitCause;

/** What a container does with one request: how long it takes, and how it ends. */
export interface Script {
  readonly initMs: number;
  readonly runMs: number;
  readonly initEnding: Ending;
  readonly ending: Ending;
}

type WithoutMoment<T> = T extends PlatformInput ? Omit<T, "atMs"> : never;
export type Fact = WithoutMoment<PlatformInput>;

interface Planned {
  readonly atMs: number;
  readonly containerId: string;
  readonly fact: Fact;
}

interface ContainerEnd {
  readonly containerId: string;
  readonly atMs: number;
  readonly isFailure: boolean;
}

export interface DriverOptions {
  readonly settings?: Partial<PlatformSettings>;
  readonly functions?: readonly Partial<FunctionConfig>[];
  /** `requestId` is "" for a container that no request waits for. */
  readonly script?: (requestId: string, containerId: string) => Partial<Script>;
}

export const SCRIPTED_ERROR: FunctionError = { errorType: "Error", errorMessage: "As the script says.", trace: [] };
const QUICK: Script = { initMs: 100, runMs: 10, initEnding: "ok", ending: "ok" };

export class PlatformDriver {
  readonly platform: Platform;
  readonly records: InvocationRecord[] = [];
  readonly effects: PlatformEffect[] = [];
  readonly notes: FleetNote[] = [];
  readonly ends: ContainerEnd[] = [];
  readonly #script: (requestId: string, containerId: string) => Partial<Script>;
  #planned: Planned[] = [];
  #nowMs = 0;

  constructor({ settings = {}, functions = [{}], script = () => ({}) }: DriverOptions = {}) {
    this.platform = createPlatform(awsLambda, platformSettings(settings), (note) => this.notes.push(note));
    this.#script = script;
    for (const config of functions) this.deploy(config);
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  deploy(config: Partial<FunctionConfig> = {}): void {
    this.tell({ type: "function-deployed", config: functionConfig(config) });
  }

  configure(settings: Partial<PlatformSettings>): void {
    this.tell({ type: "settings-changed", settings: platformSettings(settings) });
  }

  request(requestId: string, functionName = "hello", random = 0.5): void {
    this.tell({ type: "request-arrived", requestId, functionName, random });
  }

  kill(containerId: string): void {
    this.tell({ type: "kill-requested", containerId });
  }

  /** Feeds one fact at the present moment and performs what comes out. */
  tell(fact: Fact): readonly PlatformEffect[] {
    const effects = this.platform.handle({ ...fact, atMs: this.#nowMs });
    this.effects.push(...effects);
    for (const effect of effects) this.#perform(effect);
    return effects;
  }

  /** Moves time on, from one due event to the next. */
  advanceTo(atMs: number): void {
    for (let next = this.#next(); next !== undefined && next.atMs <= atMs; next = this.#next()) {
      this.#nowMs = next.atMs;
      if (next.planned) this.#planned = this.#planned.filter((each) => each !== next.planned);
      this.tell(next.planned?.fact ?? { type: "time-passed" });
    }
    this.#nowMs = atMs;
    this.tell({ type: "time-passed" });
  }

  advance(ms: number): void {
    this.advanceTo(this.#nowMs + ms);
  }

  record(requestId: string): InvocationRecord {
    const found = this.records.filter((record) => record.requestId === requestId);
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} records of request ${requestId}.`);
    return found[0];
  }

  /** The platform's own due events go before a container's word at the same moment, as in a live driver. */
  #next(): { atMs: number; planned?: Planned } | undefined {
    const dueMs = this.platform.nextDueMs();
    const [planned] = this.#planned;
    if (planned && (dueMs === undefined || planned.atMs < dueMs)) return { atMs: planned.atMs, planned };
    return dueMs === undefined ? undefined : { atMs: dueMs };
  }

  #perform(effect: PlatformEffect): void {
    switch (effect.type) {
      case "start-container":
        return this.#start(effect.containerId);
      case "run-invocation":
        return this.#run(effect.containerId, effect.requestId);
      case "reset-container":
        return this.#silence(effect.containerId);
      case "stop-container": {
        this.#silence(effect.containerId);
        const isFailure = this.platform.container(effect.containerId)?.phase === "failed";
        this.ends.push({ containerId: effect.containerId, atMs: this.#nowMs, isFailure });
        return;
      }
      case "invocation-ended":
        this.records.push(effect.record);
    }
  }

  #start(containerId: string): void {
    const requestId = this.platform.container(containerId)?.requestId ?? "";
    const { initMs, initEnding } = { ...QUICK, ...this.#script(requestId, containerId) };
    if (initEnding === "ok") this.#plan(initMs, containerId, { type: "container-initialized", containerId, initMs });
    else if (initEnding === "error")
      this.#plan(initMs, containerId, { type: "container-init-failed", containerId, initMs, error: SCRIPTED_ERROR });
    else if (initEnding !== "never") this.#plan(initMs, containerId, { type: "container-exited", containerId, cause: initEnding });
  }

  #run(containerId: string, requestId: string): void {
    const { runMs: durationMs, ending } = { ...QUICK, ...this.#script(requestId, containerId) };
    const completed = { type: "invocation-completed", containerId, requestId, durationMs } as const;
    if (ending === "ok") this.#plan(durationMs, containerId, completed);
    else if (ending === "error") this.#plan(durationMs, containerId, { ...completed, error: SCRIPTED_ERROR });
    else if (ending !== "never") this.#plan(durationMs, containerId, { type: "container-exited", containerId, cause: ending, durationMs });
  }

  #plan(afterMs: number, containerId: string, fact: Fact): void {
    const atMs = this.#nowMs + afterMs;
    const place = this.#planned.findIndex((each) => each.atMs > atMs);
    this.#planned.splice(place < 0 ? this.#planned.length : place, 0, { atMs, containerId, fact });
  }

  #silence(containerId: string): void {
    this.#planned = this.#planned.filter((each) => each.containerId !== containerId);
  }
}
