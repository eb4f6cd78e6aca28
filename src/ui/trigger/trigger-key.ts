/**
 * Which trigger of a function is meant, by what it watches: "upload:photos", "queue:jobs#2" for the second on the same
 * queue. Places change when a trigger is removed; what a trigger watches seldom does.
 */
import { kindOf } from "../../platform/triggers/kinds/registry.ts";
import type { Trigger } from "../../platform/triggers/trigger.ts";

export interface KeyedTrigger {
  readonly key: string;
  /** Among all triggers of the function: part of its identity for the platform. */
  readonly place: number;
  readonly trigger: Trigger;
}

export function keyedTriggers(triggers: readonly Trigger[]): readonly KeyedTrigger[] {
  const seen = new Map<string, number>();
  return triggers.map((trigger, place) => {
    const base = `${trigger.type}:${kindOf(trigger).subject(trigger)}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return { key: count === 1 ? base : `${base}#${count}`, place, trigger };
  });
}

/** The one that the draft's key names, if it still is there. */
export function triggerOfKey(triggers: readonly Trigger[], key: string | undefined): KeyedTrigger | undefined {
  return key === undefined ? undefined : keyedTriggers(triggers).find((each) => each.key === key);
}
