/**
 * One pass over the rows of a run: which cold starts and throttles are in the stretch and the filter, how long all the
 * others took, and what later questions need to know of every row (when a container was last used, which attempt came
 * before which). It explains nothing.
 */

import { REASON_KINDS, type ReasonKind } from "../../platform/reasons.ts";
import {
  COLD,
  type HistoryChunk,
  type HistoryRows,
  latencySteps,
  type Segment,
  STATUSES,
  segments,
  THROTTLED,
  TRIGGERS,
} from "../history/history-rows.ts";
import type { RowFilter } from "../query/row-filter.ts";
import { IdTable } from "./id-table.ts";
import { LatencyBooks, NO_GROUP } from "./latency-without.ts";

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Rows of one function that have one kind of reason in common. */
export interface RowGroup {
  /** Its number in the books of latency. */
  readonly place: number;
  readonly functionName: string;
  readonly because: ReasonKind;
  readonly throttled: boolean;
  /** Oldest first, in the order in which they ended. */
  readonly seqs: number[];
  readonly arrivedAtMs: number[];
  /** Init and provision, in steps of 0.01 ms. */
  lostSteps: number;
  /** Reasons as they were worded, each by its place in the dictionary. */
  readonly reasons: Set<number>;
  /** Memory of the newest. */
  memoryMb: number;
}

/** Of the requests of a function that ended well: what one more would take. */
export interface UsualRun {
  count: number;
  durationSteps: number;
  longestSteps: number;
  /** Of those, what a ping would be: those that met a warm container. */
  warm: number;
  warmBilledMs: number;
}

const nothingRan = (): UsualRun => ({ count: 0, durationSteps: 0, longestSteps: 0, warm: 0, warmBilledMs: 0 });

export interface RetriedRow {
  readonly seq: number;
  /** The attempt before. */
  readonly previousSeq: number;
  /** Counted from 1, throttled ones too. */
  readonly attempt: number;
}

export interface RowScan {
  readonly groups: readonly RowGroup[];
  readonly latency: LatencyBooks;
  readonly usual: ReadonlyMap<string, UsualRun>;
  /** By container, as the dictionary has them: when its last request ended; NaN where none did. */
  readonly lastEndMs: Float64Array;
  /** By container: did a request of the filter run in it? */
  readonly isChosen: Uint8Array;
  /** Later attempts of asynchronous invocations. */
  readonly retried: readonly RetriedRow[];
  /** By what was asked for in `wanted`: the row, and whether it is in the stretch and the filter. */
  readonly found: ReadonlyMap<number, { readonly seq: number; readonly isIn: boolean }>;
}

/** Those whose attempts share a request id. */
const ASYNC: readonly boolean[] = TRIGGERS.map((trigger) => !["http", "invoke", "queue", "table"].includes(trigger));
const POLLED: readonly boolean[] = TRIGGERS.map((trigger) => trigger === "queue" || trigger === "table");
const OK = STATUSES.indexOf("ok");
const MOST_GROUPS = 0xffff;

export function scanRows(rows: HistoryRows, filter: RowFilter, stretch: Stretch, wanted: IdTable): RowScan {
  return new Scan(rows, filter, stretch, wanted).run();
}

class Scan {
  readonly #rows: HistoryRows;
  readonly #filter: RowFilter;
  readonly #stretch: Stretch;
  readonly #wanted: IdTable;
  readonly #functionOf: Uint16Array;
  readonly #functions: readonly string[];
  readonly #reasonKinds: Uint8Array;
  readonly #groupPlaces: Int32Array;
  readonly #groups: RowGroup[] = [];
  readonly #usual: UsualRun[];
  readonly #latency = new LatencyBooks();
  readonly #failed = new IdTable();
  readonly #attempts = new Map<number, number>();
  readonly #retried: RetriedRow[] = [];
  readonly #found = new Map<number, { seq: number; isIn: boolean }>();
  readonly #lastEndMs: Float64Array;
  readonly #isChosen: Uint8Array;

  constructor(rows: HistoryRows, filter: RowFilter, stretch: Stretch, wanted: IdTable) {
    const { definitions, containers, reasons } = rows.dictionaries;
    this.#rows = rows;
    this.#filter = filter;
    this.#stretch = stretch;
    this.#wanted = wanted;
    this.#functions = [...new Set(definitions.values().map(({ functionName }) => functionName))];
    this.#functionOf = Uint16Array.from(definitions.values(), ({ functionName }) => this.#functions.indexOf(functionName));
    this.#reasonKinds = Uint8Array.from(reasons.values(), ({ kind }) => REASON_KINDS.indexOf(kind));
    this.#groupPlaces = new Int32Array(this.#functions.length * REASON_KINDS.length * 2).fill(-1);
    this.#usual = this.#functions.map(nothingRan);
    this.#lastEndMs = new Float64Array(containers.values().length).fill(Number.NaN);
    this.#isChosen = new Uint8Array(containers.values().length);
  }

