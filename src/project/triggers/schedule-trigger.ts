/** A schedule: its expression and its time zone are checked here, so that a wrong one is told where it is written. */
import { parseSchedule } from "../../platform/triggers/schedule/schedule-expression.ts";
import type { ScheduleTrigger } from "../../platform/triggers/trigger.ts";
import { type FieldReader, given } from "../field-reader.ts";

export function readScheduleTrigger(fields: FieldReader): ScheduleTrigger {
  const expression = fields.text("expression", {
    pattern: /^.{1,256}$/s,
    rule: 'an expression like "rate(5 minutes)" or "cron(0 3 * * ? *)"',
  });
  const timeZone = fields.text("timeZone", { pattern: /^\S{1,50}$/, rule: 'an IANA time zone like "Europe/Berlin", or "UTC"' }, "UTC");
  const schedule = parseSchedule(expression, timeZone);
  if (!schedule.ok) fields.take(schedule, undefined);
  return { type: "schedule", expression, timeZone, ...given({ input: fields.raw("input") }), enabled: fields.flag("enabled", true) };
}
