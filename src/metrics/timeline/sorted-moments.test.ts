import { expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import { sortedMoments } from "./sorted-moments.ts";

const random = seededRandom(21);
const drawn = (count: number, moment: () => number) => Float64Array.from({ length: count }, moment);

test.each<[string, Float64Array]>([
  ["none", drawn(0, random)],
  ["few", drawn(50, () => random() * 1_000)],
  ["many", drawn(9_000, () => random() * 1_000)],
  ["many at one moment, others apart", drawn(9_000, () => (random() < 0.9 ? 500 : random() * 1_000))],
  ["many very near", drawn(9_000, () => 400 + random() * 0.001)],
  ["more than there are stretches", drawn(70_000, () => random() * 1_000)],
])("%s", (_, moments) => {
  const compared = [...moments].sort((a, b) => a - b);
  expect([...sortedMoments(moments.slice(), 0, 1_000)]).toEqual(compared);
});
