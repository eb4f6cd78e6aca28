/**
 * Moments worth a mark over the containers: a scale-out (a container started because all were busy), throttled requests,
 * deploys, containers killed by hand, changed settings. Marks of one kind that would lie on each other are one, with a count.
 */
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { ReasonKind } from "../../platform/reasons.ts";
import type { Ring } from "../bounded-ring.ts";
import { type HistoryChunk, type HistoryRows, THROTTLED } from "../history/history-rows.ts";
import type { RunHistory } from "../history/run-history.ts";
import type { RowFilter } from "../query/row-filter.ts";
import { containersOf, segmentsHeld, slotOf } from "./chunk-containers.ts";
import type { TimeSpan } from "./span-times.ts";

export type MarkKind = "scale-out" | "throttle" | "deploy" | "removed" | "kill" | "settings";

export interface FleetMark extends TimeSpan {
  readonly kind: MarkKind;
  readonly count: number;
  /** What it was about: functions that were deployed, containers that were started or killed. No more than MOST_NAMES. */
  readonly names: readonly string[];
  /** The platform's own words for the first of them. */
  readonly reason?: string;
}

const MOST_NAMES = 8;
/** Something of the function was there, but none of it free. */
const SCALE_OUT: ReadonlySet<ReasonKind> = new Set(["all-busy", "over-provisioned"]);

/** In order of time. `apartMs`: nearer ones of a kind are one. Only throttled requests that the filter lets pass count. */
export function fleetMarks(
  { rows, fleet }: RunHistory,
  { fromMs, toMs }: TimeSpan,
  apartMs: number,
  filter: RowFilter,
): readonly FleetMark[] {
  const marks: FleetMark[] = [];
  const join = new MarkJoiner(apartMs, marks);
  for (const note of notesWithin(fleet, fromMs, toMs)) {
    const mark = markOf(note);
    if (mark) join.add(mark.kind, note.atMs, mark.name, mark.reason);
  }
  eachThrottled(rows, fromMs, toMs, (chunk, at) => {
    if (filter.isAll || filter.matches(chunk, at)) join.addThrottle(chunk, at, rows);
  });
  join.close();
  return marks.sort((a, b) => a.fromMs - b.fromMs);
}

interface NoteMark {
  readonly kind: MarkKind;
  readonly name: string;
  readonly reason?: string;
}

function markOf(note: FleetNote): NoteMark | undefined {
  switch (note.type) {
    case "started":
      return SCALE_OUT.has(note.because) ? { kind: "scale-out", name: note.containerId, reason: note.reason } : undefined;
    case "ended":
      return note.because === "killed" ? { kind: "kill", name: note.containerId, reason: note.reason } : undefined;
    case "deployed":
      return { kind: "deploy", name: `${note.functionName} ${versionWords(note.version)}` };
    case "removed":
      return { kind: "removed", name: note.functionName };
    case "configured":
      return { kind: "settings", name: "settings" };
    case "reset":
      return undefined;
  }
}

/** v6 of "6"; what names itself stays. */
export function versionWords(version: string): string {
  return /^\d/.test(version) ? `v${version}` : version;
}

function notesWithin({ items }: Ring<FleetNote>, fromMs: number, toMs: number): readonly FleetNote[] {
  return items.slice(firstAfter(items, fromMs, false), firstAfter(items, toMs, true));
}

function firstAfter(items: readonly FleetNote[], atMs: number, beyond: boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const noteMs = items[middle]?.atMs ?? 0;
    if (noteMs < atMs || (beyond && noteMs === atMs)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Throttled requests met no container: they stand together in a chunk's index. */
function eachThrottled(rows: HistoryRows, fromMs: number, toMs: number, tell: (chunk: HistoryChunk, at: number) => void): void {
  for (const segment of segmentsHeld(rows, fromMs, toMs)) {
    const { chunk } = segment;
    const index = containersOf(segment);
    const slot = slotOf(index, 0);
    if (slot < 0) continue;
    for (let each = index.starts[slot] ?? 0; each < (index.starts[slot + 1] ?? 0); each += 1) {
      const at = index.order[each] ?? 0;
      const endedAtMs = chunk.endedAtMs[at] ?? 0;
      if (chunk.status[at] === THROTTLED && endedAtMs >= fromMs && endedAtMs <= toMs) tell(chunk, at);
    }
  }
}

interface OpenMark {
  kind: MarkKind;
  fromMs: number;
  toMs: number;
  count: number;
  readonly names: string[];
  readonly reason: string | undefined;
}

class MarkJoiner {
  readonly #apartMs: number;
  readonly #marks: FleetMark[];
  readonly #open = new Map<MarkKind, OpenMark>();

  constructor(apartMs: number, marks: FleetMark[]) {
    this.#apartMs = apartMs;
    this.#marks = marks;
  }

  add(kind: MarkKind, atMs: number, name: string, reason?: string): void {
    const open = this.#near(kind, atMs);
    if (open) {
      if (open.names.length < MOST_NAMES && !open.names.includes(name)) open.names.push(name);
      return;
    }
    this.#open.set(kind, { kind, fromMs: atMs, toMs: atMs, count: 1, names: [name], reason });
  }

  /** Of which there may be a million: words are taken from the dictionary for the first one only. */
  addThrottle(chunk: HistoryChunk, at: number, { dictionaries }: HistoryRows): void {
    const atMs = chunk.endedAtMs[at] ?? 0;
    if (this.#near("throttle", atMs)) return;
    const name = dictionaries.definitions.at(chunk.definition[at] ?? 0).functionName;
    const reason = dictionaries.reasons.at(chunk.reason[at] ?? 0).text;
    this.#open.set("throttle", { kind: "throttle", fromMs: atMs, toMs: atMs, count: 1, names: [name], reason });
  }

  #near(kind: MarkKind, atMs: number): OpenMark | undefined {
    const open = this.#open.get(kind);
    if (!open) return undefined;
    // From the first of them on, or a long row of near ones would be a single mark.
    if (atMs - open.fromMs < this.#apartMs) {
      open.toMs = Math.max(open.toMs, atMs);
      open.count += 1;
      return open;
    }
    this.#finish(open);
    return undefined;
  }

  close(): void {
    for (const open of this.#open.values()) this.#finish(open);
    this.#open.clear();
  }

  #finish({ reason, ...mark }: OpenMark): void {
    this.#marks.push(reason === undefined ? mark : { ...mark, reason });
  }
}
