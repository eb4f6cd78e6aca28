import { expect, test } from "vitest";
import { withPower, writtenAmounts, writtenPrice, writtenUsd } from "./write-amounts.ts";

test.each([
  { amounts: [0.000_000_2, 0.000_004_308], cells: ["$0.20", "$4.31"], total: "$4.51", power: "× 10⁻⁶" },
  { amounts: [0.000_7, 0.000_013], cells: ["$0.000700", "$0.000013"], total: "$0.000713", power: "" },
  { amounts: [0.005, -0.005], cells: ["$0.00500", "−$0.00500"], total: "$0.00000", power: "" },
  { amounts: [1_234.5, 2], cells: ["$1,234.50", "$2.00"], total: "$1,236.50", power: "" },
  { amounts: [], cells: [], total: "$0.00", power: "" },
])("$amounts are written $cells, $total $power", ({ amounts, ...expected }) => {
  expect(writtenUsd(amounts)).toEqual(expected);
});

test("GB-seconds keep four digits and more where small ones need them", () => {
  expect(writtenAmounts([0.171_06, 0.086_9, 0.000_04])).toEqual({ cells: ["0.17106", "0.08690", "0.00004"], total: "0.25800", power: "" });
  expect(writtenAmounts([12_345.678])).toMatchObject({ cells: ["12,346"] });
});

test("an amount alone has its power of ten, if it has one", () => {
  expect(withPower("$4.51", { power: "× 10⁻⁶" })).toBe("$4.51 × 10⁻⁶");
  expect(withPower("$4.51", { power: "" })).toBe("$4.51");
});

test.each([
  [0.0000166667, "$0.0000166667"],
  [0.2 / 1_000_000, "$0.0000002"],
  [5, "$5"],
])("the price %d is written %s", (usd, words) => {
  expect(writtenPrice(usd)).toBe(words);
});
