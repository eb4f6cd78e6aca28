/**
 * Which trigger the draft is for. Requests to a function's own address are known by their path, "/@hello/things", so that a
 * typed one and a chosen one are the same; events carry their trigger's key.
 */

import type { ProjectFunction } from "../../project/schema.ts";
import { requestTo } from "../../store/default-draft.ts";
import type { RequestDraft } from "../../store/state.ts";
import { type KeyedTrigger, keyedTriggers, triggerOfKey } from "./trigger-key.ts";

type Definition = Pick<ProjectFunction, "name" | "triggers">;

const OWN_ADDRESS = /^\/@([A-Za-z0-9_-]{1,64})(?=[/?]|$)/;

/** "/things?x=1" as a request to the function's own address: "/@hello/things?x=1". */
export function toFunctionUrl(target: string, functionName: string): string {
  const path = withoutFunctionUrl(target);
  return `/@${functionName}${path.startsWith("/") ? path : `/${path}`}`;
}

/** What is left is a path of the project's routes. */
export function withoutFunctionUrl(target: string): string {
  const path = target.trim().replace(OWN_ADDRESS, "");
  return path === "" || path.startsWith("?") ? `/${path}` : path;
}

export function chosenTrigger({ name, triggers }: Definition, { mode, target, trigger }: RequestDraft): KeyedTrigger | undefined {
  if (mode === "event") return triggerOfKey(triggers, trigger);
  if (OWN_ADDRESS.exec(target.trim())?.[1] !== name) return undefined;
  return keyedTriggers(triggers).find((each) => each.trigger.type === "function-url");
}

/** What makes the draft one for this trigger; what was typed stays where it fits. */
export function draftFor(
  name: string,
  { key, trigger }: Pick<KeyedTrigger, "key" | "trigger">,
  { target }: RequestDraft,
): Partial<RequestDraft> {
  if (trigger.type === "function-url") return { mode: "http", target: toFunctionUrl(target, name) };
  if (trigger.type === "http") return { mode: "http", ...requestTo(trigger) };
  return { mode: "event", trigger: key };
}
