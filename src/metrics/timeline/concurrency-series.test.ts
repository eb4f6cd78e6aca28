import { describe, expect, test } from "vitest";
import type { RowSource } from "../history/history-rows.ts";
import { newRun } from "../history/run-history.ts";
import { concurrencySeries } from "./concurrency-series.ts";
import { randomRequests, request, runOf, throttled } from "./timeline-under-test.ts";

const peaksOf = (rows: readonly RowSource[], toMs: number, open: readonly number[] = []) => [
  ...concurrencySeries(runOf(rows).rows, { fromMs: 0, toMs }, 10, open).peaks,
];

test.each<[string, RowSource[], number[]]>([
  ["nothing", [], [0, 0, 0, 0]],
  ["one for as long as it holds its container", [request("c-1", 5, 25)], [1, 1, 1, 0]],
  ["two at once for a moment are a peak", [request("c-1", 12, 14), request("c-2", 13, 18)], [0, 2, 0, 0]],
  ["a container handed on holds one", [request("c-1", 0, 15), request("c-1", 15, 30)], [1, 1, 1, 0]],
  ["an end on the edge does not reach over", [request("c-1", 0, 10)], [1, 0, 0, 0]],
  ["what waits holds none", [request("c-1", 0, 40, { queueMs: 25 })], [0, 0, 1, 1]],
  ["throttled requests hold none", [throttled(5), throttled(6)], [0, 0, 0, 0]],
  ["one that was there before, and stays", [request("c-1", -50, 90)], [1, 1, 1, 1]],
])("%s", (_, rows, peaks) => {
  expect(peaksOf(rows, 40)).toEqual(peaks);
});

test("requests that have not ended count from their beginning on", () => {
  expect(peaksOf([request("c-1", 0, 15)], 40, [12, 25])).toEqual([1, 2, 2, 2]);
  expect(peaksOf([request("c-1", 0, 15)], 40, [-3])).toEqual([2, 2, 1, 1]);
});

test("the peak says how many and since when", () => {
  const rows = [request("c-1", 0, 35), request("c-2", 21, 29), request("c-3", 23, 24)];
  expect(concurrencySeries(runOf(rows).rows, { fromMs: 0, toMs: 40 }, 10)).toMatchObject({ peak: 3, peakAtMs: 20, fromMs: 0 });
});

function naive(requests: readonly RowSource[], fromMs: number, toMs: number): number {
  const held = requests.filter(({ containerId }) => containerId !== undefined);
  const atMoment = (atMs: number) => held.filter((each) => each.arrivedAtMs <= atMs && each.endedAtMs > atMs).length;
  const moments = [fromMs, ...held.map(({ arrivedAtMs }) => arrivedAtMs).filter((atMs) => atMs >= fromMs && atMs < toMs)];
  return Math.max(...moments.map(atMoment));
}

describe.each([4, 5])("a random fleet, seed %d", (seed) => {
  const requests = randomRequests(seed, 3_000);
  const toMs = requests.at(-1)?.endedAtMs ?? 0;

  test.each([64, 500])("is what counting says, in stretches of %d ms", (binMs) => {
    const { peaks, fromMs } = concurrencySeries(runOf(requests).rows, { fromMs: 0, toMs }, binMs);
    const counted = [...peaks].map((_, bin) => naive(requests, fromMs + bin * binMs, fromMs + (bin + 1) * binMs));
    expect([...peaks]).toEqual(counted);
  });

  test("is the same whether it grew or was read at once, however the window moves", () => {
    let run = newRun(0);
    for (let at = 0; at < requests.length; at += 170) {
      run = runOf(requests.slice(at, at + 170), [], run);
      const grown = concurrencySeries(run.rows, { fromMs: 0, toMs: run.rows.chunks.at(-1)?.maxEndedAtMs ?? 0 }, 32);
      const once = concurrencySeries(runOf(requests.slice(0, at + 170)).rows, { fromMs: 0, toMs: grown.peaks.length * 32 }, 32);
      expect([...grown.peaks]).toEqual([...once.peaks]);
      concurrencySeries(run.rows, { fromMs: 0, toMs: toMs / 2 }, at % 3 === 0 ? 16 : 32);
    }
  });
});
