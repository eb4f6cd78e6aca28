/** A schedule in words: "At 03:00 every day (UTC)", "Every 5 minutes", "At 10:00 on the first Monday of every month (UTC)". */
import type { Field, FieldPart } from "./cron-field.ts";
import type { CronSchedule, Schedule } from "./schedule-expression.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const NTH = ["first", "second", "third", "fourth", "fifth"];
/** More clock times than this are told as "every …" or by minute and hour. */
const MAX_TIMES = 6;

type Range = Extract<FieldPart, { readonly kind: "range" }>;

const two = (value: number) => String(value).padStart(2, "0");
const month = (value: number) => MONTHS[value - 1] ?? "";
const day = (value: number) => DAYS[value] ?? "";

function listed(texts: readonly string[]): string {
  return texts.length < 2 ? (texts[0] ?? "") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

function isAny(field: Field): boolean {
  return field.some(({ kind }) => kind === "any");
}

function rangesOf(field: Field): readonly Range[] {
  return field.filter((part) => part.kind === "range");
}

function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return `${value}${teen ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th")}`;
}

function valuesOf(field: Field): readonly number[] {
  const values = rangesOf(field).flatMap(({ from, to, step }) =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step),
  );
  return [...new Set(values)].toSorted((a, b) => a - b);
}

/** A step that divides the hour or day evenly: the same all day long. Undefined for anything else. */
function evenStep(field: Field, size: number): number | undefined {
  const [range, ...others] = rangesOf(field);
  if (!range || others.length > 0) return undefined;
  const { from, to, step } = range;
  return step > 1 && from === 0 && to === size - 1 && size % step === 0 ? step : undefined;
}

/** "1, 5 to 9 and every 2nd from 10 to 20". */
function rangeTexts(field: Field, name: (value: number) => string): string {
  return listed(
    rangesOf(field).map(({ from, to, step }) => {
      if (from === to) return name(from);
      const span = `${name(from)} to ${name(to)}`;
      return step === 1 ? span : `every ${ordinal(step)} from ${span}`;
    }),
  );
}

function each(unit: string, field: Field, size: number): string {
  if (isAny(field)) return `every ${unit}`;
  const step = evenStep(field, size);
  if (step !== undefined) return `every ${step} ${unit}s`;
  const [range, ...others] = rangesOf(field);
  if (range && others.length === 0 && range.step > 1) return `at every ${ordinal(range.step)} ${unit} from ${range.from} to ${range.to}`;
  return `at ${unit}${valuesOf(field).length > 1 ? "s" : ""} ${rangeTexts(field, String)}`;
}

function hourText(hour: Field): string {
  const [range, ...others] = rangesOf(hour);
  if (range && others.length === 0 && range.step === 1) return `from ${two(range.from)}:00 to ${two(range.to)}:59`;
  const step = evenStep(hour, 24);
  return step === undefined ? `in the hours ${rangeTexts(hour, String)}` : `of every ${ordinal(step)} hour`;
}

interface Phrase {
  readonly text: string;
  /** Whether "every day" would say nothing: the phrase says "every" already. */
  readonly repeats: boolean;
}

function timeOfDay({ second, minute, hour }: CronSchedule["fields"]): Phrase {
  const wholeMinutes = valuesOf(second).length === 1 && valuesOf(second)[0] === 0;
  if (![second, minute, hour].some(isAny) && valuesOf(second).length * valuesOf(minute).length * valuesOf(hour).length <= MAX_TIMES) {
    const times = valuesOf(hour).flatMap((h) =>
      valuesOf(minute).flatMap((m) => valuesOf(second).map((s) => `${two(h)}:${two(m)}${wholeMinutes ? "" : `:${two(s)}`}`)),
    );
    return { text: `at ${listed(times)}`, repeats: false };
  }
  const onTheHour = wholeMinutes && valuesOf(minute).length === 1 && valuesOf(minute)[0] === 0;
  if (onTheHour && (isAny(hour) || evenStep(hour, 24) !== undefined)) return { text: each("hour", hour, 24), repeats: true };
  const seconds = wholeMinutes ? [] : [each("second", second, 60)];
  const minutes = !wholeMinutes && isAny(minute) ? [] : [each("minute", minute, 60)];
  const [minuteText = ""] = minutes;
  const hours = isAny(hour) ? (minuteText.startsWith("at") ? ["of every hour"] : []) : [hourText(hour)];
  const text = [[...seconds, ...minutes].join(", "), ...hours].join(" ");
  return { text, repeats: true };
}

