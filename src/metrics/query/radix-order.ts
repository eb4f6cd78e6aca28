/** Sorts by numbers without comparing them: four passes of 16 bits, each stable, those that all numbers share left out. */

const DIGITS = 65_536;
const SIGN = 0x8000_0000;

/** The places of `keys` in order; equal ones keep theirs. Not for NaN. */
export function radixOrder(keys: Float64Array, descending: boolean): Uint32Array {
  const count = keys.length;
  const digits = digitsOf(keys, descending);
  let order = new Uint32Array(count);
  let next = new Uint32Array(count);
  for (let place = 0; place < count; place += 1) order[place] = place;
  const starts = new Uint32Array(DIGITS + 1);
  for (let pass = 0; pass < 4; pass += 1) {
    starts.fill(0);
    for (let at = pass; at < digits.length; at += 4) {
      const digit = digits[at] ?? 0;
      starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
    }
    if (starts.includes(count)) continue;
    for (let digit = 0; digit < DIGITS; digit += 1) starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0);
    for (let at = 0; at < count; at += 1) {
      const place = order[at] ?? 0;
      const digit = digits[place * 4 + pass] ?? 0;
      const to = starts[digit] ?? 0;
      next[to] = place;
      starts[digit] = to + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** The bits of each number, turned so that they rise with it; lowest first (all machines that run browsers are little-endian). */
function digitsOf(keys: Float64Array, descending: boolean): Uint16Array {
  const copy = Float64Array.from(keys, (key) => key + 0);
  const words = new Uint32Array(copy.buffer);
  for (let at = 0; at < words.length; at += 2) {
    const low = words[at] ?? 0;
    const high = words[at + 1] ?? 0;
    // Rising: a negative number has all its bits turned, a positive one its sign. Falling: all of that turned once more.
    const negative = high >>> 31 === 1;
    const turned = negative !== descending;
    words[at] = turned ? ~low : low;
    words[at + 1] = (turned ? ~high : high) ^ (negative ? 0 : SIGN);
  }
  return new Uint16Array(copy.buffer);
}
