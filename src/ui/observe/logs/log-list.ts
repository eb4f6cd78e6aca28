/**
 * The lines of all requests that are kept in full, in order of time, as numbers: which request, which line of it, and how
 * many rows it takes. What a request adds is worked out once and kept with it; only the newest lines are listed where
 * there are more than a person scrolls through.
 */
import { appendRows, CHUNK_ROWS, type HistoryRows, noRows } from "../../../metrics/history/history-rows.ts";
import type { MomentWindow } from "../../../metrics/query/matching-rows.ts";
import { radixOrder } from "../../../metrics/query/radix-order.ts";
import { compileLineQuery, type LineFilter } from "../../../metrics/query/row-filter.ts";
import type { InvocationView, LogLine } from "../../../platform/results.ts";
import { columnsOf } from "../../shared/log-columns.ts";
import { countTextRows } from "./wrap-text.ts";

export const MOST_LINES = 200_000;

export interface LogEntry {
  readonly view: InvocationView;
  readonly line: LogLine;
  /** Its place in the request's log. */
  readonly at: number;
}

export interface LogQuestion {
  readonly query: string;
  readonly window: MomentWindow | undefined;
  readonly startedAtMs: number;
  /** How many letters of a message stand in a row. */
  readonly width: number;
}

export interface LogList {
  readonly details: readonly InvocationView[];
  /** Of lines. */
  readonly length: number;
  /** Older ones are not listed. */
  readonly isCut: boolean;
  /** Of the grid: a line takes one or more. */
  readonly rowCount: number;
  /** Of each line, where its request stands in `details`. */
  readonly places: Uint32Array;
  readonly lines: Uint32Array;
  /** Where each line's rows begin, and after the last, where they end. */
  readonly starts: Uint32Array;
}

interface OfView {
  readonly lines: readonly number[];
  readonly heights: readonly number[];
}

/** Remembers what it worked out, for one run after the other. */
export class LogLister {
  #rows: HistoryRows = noRows();
  #details: readonly InvocationView[] = [];
  #question: LogQuestion | undefined;
  #filter: LineFilter | undefined;
  #names = 0;
  #known = new WeakMap<InvocationView, OfView>();
  #last: LogList | undefined;

  list(details: readonly InvocationView[], question: LogQuestion): LogList {
    if (this.#last?.details === details && this.#question && same(this.#question, question)) return this.#last;
    this.#hold(details);
    const filter = this.#filterOf(question);
    this.#question = question;
    this.#last = this.#put(details, filter, question);
    return this.#last;
  }

  /** Rows of the same requests, so that one filter serves both. The newest are appended; anything else begins anew. */
  #hold(details: readonly InvocationView[]): void {
    const newest = this.#details.at(-1);
    const known = newest ? details.lastIndexOf(newest) : -1;
    const most = Math.max(details.length, CHUNK_ROWS);
    this.#rows = known < 0 ? appendRows(noRows(), details, most) : appendRows(this.#rows, details.slice(known + 1), most);
    this.#details = details;
  }

  #filterOf(question: LogQuestion): LineFilter {
    const { definitions, containers } = this.#rows.dictionaries;
    const names = definitions.values().length + containers.values().length;
    const isSame = this.#question && same(this.#question, question);
    if (this.#filter && isSame && (this.#filter.problems.length === 0 || this.#names === names)) return this.#filter;
    this.#known = new WeakMap();
    this.#names = names;
    this.#filter = compileLineQuery(question.query, this.#rows, { startedAtMs: question.startedAtMs });
    return this.#filter;
  }

