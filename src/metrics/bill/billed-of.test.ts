import { describe, expect, test } from "vitest";
import { NOTHING_BILLED } from "../../platform/billing.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { PROFILES } from "../../platform/profiles/profiles.ts";
import { CHUNK_ROWS, type RowSource } from "../history/history-rows.ts";
import { wasServed } from "../history/latency-of.ts";
import { type BilledSums, NO_SUMS, plus, type RunHistory, recordRun } from "../history/run-history.ts";
import { type BillScope, billedOf } from "./billed-of.ts";
import { billedSeries } from "./billed-series.ts";
import { addQuantities } from "./quantities.ts";
import { randomRequests, requestUnderTest, runUnderTest } from "./requests-under-test.ts";
import { figuresOf } from "./run-figures.ts";

const ALL: BillScope = { filter: { isAll: true, matches: () => true }, window: undefined };
const FAILED: BillScope["filter"] = { isAll: false, matches: (chunk, at) => chunk.status[at] === 1 };
const sumOf = (requests: readonly RowSource[]): BilledSums =>
  requests.reduce<BilledSums>((sum, { billed, split }) => plus(sum, { ...billed, ...split }), NO_SUMS);

/** As if all but the newest rows had been let go. */
function withRowsLetGo(history: RunHistory, requests: readonly RowSource[]): RunHistory {
  const { chunks, ...rows } = history.rows;
  const kept = chunks.slice(-1);
  return { ...history, rows: { ...rows, chunks: kept, firstSeq: requests.length - (kept[0]?.filled ?? 0) } };
}

describe("what was billed", () => {
  test.each(Object.values(PROFILES).map((profile) => ({ name: profile.label, profile })))(
    "of $name, by version, under a filter and in a stretch: as by hand",
    ({ profile }) => {
      const requests = randomRequests(5, 2_000, profile);
      const history = runUnderTest(requests);
      const window = { fromMs: 30_000, toMs: 60_000 };
      const scopes: readonly [BillScope, (request: RowSource) => boolean][] = [
        [ALL, () => true],
        [{ ...ALL, window }, ({ endedAtMs }) => endedAtMs >= window.fromMs && endedAtMs <= window.toMs],
        [{ filter: FAILED, window: undefined }, ({ status }) => status === "error"],
        [
          { filter: FAILED, window },
          ({ status, endedAtMs }) => status === "error" && endedAtMs >= window.fromMs && endedAtMs <= window.toMs,
        ],
      ];
      for (const [scope, isIn] of scopes) {
        const expected = requests.filter(isIn);
        const billed = billedOf({ history, profile }, scope);
        expect(billed.billed).toEqual(sumOf(expected));
        expect(billed.partial).toBe(false);
        for (const definition of billed.definitions) {
          const own = expected.filter((each) => each.functionName === definition.functionName && each.version === definition.version);
          const warm = own.filter((each) => wasServed(each) && !each.coldStart);
          expect(definition).toMatchObject({
            requests: own.length,
            coldStarts: own.filter((each) => wasServed(each) && each.coldStart).length,
            throttles: own.filter((each) => !wasServed(each)).length,
            billed: sumOf(own),
            warm: { requests: warm.length, billedMs: sumOf(warm).billedMs },
            squaredMbMs: own.reduce((sum, each) => sum + (each.billed.billedMs * each.memoryMb) ** 2, 0),
          });
        }
      }
    },
  );

  test("stays exact when the oldest rows are let go; a filter says that it is not of all", () => {
    const requests = randomRequests(9, CHUNK_ROWS + 500);
    const history = withRowsLetGo(runUnderTest(requests), requests);
    expect(billedOf({ history, profile: awsLambda }, ALL)).toMatchObject({ billed: sumOf(requests), partial: false });
    const filtered = billedOf({ history, profile: awsLambda }, { filter: FAILED, window: undefined });
    expect(filtered.partial).toBe(true);
    expect(filtered.billed).toEqual(sumOf(requests.slice(CHUNK_ROWS).filter(({ status }) => status === "error")));
    const late = { fromMs: (requests.at(-100)?.endedAtMs ?? 0) + 1, toMs: 1_000_000 };
    expect(billedOf({ history, profile: awsLambda }, { ...ALL, window: late }).partial).toBe(false);
  });

  test("an empty run has nothing", () => {
    const history = runUnderTest([]);
    expect(billedOf({ history, profile: awsLambda }, ALL)).toEqual({ definitions: [], billed: NO_SUMS, partial: false });
    expect(billedSeries({ history, profile: awsLambda }, { filter: FAILED, window: undefined }, 1_000)).toEqual({
      before: NOTHING_BILLED,
      spans: [],
    });
  });
});

