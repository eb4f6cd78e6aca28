/** Ways that several lessons take: to a function's code, to a service in the explorer behind the lesson, to a trigger's form. */
import { expect } from "@playwright/test";
import type { LessonKeys } from "../lesson-keys.ts";

/** A service that is open stands before the editor. */
export async function openFunction(keys: LessonKeys, name: string): Promise<void> {
  const back = "Close, back to the editor";
  if ((await keys.page.getByRole("button", { name: back }).count()) > 0) await keys.activate("button", back);
  await keys.activate("tab", new RegExp(`^${name}/index\\.ts`));
}

/** Shows the explorer in the lesson's place, and gives the place back. */
export async function inExplorer(keys: LessonKeys, act: () => Promise<unknown>): Promise<void> {
  await keys.activate("radio", "Explorer");
  await act();
  await keys.activate("radio", "Lesson");
}

/** `label`: "Queue orders", as the explorer's list says it. */
export const openService = (keys: LessonKeys, label: string) => inExplorer(keys, () => keys.activate("button", new RegExp(`^${label}, `)));

/** To the function whose code is open. `watched`: what the dialog's list calls it, where the type watches something. */
export async function addTrigger(keys: LessonKeys, type: string, watched?: string): Promise<void> {
  await keys.activate("button", "Add a trigger");
  const dialog = keys.page.getByRole("dialog");
  await keys.activate("button", new RegExp(`^${type}`), { within: dialog });
  if (watched !== undefined) await keys.choose(/^(Bucket|Queue|Table|Alarm)$/, watched, { within: dialog });
  await keys.activate("button", /^Add to /, { within: dialog });
  await expect(dialog).toBeHidden();
}

/** Unless it has one of that type already, as the solution does. */
export async function withTrigger(keys: LessonKeys, type: string, watched?: string): Promise<void> {
  const chip = keys.page.getByRole("radiogroup", { name: "Called by" }).getByRole("radio", { name: new RegExp(`^${type}`) });
  if ((await chip.count()) > 0) await keys.activate("radio", new RegExp(`^${type}`));
  else await addTrigger(keys, type, watched);
}
