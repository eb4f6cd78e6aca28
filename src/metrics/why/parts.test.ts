import { describe, expect, test } from "vitest";
import { reasons } from "../../platform/reasons.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import { writeRequestId } from "../history/request-id-words.ts";
import { burstsOf } from "./bursts.ts";
import { FleetIndex, lastUpTo } from "./fleet-index.ts";
import { IdTable } from "./id-table.ts";
import { nthSmallest } from "./latency-without.ts";
import { busyIn, limitIn, memoryIn } from "./platform-words.ts";

describe("the platform's words are read back as they were written", () => {
  test.each([1, 2, 63])("%i busy", (n) => {
    expect(busyIn(reasons.allBusy(n).text)).toBe(n);
    expect(busyIn(reasons.overProvisioned(n).text)).toBe(n);
  });

  test("limits", () => {
    expect(limitIn(reasons.reservedReached(2).text)).toEqual({ limit: 2 });
    expect(limitIn(reasons.reservedReached(0).text)).toEqual({ limit: 0 });
    expect(limitIn(reasons.accountReached(1_000, 1_000).text)).toEqual({ limit: 1_000 });
    expect(limitIn(reasons.accountReached(900, 1_000).text)).toEqual({ limit: 900, account: 1_000 });
    expect(limitIn(reasons.browserReached(64).text)).toEqual({ limit: 64 });
    expect(limitIn(reasons.firstStart().text)).toBeUndefined();
  });

  test("memory", () => {
    expect(memoryIn(reasons.outOfMemory(530, 512).text)).toEqual({ usedMb: 530, limitMb: 512 });
    expect(memoryIn(reasons.processLost().text)).toBeUndefined();
  });
});

test("bursts part where nothing happens for longer than the gap, in whatever order the moments come", () => {
  expect(burstsOf(new Float64Array())).toEqual([]);
  expect(burstsOf(Float64Array.of(10))).toEqual([{ fromMs: 10, toMs: 10, count: 1 }]);
  expect(burstsOf(Float64Array.of(5_001, 0, 2_000, 3_000, 9_000))).toEqual([
    { fromMs: 0, toMs: 3_000, count: 3 },
    { fromMs: 5_001, toMs: 5_001, count: 1 },
    { fromMs: 9_000, toMs: 9_000, count: 1 },
  ]);
});

test("ids are found again, all of them, and no other", () => {
  const random = seededRandom(7);
  const table = new IdTable();
  const held = new Map<string, number>();
  const words = new Uint32Array(4);
  // Few different words, so that places collide.
  const id = () => {
    const word = () =>
      Math.floor(random() * 12)
        .toString(16)
        .padStart(8, "0");
    const digits = `${word()}${word()}${word()}${word()}`;
    return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join("-");
  };
  for (let at = 0; at < 5_000; at += 1) {
    const each = id();
    writeRequestId(each, words, 0);
    if (each === "00000000-0000-0000-0000-000000000000") continue;
    expect(table.get(words, 0)).toBe(held.get(each));
    if (random() < 0.7) continue;
    table.set(words, 0, at);
    held.set(each, at);
  }
  expect(table.size).toBe(held.size);
});

test("the nth smallest, of values with many alike too", () => {
  const random = seededRandom(3);
  for (const most of [1, 3, 1_000_000])
    for (const length of [1, 2, 3, 10, 257]) {
      const values = Float64Array.from({ length }, () => Math.floor(random() * most));
      const sorted = Float64Array.from(values).sort();
      for (const rank of [1, Math.ceil(length / 2), length]) expect(nthSmallest(Float64Array.from(values), rank)).toBe(sorted[rank - 1]);
    }
});

test("what was deployed at a moment is the last of those before it", () => {
  const deployed = (atMs: number, version: string, reservedConcurrency?: number) =>
    ({
      type: "deployed",
      atMs,
      functionName: "a",
      version,
      memoryMb: 128,
      timeoutMs: 3_000,
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
    }) as const;
  const index = new FleetIndex([deployed(10, "1", 3), deployed(20, "2"), { ...deployed(20, "1", 5), functionName: "b" }]);
  expect([9, 10, 19, 20].map((atMs) => index.deployedAt("a", atMs)?.version)).toEqual([undefined, "1", "1", "2"]);
  expect([...index.reservedAt(15)]).toEqual([["a", 3]]);
  expect([...index.reservedAt(20)]).toEqual([["b", 5]]);
  expect(lastUpTo([], 5)).toBeUndefined();
  expect(index.of("none")).toEqual({ started: [], ended: [], deployed: [] });
});
