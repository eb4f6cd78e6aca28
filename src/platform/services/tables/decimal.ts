/**
 * DynamoDB's numbers: decimals of up to 38 significant digits, calculated exactly. A number is a whole coefficient and a
 * power of ten, without trailing zeros, so equal numbers have equal text. Refuses what DynamoDB refuses, in its words.
 * Limits: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-data-types
 */

export interface Decimal {
  /** Not divisible by ten, or zero. */
  readonly coefficient: bigint;
  readonly exponent: number;
}

export type ParsedDecimal = { readonly ok: true; readonly value: Decimal } | { readonly ok: false; readonly message: string };

const MAX_DIGITS = 38;
/** 9.9…E+125 and 1E-130. */
const MAX_MAGNITUDE = 125;
const MIN_MAGNITUDE = -130;
/** Longer than any number within the limits, written without an exponent and padded generously. */
const MAX_TEXT = 1_000;

const PATTERN = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?\s*$/;

export function parseDecimal(text: string): ParsedDecimal {
  const match = text.length <= MAX_TEXT ? PATTERN.exec(text) : null;
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  if (match === null || whole + fraction === "")
    return { ok: false, message: `The parameter cannot be converted to a numeric value${text === "" ? "" : `: ${text.slice(0, 100)}`}` };
  const value = normalized(BigInt(`${whole}${fraction}`), Number(match[4] ?? 0) - fraction.length);
  return withinLimits(match[1] === "-" ? { coefficient: -value.coefficient, exponent: value.exponent } : value);
}

function normalized(coefficient: bigint, exponent: number): Decimal {
  if (coefficient === 0n) return { coefficient, exponent: 0 };
  const digits = coefficient.toString();
  const significant = digits.replace(/0+$/, "");
  return { coefficient: BigInt(significant), exponent: exponent + digits.length - significant.length };
}

function digitsOf(value: Decimal): string {
  return (value.coefficient < 0n ? -value.coefficient : value.coefficient).toString();
}

/** The power of ten of the first digit. */
function magnitudeOf(value: Decimal): number {
  return value.exponent + digitsOf(value).length - 1;
}

function withinLimits(value: Decimal): ParsedDecimal {
  if (value.coefficient === 0n) return { ok: true, value };
  if (magnitudeOf(value) > MAX_MAGNITUDE)
    return { ok: false, message: "Number overflow. Attempting to store a number with magnitude larger than supported range" };
  if (magnitudeOf(value) < MIN_MAGNITUDE)
    return { ok: false, message: "Number underflow. Attempting to store a number with magnitude smaller than supported range" };
  if (digitsOf(value).length > MAX_DIGITS) return { ok: false, message: "Attempting to store more than 38 significant digits in a Number" };
  return { ok: true, value };
}

/** Of a number that was parsed before; what is none counts as zero. */
export function decimalOf(text: string): Decimal {
  const parsed = parseDecimal(text);
  return parsed.ok ? parsed.value : { coefficient: 0n, exponent: 0 };
}

/** Without an exponent, as DynamoDB gives numbers back. */
export function decimalText(value: Decimal): string {
  const sign = value.coefficient < 0n ? "-" : "";
  const digits = digitsOf(value);
  if (value.exponent >= 0) return `${sign}${digits}${"0".repeat(value.exponent)}`;
  const padded = digits.padStart(1 - value.exponent, "0");
  return `${sign}${padded.slice(0, value.exponent)}.${padded.slice(value.exponent)}`;
}

function aligned(left: Decimal, right: Decimal): { readonly left: bigint; readonly right: bigint; readonly exponent: number } {
  const exponent = Math.min(left.exponent, right.exponent);
  const scale = (value: Decimal) => value.coefficient * 10n ** BigInt(value.exponent - exponent);
  return { left: scale(left), right: scale(right), exponent };
}

export function compareDecimals(left: Decimal, right: Decimal): number {
  const both = aligned(left, right);
  return both.left < both.right ? -1 : both.left > both.right ? 1 : 0;
}

export function addDecimals(left: Decimal, right: Decimal): ParsedDecimal {
  const both = aligned(left, right);
  return withinLimits(normalized(both.left + both.right, both.exponent));
}

export function subtractDecimals(left: Decimal, right: Decimal): ParsedDecimal {
  return addDecimals(left, { coefficient: -right.coefficient, exponent: right.exponent });
}

/** One byte for two digits and one more; the sign takes another. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function decimalSizeBytes(value: Decimal): number {
  if (value.coefficient === 0n) return 1;
  return Math.ceil(digitsOf(value).length / 2) + 1 + (value.coefficient < 0n ? 1 : 0);
}
