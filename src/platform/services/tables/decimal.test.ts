import { describe, expect, test } from "vitest";
import { addDecimals, compareDecimals, decimalOf, decimalSizeBytes, decimalText, parseDecimal, subtractDecimals } from "./decimal.ts";

const canonical = (text: string) => {
  const parsed = parseDecimal(text);
  return parsed.ok ? decimalText(parsed.value) : parsed.message;
};

describe("numbers", () => {
  test.each([
    ["0", "0"],
    ["-0", "0"],
    ["-0.00", "0"],
    ["0e999999", "0"],
    ["007", "7"],
    ["+7", "7"],
    ["1.50", "1.5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["-12.340", "-12.34"],
    ["1e3", "1000"],
    ["1E-3", "0.001"],
    ["12e-1", "1.2"],
    [" 1 ", "1"],
    ["12345678901234567890123456789012345678", "12345678901234567890123456789012345678"],
    ["123456789012345678901234567890123456780000", "123456789012345678901234567890123456780000"],
    ["1e125", `1${"0".repeat(125)}`],
    ["1e-130", `0.${"0".repeat(129)}1`],
  ])("%s is %s", (text, expected) => expect(canonical(text)).toBe(expected));

  test.each([
    ["", "The parameter cannot be converted to a numeric value"],
    ["b", "The parameter cannot be converted to a numeric value: b"],
    [".", "The parameter cannot be converted to a numeric value: ."],
    ["1e", "The parameter cannot be converted to a numeric value: 1e"],
    ["0x10", "The parameter cannot be converted to a numeric value: 0x10"],
    ["NaN", "The parameter cannot be converted to a numeric value: NaN"],
    ["Infinity", "The parameter cannot be converted to a numeric value: Infinity"],
    ["1 2", "The parameter cannot be converted to a numeric value: 1 2"],
    ["123456789012345678901234567890123456789", "Attempting to store more than 38 significant digits in a Number"],
    ["-1.23456789012345678901234567890123456789", "Attempting to store more than 38 significant digits in a Number"],
    ["1e126", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    ["-1e126", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    ["1e999999", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    ["1e-131", "Number underflow. Attempting to store a number with magnitude smaller than supported range"],
  ])("%s is refused", (text, message) => expect(canonical(text)).toBe(message));

  test("a text of a million digits is refused without being calculated", () => {
    expect(parseDecimal("9".repeat(1_000_000)).ok).toBe(false);
    expect(parseDecimal(`1e${"9".repeat(1_000)}`).ok).toBe(false);
  });

  test.each([
    ["0.1", "0.2", "0.3", "-0.1"],
    ["1", "-1", "0", "2"],
    ["9999999999999999999999999999999999999", "1", "10000000000000000000000000000000000000", "9999999999999999999999999999999999998"],
    ["1e20", "1", "100000000000000000001", "99999999999999999999"],
    ["-2.5", "0.25", "-2.25", "-2.75"],
  ])("%s and %s", (left, right, sum, difference) => {
    const text = (result: ReturnType<typeof addDecimals>) => (result.ok ? decimalText(result.value) : result.message);
    expect(text(addDecimals(decimalOf(left), decimalOf(right)))).toBe(sum);
    expect(text(subtractDecimals(decimalOf(left), decimalOf(right)))).toBe(difference);
  });

  test("a sum that needs more digits than there are is refused", () => {
    expect(addDecimals(decimalOf("1e100"), decimalOf("1")).ok).toBe(false);
    expect(addDecimals(decimalOf("9e125"), decimalOf("9e125")).ok).toBe(false);
  });

  test.each([
    ["2", "10", -1],
    ["-2", "-10", 1],
    ["1.0", "1", 0],
    ["1e2", "99.9", 1],
    ["0", "-0", 0],
  ])("%s against %s", (left, right, order) => expect(Math.sign(compareDecimals(decimalOf(left), decimalOf(right)))).toBe(order));

  test.each([
    ["0", 1],
    ["1", 2],
    ["101", 3],
    ["-101", 4],
    ["100", 2],
  ])("%s takes %d bytes", (text, sizeBytes) => expect(decimalSizeBytes(decimalOf(text))).toBe(sizeBytes));
});
