/**
 * When a schedule fires next. croner does the calendar and the time zones; this translates to its dialect and corrects
 * where AWS differs. croner is always told the moment to go on from: the present time has no part in the answer.
 *
 * Where clocks go forward or back, plain cron does as croner does, which follows Vixie cron: a fixed time that does not
 * exist fires after the gap, one that occurs twice fires once, and what repeats within the day goes on. AWS skips what
 * does not exist, and fires once at what occurs twice:
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
import { Cron } from "croner";
import type { Field, FieldName, FieldPart } from "./cron-field.ts";
import type { AtSchedule, CronSchedule, Schedule } from "./schedule-expression.ts";
import { offsetMsAt } from "./zone-offset.ts";

const FIELDS_IN_ORDER: readonly FieldName[] = ["second", "minute", "hour", "day of month", "month", "day of week", "year"];
const DAY_MS = 86_400_000;

function partText(part: FieldPart): string {
  switch (part.kind) {
    case "any":
      return "*";
    case "range":
      if (part.from === part.to) return String(part.from);
      return part.step === 1 ? `${part.from}-${part.to}` : `${part.from}-${part.to}/${part.step}`;
    case "last-day":
      return "L";
    case "last-weekday":
      return "LW";
    case "nearest-weekday":
      return `${part.day}W`;
    case "nth":
      return `${part.dayOfWeek}#${part.nth}`;
    case "last-of-month":
      return `${part.dayOfWeek}#L`;
  }
}

function fieldText(field: Field): string {
  return field.some(({ kind }) => kind === "any") ? "*" : field.map(partText).join(",");
}

function patternOf(schedule: CronSchedule | AtSchedule): string {
  if (schedule.kind === "cron") return FIELDS_IN_ORDER.map((name) => fieldText(schedule.fields[name])).join(" ");
  const [year, month, day, hour, minute, second] = schedule.localTime.split(/[-T:]/).map(Number);
  return [second, minute, hour, day, month, "*", year].join(" ");
}

const crons = new WeakMap<Schedule, Cron>();

function cronOf(schedule: CronSchedule | AtSchedule): Cron {
  const known = crons.get(schedule);
  if (known) return known;
  const cron = new Cron(patternOf(schedule), { mode: "7-part", timezone: schedule.timeZone });
  crons.set(schedule, cron);
  return cron;
}

function holds(field: Field, value: number): boolean {
  return field.some(
    (part) =>
      part.kind === "any" || (part.kind === "range" && value >= part.from && value <= part.to && (value - part.from) % part.step === 0),
  );
}

/** Whether clocks show this time, and show it for the first time. */
function isOnTheClock({ fields, timeZone }: CronSchedule, atMs: number): boolean {
  const offsetMs = offsetMsAt(timeZone, atMs);
  const local = new Date(atMs + offsetMs);
  if (!holds(fields.hour, local.getUTCHours()) || !holds(fields.minute, local.getUTCMinutes())) return false;
  const offsetBeforeMs = offsetMsAt(timeZone, atMs - DAY_MS);
  const shiftBackMs = offsetBeforeMs - offsetMs;
  return shiftBackMs <= 0 || offsetMsAt(timeZone, atMs - shiftBackMs) !== offsetBeforeMs;
}

/**
 * The first firing later than `afterMs`; undefined when there is none. A rate counts from `anchorMs`, when it was set up.
 */
export function nextAfter(schedule: Schedule, afterMs: number, anchorMs = afterMs): number | undefined {
  if (schedule.kind === "rate") {
    const times = Math.max(1, Math.floor((afterMs - anchorMs) / schedule.everyMs) + 1);
    return anchorMs + times * schedule.everyMs;
  }
  const cron = cronOf(schedule);
  const followsAws = schedule.kind === "cron" && schedule.dialect === "aws";
  let next = cron.nextRun(new Date(afterMs));
  while (next && followsAws && !isOnTheClock(schedule, next.getTime())) next = cron.nextRun(next);
  return next?.getTime();
}

/** At most `count`, each later than `fromMs`. */
export function nextFirings(schedule: Schedule, fromMs: number, count: number, anchorMs = fromMs): readonly number[] {
  const firings: number[] = [];
  let next = nextAfter(schedule, fromMs, anchorMs);
  while (next !== undefined && firings.length < count) {
    firings.push(next);
    next = nextAfter(schedule, next, anchorMs);
  }
  return firings;
}
