import { describe, expect, test } from "vitest";
import type { Explanation, Remedy, WhyGroup } from "../../../metrics/why/finding.ts";
import { REASON_KINDS } from "../../../platform/reasons.ts";
import { cameWords, causeOf, kindSentence } from "./cause-words.ts";
import { findingWords } from "./finding-words.ts";
import { remedyWords, topSentence } from "./remedy-words.ts";

const burst = { fromMs: 0, toMs: 1, count: 1 };

const group = (differs: Partial<WhyGroup>): WhyGroup => ({
  key: "k",
  kind: "cold",
  because: "all-busy",
  functionName: "thumbs",
  count: 9,
  bursts: [burst, burst],
  lostMs: 100,
  p99WithoutMs: undefined,
  remedy: { type: "provision", containers: 4, usdPerMonth: 5.48 },
  finding: () => {
    throw new Error("No finding is asked for.");
  },
  ...differs,
});

const fromZero = group({
  because: "from-zero",
  count: 3,
  bursts: [burst, burst, burst],
  remedy: { type: "ping", everyMinutes: 4, usdPerMonth: 0.002, heldUsdPerMonth: 1.37 },
});
const throttled = group({
  kind: "throttle",
  because: "reserved-reached",
  count: 30,
  bursts: [burst],
  remedy: { type: "raise-reserved", from: 3, to: 13 },
});

test("a kind counts its causes, the largest first, and bursts where they come together", () => {
  expect(kindSentence("cold", [fromZero, group({}), group({ functionName: "other", count: 2, bursts: [burst] })])).toBe(
    "14 cold starts: 11 all containers busy, in 3 bursts; 3 from zero.",
  );
  expect(kindSentence("throttle", [throttled])).toBe("30 throttles: reserved concurrency reached, in 1 burst.");
  expect(kindSentence("cold", [group({ count: 1, bursts: [burst] })])).toBe("1 cold start: all containers busy.");
});

describe("the sentence on top", () => {
  test("has the largest cause, its fix, and p99 with and without cold starts", () => {
    expect(topSentence({ ran: 100, p99Ms: 3_250, p99WithoutColdMs: 190, groups: [group({}), fromZero] })).toBe(
      "9 of 12 cold starts came because all containers of thumbs were busy, in 2 bursts. What helps: provisioned concurrency 4 on thumbs: as many as were wanted at once. Holding that ready costs $5.48 a month. p99 is 3.25 s, and 190 ms without cold starts.",
    );
  });

  test("says both where requests were refused as well", () => {
    const words = topSentence({ ran: 100, p99Ms: 5, p99WithoutColdMs: 5, groups: [throttled, fromZero] });
    expect(words).toMatch(
      /^All 30 throttles came because the reserved concurrency of thumbs was reached, in 1 burst\. What helps: reserved concurrency 13 instead of 3/,
    );
    expect(words).toMatch(
      /All 3 cold starts came as thumbs had scaled to zero\. .*Cold starts do not show in p99: 5 ms with and without them\.$/,
    );
  });

  test("is about no eviction alone, as those cost nothing", () => {
    const evicted = group({
      kind: "eviction",
      because: "idle-too-long",
      remedy: { type: "longer-life", followed: 0, lifetimeMs: undefined },
    });
    expect(topSentence({ ran: 1, p99Ms: 1, p99WithoutColdMs: 1, groups: [evicted] })).toBe("No cold start, throttle or retry here.");
  });
});

test.each(REASON_KINDS)("%s has a name and can be said", (because) => {
  expect(causeOf({ because })).not.toBe("");
  expect(cameWords({ because, functionName: "thumbs" })).toContain("thumbs");
});

