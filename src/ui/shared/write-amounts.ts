/** Amounts of one bill, written with the same number of digits so that they add up to what is written below them. */
import { type ShownAmounts, type ShownDigits, shownAmounts } from "../../metrics/bill/shown-amounts.ts";
import { superscript } from "./format.ts";

/** At least three digits, as everywhere; at most as many as a price has; and no coarser than cents. */
export const USD_DIGITS: ShownDigits = { digits: [3, 6], coarsest: -2 };
const AMOUNT_DIGITS: ShownDigits = { digits: [4, 7], coarsest: 0 };
/** Below this an amount is written as a power of ten, as everywhere (formatUsd). */
const LEAST_PLAIN_EXPONENT = -4;

export interface Amounts {
  readonly cells: readonly string[];
  readonly total: string;
  /** Of all of them: "× 10⁻⁶"; empty where there is none. */
  readonly power: string;
}

/** Each without its power of ten. */
export function writtenUsd(amounts: readonly number[]): Amounts {
  const shown = shownAmounts(amounts, USD_DIGITS);
  const write = usdWriter(shown);
  return { cells: shown.units.map(write), total: write(shown.total), power: powerOf(shown) };
}

/** Or vCPU-seconds: the unit stands elsewhere. */
export function writtenAmounts(amounts: readonly number[]): Amounts {
  const shown = shownAmounts(amounts, AMOUNT_DIGITS);
  const write = (units: number): string => decimal(units, -shown.unitExponent, "");
  return { cells: shown.units.map(write), total: write(shown.total), power: "" };
}

export function usdWriter(shown: ShownAmounts): (units: number) => string {
  return (units) => decimal(units, shiftOf(shown) - shown.unitExponent, "$");
}

export function powerOf(shown: ShownAmounts): string {
  const shift = shiftOf(shown);
  return shift === 0 ? "" : `× 10${superscript(shift)}`;
}

/** With its power of ten, where it stands alone. */
export function withPower(amount: string, { power }: Pick<Amounts, "power">): string {
  return power === "" ? amount : `${amount} ${power}`;
}

/** A price as published, all its digits: $0.0000166667. */
export function writtenPrice(usd: number): string {
  return `$${usd.toFixed(13).replace(/\.?0+$/, "")}`;
}

function shiftOf({ leadingExponent }: ShownAmounts): number {
  return leadingExponent < LEAST_PLAIN_EXPONENT ? leadingExponent : 0;
}

/** Whole units with the point set before their last digits: never through a fraction, which would not be exact. */
function decimal(units: number, decimals: number, sign: string): string {
  const digits = Math.abs(units)
    .toString()
    .padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const rest = digits.slice(whole.length);
  return `${units < 0 ? "−" : ""}${sign}${Number(whole).toLocaleString("en-US")}${rest === "" ? "" : `.${rest}`}`;
}