function dayOfWeekText(field: Field, ofMonths: string): string {
  const [only, ...others] = field;
  if (only?.kind === "range" && others.length === 0 && only.to > only.from && only.step === 1)
    return `from ${day(only.from)} to ${day(only.to)}`;
  const special = field.flatMap((part) => {
    if (part.kind === "nth") return [`the ${NTH[part.nth - 1]} ${day(part.dayOfWeek)}`];
    return part.kind === "last-of-month" ? [`the last ${day(part.dayOfWeek)}`] : [];
  });
  const plain = valuesOf(field).map(day);
  return `on ${listed([...plain, ...special])}${special.length > 0 ? ofMonths : ""}`;
}

function dayOfMonthText(field: Field, ofMonths: string): string {
  const ranges = rangesOf(field);
  const numbers = ranges.length === 0 ? [] : [`day${valuesOf(field).length > 1 ? "s" : ""} ${rangeTexts(ranges, String)}`];
  const special = field.flatMap((part) => {
    if (part.kind === "last-day") return ["the last day"];
    if (part.kind === "last-weekday") return ["the last weekday"];
    return part.kind === "nearest-weekday" ? [`the weekday nearest to day ${part.day}`] : [];
  });
  return `on ${listed([...numbers, ...special])}${ofMonths}`;
}

function daysText(
  { "day of month": dayOfMonth, "day of week": dayOfWeek, month: months }: CronSchedule["fields"],
  repeats: boolean,
): string {
  const everyMonth = isAny(months);
  const ofMonths = everyMonth ? " of every month" : ` of ${rangeTexts(months, month)}`;
  const inMonths = everyMonth ? "" : ` in ${rangeTexts(months, month)}`;
  if (isAny(dayOfMonth) && isAny(dayOfWeek)) return `${repeats ? "" : " every day"}${inMonths}`;
  const texts = [
    ...(isAny(dayOfMonth) ? [] : [dayOfMonthText(dayOfMonth, ofMonths)]),
    ...(isAny(dayOfWeek) ? [] : [dayOfWeekText(dayOfWeek, ofMonths)]),
  ];
  const text = ` ${texts.join(" or ")}`;
  return text.includes(ofMonths) ? text : `${text}${inMonths}`;
}

function cronText({ fields, timeZone }: CronSchedule): string {
  const { text, repeats } = timeOfDay(fields);
  const days = daysText(fields, repeats);
  const years = isAny(fields.year) ? "" : ` in ${rangeTexts(fields.year, String)}`;
  // "Every 5 minutes" is the same everywhere.
  const zone = isAny(fields.hour) && days === "" && years === "" ? "" : ` (${timeZone})`;
  return `${text}${days}${years}${zone}`;
}

export function describeSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case "rate":
      return schedule.value === 1 ? `Every ${schedule.unit}` : `Every ${schedule.value.toLocaleString("en-US")} ${schedule.unit}s`;
    case "at": {
      const [year = "", monthText = "", dayText = "", time = ""] = schedule.localTime.split(/[-T]/);
      const clock = time.endsWith(":00") ? time.slice(0, 5) : time;
      return `Once, on ${Number(dayText)} ${month(Number(monthText))} ${year} at ${clock} (${schedule.timeZone})`;
    }
    case "cron": {
      const text = cronText(schedule);
      return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
    }
  }
}
