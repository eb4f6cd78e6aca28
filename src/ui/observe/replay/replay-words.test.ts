import { describe, expect, test } from "vitest";
import type { Recording } from "../../../metrics/replay/recording.ts";
import type { ReplayChanges } from "../../../metrics/replay/replay-changes.ts";
import { PROFILES } from "../../../platform/profiles/profiles.ts";
import { TEST_SETTINGS } from "../../../store/fake-port.ts";
import { changeWords, effectiveChanges, modelName } from "./changes-words.ts";
import { comparisonSentence, signed, signedShare } from "./compare-words.ts";

const recording = {
  settings: TEST_SETTINGS,
  functions: [
    { name: "thumbs", version: "1", memoryMb: 512, timeoutMs: 3_000 },
    { name: "index", version: "1", memoryMb: 128, timeoutMs: 3_000, reservedConcurrency: 5 },
  ],
} as unknown as Recording;
const azure = PROFILES["azure-functions"];

describe("changes", () => {
  test.each<[string, ReplayChanges, readonly string[]]>([
    ["nothing", {}, []],
    ["set back to what it was", { settings: { idleLifetimeMs: 300_000, billInit: true }, cpuBoundShare: 0 }, []],
    ["a function set back", { functions: { thumbs: { memoryMb: 512, reservedConcurrency: null }, index: { reservedConcurrency: 5 } } }, []],
    ["a lifetime", { settings: { idleLifetimeMs: 60_000 } }, ["idle lifetime 1 m 00 s"]],
    ["init", { settings: { billInit: false } }, ["init not billed"]],
    [
      "memory, and how much of it computes",
      { functions: { thumbs: { memoryMb: 1_024 } }, cpuBoundShare: 0.8 },
      ["thumbs 1,024 MB", "80 % computing"],
    ],
    ["a reservation taken away", { functions: { index: { reservedConcurrency: null } } }, ["index without reservation"]],
    [
      "reserved and provisioned",
      { functions: { thumbs: { reservedConcurrency: 0, provisionedConcurrency: 3 } } },
      ["thumbs reserved 0", "thumbs provisioned 3"],
    ],
    ["a provider", { profile: azure }, [azure.label]],
    ["a provider and its own lifetime", { profile: azure, settings: { idleLifetimeMs: azure.defaults.idleLifetimeMs } }, [azure.label]],
    ["of functions that are not in it", { functions: { gone: { memoryMb: 128 } } }, []],
  ])("%s", (_, changes, words) => {
    expect(changeWords(effectiveChanges(changes, recording))).toEqual(words);
  });

  test("a run is named by them", () => {
    expect(modelName({})).toBe("Model as recorded");
    expect(modelName({ settings: { accountConcurrency: 10, idleLifetimeMs: 5_000 } })).toBe(
      "Model with idle lifetime 5.00 s, account concurrency 10",
    );
  });
});

describe("differences", () => {
  test.each([
    [12, "+12"],
    [-3, "−3"],
    [0, "0"],
  ])("%d is written %s", (amount, text) => expect(signed(amount, String)).toBe(text));
  test.each([
    [100, 103.2, "+3.2 %"],
    [100, 0, "−100.0 %"],
    [5, 5, "0"],
    [2, 94, "× 47"],
    [0, 5, "–"],
    [0, 0, "0"],
  ])("from %d to %d: %s", (before, after, text) => expect(signedShare(before, after)).toBe(text));
});

describe("the sentence", () => {
  const quantile = (ms: number) => ({ ms, fromMs: ms * 0.99, toMs: ms * 1.01 });
  const side = (change: object, ms: number, usd: number, requests = 100) =>
    ({
      requests,
      coldStarts: 0,
      throttled: 0,
      errors: 0,
      latency: { requests, quantiles: { p50: quantile(ms), p95: quantile(ms * 2), p99: quantile(ms * 3) } },
      receipt: { totalUsd: usd },
      ...change,
    }) as Parameters<typeof comparisonSentence>[0]["before"];
  const names = { before: "Recording 1", after: "Model with idle lifetime 1 m 00 s" };
  const say = (before: ReturnType<typeof side>, after: ReturnType<typeof side>) => comparisonSentence({ before, after }, names);

  test("what changed, and what did not", () => {
    expect(say(side({ coldStarts: 3 }, 93, 0.001), side({ coldStarts: 15 }, 95.5, 0.0011))).toBe(
      "Model with idle lifetime 1 m 00 s, against Recording 1: 12 more cold starts (15 instead of 3). Half took 96 ms or less instead of 93 ms; p99 is 287 ms instead of 279 ms. The bill is $0.0011, $0.0001 more, 10.0 %.",
    );
    expect(say(side({}, 50, 1), side({}, 50, 1))).toContain("as many cold starts (0). Half took 50 ms or less in both");
    expect(say(side({}, 50, 1), side({}, 50, 1))).toContain("p99 is 150 ms in both. The bill is the same, $1.00.");
    expect(say(side({}, 50, 1), side({}, 50, 47))).toContain("The bill is $47.00, 47 times as much as $1.00.");
  });

  test("refusals, errors and other numbers of requests where there are any", () => {
    expect(say(side({ throttled: 4, errors: 2 }, 50, 1), side({ errors: 1 }, 50, 0.5, 90))).toMatch(
      /: 10 fewer requests \(90 instead of 100\), as many cold starts \(0\), 4 fewer throttled requests \(0 instead of 4\) and 1 fewer error \(1 instead of 2\)\. .* The bill is \$0\.5, \$0\.5 less, 50\.0 %\./,
    );
  });

  test("too few, or none, are said to be so", () => {
    expect(say(side({}, 50, 1), side({}, 70, 1, 5))).toContain("of 5 requests: too few to say more.");
    expect(say(side({}, 50, 1, 0), side({}, 70, 1))).toBe("There is nothing to compare in the stretch and filter that are chosen.");
  });
});
