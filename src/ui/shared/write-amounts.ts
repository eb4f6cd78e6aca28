/** Amounts of one bill, written with the same number of digits so that they add up to what is written below them. */
import { type ShownAmounts, shownAmounts } from "../../metrics/bill/shown-amounts.ts";
import { superscript } from "./format.ts";

const CENTS = -2;
/** Below this an amount is written as a power of ten, as everywhere (formatUsd). */
const LEAST_PLAIN_EXPONENT = -4;

export interface Amounts {
  readonly cells: readonly string[];
  readonly total: string;
  /** Of all of them: "× 10⁻⁶"; empty where there is none. */
  readonly power: string;
}

/** Each without its power of ten. */
export function writtenUsd(amounts: readonly number[], digits = 3): Amounts {
  return written(shownAmounts(amounts, { digits, coarsest: CENTS }), "$", LEAST_PLAIN_EXPONENT);
}

/** Of a unit that stands elsewhere: GB-seconds. */
export function writtenAmounts(amounts: readonly number[], digits = 4): Amounts {
  return written(shownAmounts(amounts, { digits, coarsest: 0 }), "", Number.NEGATIVE_INFINITY);
}

function written({ units, total, unitExponent, leadingExponent }: ShownAmounts, sign: string, leastPlain: number): Amounts {
  const shift = leadingExponent < leastPlain ? leadingExponent : 0;
  const write = (amount: number): string => {
    const value = Math.abs(amount)
      .toString()
      .padStart(shift - unitExponent + 1, "0");
    const whole = value.slice(0, value.length - (shift - unitExponent));
    const rest = value.slice(whole.length);
    return `${amount < 0 ? "−" : ""}${sign}${Number(whole).toLocaleString("en-US")}${rest === "" ? "" : `.${rest}`}`;
  };
  return { cells: units.map(write), total: write(total), power: shift === 0 ? "" : `× 10${superscript(shift)}` };
}

/** With its power of ten, where it stands alone. */
export function withPower(amount: string, { power }: Amounts): string {
  return power === "" ? amount : `${amount} ${power}`;
}

/** A price as published, all its digits: $0.0000166667. */
export function writtenPrice(usd: number): string {
  return `$${usd.toFixed(13).replace(/\.?0+$/, "")}`;
}
