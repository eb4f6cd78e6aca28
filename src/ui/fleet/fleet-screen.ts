/**
 * What the fleet shows, kept outside React: it listens to the store from the first time the fleet is shown, so that a
 * start or an end that happens while another view is open is not lost. It decides nothing: what is shown is worked out
 * by the pure files beside it.
 */
import type { StoreApi } from "zustand";
import type { ContainerSnapshot } from "../../platform/container.ts";
import type { Coldstart } from "../../store/intents.ts";
import { platformNowMs } from "../shared/platform-now.ts";
import { type FleetEvent, nextLog } from "./fleet-log.ts";
import { NOTHING_SHOWN, nextShown, type ShownContainer, type ShownFleet } from "./shown-fleet.ts";
import { nextSlots } from "./tile-slots.ts";
import { withVanished } from "./vanished.ts";

export interface FleetView {
  readonly shown: readonly ShownContainer[];
  /** By function: see tile-slots.ts. */
  readonly slots: ReadonlyMap<string, readonly string[]>;
  readonly log: readonly FleetEvent[];
}

export interface FleetScreen {
  view(): FleetView;
  subscribe(listener: () => void): () => void;
  /** The platform's clock, now. */
  nowMs(): number;
  /** The last that was known of a container, ghosts included. */
  lastOf(containerId: string): ContainerSnapshot | undefined;
}

const screens = new WeakMap<StoreApi<Coldstart>, FleetScreen>();

export function fleetScreenOf(store: StoreApi<Coldstart>): FleetScreen {
  const screen = screens.get(store) ?? createFleetScreen(store, () => performance.now());
  screens.set(store, screen);
  return screen;
}

const NOTHING: FleetView = { shown: [], slots: new Map(), log: [] };

export function createFleetScreen(store: StoreApi<Coldstart>, realNowMs: () => number): FleetScreen {
  const listeners = new Set<() => void>();
  let seen = store.getState();
  let fleet: ShownFleet = NOTHING_SHOWN;
  let known: ReadonlyMap<string, ContainerSnapshot> = new Map();
  let view = NOTHING;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const nowMs = () => platformNowMs(store.getState().platform.clock, realNowMs());

  const look = (state: Coldstart, containers: readonly ContainerSnapshot[], replay: boolean) => {
    const ended = state.invocations === seen.invocations ? [] : since(state.invocations, seen.invocations.at(-1));
    const log = nextLog(view.log, known, containers, ended);
    const lastRunMs = (id: string) => state.invocations.findLast(({ containerId }) => containerId === id)?.durationMs;
    fleet = nextShown(fleet, { containers, realNowMs: realNowMs(), lastRunMs, replay });
    known = new Map(containers.map((each) => [each.id, each]));
    seen = state;
    const slots = fleet.shown === view.shown ? view.slots : slotsOf(fleet.shown, view.slots);
    if (fleet.shown !== view.shown || log !== view.log) {
      view = { shown: fleet.shown, slots, log };
      for (const listener of listeners) listener();
    }
    wake();
  };

  const wake = () => {
    clearTimeout(timer);
    if (fleet.dueMs === undefined) return;
    timer = setTimeout(() => look(seen, [...known.values()], true), Math.max(0, fleet.dueMs - realNowMs()));
  };

  const begin = (state: Coldstart) => {
    fleet = NOTHING_SHOWN;
    known = new Map();
    view = NOTHING;
    seen = { ...state, invocations: [] };
    look(state, state.platform.containers, false);
    for (const listener of listeners) listener();
  };

  begin(seen);
  store.subscribe((state) => {
    // The clock goes on from the moment it was heard of.
    platformNowMs(state.platform.clock, realNowMs());
    if (state.platform.startedAtMs !== seen.platform.startedAtMs) return begin(state);
    if (state.platform.containers === seen.platform.containers && state.invocations === seen.invocations) return;
    look(state, withVanished([...known.values()], state.platform.containers, state.platform.clock.nowMs), true);
  });

  return {
    view: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    nowMs,
    lastOf: (id) => known.get(id) ?? fleet.entries.get(id)?.shown.snapshot,
  };
}

/** The newest of a list up to one that was there before. */
function since<T>(items: readonly T[], last: T | undefined): readonly T[] {
  return last === undefined ? items : items.slice(items.lastIndexOf(last) + 1);
}

function slotsOf(shown: readonly ShownContainer[], before: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { snapshot } of shown) {
    const own = ids.get(snapshot.functionName);
    if (own) own.push(snapshot.id);
    else ids.set(snapshot.functionName, [snapshot.id]);
  }
  return new Map([...ids].map(([name, own]) => [name, nextSlots(before.get(name) ?? [], own)]));
}