describe("over time", () => {
  const requests = randomRequests(3, 1_500);
  const history = runUnderTest(requests);
  const run = { history, profile: awsLambda };
  const total = ({ before, spans }: ReturnType<typeof billedSeries>) =>
    spans.reduce((sum, span) => plus(sum, span.sum), { ...NO_SUMS, ...before });

  test("spans of the whole run hold all of it", () => {
    expect(total(billedSeries(run, ALL, 200_000))).toEqual(sumOf(requests));
  });

  test("a stretch: what was before, and what is in it, in at most 240 spans that cover it", () => {
    const window = { fromMs: 40_000, toMs: 52_345 };
    const { before, spans } = billedSeries(run, { ...ALL, window }, 200_000);
    expect(before).toMatchObject({ billedMbMs: sumOf(requests.filter(({ endedAtMs }) => endedAtMs < window.fromMs)).billedMbMs });
    expect(spans.reduce((sum, span) => plus(sum, span.sum), NO_SUMS)).toEqual(
      sumOf(requests.filter(({ endedAtMs }) => endedAtMs >= window.fromMs && endedAtMs <= window.toMs)),
    );
    expect(spans.length).toBeLessThanOrEqual(241);
    for (const { fromMs, toMs, sum } of spans) {
      expect(toMs - fromMs).toBe(100);
      expect(sum).toEqual(sumOf(requests.filter(({ endedAtMs }) => endedAtMs >= fromMs && endedAtMs < toMs && endedAtMs <= window.toMs)));
    }
  });

  test("under a filter the spans are those of the whole run", () => {
    const { spans } = billedSeries(run, { filter: FAILED, window: undefined }, 121_500);
    expect(total({ before: NO_SUMS, spans })).toEqual(sumOf(requests.filter(({ status }) => status === "error")));
    const all = new Set(history.billed.buckets.map(({ fromMs }) => fromMs));
    expect(spans.every(({ fromMs }) => all.has(fromMs))).toBe(true);
  });

  test("rows that were let go are in what was before", () => {
    const many = randomRequests(4, CHUNK_ROWS + 700);
    const kept = withRowsLetGo(runUnderTest(many), many);
    const window = { fromMs: many.at(-50)?.endedAtMs ?? 0, toMs: 1_000_000 };
    const { before, spans } = billedSeries({ history: kept, profile: awsLambda }, { ...ALL, window }, 1_000_000);
    const all = spans.reduce((quantities, { sum }) => addQuantities(quantities, sum), before);
    expect(all).toEqual(addQuantities(NOTHING_BILLED, sumOf(many)));
  });
});

describe("figures", () => {
  test("of what a filter leaves", () => {
    const requests = randomRequests(11, 3_000);
    const figures = figuresOf(billedOf({ history: runUnderTest(requests), profile: awsLambda }, { filter: FAILED, window: undefined }));
    const failed = requests.filter(({ status }) => status === "error");
    const cold = failed.filter(({ coldStart }) => coldStart).length;
    expect(figures).toMatchObject({
      requests: failed.length,
      errors: failed.length,
      throttles: 0,
      coldStarts: cold,
      coldShare: cold / failed.length,
    });
  });

  test("of throttled requests alone: no share of cold starts", () => {
    const history = runUnderTest([requestUnderTest({ status: "throttled" })]);
    expect(figuresOf(billedOf({ history, profile: awsLambda }, ALL))).toMatchObject({
      requests: 1,
      throttles: 1,
      errors: 0,
      coldShare: undefined,
    });
  });
});

test("a full chunk that was added up before is right for another filter, another stretch, and when versions were added since", () => {
  const requests = [
    ...randomRequests(21, CHUNK_ROWS),
    ...randomRequests(22, 100).map((each) => ({ ...each, functionName: "late", endedAtMs: each.endedAtMs + 200_000 })),
  ];
  let history = runUnderTest(requests.slice(0, CHUNK_ROWS));
  billedOf({ history, profile: awsLambda }, { ...ALL, window: { fromMs: 0, toMs: 1e9 } });
  history = recordRun(history, { ended: requests.slice(CHUNK_ROWS), fleet: [], events: [] });
  const of = (filter: BillScope["filter"], window = { fromMs: 0, toMs: 1e9 }) =>
    billedOf({ history, profile: awsLambda }, { filter, window }).billed;
  expect(of(ALL.filter)).toEqual(sumOf(requests));
  expect(of(FAILED)).toEqual(sumOf(requests.filter(({ status }) => status === "error")));
  const half = requests.filter(({ endedAtMs }) => endedAtMs <= 60_000);
  expect(of(ALL.filter, { fromMs: 0, toMs: 60_000 })).toEqual(sumOf(half));
});
