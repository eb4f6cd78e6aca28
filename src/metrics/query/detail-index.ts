/** Finds what is known of a request in full, from its row: by the moment it arrived and its id. */
import type { InvocationView } from "../../platform/results.ts";
import type { HistoryChunk } from "../history/history-rows.ts";
import { readRequestId } from "../history/request-id-words.ts";

export interface KeptDetails {
  viewOf(chunk: HistoryChunk, at: number): InvocationView | undefined;
  /** false: of none of its rows. */
  hasSome(chunk: HistoryChunk): boolean;
}

export const NO_DETAILS: KeptDetails = { viewOf: () => undefined, hasSome: () => false };

export class DetailIndex implements KeptDetails {
  #details: readonly InvocationView[] = [];
  #byArrival: Map<number, InvocationView[]> | undefined;
  #earliestMs = Number.POSITIVE_INFINITY;

  /** The details there are now. They are gone through when one is first looked for. */
  hold(details: readonly InvocationView[]): void {
    if (this.#details === details) return;
    this.#details = details;
    this.#byArrival = undefined;
  }

  viewOf(chunk: HistoryChunk, at: number): InvocationView | undefined {
    this.#byArrival ??= this.#index();
    const arrivedAtMs = chunk.arrivedAtMs[at] ?? 0;
    if (arrivedAtMs < this.#earliestMs) return undefined;
    const views = this.#byArrival.get(arrivedAtMs);
    if (!views) return undefined;
    const requestId = readRequestId(chunk.requestIdWords, at * 4);
    return views.find((view) => view.requestId === requestId) ?? (requestId === "" ? views[0] : undefined);
  }

  /** What ended before the earliest of them arrived is not among them. */
  hasSome({ maxEndedAtMs }: HistoryChunk): boolean {
    this.#byArrival ??= this.#index();
    return maxEndedAtMs >= this.#earliestMs;
  }

  #index(): Map<number, InvocationView[]> {
    const byArrival = new Map<number, InvocationView[]>();
    this.#earliestMs = Number.POSITIVE_INFINITY;
    for (const view of this.#details) {
      this.#earliestMs = Math.min(this.#earliestMs, view.arrivedAtMs);
      const views = byArrival.get(view.arrivedAtMs);
      if (views) views.push(view);
      else byArrival.set(view.arrivedAtMs, [view]);
    }
    return byArrival;
  }
}
