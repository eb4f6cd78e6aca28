/**
 * When something fires, as it is written: rate(…), at(…), AWS's cron(…), five-field cron, or six-field cron that begins
 * with the second. AWS's own is always wrapped in cron(…), so the six fields of each are told apart. It only reads; when a
 * schedule fires next is in next-firings.ts, which brings the cron library.
 *
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
import { type Parsed, refuse } from "../parsed.ts";
import { type Dialect, type Field, type FieldName, parseField } from "./cron-field.ts";
import { checkTimeZone } from "./time-zone.ts";

export type RateUnit = "minute" | "hour" | "day";

export interface RateSchedule {
  readonly kind: "rate";
  readonly value: number;
  readonly unit: RateUnit;
  readonly everyMs: number;
  readonly timeZone: string;
}

export interface AtSchedule {
  readonly kind: "at";
  /** On the clocks of the time zone: "2026-12-01T10:00:00". */
  readonly localTime: string;
  readonly timeZone: string;
}

export interface CronSchedule {
  readonly kind: "cron";
  readonly dialect: Dialect;
  readonly fields: Readonly<Record<FieldName, Field>>;
  readonly timeZone: string;
}

export type Schedule = RateSchedule | AtSchedule | CronSchedule;

const UNIT_MS: Readonly<Record<RateUnit, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
/** Ours: beyond it, a moment is no longer a date. AWS names no bound. */
const MAX_RATE_MS = 100 * 366 * UNIT_MS.day;

const ANY: Field = [{ kind: "any" }];
const ZERO: Field = [{ kind: "range", from: 0, to: 0, step: 1 }];

const EXAMPLES = 'Write "rate(5 minutes)", "cron(0 3 * * ? *)", "at(2026-12-01T10:00:00)" or "*/5 * * * *".';

function parseRate(text: string, timeZone: string): Parsed<Schedule> {
  const [, number, unitText] = /^\s*(\S+)\s+(\S+)\s*$/.exec(text) ?? [];
  if (number === undefined || unitText === undefined) {
    return refuse("schedule-rate", `rate(${text.slice(0, 40)}) is not a number and a unit.`, 'Write "rate(5 minutes)".');
  }
  const value = /^\d{1,9}$/.test(number) ? Number(number) : 0;
  if (value < 1) {
    return refuse(
      "schedule-rate",
      `The value of the rate is ${JSON.stringify(number.slice(0, 40))}.`,
      'Use a whole number from 1, as in "rate(5 minutes)".',
    );
  }
  const [, name, plural] = /^(minute|hour|day)(s?)$/.exec(unitText) ?? [];
  const unit = name === "minute" || name === "hour" || name === "day" ? name : undefined;
  if (unit === undefined) {
    const message = `The unit of the rate is ${JSON.stringify(unitText.slice(0, 40))}.`;
    return refuse("schedule-rate", message, 'Use minutes, hours or days, as in "rate(5 minutes)".');
  }
  if ((value === 1) !== (plural === "")) {
    const right = value === 1 ? unit : `${unit}s`;
    return refuse(
      "schedule-rate",
      `The unit of rate(${value} ${unitText}) is ${value === 1 ? "plural" : "singular"}.`,
      `Write "rate(${value} ${right})".`,
    );
  }
  const everyMs = value * UNIT_MS[unit];
  if (everyMs > MAX_RATE_MS) return refuse("schedule-rate", `rate(${text.trim()}) is more than a hundred years.`, "Use a shorter one.");
  return { ok: true, value: { kind: "rate", value, unit, everyMs, timeZone } };
}

/** The years of AWS's cron. */
const AT_TEXT = /^(19[7-9]\d|2[01]\d\d)-\d\d-\d\dT\d\d:\d\d:\d\d$/;

function parseAt(text: string, timeZone: string): Parsed<Schedule> {
  const localTime = text.trim();
  const moment = AT_TEXT.test(localTime) ? new Date(`${localTime}Z`) : undefined;
  // A date that does not exist is moved to one that does ("02-30" to "03-02"), or is none.
  if (moment && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(localTime)) {
    return { ok: true, value: { kind: "at", localTime, timeZone } };
  }
  return refuse("schedule-at", `at(${localTime.slice(0, 40)}) is not a date and a time.`, 'Write "at(2026-12-01T10:00:00)".');
}

