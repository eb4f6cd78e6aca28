import { describe, expect, test } from "vitest";
import { cumulativeCurve, mergeCurves } from "./cumulative.ts";
import { type Bin, type LatencyScale, latencyHistogram } from "./histogram.ts";
import { countLatencies } from "./latency-counts.ts";
import { EVERY_ROW, type Requests, randomRequests, request, requestsOf, stepsOf } from "./random-requests.ts";

const choiceOf = ({ rows }: Requests) => ({ rows, filter: EVERY_ROW, fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY });
const taking = (...ms: readonly number[]) => requestsOf(ms.map((durationMs, place) => request(place, { durationMs })));
const binsOf = (requests: Requests, scale: LatencyScale, most = 40) =>
  latencyHistogram(choiceOf(requests), countLatencies(choiceOf(requests)), scale, most);

describe.each<LatencyScale>(["log", "linear"])("a histogram on a %s axis", (scale) => {
  test.each<[string, Requests]>([
    ["many", randomRequests(9_000, 4)],
    ["a short tail", randomRequests(3_000, 5, 20)],
    ["no time at all", taking(0, 0, 0.01)],
    ["one", taking(93.4)],
    ["all alike", taking(5, 5, 5)],
    ["a hundredth and a day", taking(0.01, 86_400_000 / 2.5)],
    ["bounds of bins", taking(1, 1.6, 2.5, 4, 6.3, 10, 16, 25, 40, 63, 100)],
  ])("%s: each request is in its one bin, bins follow each other, few of them", (_, requests) => {
    const bins = binsOf(requests, scale);
    const ran = requests.sources.filter(({ status }) => status !== "throttled");
    for (const [place, bin] of bins.slice(1).entries()) expect(bin.fromMs).toBe(bins[place]?.toMs);
    const countIn = ({ fromMs, toMs }: Bin, cold: boolean) =>
      ran.filter(
        (source) => source.coldStart === cold && stepsOf(source) >= Math.round(fromMs * 100) && stepsOf(source) < Math.round(toMs * 100),
      ).length;
    expect(bins.map(({ cold, warm }) => [cold, warm])).toEqual(bins.map((bin) => [countIn(bin, true), countIn(bin, false)]));
    expect(bins.reduce((sum, { cold, warm }) => sum + cold + warm, 0)).toBe(ran.length);
    expect(bins.length).toBeLessThanOrEqual(60);
    expect(bins.at(-1), "room behind the slowest").toMatchObject({ cold: 0, warm: 0 });
  });

  test("nothing has no bins", () => {
    expect(binsOf(requestsOf([request(0, { status: "throttled", durationMs: 0 })]), scale)).toEqual([]);
  });
});

test("the narrower the spread, the finer the bins of a log axis", () => {
  const width = (bins: readonly Bin[]) => (bins[1]?.toMs ?? 0) / (bins[1]?.fromMs ?? 1);
  expect(width(binsOf(taking(50, 60, 90), "log"))).toBeLessThan(width(binsOf(taking(0.5, 60, 9_000), "log")));
});

test("a cumulative curve is exact where its points stand, rises from none to all, and has few points", () => {
  const { sources, rows } = randomRequests(20_000, 6);
  const { all: counts, maxSteps, ran } = countLatencies(choiceOf({ sources, rows }));
  const sorted = sources
    .filter(({ status }) => status !== "throttled")
    .map(stepsOf)
    .sort((a, b) => a - b);
  for (const most of [20, 5_000]) {
    const curve = cumulativeCurve({ counts, maxSteps }, most);
    expect(curve.length).toBeLessThanOrEqual(most);
    expect(curve[0]).toEqual({ ms: expect.any(Number), requests: 0, share: 0 });
    expect(curve.at(-1)).toEqual({ ms: (sorted.at(-1) ?? 0) / 100, requests: ran, share: 1 });
    for (const { ms, requests } of curve.slice(1)) expect(sorted.filter((steps) => steps <= Math.round(ms * 100)).length).toBe(requests);
  }
  expect(cumulativeCurve({ counts: [], maxSteps: 0 }, 10)).toEqual([]);
});

test("curves side by side hold their share from point to point", () => {
  const at = (ms: number, share: number) => ({ ms, share, requests: 0 });
  const merged = mergeCurves([[at(1, 0), at(2, 0.5), at(8, 1)], [], [at(2, 0), at(4, 0.25), at(4, 0.75), at(9, 1)]]);
  expect(merged.map(({ ms, shares }) => [ms, ...shares])).toEqual([
    [1, 0, 0, 0],
    [2, 0.5, 0, 0],
    [4, 0.5, 0, 0.75],
    [8, 1, 0, 0.75],
    [9, 1, 0, 1],
  ]);
  expect(mergeCurves([[], []])).toEqual([]);
});
