import { describe, expect, it } from "vitest";
import type { InvocationView } from "../../platform/results.ts";
import { appendRows, noRows } from "../history/history-rows.ts";
import { type MatchingRows, matchingRows, placeOfSeq, seqAt } from "./matching-rows.ts";
import { radixOrder } from "./radix-order.ts";
import { compileQuery } from "./row-filter.ts";
import { BEGAN_AT_MS, picker, randomViews } from "./rows-under-test.ts";
import { type SortColumn, type SortedRows, sortedRows, sortedSeqAt } from "./sort-rows.ts";

const VIEWS = randomViews(3, 12_000);
const seqsOf = (matching: MatchingRows) => Array.from({ length: matching.length }, (_, place) => seqAt(matching, place) ?? -1);
const sortedSeqs = (sorted: SortedRows) => Array.from({ length: sorted.matching.length }, (_, place) => sortedSeqAt(sorted, place) ?? -1);

describe("rows that match, extended as a run goes on", () => {
  it.each([
    ["", undefined],
    ["cold:true -function:resize", undefined],
    ["", { fromMs: BEGAN_AT_MS + 100_000, toMs: BEGAN_AT_MS + 300_000 }],
    ["status:failed", { fromMs: BEGAN_AT_MS + 100_000, toMs: BEGAN_AT_MS + 300_000 }],
    ["status:failed", { fromMs: 5, toMs: 4 }],
  ])("%j within %j", (text, window) => {
    let rows = appendRows(noRows(), VIEWS.slice(0, 500), 3_000);
    const filter = compileQuery(text, rows);
    let matching: MatchingRows | undefined;
    for (const end of [500, 501, 4_000, 9_000, 9_000, 12_000]) {
      rows = appendRows(rows, VIEWS.slice(rows.endSeq, end), 3_000);
      matching = matchingRows(rows, filter, window, matching);
      const fresh = matchingRows(rows, compileQuery(text, rows), window);
      const passes = ({ coldStart, functionName, status, endedAtMs }: InvocationView) =>
        (!window || (endedAtMs >= window.fromMs && endedAtMs <= window.toMs)) &&
        (!text.includes("cold") || (coldStart && functionName !== "resize")) &&
        (!text.includes("failed") || status !== "ok");
      const wanted = VIEWS.flatMap((view, seq) => (seq >= rows.firstSeq && seq < rows.endSeq && passes(view) ? [seq] : []));
      expect(seqsOf(matching)).toEqual(wanted);
      expect(seqsOf(fresh)).toEqual(wanted);
      for (const seq of [rows.firstSeq, 4_500, 8_999])
        expect(placeOfSeq(matching, seq)).toBe(wanted.includes(seq) ? wanted.indexOf(seq) : undefined);
    }
    expect(rows.firstSeq).toBeGreaterThan(0);
  });
});

const none = (view: InvocationView, value: number) => (view.status === "throttled" ? -1 : value);
const JUDGES: Readonly<Partial<Record<SortColumn, (view: InvocationView) => number | string>>> = {
  arrived: ({ arrivedAtMs }) => Math.round(arrivedAtMs * 10),
  function: ({ functionName }) => functionName.toLowerCase(),
  version: ({ version }) => Number(version),
  container: ({ containerId }) => containerId ?? "",
  memory: ({ memoryMb }) => memoryMb,
  init: (view) => none(view, view.initMs),
  run: (view) => none(view, view.durationMs),
  billed: (view) => none(view, view.billed.billedMs),
  cost: (view) => none(view, view.billed.billedMbMs),
  request: ({ requestId }) => requestId.slice(0, 8),
  start: (view) => none(view, view.coldStart ? 1 : 0),
  status: ({ status }) => status,
};

describe("rows in the order of a column", () => {
  const cases = (Object.keys(JUDGES) as SortColumn[]).flatMap((column) => [false, true].map((descending) => ({ column, descending })));
  it.each(cases)("$column, descending $descending: stable, and the same when it was extended", ({ column, descending }) => {
    const judge = JUDGES[column] ?? (() => 0);
    let rows = appendRows(noRows(), VIEWS.slice(0, 7_000), 2_000);
    const filter = compileQuery("trigger:http,queue,table", rows);
    let matching = matchingRows(rows, filter, undefined);
    let sorted = sortedRows(matching, { column, descending });
    for (const end of [7_000, 7_003, 12_000]) {
      rows = appendRows(rows, VIEWS.slice(rows.endSeq, end), 2_000);
      matching = matchingRows(rows, filter, undefined, matching);
      sorted = sortedRows(matching, { column, descending }, sorted);
      const wanted = seqsOf(matching)
        .map((seq) => ({ seq, key: judge(VIEWS[seq] as InvocationView) }))
        .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (descending ? -1 : 1))
        .map(({ seq }) => seq);
      expect(sortedSeqs(sorted)).toEqual(wanted);
    }
  });

  it("newest first is the rows turned round", () => {
    const rows = appendRows(noRows(), VIEWS.slice(0, 50));
    const sorted = sortedRows(matchingRows(rows, compileQuery("", rows), undefined), { column: "ended", descending: true });
    expect(sortedSeqs(sorted)).toEqual(Array.from({ length: 50 }, (_, place) => 49 - place));
  });
});

it.each([false, true])("orders any numbers, descending %s", (descending) => {
  const { random } = picker(4);
  const special = [0, -0, 1, -1, 0.5, -0.5, 1e300, -1e300, 5e-324, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53];
  const keys = Float64Array.from({ length: 2_000 }, (_, place) => special[place % 40] ?? Math.floor((random() - 0.5) * 50));
  const wanted = Array.from(keys, (key, place) => ({ key, place })).sort((a, b) =>
    a.key === b.key ? 0 : (a.key < b.key ? -1 : 1) * (descending ? -1 : 1),
  );
  expect([...radixOrder(keys, descending)]).toEqual(wanted.map(({ place }) => place));
  expect(radixOrder(new Float64Array(0), descending)).toHaveLength(0);
});
