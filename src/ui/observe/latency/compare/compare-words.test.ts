import { expect, test } from "vitest";
import type { GroupFigures, Quantile } from "../../../../metrics/latency/compare-groups.ts";
import { compareSummary } from "./compare-words.ts";

const exactly = (ms: number): Quantile => ({ ms, fromMs: ms, toMs: ms });
const around = (ms: number, reach: number): Quantile => ({ ms, fromMs: ms - reach, toMs: ms + reach });
const group = (requests: number, p50: Quantile, p99: Quantile = p50): GroupFigures => ({
  requests,
  coldStarts: 0,
  failed: 0,
  throttled: 0,
  quantiles: { p50, p95: p99, p99 },
  maxMs: p99.ms,
  curve: [],
});
const nothing: GroupFigures = { requests: 0, coldStarts: 0, failed: 0, throttled: 2, curve: [] };

test.each<[string, GroupFigures, GroupFigures, string]>([
  ["nothing", nothing, nothing, "Neither group has a request that ran. Choose other groups, or send some requests."],
  ["nothing in one", group(9, exactly(5)), nothing, "B has no request that ran. Choose another group for it, or send some requests."],
  ["few", group(1, exactly(5)), group(900, exactly(9)), "Only 1 request in A: too few to say which is faster. 20 in each are the least."],
  [
    "clear, in both",
    group(2_000, exactly(12), exactly(40)),
    group(1_500, exactly(18), exactly(90)),
    "A is faster than B: 12 ms at p50 against 18 ms, 6 ms less (1.50 times as fast). 2,000 requests and 1,500 requests are enough to say so, with 95 % confidence. Of the slowest, A is faster: p99 is 50 ms less (2.3 times as fast).",
  ],
  [
    "clear, but the tail is the other way",
    group(2_000, exactly(12), exactly(900)),
    group(1_500, exactly(240), exactly(400)),
    "A is faster than B: 12 ms at p50 against 240 ms, 228 ms less (20 times as fast). 2,000 requests and 1,500 requests are enough to say so, with 95 % confidence. Of the slowest, B is faster: p99 is 500 ms less (2.3 times as fast).",
  ],
  [
    "chance",
    group(40, around(104, 9)),
    group(52, around(100, 8)),
    "B looks faster: 100 ms at p50 against 104 ms, 4 ms less. It may be chance: they vary too much for 40 requests and 52 requests to tell. Send more, and look again. Their slowest are compared from 100 requests in each on.",
  ],
  [
    "the same",
    group(400, exactly(5), around(90, 5)),
    group(400, exactly(5), around(92, 5)),
    "Half of the requests of either took 5 ms or less: neither is faster. Their p99 do not differ clearly.",
  ],
])("%s", (_, a, b, words) => {
  expect(compareSummary(a, b)).toBe(words);
});
