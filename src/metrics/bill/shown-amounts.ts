/**
 * Numbers as they are written under each other, adding up to the sum as written. Each alone is rounded down to the last
 * digit that is shown; what the sum then misses is given, one unit each, to those that lost most. None is off by a whole unit.
 */
export interface ShownAmounts {
  /** The value of one unit is 10 to the power of this. */
  readonly unitExponent: number;
  /** Power of ten of the sum's first digit. */
  readonly leadingExponent: number;
  /** Whole numbers. */
  readonly units: readonly number[];
  readonly total: number;
}

export interface ShownDigits {
  /** Of the greatest amount: as many as it takes for the smallest to be seen, between these two. */
  readonly digits: readonly [least: number, most: number];
  /** The last digit is no coarser than this power of ten: -2 for cents. */
  readonly coarsest?: number;
}

export function shownAmounts(amounts: readonly number[], { digits, coarsest = Number.POSITIVE_INFINITY }: ShownDigits): ShownAmounts {
  const sum = amounts.reduce((a, b) => a + b, 0);
  const greatest = Math.max(Math.abs(sum), ...amounts.map(Math.abs));
  const count = digitsFor(greatest, amounts, digits);
  const leadingExponent = greatest > 0 ? exponentOf(greatest, count) : 0;
  const unitExponent = Math.min(coarsest, leadingExponent - (count - 1));
  const scaled = amounts.map((amount) => shifted(amount, -unitExponent));
  const total = Math.round(shifted(sum, -unitExponent));
  const units = scaled.map(Math.floor);
  const missing = total - units.reduce((a, b) => a + b, 0);
  const byLoss = scaled.map((value, place) => ({ place, lost: value - Math.floor(value) })).sort((a, b) => b.lost - a.lost);
  for (const { place } of byLoss.slice(0, missing)) units[place] = (units[place] ?? 0) + 1;
  return { unitExponent, leadingExponent, units, total };
}

function digitsFor(greatest: number, amounts: readonly number[], [least, most]: readonly [number, number]): number {
  const smallest = Math.min(...amounts.map(Math.abs).filter((amount) => amount > 0));
  if (!Number.isFinite(smallest)) return least;
  return Math.min(most, Math.max(least, Math.floor(Math.log10(greatest)) - Math.floor(Math.log10(smallest)) + 1));
}

/** Of the number as rounded to these digits: 9.996 is written 10.0. */
function exponentOf(value: number, digits: number): number {
  return Math.floor(Math.log10(Number(value.toPrecision(digits))) + 1e-12);
}

/** The decimal point moved: by powers of ten that are exact, as their negative ones are not. */
function shifted(value: number, by: number): number {
  return by >= 0 ? value * 10 ** by : value / 10 ** -by;
}