const REMEDIES: readonly Remedy[] = [
  { type: "provision", containers: 1, usdPerMonth: undefined },
  { type: "ping", everyMinutes: 1, usdPerMonth: 1, heldUsdPerMonth: undefined },
  { type: "warm-after-deploy", deploys: 1, retired: 2 },
  { type: "raise-reserved", from: 1, to: undefined },
  { type: "raise-account", from: 5, account: 10, to: 7, reserved: 5 },
  { type: "raise-browser", from: 64, to: 80 },
  { type: "unstop" },
  { type: "fix-attempts", rule: "queue" },
  { type: "longer-life", followed: 2, lifetimeMs: 404_000 },
  { type: "fewer-deploys", followed: 0 },
  { type: "not-by-hand", followed: 1 },
  { type: "more-room", followed: 1 },
  { type: "more-time", timeoutMs: 1_000, longestOkMs: 900 },
  { type: "more-time", timeoutMs: 1_000, longestOkMs: undefined },
  { type: "more-memory", usedMb: 140, limitMb: 128 },
  { type: "fix-code" },
];

test.each(REMEDIES)("$type is said in sentences, with no hole in them", (remedy) => {
  const words = remedyWords(group({ remedy }));
  expect(words).toMatch(/^[A-Z0-9].*\.$/);
  expect(words).not.toMatch(/undefined|NaN|–| {2}/);
});

test("a limit that the others come near is raised; one that they are far from hides what hangs", () => {
  const words = (longestOkMs: number) => remedyWords(group({ remedy: { type: "more-time", timeoutMs: 1_000, longestOkMs } }));
  expect(words(900)).toContain("90 % of the limit: raise it.");
  expect(words(200)).toContain("20 % of the limit: something hangs.");
});

const EXPLANATIONS: readonly (readonly [Explanation, string])[] = [
  [
    {
      type: "all-busy",
      busyCount: 6,
      busy: ["c-01", "c-02", "c-03", "c-04", "c-05"].map((containerId, at) => ({ containerId, version: "1", freeAfterMs: 31 + at })),
    },
    "Busy: c-01, c-02, c-03, c-04 and 2 more. c-01 was free 31 ms later: a handler faster by that, or a request as much later, would have met it warm. 7 at once were needed.",
  ],
  [{ type: "all-busy", busyCount: 2, busy: [] }, "Those that were busy still run, or are no longer kept. 3 at once were needed."],
  [
    {
      type: "from-zero",
      lastEnd: { containerId: "c-54", because: "idle-too-long", atMs: 0 },
      idleMs: 300_000,
      sinceLastMs: 404_000,
      pingMinutes: 4,
    },
    "c-54 was evicted after 5 m 00 s without a request. This request came 6 m 44 s after the last one. An idle lifetime of 6 m 44 s would have kept it; no provider lets you set one. A ping every 4 minutes would have, too.",
  ],
  [
    { type: "from-zero", lastEnd: undefined, idleMs: undefined, sinceLastMs: undefined, pingMinutes: 4 },
    "What ran before is no longer kept.",
  ],
  [{ type: "first-start", deployedAtMs: 0, version: "1", retired: 0 }, "Version 1 was just deployed, and nothing ran before it."],
  [
    { type: "first-start", deployedAtMs: 9, version: "2", retired: 2 },
    "Deploying version 2 threw away 2 containers of the version before.",
  ],
  [
    { type: "throttle", limit: 1, account: 5, firstFreeMs: 57, reservedElsewhere: [{ functionName: "other", reserved: 4 }] },
    "1 of 1 were under way. The first was over 57 ms later. 4 of the account’s 5 are reserved for others: other 4.",
  ],
  [
    {
      type: "retry",
      rule: "async-failed",
      attempt: 2,
      previous: { requestId: "r", arrivedAtMs: 0, status: "error", error: "Error: no such photo" },
      waitedMs: 60_000,
    },
    "Attempt 2. The one before ended with Error: no such photo, 1 m 00 s earlier. Lambda tries a failed event again after one and after two minutes.",
  ],
  [
    { type: "eviction", idleMs: 300_000, next: { containerId: "c-67", afterMs: 104_000 }, lifetimeMs: 404_000 },
    "Last used 5 m 00 s before. c-67 started cold 1 m 44 s later. Kept for 6 m 44 s it would have saved that.",
  ],
  [
    { type: "reset", timeoutMs: undefined, longestOkMs: undefined, memory: { usedMb: 140, limitMb: 128 }, error: undefined },
    "140 MB of 128 MB, 12 MB too much.",
  ],
];

test.each(EXPLANATIONS)("$type", (explanation, words) => {
  expect(findingWords({ explanation, version: "1" })).toBe(words);
});
