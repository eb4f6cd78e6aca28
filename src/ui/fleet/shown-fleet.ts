/**
 * What stands on screen of each container, which is not always where it is: a phase that was over in a blink is held
 * long enough to be seen, and an ended container stays a while as a ghost. Pure: real time comes in as an argument.
 */
import type { ContainerPhase, ContainerSnapshot } from "../../platform/container.ts";

/** No phase is on screen for less. */
export const HOLD_MS = 120;
/** How long an ended container is left to be looked at. */
export const GHOST_MS = 8_000;

/** The same reference until something of it changes: a tile whose container did nothing is not drawn again. */
export interface ShownContainer {
  /** The newest that is known. */
  readonly snapshot: ContainerSnapshot;
  /** The phase on screen, and since when on the platform's clock. */
  readonly phase: ContainerPhase;
  readonly sinceMs: number;
  /** How long the phase took, where it is over already and only held. */
  readonly tookMs?: number;
}

type Step = Omit<ShownContainer, "snapshot">;

interface Entry {
  readonly shown: ShownContainer;
  /** Real time. */
  readonly shownAtMs: number;
  readonly steps: readonly Step[];
}

export interface ShownFleet {
  readonly entries: ReadonlyMap<string, Entry>;
  /** In order of birth. */
  readonly shown: readonly ShownContainer[];
  /** The real moment at which the screen changes by itself. */
  readonly dueMs: number | undefined;
}

export const NOTHING_SHOWN: ShownFleet = { entries: new Map(), shown: [], dueMs: undefined };

export interface Told {
  readonly containers: readonly ContainerSnapshot[];
  readonly realNowMs: number;
  /** How long the last request of a container ran. */
  readonly lastRunMs: (containerId: string) => number | undefined;
  /** False for what was there before anyone looked: it is not played back. */
  readonly replay: boolean;
}

export function nextShown(before: ShownFleet, told: Told): ShownFleet {
  const { containers, realNowMs } = told;
  const entries = new Map<string, Entry>();
  for (const snapshot of containers) entries.set(snapshot.id, settle(heard(before.entries.get(snapshot.id), snapshot, told), realNowMs));
  for (const [id, entry] of before.entries) {
    // What the platform no longer names is a ghost, and leaves by itself.
    if (entries.has(id) || !isEnded(entry.shown.snapshot.phase)) continue;
    const ghost = settle(entry, realNowMs);
    if (!isGone(ghost, realNowMs)) entries.set(id, ghost);
  }
  const there = [...entries.values()].filter((entry) => !isGone(entry, realNowMs));
  const list = there.map(({ shown }) => shown).sort(byBirth);
  const same = list.length === before.shown.length && list.every((each, place) => each === before.shown[place]);
  return { entries, shown: same ? before.shown : list, dueMs: nextDue(there) };
}

function isGone({ shown, shownAtMs }: Entry, realNowMs: number): boolean {
  return isEnded(shown.phase) && realNowMs - shownAtMs >= GHOST_MS;
}

function byBirth({ snapshot: a }: ShownContainer, { snapshot: b }: ShownContainer): number {
  return a.bornAtMs - b.bornAtMs || a.id.localeCompare(b.id, "en", { numeric: true });
}

export function isEnded(phase: ContainerPhase): boolean {
  return phase === "evicted" || phase === "failed";
}

function heard(entry: Entry | undefined, snapshot: ContainerSnapshot, told: Told): Entry {
  const { replay, realNowMs, lastRunMs } = told;
  const now: Step = { phase: snapshot.phase, sinceMs: snapshot.phaseSinceMs };
  if (!entry) {
    const [first = now, ...steps] = replay ? [...passed(undefined, snapshot, lastRunMs), now] : [now];
    return { shown: { snapshot, ...first }, shownAtMs: realNowMs, steps };
  }
  const last = entry.shown.snapshot;
  if (last === snapshot) return entry;
  const next = replay ? [...passed(last, snapshot, lastRunMs), now] : [now];
  // A start that waits to be seen is not skipped; runs that wait are one.
  const waiting = entry.steps.filter(({ phase }) => phase === "initializing");
  return { ...entry, shown: { ...entry.shown, snapshot }, steps: [...waiting, ...next] };
}

/** The phases that came and went between two reports. */
function passed(last: ContainerSnapshot | undefined, next: ContainerSnapshot, lastRunMs: Told["lastRunMs"]): readonly Step[] {
  const steps: Step[] = [];
  const starting = last === undefined || last.phase === "provisioning";
  if (starting && next.phase !== "provisioning" && next.phase !== "initializing") {
    steps.push({ phase: "initializing", sinceMs: next.bornAtMs, tookMs: next.initMs ?? 0 });
  }
  const ranUnseen = next.served > (last?.served ?? 0) && last?.phase !== "busy" && next.phase !== "busy";
  if (ranUnseen) steps.push({ phase: "busy", sinceMs: next.phaseSinceMs, tookMs: lastRunMs(next.id) ?? 0 });
  return steps;
}

/** Takes the steps whose time has come. */
function settle(entry: Entry, realNowMs: number): Entry {
  let { shown, shownAtMs, steps } = entry;
  for (let [step, ...rest] = steps; step; [step, ...rest] = steps) {
    if (step.phase === shown.phase) {
      // The same again: a run after a run. It is held anew, unless it is the very same one.
      const again = step.sinceMs !== shown.sinceMs || step.tookMs !== shown.tookMs;
      if (again) shown = { snapshot: shown.snapshot, ...step };
      if (again && shown.phase === "busy") shownAtMs = realNowMs;
    } else if (realNowMs - shownAtMs >= HOLD_MS) {
      shown = { snapshot: shown.snapshot, ...step };
      shownAtMs = realNowMs;
    } else break;
    steps = rest;
  }
  const same = shown === entry.shown && shownAtMs === entry.shownAtMs && steps === entry.steps;
  return same ? entry : { shown, shownAtMs, steps };
}

function nextDue(entries: Iterable<Entry>): number | undefined {
  let dueMs: number | undefined;
  for (const { shown, shownAtMs, steps } of entries) {
    const own = steps.length > 0 ? shownAtMs + HOLD_MS : isEnded(shown.phase) ? shownAtMs + GHOST_MS : undefined;
    if (own !== undefined) dueMs = Math.min(dueMs ?? own, own);
  }
  return dueMs;
}
