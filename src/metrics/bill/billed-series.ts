/** What was billed over time, in at most 240 spans, and what before them. */
import type { BilledQuantities } from "../../platform/invocation.ts";
import { segments } from "../history/history-rows.ts";
import { type BilledSums, NO_SUMS, plus } from "../history/run-history.ts";
import { type BilledRun, type BillScope, isWhole } from "./billed-of.ts";
import { addQuantities, subtractQuantities } from "./quantities.ts";
import { addRow, addSums, billedSumsOf, noRowSums, provisionedReasons, type RowSums, segmentSums } from "./row-sums.ts";

/** More than a chart has pixels to part. */
const MOST_SPANS = 240;
const FIRST_SPAN_MS = 1_000;

export interface BilledSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly sum: BilledSums;
}

export interface BilledSeries {
  /** What was billed before the first span. Under a filter: of the rows that are kept. */
  readonly before: BilledQuantities;
  /** Rising; spans in which nothing ended are left out. */
  readonly spans: readonly BilledSpan[];
}

export function billedSeries(run: BilledRun, scope: BillScope, untilMs: number): BilledSeries {
  const { startedAtMs, billed } = run.history;
  if (isWhole(scope)) {
    return { before: NO_SUMS, spans: billed.buckets.map(({ fromMs, sum }) => ({ fromMs, toMs: fromMs + billed.widthMs, sum })) };
  }
  const { fromMs, toMs } = scope.window ?? { fromMs: startedAtMs, toMs: untilMs };
  const widthMs = spanWidthMs(toMs - fromMs, scope.window !== undefined);
  const { early, spans, late } = scanSpans(run, scope, { fromMs, toMs, widthMs });
  // Rows that were let go ended before those that are left.
  const letGo = scope.filter.isAll ? subtractQuantities(allBilled(run), [early, ...spans, late].reduce(plus, NO_SUMS)) : NO_SUMS;
  return {
    before: addQuantities(early, letGo),
    spans: spans.flatMap((sum, place) =>
      sum.requests === 0 ? [] : [{ fromMs: fromMs + place * widthMs, toMs: fromMs + (place + 1) * widthMs, sum }],
    ),
  };
}

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly widthMs: number;
}

/** One pass: sums by span and version, the spans with one place before them and one behind. */
function scanSpans({ history: { rows }, profile }: BilledRun, { filter }: BillScope, { fromMs, toMs, widthMs }: Stretch) {
  const provisioned = provisionedReasons(rows);
  const last = Math.floor((toMs - fromMs) / widthMs) + 2;
  const placeOf = (endedAtMs: number): number => {
    if (endedAtMs < fromMs) return 0;
    return endedAtMs > toMs ? last : Math.floor((endedAtMs - fromMs) / widthMs) + 1;
  };
  const sums: (RowSums | undefined)[] = Array.from({ length: last + 1 }, () => undefined);
  const sumsAt = (place: number): RowSums => {
    const own = sums[place] ?? noRowSums(rows);
    sums[place] = own;
    return own;
  };
  for (const segment of segments(rows)) {
    const { chunk, from, to } = segment;
    const place = placeOf(chunk.minEndedAtMs);
    if (place === placeOf(chunk.maxEndedAtMs)) {
      addSums(sumsAt(place), segmentSums(rows, segment, filter, provisioned));
      continue;
    }
    // Most rows end in the same span as the one before them.
    let own = sumsAt(place);
    let [ownFromMs, ownToMs] = [0, 0];
    for (let at = from; at < to; at += 1) {
      if (!filter.isAll && !filter.matches(chunk, at)) continue;
      const endedAtMs = chunk.endedAtMs[at] ?? 0;
      if (endedAtMs < ownFromMs || endedAtMs >= ownToMs) {
        const next = placeOf(endedAtMs);
        own = sumsAt(next);
        ownFromMs = fromMs + (next - 1) * widthMs;
        ownToMs = next === 0 || next === last ? ownFromMs : Math.min(toMs, ownFromMs + widthMs);
      }
      addRow(own, chunk, at, provisioned);
    }
  }
  const definitions = rows.dictionaries.definitions.values();
  const [early = NO_SUMS, ...rest] = sums.map((own) =>
    own === undefined
      ? NO_SUMS
      : definitions.reduce((sum, { memoryMb }, place) => plus(sum, billedSumsOf(own, place, memoryMb, profile)), NO_SUMS),
  );
  return { early, spans: rest.slice(0, -1), late: rest.at(-1) ?? NO_SUMS };
}

function allBilled({ history }: BilledRun): BilledSums {
  return [...history.byDefinition.values()].reduce<BilledSums>((sum, { billed }) => plus(sum, billed), NO_SUMS);
}

/** Of all of a run as its history has them, in seconds doubled; of a chosen stretch in steps of 1, 2 or 5, as fine as it takes. */
function spanWidthMs(lengthMs: number, chosen: boolean): number {
  if (!chosen) return FIRST_SPAN_MS * 2 ** Math.max(0, Math.ceil(Math.log2(lengthMs / FIRST_SPAN_MS / MOST_SPANS)));
  const leastMs = Math.max(1, lengthMs / MOST_SPANS);
  const decade = 10 ** Math.floor(Math.log10(leastMs));
  return ([1, 2, 5].find((step) => step * decade >= leastMs) ?? 10) * decade;
}
