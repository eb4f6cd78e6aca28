import { expect, test } from "vitest";
import { histogram } from "./histogram.ts";

const total = (bins: ReturnType<typeof histogram>) => bins.reduce((sum, { cold, warm }) => sum + cold + warm, 0);

test("every request is in the one bin that holds its latency, cold and warm apart", () => {
  const timed = [0, 0.3, 0.3, 1, 9.99, 10, 750, 3_000].map((latencyMs) => ({ latencyMs, cold: latencyMs > 500 }));
  const bins = histogram(timed);
  expect(total(bins)).toBe(timed.length);
  for (const { latencyMs, cold } of timed) {
    const bin = bins.find(({ fromMs, toMs }) => Math.max(0.01, latencyMs) >= fromMs && Math.max(0.01, latencyMs) < toMs);
    expect(bin?.[cold ? "cold" : "warm"]).toBeGreaterThan(0);
  }
});

test("bins follow each other without a gap, an empty one at each end", () => {
  const bins = histogram([
    { latencyMs: 1, cold: false },
    { latencyMs: 900, cold: true },
  ]);
  for (const [place, bin] of bins.slice(1).entries()) expect(bin.fromMs).toBe(bins[place]?.toMs);
  expect([bins[0], bins.at(-1)].map((bin) => bin && bin.cold + bin.warm)).toEqual([0, 0]);
});

test("nothing has no bins", () => {
  expect(histogram([])).toEqual([]);
});