const AWS_FIELDS: readonly FieldName[] = ["minute", "hour", "day of month", "month", "day of week", "year"];
const PLAIN_FIELDS: readonly FieldName[] = ["minute", "hour", "day of month", "month", "day of week"];
const AWS_EXAMPLE = '"cron(0 3 * * ? *)"';
const PLAIN_EXAMPLE = '"0 3 * * *"';

function parseFields(texts: readonly string[], names: readonly FieldName[], dialect: Dialect, timeZone: string): Parsed<Schedule> {
  const fields: Record<FieldName, Field> = {
    second: ZERO,
    minute: ANY,
    hour: ANY,
    "day of month": ANY,
    month: ANY,
    "day of week": ANY,
    year: ANY,
  };
  for (const [index, name] of names.entries()) {
    const field = parseField(texts[index] ?? "", name, dialect, dialect === "aws" ? AWS_EXAMPLE : PLAIN_EXAMPLE);
    if (!field.ok) return field;
    fields[name] = field.value;
  }
  return { ok: true, value: { kind: "cron", dialect, fields, timeZone } };
}

function parseAwsCron(text: string, timeZone: string): Parsed<Schedule> {
  const texts = text.trim().split(/\s+/);
  if (texts.length !== AWS_FIELDS.length) {
    const count = text.trim() === "" ? 0 : texts.length;
    const message = `cron(…) has ${count} ${count === 1 ? "field" : "fields"} instead of 6: minute, hour, day of month, month, day of week, year.`;
    const remedy =
      count === 5 ? `Add the year, as in ${AWS_EXAMPLE}; or write five fields without cron( ).` : `Write it like ${AWS_EXAMPLE}.`;
    return refuse("schedule-cron", message, remedy);
  }
  const parsed = parseFields(texts, AWS_FIELDS, "aws", timeZone);
  if (!parsed.ok) return parsed;
  const [dayOfMonth, dayOfWeek] = [texts[2], texts[4]];
  if (dayOfMonth === "?" && dayOfWeek === "?") {
    return refuse(
      "schedule-field",
      'Both the day of month and the day of week are "?".',
      `Give one of them a value or *, as in ${AWS_EXAMPLE}.`,
    );
  }
  if (dayOfMonth !== "?" && dayOfWeek !== "?") {
    const message = `The day of month is "${dayOfMonth}" and the day of week is "${dayOfWeek}": AWS takes one of the two.`;
    return refuse("schedule-field", message, `Write ? for the other, as in ${AWS_EXAMPLE} or "cron(0 9 ? * MON-FRI *)".`);
  }
  return parsed;
}

function parsePlainCron(text: string, timeZone: string): Parsed<Schedule> {
  const texts = text.split(/\s+/);
  if (texts.length === 5) return parseFields(texts, PLAIN_FIELDS, "plain", timeZone);
  if (texts.length === 6) return parseFields(texts, ["second", ...PLAIN_FIELDS], "plain", timeZone);
  return refuse("schedule", `${JSON.stringify(text.slice(0, 60))} is not a schedule.`, EXAMPLES);
}

/** `timeZone`: an IANA name. */
export function parseSchedule(expression: string, timeZone: string): Parsed<Schedule> {
  const zone = checkTimeZone(timeZone);
  if (!zone.ok) return zone;
  const text = expression.trim();
  const [, word, inside] = /^([A-Za-z]+)\((.*)\)$/s.exec(text) ?? [];
  if (word === undefined || inside === undefined) return parsePlainCron(text, timeZone);
  switch (word) {
    case "rate":
      return parseRate(inside, timeZone);
    case "at":
      return parseAt(inside, timeZone);
    case "cron":
      return parseAwsCron(inside, timeZone);
    default:
      return refuse("schedule", `${JSON.stringify(`${word}(…)`)} is not a schedule.`, EXAMPLES);
  }
}
