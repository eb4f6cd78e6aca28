import { describe, expect, test } from "vitest";
import { type Cloud, THROTTLED_POINT, WARM_POINT } from "../../../metrics/latency/cloud.ts";
import { seededRandom } from "../../../platform/seeded-random.ts";
import { afterKey, type CloudView, placeOfSeq, pointNear, stretchOf } from "./cloud-points.ts";

function cloudOf(points: readonly { seq: number; atMs: number; ms: number; kind?: number }[]): Cloud {
  return {
    points: points.length,
    seqs: Float64Array.from(points, ({ seq }) => seq),
    endedAtMs: Float64Array.from(points, ({ atMs }) => atMs),
    latencyMs: Float64Array.from(points, ({ ms }) => ms),
    kinds: Uint8Array.from(points, ({ kind = WARM_POINT }) => kind),
    cold: new Uint8Array(points.length),
    held: new Uint32Array(points.length).fill(1),
    requests: points.length,
  };
}

const cloud = cloudOf([
  { seq: 3, atMs: 0, ms: 10 },
  { seq: 8, atMs: 500, ms: 1_000 },
  { seq: 9, atMs: 1_000, ms: 0, kind: THROTTLED_POINT },
]);
/** 1 px a millisecond across; 100 px a decade down from 1 s at the top. */
const view: CloudView = {
  scene: {
    cloud,
    axis: { scale: "log", lowMs: 1, highMs: 1_000, ticks: [] },
    window: { fromMs: 0, toMs: 1_000 },
    throttled: true,
    lines: [],
    textScale: 1,
  },
  plot: { left: 40, top: 0, width: 1_000, height: 300, laneHeight: 14 },
};

test.each([
  ["on a point", 40, 200, 3],
  ["near it", 48, 195, 3],
  ["near none", 300, 100, undefined],
  ["a slow one at the top", 540, 3, 8],
  ["a throttled one at the foot", 1_040, 308, 9],
])("pointing %s", (_, x, y, seq) => {
  expect(pointNear(view, x, y)).toBe(seq);
});

test("a request's place is found by its number; the next one where it was thinned away", () => {
  expect([undefined, 1, 3, 4, 8, 9, 99].map((seq) => placeOfSeq(cloud, seq))).toEqual([undefined, 0, 0, 1, 1, 2, 2]);
  expect(placeOfSeq(cloudOf([]), 3)).toBeUndefined();
});

describe("keys", () => {
  test.each<[string, number | undefined, number | undefined]>([
    ["ArrowRight", 0, 1],
    ["ArrowRight", 2, 2],
    ["ArrowRight", undefined, 2],
    ["ArrowLeft", 0, 0],
    ["ArrowLeft", undefined, 2],
    ["Home", 2, 0],
    ["End", 0, 2],
    ["PageUp", 2, 0],
    ["PageDown", 0, 2],
    ["ArrowUp", undefined, 1],
    ["ArrowDown", undefined, 2],
    ["ArrowUp", 1, 1],
    ["a", 1, undefined],
  ])("%s from %s", (key, from, to) => {
    expect(afterKey(key, cloud, from)).toBe(to);
  });

  test("nothing to go to", () => {
    expect(afterKey("ArrowRight", cloudOf([]), undefined)).toBeUndefined();
  });

  test("up from the fastest passes every point once, ever slower, and down comes back the same way", () => {
    const random = seededRandom(1);
    const many = cloudOf(Array.from({ length: 60 }, (_, place) => ({ seq: place, atMs: place, ms: Math.floor(random() * 20) })));
    const walk = (key: string) => {
      const passed = [afterKey(key, many, undefined) ?? -1];
      for (let step = 1; step < many.points; step += 1) passed.push(afterKey(key, many, passed.at(-1)) ?? -1);
      return passed;
    };
    const down = walk("ArrowDown");
    const up = [down[0] ?? -1];
    for (let step = 1; step < many.points; step += 1) up.push(afterKey("ArrowUp", many, up.at(-1)) ?? -1);
    expect(new Set(up).size).toBe(many.points);
    const latencies = up.map((point) => many.latencyMs[point] ?? 0);
    expect(latencies).toEqual(latencies.toSorted((a, b) => a - b));
    const back = [up.at(-1) ?? -1];
    for (let step = 1; step < many.points; step += 1) back.push(afterKey("ArrowDown", many, back.at(-1)) ?? -1);
    expect(back).toEqual(up.toReversed());
  });
});

test.each([
  [5, 9, { fromMs: 5, toMs: 9 }],
  [9, 5, { fromMs: 5, toMs: 9 }],
  [5, 5, { fromMs: 5, toMs: 6 }],
])("a stretch from %d to %d", (one, other, stretch) => {
  expect(stretchOf(one, other)).toEqual(stretch);
});
