/** Lengths of time as a person writes them: "90 s", "10 min", "1 h 30 min", "2 days". */
const UNITS: readonly (readonly [pattern: RegExp, ms: number])[] = [
  [/^(ms|milliseconds?)$/, 1],
  [/^(s|secs?|seconds?)$/, 1_000],
  [/^(m|mins?|minutes?)$/, 60_000],
  [/^(h|hours?)$/, 3_600_000],
  [/^(d|days?)$/, 86_400_000],
];

/** Ours: farther than anything waits. */
const LONGEST_MS = 366 * 86_400_000;

/** A number alone is minutes. Undefined: it is no length of time, or none that the clock is advanced by. */
export function parseDuration(text: string): number | undefined {
  const parts = text
    .trim()
    .toLowerCase()
    .matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)\s*/gy);
  let [ms, read] = [0, 0];
  for (const [whole, amount = "", name = ""] of parts) {
    const unit = name === "" ? 60_000 : UNITS.find(([pattern]) => pattern.test(name))?.[1];
    if (unit === undefined) return undefined;
    ms += Number(amount) * unit;
    read += whole.length;
  }
  return read === text.trim().length && ms > 0 && ms <= LONGEST_MS ? Math.round(ms) : undefined;
}
