/** The moment that is pointed at in any chart: the others mark it too. Apart from the store, as it changes with every move of a mouse. */
import { useSyncExternalStore } from "react";

let moment: number | undefined;
const listeners = new Set<() => void>();

export function pointAtMoment(atMs: number | undefined): void {
  if (moment === atMs) return;
  moment = atMs;
  for (const listener of listeners) listener();
}

export function usePointedMoment(): number | undefined {
  return useSyncExternalStore(subscribe, () => moment);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
