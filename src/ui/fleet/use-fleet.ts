/** The fleet's screen and its shared heartbeat, for React. */
import { useSyncExternalStore } from "react";
import { useStoreApi } from "../shared/store-context.tsx";
import { type FleetScreen, type FleetView, fleetScreenOf } from "./fleet-screen.ts";

export function useFleetScreen(): FleetScreen {
  return fleetScreenOf(useStoreApi());
}

export function useFleetView(): FleetView {
  const screen = useFleetScreen();
  return useSyncExternalStore(screen.subscribe, screen.view);
}

interface Beat {
  readonly listeners: Set<() => void>;
  count: number;
  timer: ReturnType<typeof setInterval> | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => number;
}

/** One interval for all tiles that need it, however many they are. */
const beats = new Map<number, Beat>();

function beatOf(everyMs: number): Beat {
  const known = beats.get(everyMs);
  if (known) return known;
  const beat: Beat = {
    listeners: new Set(),
    count: 0,
    timer: undefined,
    subscribe(listener) {
      beat.listeners.add(listener);
      beat.timer ??= setInterval(() => {
        beat.count += 1;
        for (const each of beat.listeners) each();
      }, everyMs);
      return () => {
        beat.listeners.delete(listener);
        if (beat.listeners.size > 0) return;
        clearInterval(beat.timer);
        beat.timer = undefined;
      };
    },
    read: () => beat.count,
  };
  beats.set(everyMs, beat);
  return beat;
}

const still = { subscribe: () => () => {}, read: () => 0 };

/** Draws the component again this often; never, when undefined. */
export function useBeat(everyMs: number | undefined): void {
  const beat = everyMs === undefined ? still : beatOf(everyMs);
  useSyncExternalStore(beat.subscribe, beat.read);
}
