/** Values as typed: amounts with units, comparisons and ranges; moments; names with wildcards. Pure reading, no rows. */

/** Bounds of an amount; both are always there, as infinities where open. */
export interface AmountRange {
  readonly from: number;
  readonly to: number;
  readonly withFrom: boolean;
  readonly withTo: boolean;
}

export type AmountUnit = "ms" | "MB";

const FACTORS: Readonly<Record<AmountUnit, Readonly<Record<string, number>>>> = {
  ms: { "": 1, ms: 1, us: 0.001, µs: 0.001, s: 1_000, sec: 1_000, m: 60_000, min: 60_000 },
  MB: { "": 1, mb: 1, m: 1, gb: 1_024, g: 1_024 },
};
const AMOUNT = /^(\d{1,15}(?:\.(\d{1,9}))?|\.(\d{1,9}))\s*([a-zµ]*)$/i;
const COMPARISON = /^(>=|<=|>|<|=)(.*)$/s;

/** undefined where it is no amount. A bare time is met by what rounds to it: 200 by 199.5 up to 200.5. */
export function readAmount(text: string, unit: AmountUnit): AmountRange | undefined {
  const between = text.split("..");
  if (between.length === 2) return readRange(between[0] ?? "", between[1] ?? "", unit);
  const [, operator, rest] = COMPARISON.exec(text) ?? [];
  const amount = readNumber(rest ?? text, unit);
  if (!amount) return undefined;
  const { value, half } = amount;
  if (operator === ">") return { from: value, withFrom: false, to: Number.POSITIVE_INFINITY, withTo: false };
  if (operator === ">=") return { from: value, withFrom: true, to: Number.POSITIVE_INFINITY, withTo: false };
  if (operator === "<") return { from: Number.NEGATIVE_INFINITY, withFrom: false, to: value, withTo: false };
  if (operator === "<=") return { from: Number.NEGATIVE_INFINITY, withFrom: false, to: value, withTo: true };
  return { from: value - half, withFrom: true, to: value + half, withTo: false };
}

/** With both ends; one may be left out. */
function readRange(low: string, high: string, unit: AmountUnit): AmountRange | undefined {
  const from = low === "" || low === "*" ? undefined : readNumber(low, unit);
  const to = high === "" || high === "*" ? undefined : readNumber(high, unit);
  if ((low !== "" && low !== "*" && !from) || (high !== "" && high !== "*" && !to) || (!from && !to)) return undefined;
  return {
    from: from?.value ?? Number.NEGATIVE_INFINITY,
    withFrom: true,
    to: to?.value ?? Number.POSITIVE_INFINITY,
    withTo: true,
  };
}

function readNumber(text: string, unit: AmountUnit): { readonly value: number; readonly half: number } | undefined {
  const [, digits, decimals, onlyDecimals, suffix] = AMOUNT.exec(text.trim()) ?? [];
  const factor = FACTORS[unit][(suffix ?? "").toLowerCase()];
  if (digits === undefined || factor === undefined) return undefined;
  const places = (decimals ?? onlyDecimals ?? "").length;
  return { value: Number(digits) * factor, half: unit === "MB" ? 0.5 : (0.5 * factor) / 10 ** places };
}

const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/;
const DATED = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](.+?)Z?)?$/i;
const DAY_MS = 86_400_000;

/** The span of time in which a run happened: a time of day is looked for in it. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Milliseconds of the page's clock (UTC). A time of day is the first one after the run began, if the run came that far;
 * else that of the day on which it began.
 */
export function readMoment(text: string, { fromMs, toMs }: TimeSpan): number | undefined {
  const [, year, month, day, clock] = DATED.exec(text) ?? [];
  if (year !== undefined) {
    const dayMs = Date.UTC(Number(year), Number(month) - 1, Number(day));
    const isDate = Number.isFinite(dayMs) && new Date(dayMs).toISOString().startsWith(`${year}-${month}-${day}`);
    const timeMs = clock === undefined ? 0 : readClock(clock);
    return isDate && timeMs !== undefined ? dayMs + timeMs : undefined;
  }
  const timeMs = readClock(text);
  if (timeMs === undefined) return undefined;
  const onFirstDay = Math.floor(fromMs / DAY_MS) * DAY_MS + timeMs;
  return onFirstDay < fromMs && onFirstDay + DAY_MS <= toMs ? onFirstDay + DAY_MS : onFirstDay;
}

function readClock(text: string): number | undefined {
  const [, hours, minutes, seconds = "0", fraction = "0"] = CLOCK.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + Number(fraction.padEnd(3, "0"));
}

/** Of the whole text, whatever its case; * stands for any letters. In time that grows with the text alone. */
export function nameTest(pattern: string, literal: boolean): (name: string) => boolean {
  const wanted = pattern.toLowerCase();
  if (literal || !wanted.includes("*")) return (name) => name.toLowerCase() === wanted;
  const parts = wanted.split("*");
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  const inner = parts.slice(1, -1);
  return (name) => {
    const text = name.toLowerCase();
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const part of inner) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= text.length - last.length;
  };
}
