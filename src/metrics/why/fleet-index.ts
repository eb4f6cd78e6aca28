/** What became of each function's containers, in order of time, so that a moment's past and future are found by halving. */
import type { FleetNote } from "../../platform/fleet-note.ts";

export type StartedNote = Extract<FleetNote, { type: "started" }>;
export type EndedNote = Extract<FleetNote, { type: "ended" }>;
export type DeployedNote = Extract<FleetNote, { type: "deployed" }>;

export interface FunctionFleet {
  readonly started: readonly StartedNote[];
  readonly ended: readonly EndedNote[];
  readonly deployed: readonly DeployedNote[];
}

const NOTHING: FunctionFleet = { started: [], ended: [], deployed: [] };

export class FleetIndex {
  readonly #byFunction = new Map<string, { started: StartedNote[]; ended: EndedNote[]; deployed: DeployedNote[] }>();

  constructor(notes: readonly FleetNote[]) {
    for (const note of notes) {
      if (note.type === "started") this.#of(note.functionName).started.push(note);
      else if (note.type === "ended") this.#of(note.functionName).ended.push(note);
      else if (note.type === "deployed") this.#of(note.functionName).deployed.push(note);
    }
  }

  #of(functionName: string) {
    const known = this.#byFunction.get(functionName);
    if (known) return known;
    const fresh = { started: [], ended: [], deployed: [] };
    this.#byFunction.set(functionName, fresh);
    return fresh;
  }

  of(functionName: string): FunctionFleet {
    return this.#byFunction.get(functionName) ?? NOTHING;
  }

  /** What was deployed of it at that moment. */
  deployedAt(functionName: string, atMs: number): DeployedNote | undefined {
    return lastUpTo(this.of(functionName).deployed, atMs);
  }

  /** Of each function, what it had reserved at that moment, as it was deployed; those that had nothing are left out. */
  reservedAt(atMs: number): Map<string, number> {
    const reserved = new Map<string, number>();
    for (const functionName of this.#byFunction.keys()) {
      const amount = this.deployedAt(functionName, atMs)?.reservedConcurrency;
      if (amount !== undefined) reserved.set(functionName, amount);
    }
    return reserved;
  }
}

interface Timed {
  readonly atMs: number;
}

/** How many are at or before the moment. */
export function countUpTo(notes: readonly Timed[], atMs: number): number {
  let [low, high] = [0, notes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((notes[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function lastUpTo<T extends Timed>(notes: readonly T[], atMs: number): T | undefined {
  return notes[countUpTo(notes, atMs) - 1];
}
