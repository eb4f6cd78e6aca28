import { expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import { BUCKET_ERROR, BUCKETS, bucketOf, highestOf, lowestOf, middleOf, widthOf } from "./log-buckets.ts";

test("buckets follow each other without a gap, up to what four phases can add up to", () => {
  let next = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    expect(lowestOf(bucket)).toBe(next);
    expect(bucketOf(lowestOf(bucket))).toBe(bucket);
    expect(bucketOf(highestOf(bucket))).toBe(bucket);
    next = lowestOf(bucket) + widthOf(bucket);
  }
  expect(next).toBe(2 ** 34);
});

test("the middle is off by less than the stated error, wherever the value lies", () => {
  const random = seededRandom(3);
  const drawn = Array.from({ length: 20_000 }, () => Math.floor(2 ** (random() * 34)));
  for (const steps of [0, 1, 63, 64, 127, 128, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 34 - 1, ...drawn]) {
    expect(Math.abs(middleOf(bucketOf(steps)) - steps), String(steps)).toBeLessThanOrEqual(steps * BUCKET_ERROR);
  }
  expect(BUCKET_ERROR).toBeLessThan(0.01);
});
