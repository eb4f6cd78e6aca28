/** Shows a trigger in the trigger pane of its function, wherever a person was, and puts the focus there. */
import { matchRoute } from "../../platform/triggers/http-routes.ts";
import { requestTo } from "../../store/default-draft.ts";
import type { Coldstart } from "../../store/intents.ts";
import { draftOf } from "../../store/project-lookup.ts";
import { draftFor } from "./chosen-trigger.ts";
import type { KeyedTrigger } from "./trigger-key.ts";

export function openTrigger(state: Coldstart, functionName: string, { key, trigger }: Omit<KeyedTrigger, "place">): void {
  const { intents } = state;
  intents.selectFunction(functionName);
  if (trigger.type === "http") {
    const { method, target } = draftOf(state, functionName);
    const [path = ""] = target.split("?");
    const fits = matchRoute([{ ...trigger, functionName }], method, path) !== undefined;
    intents.editDraft({ mode: "http", trigger: undefined, ...(fits ? {} : requestTo(trigger)) });
  } else {
    intents.editDraft(draftFor(functionName, { key, trigger }, draftOf(state, functionName)));
  }
  intents.show("build");
  intents.showPane("trigger");
  // Once the pane is shown: a hidden one takes no focus.
  setTimeout(() => document.querySelector<HTMLElement>('[data-pane="Trigger"] [role="radio"][aria-checked="true"]')?.focus());
}
