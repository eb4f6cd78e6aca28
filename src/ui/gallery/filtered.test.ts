import { expect, test } from "vitest";
import { filtered } from "./filtered.ts";

const ENTRIES = ["Cold start", "Warm start", "Dead letter"];

test.each([
  ["", ENTRIES],
  ["  ", ENTRIES],
  ["start", ["Cold start", "Warm start"]],
  ["START cold", ["Cold start"]],
  ["cold letter", []],
  [".*", []],
])("%j finds %j", (typed, found) => {
  expect(filtered(ENTRIES, typed, (entry) => [entry])).toEqual(found);
});
