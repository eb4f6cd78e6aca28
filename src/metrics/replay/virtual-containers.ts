/**
 * Performs a platform's effects in virtual time: a container is ready when its init is over, and answers when its handler
 * has taken the time it takes. What a process would have said that was ended meanwhile is never told.
 */
import { DueQueue } from "../../platform/due-queue.ts";
import type { PlatformEffect } from "../../platform/effects.ts";
import type { PlatformInput } from "../../platform/inputs.ts";
import type { InvocationRecord } from "../../platform/invocation.ts";
import type { Platform } from "../../platform/platform.ts";
import { arrivalPlace } from "./arrival-ids.ts";
import type { RecordedTimes } from "./recorded-times.ts";
import type { RecordedArrival } from "./recording.ts";

interface Word {
  readonly containerId: string;
  /** Of the process that will say it. */
  readonly process: number;
  readonly fact: PlatformInput;
}

const ERROR = { errorType: "Error", errorMessage: "As recorded." };

export class VirtualContainers {
  readonly #platform: Platform;
  readonly #arrivals: readonly RecordedArrival[];
  readonly #times: RecordedTimes;
  readonly #ended: (record: InvocationRecord) => void;
  /** By container: which process lives in it. */
  readonly #processes = new Map<string, number>();
  readonly #words = new DueQueue<Word>(({ item }) => this.#processes.get(item.containerId) === item.process);
  #started = 0;
  #provisioned = 0;

  constructor(platform: Platform, arrivals: readonly RecordedArrival[], times: RecordedTimes, ended: (record: InvocationRecord) => void) {
    this.#platform = platform;
    this.#arrivals = arrivals;
    this.#times = times;
    this.#ended = ended;
  }

  tell(input: PlatformInput): void {
    for (const effect of this.#platform.handle(input)) this.#perform(effect, input.atMs);
  }

  /** Everything that happens by then, in order of time; the platform's own first. */
  runUntil(atMs: number): void {
    for (let next = this.#nextMs(); next <= atMs; next = this.#nextMs()) this.#step(next);
  }

  /** Until every request has its answer. Returns when that was. */
  runOut(fromMs: number): number {
    let nowMs = fromMs;
    for (let next = this.#nextMs(); this.#platform.isBusy() && Number.isFinite(next); next = this.#nextMs()) {
      this.#step(next);
      nowMs = Math.max(nowMs, next);
    }
    return nowMs;
  }

  #nextMs(): number {
    return Math.min(this.#platform.nextDueMs() ?? Number.POSITIVE_INFINITY, this.#words.peek()?.atMs ?? Number.POSITIVE_INFINITY);
  }

  #step(atMs: number): void {
    const dueMs = this.#platform.nextDueMs();
    if (dueMs !== undefined && dueMs <= atMs) return this.tell({ type: "time-passed", atMs });
    const word = this.#words.takeDue(atMs);
    if (word) this.tell(word.item.fact);
  }

  #perform(effect: PlatformEffect, nowMs: number): void {
    switch (effect.type) {
      case "start-container":
        return this.#start(effect, nowMs);
      case "run-invocation":
        return this.#run(effect.containerId, effect.requestId, nowMs);
      case "reset-container":
      case "stop-container":
        this.#processes.delete(effect.containerId);
        return;
      case "invocation-ended":
        return this.#ended(effect.record);
    }
  }

  #start({ containerId, functionName, mode }: Extract<PlatformEffect, { type: "start-container" }>, nowMs: number): void {
    this.#started += 1;
    this.#processes.set(containerId, this.#started);
    const initMs = this.#initMs(this.#platform.container(containerId)?.requestId, functionName, mode);
    const atMs = nowMs + initMs;
    this.#say(atMs, containerId, { type: "container-initialized", atMs, containerId, initMs });
  }

  #initMs(requestId: string | undefined, functionName: string, mode: "fresh" | "reset"): number {
    const place = requestId === undefined ? undefined : arrivalPlace(requestId);
    if (place !== undefined) return mode === "fresh" ? this.#times.initMs(place) : this.#times.initInsideMs(place);
    this.#provisioned += 1;
    return this.#times.provisionedInitMs(functionName, this.#provisioned);
  }

  #run(containerId: string, requestId: string, nowMs: number): void {
    const place = arrivalPlace(requestId) ?? 0;
    const status = this.#arrivals[place]?.status;
    // It is the platform that ends what takes too long.
    if (status === "timeout") return;
    const durationMs = this.#times.durationMs(place);
    const atMs = nowMs + durationMs;
    if (status === "crashed")
      return this.#say(atMs, containerId, { type: "container-exited", atMs, containerId, cause: { kind: "exit", code: 1 }, durationMs });
    const failed = status === "error" ? { error: ERROR } : {};
    this.#say(atMs, containerId, { type: "invocation-completed", atMs, containerId, requestId, durationMs, ...failed });
  }

  #say(atMs: number, containerId: string, fact: PlatformInput): void {
    this.#words.add(atMs, { containerId, process: this.#processes.get(containerId) ?? 0, fact });
  }
}
