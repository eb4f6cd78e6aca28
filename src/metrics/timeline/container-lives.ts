/**
 * Containers from birth to end, as the platform's notes and the rows of their requests tell it, grouped by function and
 * version, each group and each container in it in order of birth.
 */
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { Ring } from "../bounded-ring.ts";
import type { RunHistory } from "../history/run-history.ts";
import { type ContainerSums, containerSums } from "./chunk-containers.ts";
import type { TimeSpan } from "./span-times.ts";

export type StartNote = Extract<FleetNote, { type: "started" }>;
export type ResetNote = Extract<FleetNote, { type: "reset" }>;
export type EndNote = Extract<FleetNote, { type: "ended" }>;

export interface ContainerLife {
  readonly containerId: string;
  /** Place in the dictionary plus one; 0 where no request of it has ended. */
  readonly place: number;
  readonly functionName: string;
  readonly version: string;
  readonly bornAtMs: number;
  /** Absent where its birth is older than what is kept: then it was born before its first row. */
  readonly started?: StartNote;
  readonly resets: readonly ResetNote[];
  readonly ended?: EndNote;
  readonly served: number;
  readonly busyMs: number;
  /** When its last request ended. */
  readonly lastEndMs: number | undefined;
}

export interface ContainerGroup {
  readonly functionName: string;
  readonly version: string;
  readonly containers: readonly ContainerLife[];
}

interface NotedLife {
  readonly started?: StartNote;
  readonly resets: readonly ResetNote[];
  readonly ended?: EndNote;
}

const noted = new WeakMap<Ring<FleetNote>, ReadonlyMap<string, NotedLife>>();

function notedLives(fleet: Ring<FleetNote>): ReadonlyMap<string, NotedLife> {
  const known = noted.get(fleet);
  if (known) return known;
  const lives = new Map<string, NotedLife>();
  for (const note of fleet.items) {
    if (note.type !== "started" && note.type !== "reset" && note.type !== "ended") continue;
    const life = lives.get(note.containerId) ?? { resets: [] };
    lives.set(note.containerId, withNote(life, note));
  }
  noted.set(fleet, lives);
  return lives;
}

function withNote(life: NotedLife, note: StartNote | ResetNote | EndNote): NotedLife {
  switch (note.type) {
    case "started":
      return { ...life, started: note };
    case "reset":
      return { ...life, resets: [...life.resets, note] };
    case "ended":
      return { ...life, ended: note };
  }
}

/** Those that lived within the stretch. A container that has not ended lives on. */
export function containersWithin({ rows, fleet, startedAtMs }: RunHistory, { fromMs, toMs }: TimeSpan): readonly ContainerLife[] {
  const { containers, definitions } = rows.dictionaries;
  const lives: ContainerLife[] = [];
  const add = (life: ContainerLife) => {
    if (life.bornAtMs <= toMs && (life.ended?.atMs ?? Number.POSITIVE_INFINITY) >= fromMs) lives.push(life);
  };
  const sums = containerSums(rows);
  const notes = notedLives(fleet);
  for (const [containerId, note] of notes) {
    const about = note.started ?? note.ended ?? note.resets[0];
    if (!about) continue;
    const place = (containers.find(containerId) ?? -1) + 1;
    const sum = sums.get(place);
    const bornAtMs = note.started?.atMs ?? Math.min(startedAtMs, about.atMs);
    const { functionName, version } = about;
    add({
      containerId,
      place,
      functionName,
      version,
      bornAtMs,
      ...note,
      ...workOf(sum),
      ...(note.ended ? { served: note.ended.served } : {}),
    });
  }
  for (const [place, sum] of sums) {
    const containerId = containers.at(place - 1);
    if (notes.has(containerId)) continue;
    const { functionName, version } = definitions.at(sum.definition);
    add({ containerId, place, functionName, version, bornAtMs: sum.firstBeginMs, resets: [], ...workOf(sum) });
  }
  return lives.sort((a, b) => a.bornAtMs - b.bornAtMs || compareIds(a.containerId, b.containerId));
}

/** A place may be given before the rows of this value hold it: those of a later one are in the same dictionary. */
function workOf(sum: ContainerSums | undefined): Pick<ContainerLife, "served" | "busyMs" | "lastEndMs"> {
  return { served: sum?.served ?? 0, busyMs: sum?.busyMs ?? 0, lastEndMs: sum?.lastEndMs };
}

/** c-9 before c-10. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Versions of one function stand together, in the order in which the function was first seen. */
export function groupsOf(lives: readonly ContainerLife[]): readonly ContainerGroup[] {
  const functions = new Map<string, Map<string, ContainerLife[]>>();
  for (const life of lives) {
    const versions = functions.get(life.functionName) ?? new Map<string, ContainerLife[]>();
    functions.set(life.functionName, versions);
    const group = versions.get(life.version);
    if (group) group.push(life);
    else versions.set(life.version, [life]);
  }
  return [...functions].flatMap(([functionName, versions]) =>
    [...versions].map(([version, containers]) => ({ functionName, version, containers })),
  );
}

/** Share of its life in which it held a request, 0 to 1. */
export function busyShare({ bornAtMs, ended, busyMs }: ContainerLife, untilMs: number): number {
  const livedMs = (ended?.atMs ?? untilMs) - bornAtMs;
  return livedMs > 0 ? Math.min(1, busyMs / livedMs) : 0;
}