  #put(details: readonly InvocationView[], filter: LineFilter, question: LogQuestion): LogList {
    const found: { readonly place: number; readonly of: OfView }[] = [];
    let count = 0;
    for (let place = details.length - 1; place >= 0 && count < MOST_LINES; place -= 1) {
      const view = details[place];
      if (!view) continue;
      const of = this.#ofView(view, place, filter, question);
      count += of.lines.length;
      if (of.lines.length > 0) found.push({ place, of });
    }
    const isCut = count > MOST_LINES || (count === MOST_LINES && (found.at(-1)?.place ?? 0) > 0);
    return inOrder(details, found.toReversed(), count, isCut);
  }

  #ofView(view: InvocationView, place: number, filter: LineFilter, { window, width }: LogQuestion): OfView {
    const known = this.#known.get(view);
    if (known) return known;
    const of = { lines: [] as number[], heights: [] as number[] };
    const seq = this.#rows.endSeq - this.#details.length + place;
    const chunk = this.#rows.chunks[Math.floor((seq - this.#rows.firstSeq) / CHUNK_ROWS)];
    const row = chunk ? seq - chunk.firstSeq : 0;
    if (chunk && filter.matches(chunk, row)) {
      view.logs.forEach((line, at) => {
        if (window && (line.atMs < window.fromMs || line.atMs > window.toMs)) return;
        if (!filter.matchesLine(chunk, row, line)) return;
        of.lines.push(at);
        of.heights.push(countTextRows(columnsOf(line).message, width));
      });
    }
    this.#known.set(view, of);
    return of;
  }
}

function same(a: LogQuestion, b: LogQuestion): boolean {
  return (
    a.query === b.query &&
    a.width === b.width &&
    a.startedAtMs === b.startedAtMs &&
    a.window?.fromMs === b.window?.fromMs &&
    a.window?.toMs === b.window?.toMs
  );
}

function inOrder(
  details: readonly InvocationView[],
  found: readonly { readonly place: number; readonly of: OfView }[],
  count: number,
  isCut: boolean,
): LogList {
  const [places, lines, heights] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  const moments = new Float64Array(count);
  let length = 0;
  for (const { place, of } of found) {
    const logs = details[place]?.logs ?? [];
    of.lines.forEach((line, at) => {
      places[length] = place;
      lines[length] = line;
      heights[length] = of.heights[at] ?? 1;
      // Tenths of a millisecond: whole numbers, which are ordered faster.
      moments[length] = Math.round((logs[line]?.atMs ?? 0) * 10);
      length += 1;
    });
  }
  const order = radixOrder(moments, false);
  const starts = new Uint32Array(count + 1);
  order.forEach((from, to) => {
    starts[to + 1] = (starts[to] ?? 0) + (heights[from] ?? 1);
  });
  return {
    details,
    length: count,
    isCut,
    rowCount: starts[count] ?? 0,
    places: order.map((from) => places[from] ?? 0),
    lines: order.map((from) => lines[from] ?? 0),
    starts,
  };
}

export function entryAt({ details, places, lines }: LogList, place: number): LogEntry | undefined {
  const view = details[places[place] ?? -1];
  const at = lines[place] ?? -1;
  const line = view?.logs[at];
  return view && line && { view, line, at };
}

/** Which line a row of the grid belongs to. */
export function entryOfRow({ starts, length }: LogList, row: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a line stands now: lines that came later may stand before it. */
export function findEntry(list: LogList, { view, line, at }: LogEntry): number | undefined {
  const momentOf = (place: number) => Math.round((entryAt(list, place)?.line.atMs ?? 0) * 10);
  const wanted = Math.round(line.atMs * 10);
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (momentOf(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  for (let place = low; place < list.length && momentOf(place) === wanted; place += 1) {
    const entry = entryAt(list, place);
    if (entry && entry.at === at && entry.view.requestId === view.requestId && entry.view.arrivedAtMs === view.arrivedAtMs) return place;
  }
  return undefined;
}

/** How many lines came with requests that ended after this one. */
export function linesAfter({ details, places }: LogList, newest: InvocationView | undefined): number {
  const last = newest ? details.lastIndexOf(newest) : -1;
  return places.reduce((count, place) => (place > last ? count + 1 : count), 0);
}
