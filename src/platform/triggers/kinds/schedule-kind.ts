/** A rule that fires at a time, or again and again. A function may have several with the same expression. */
import type { ScheduleTrigger } from "../trigger.ts";
import type { StandingKind } from "./kind.ts";

export const SCHEDULE_KIND: StandingKind<ScheduleTrigger> = {
  type: "schedule",
  label: "Schedule",
  when: "At a time, or again and again: clean-ups, reports, polling.",
  delivery: "asynchronous",
  beginning: "It begins with rate(5 minutes). Change it in its form, which shows the next ten firings.",
  first: () => ({ type: "schedule", expression: "rate(5 minutes)", timeZone: "UTC", enabled: true }),
  subject: ({ expression }) => expression,
  node: ({ expression }, functionName, place) => ({ kind: "schedule", key: `${functionName}/${place}`, name: expression }),
};