  run(): RowScan {
    for (const segment of segments(this.#rows)) this.#scan(segment);
    return {
      groups: this.#groups,
      latency: this.#latency,
      usual: new Map(this.#functions.map((name, place) => [name, this.#usual[place] ?? nothingRan()])),
      lastEndMs: this.#lastEndMs,
      isChosen: this.#isChosen,
      retried: this.#retried,
      found: this.#found,
    };
  }

  #scan({ chunk, from, to }: Segment): void {
    const { fromMs, toMs } = this.#stretch;
    const { isAll } = this.#filter;
    const { container, endedAtMs, trigger } = chunk;
    for (let at = from; at < to; at += 1) {
      const passes = isAll || this.#filter.matches(chunk, at);
      const ended = endedAtMs[at] ?? 0;
      const held = container[at] ?? 0;
      if (held !== 0) {
        this.#lastEndMs[held - 1] = ended;
        if (passes) this.#isChosen[held - 1] = 1;
      }
      const isIn = passes && ended >= fromMs && ended <= toMs;
      if (isIn) this.#take(chunk, at);
      this.#learn(chunk, at);
      const asked = trigger[at] ?? 0;
      if (ASYNC[asked]) this.#follow(chunk, at, isIn);
      else if (POLLED[asked] && this.#wanted.size > 0) this.#recognise(chunk, at, isIn);
    }
  }

  #take(chunk: HistoryChunk, at: number): void {
    const isCold = ((chunk.flags[at] ?? 0) & COLD) !== 0;
    const isThrottled = chunk.status[at] === THROTTLED;
    const group = isCold || isThrottled ? this.#join(chunk, at, isThrottled) : NO_GROUP;
    if (isThrottled) return;
    this.#latency.add(latencySteps(chunk, at), group);
  }

  /** Of every row, whatever is filtered: what a function usually takes does not depend on who asks. */
  #learn(chunk: HistoryChunk, at: number): void {
    if (chunk.status[at] !== OK) return;
    const usual = this.#usual[this.#functionOf[chunk.definition[at] ?? 0] ?? 0];
    if (!usual) return;
    const duration = chunk.durationSteps[at] ?? 0;
    usual.count += 1;
    usual.durationSteps += duration;
    if (duration > usual.longestSteps) usual.longestSteps = duration;
    if (((chunk.flags[at] ?? 0) & COLD) !== 0) return;
    usual.warm += 1;
    usual.warmBilledMs += chunk.billedMs[at] ?? 0;
  }

  /** Returns its number in the books of latency. */
  #join(chunk: HistoryChunk, at: number, throttled: boolean): number {
    const definition = chunk.definition[at] ?? 0;
    const reason = chunk.reason[at] ?? 0;
    const kind = this.#reasonKinds[reason] ?? 0;
    const key = ((this.#functionOf[definition] ?? 0) * REASON_KINDS.length + kind) * 2 + (throttled ? 1 : 0);
    const known = this.#groups[this.#groupPlaces[key] ?? -1];
    const group = known ?? this.#newGroup(key, chunk.definition[at] ?? 0, kind, throttled);
    group.seqs.push(chunk.firstSeq + at);
    group.arrivedAtMs.push(chunk.arrivedAtMs[at] ?? 0);
    group.lostSteps += (chunk.provisionSteps[at] ?? 0) + (chunk.initSteps[at] ?? 0);
    group.reasons.add(reason);
    group.memoryMb = this.#rows.dictionaries.definitions.at(definition).memoryMb;
    return group.place;
  }

  #newGroup(key: number, definition: number, kind: number, throttled: boolean): RowGroup {
    const { functionName, memoryMb } = this.#rows.dictionaries.definitions.at(definition);
    const group: RowGroup = {
      place: Math.min(MOST_GROUPS, this.#groups.length + 1),
      functionName,
      because: REASON_KINDS[kind] ?? "first-start",
      throttled,
      seqs: [],
      arrivedAtMs: [],
      lostSteps: 0,
      reasons: new Set(),
      memoryMb,
    };
    this.#groupPlaces[key] = this.#groups.push(group) - 1;
    return group;
  }

  /** An attempt after one that failed or was throttled, with the same request id. */
  #follow(chunk: HistoryChunk, at: number, isIn: boolean): void {
    const seq = chunk.firstSeq + at;
    const previousSeq = this.#failed.size > 0 ? this.#failed.get(chunk.requestIdWords, at * 4) : undefined;
    if (previousSeq !== undefined) {
      const attempt = (this.#attempts.get(previousSeq) ?? 1) + 1;
      this.#attempts.set(seq, attempt);
      if (isIn) this.#retried.push({ seq, previousSeq, attempt });
    }
    if (chunk.status[at] !== OK) this.#failed.set(chunk.requestIdWords, at * 4, seq);
  }

  #recognise(chunk: HistoryChunk, at: number, isIn: boolean): void {
    const place = this.#wanted.get(chunk.requestIdWords, at * 4);
    if (place !== undefined) this.#found.set(place, { seq: chunk.firstSeq + at, isIn });
  }
}
