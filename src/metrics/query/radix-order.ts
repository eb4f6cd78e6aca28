/**
 * Sorts by numbers without comparing them: passes of 11 bits, each stable, over the keys themselves as they move; passes
 * over bits that all keys share are left out. Whole numbers that lie close together need two or three.
 */
const BITS = 11;
const DIGITS = 1 << BITS;
const SIGN = 0x8000_0000;

/** Keys as whole numbers of 32 bits that rise where the order does; `high` where 32 are not enough. */
interface Words {
  readonly low: Uint32Array;
  readonly high: Uint32Array | undefined;
}

/** The places of `keys` in order; equal ones keep theirs. Not for NaN. */
export function radixOrder(keys: Float64Array, descending: boolean): Uint32Array {
  const order = new Uint32Array(keys.length);
  for (let place = 0; place < order.length; place += 1) order[place] = place;
  const words = closeWholeNumbers(keys, descending) ?? bitsOf(keys, descending);
  const spare = () => new Uint32Array(keys.length);
  let from: Moving = { ...words, order };
  let to: Moving = { low: spare(), high: words.high && spare(), order: spare() };
  for (let shift = 0; shift < (words.high ? 64 : 32); shift += shift === 22 ? 10 : BITS) {
    if (!pass(from, to, shift)) continue;
    [from, to] = [to, from];
  }
  return from.order;
}

type Moving = Words & { readonly order: Uint32Array };

/** false where all keys share the digit: nothing was moved. */
function pass(from: Moving, to: Moving, shift: number): boolean {
  const digits = shift < 32 ? from.low : from.high;
  if (!digits) return false;
  const count = digits.length;
  const by = shift % 32;
  const starts = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < count; at += 1) {
    const digit = ((digits[at] ?? 0) >>> by) & (DIGITS - 1);
    starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
  }
  if (starts.includes(count)) return false;
  for (let digit = 0; digit < DIGITS; digit += 1) starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0);
  for (let at = 0; at < count; at += 1) {
    const digit = ((digits[at] ?? 0) >>> by) & (DIGITS - 1);
    const place = starts[digit] ?? 0;
    starts[digit] = place + 1;
    to.order[place] = from.order[at] ?? 0;
    to.low[place] = from.low[at] ?? 0;
    if (to.high && from.high) to.high[place] = from.high[at] ?? 0;
  }
  return true;
}

/** Times in steps, ranks and sizes: counted from the least, or from the greatest down. */
function closeWholeNumbers(keys: Float64Array, descending: boolean): Words | undefined {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const key of keys) {
    if (!Number.isSafeInteger(key)) return undefined;
    if (key < least) least = key;
    if (key > greatest) greatest = key;
  }
  if (greatest - least >= 2 ** 32) return undefined;
  const low = new Uint32Array(keys.length);
  for (let at = 0; at < low.length; at += 1) low[at] = descending ? greatest - (keys[at] ?? 0) : (keys[at] ?? 0) - least;
  return { low, high: undefined };
}

/** The bits of each number, turned so that they rise with it. */
function bitsOf(keys: Float64Array, descending: boolean): Words {
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  const copy = new Float64Array(keys.length);
  // -0 is 0. Every machine that runs a browser keeps the lower half first.
  for (let at = 0; at < copy.length; at += 1) copy[at] = (keys[at] ?? 0) + 0;
  const words = new Uint32Array(copy.buffer);
  for (let at = 0; at < low.length; at += 1) {
    const one = words[at * 2] ?? 0;
    const other = words[at * 2 + 1] ?? 0;
    // Rising: a negative number has all its bits turned, a positive one its sign. Falling: all of that turned once more.
    const negative = other >>> 31 === 1;
    const turned = negative !== descending;
    low[at] = turned ? ~one : one;
    high[at] = (turned ? ~other : other) ^ (negative ? 0 : SIGN);
  }
  return { low, high };
}
