/** What was taken as it is, and what was left out, of a project from outside: said once, when it is opened. */
import type { ProjectReading } from "./project/schema.ts";
import type { ViewIntents } from "./store/intents.ts";

export type Notes = Pick<Extract<ProjectReading, { ok: true }>, "warnings" | "ignored" | "notYet">;

export function sayNotes({ notify }: Pick<ViewIntents, "notify">, { warnings, ignored, notYet }: Notes): void {
  const [first, ...others] = warnings;
  if (first !== undefined) notify("warning", first, others.length === 0 ? undefined : others.join(" "));
  if (ignored.length > 0) notify("warning", `Not read, as no such field is known: ${ignored.join(", ")}.`, "Mend the names.");
  if (notYet.length > 0) notify("warning", `Not there yet: ${notYet.join("; ")}.`);
}
