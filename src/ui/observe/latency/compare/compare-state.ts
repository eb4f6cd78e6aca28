/** The two groups that are compared, and the stretches that were marked for it: they stay while other views are looked at. */
import { useSyncExternalStore } from "react";
import type { Group, Stretch } from "./groups.ts";

export type Side = "a" | "b";

export interface CompareState {
  /** undefined until chosen: what is offered first stands there. */
  readonly a: Group | undefined;
  readonly b: Group | undefined;
  readonly stretches: readonly Stretch[];
}

/** More marks than one finds again in a list. */
const MOST_STRETCHES = 12;

let state: CompareState = { a: undefined, b: undefined, stretches: [] };
const listeners = new Set<() => void>();

export function useCompareState(): CompareState {
  return useSyncExternalStore(subscribe, () => state);
}

export function chooseGroup(side: Side, group: Group): void {
  change({ ...state, [side]: group });
}

/** Marks it, and compares it. */
export function markStretch(side: Side, stretch: Stretch): void {
  const { runId, fromMs, toMs } = stretch;
  const others = state.stretches.filter((each) => each.runId !== runId || each.fromMs !== fromMs || each.toMs !== toMs);
  const stretches = [...others, { runId, fromMs, toMs }].slice(-MOST_STRETCHES);
  change({ ...state, stretches, [side]: { runId, by: { kind: "stretch", fromMs, toMs } } });
}

function change(next: CompareState): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
