/** A moment as logs and spreadsheets write it: ISO 8601, or seconds, milliseconds, microseconds or nanoseconds since 1970. */

const ISO = /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?/;
const WHOLE_ISO = new RegExp(`^${ISO.source}$`);
/** What a Date can hold. */
const LATEST_MS = 8.64e15;
const MINUTE_MS = 60_000;

export interface Moment {
  readonly atMs: number;
  /** It names no zone: UTC is taken. */
  readonly zoneless: boolean;
}

/** The whole of a text. */
export function readMoment(text: string): Moment | undefined {
  const trimmed = text.trim();
  const iso = WHOLE_ISO.exec(trimmed);
  if (iso) return isoMoment(iso);
  return /^\d{9,19}(\.\d{1,9})?$/.test(trimmed) ? epochMoment(Number(trimmed)) : undefined;
}

/** What stands in front of a log line: the last moment in it. */
export function findMoment(text: string): Moment | undefined {
  let found: Moment | undefined;
  for (const match of text.matchAll(new RegExp(ISO.source, "g"))) found = isoMoment(match) ?? found;
  if (found) return found;
  for (const [digits] of text.matchAll(/(?<![\w.-])\d{10,19}(?![\w-])/g)) found = epochMoment(Number(digits)) ?? found;
  return found;
}

function isoMoment([, year, month, day, hour, minute, second = "0", fraction = "", zone]: RegExpMatchArray): Moment | undefined {
  const [y, m, d, h, min, s] = [year, month, day, hour, minute, second].map(Number);
  if (y === undefined || m === undefined || d === undefined || h === undefined || min === undefined || s === undefined) return undefined;
  // What rolls over is no date: the 31st of February, the 25th hour.
  if (m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate() || h > 23 || min > 59 || s > 60) return undefined;
  const ms = fraction === "" ? 0 : Number(`0.${fraction}`) * 1_000;
  return { atMs: Date.UTC(y, m - 1, d, h, min, s) + ms - zoneMinutes(zone) * MINUTE_MS, zoneless: zone === undefined };
}

function zoneMinutes(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? "") ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === "-" ? -size : size;
}

/** By its size: seconds of the years 1973 to 5138 have nine to eleven digits, and three more make the next unit. */
function epochMoment(value: number): Moment | undefined {
  const unitMs = value < 1e11 ? 1_000 : value < 1e14 ? 1 : value < 1e17 ? 1e-3 : 1e-6;
  const atMs = value * unitMs;
  return atMs <= LATEST_MS ? { atMs, zoneless: false } : undefined;
}
