/**
 * Which trigger of a function is meant, by what it watches: "upload:photos", "queue:jobs#2" for the second on the same
 * queue. Places change when a trigger is removed; what a trigger watches seldom does.
 */
import type { Trigger, TriggerType } from "../../platform/triggers/trigger.ts";

export type TestableTrigger = Exclude<Trigger, { readonly type: "http" }>;

export interface KeyedTrigger {
  readonly key: string;
  /** Among all triggers of the function: part of its identity for the platform. */
  readonly place: number;
  readonly trigger: Trigger;
}

export const TRIGGER_LABELS: Readonly<Record<TriggerType, string>> = {
  http: "HTTP",
  "function-url": "Function URL",
  schedule: "Schedule",
  upload: "Upload",
  queue: "Queue",
  table: "Table",
  alarm: "Alarm",
  topic: "Topic",
};

/** What it watches, or when it fires: one word for a chip. */
export function triggerSubject(trigger: Trigger): string {
  switch (trigger.type) {
    case "http":
      return trigger.path === "$default" ? "$default" : `${trigger.method} ${trigger.path}`;
    case "function-url":
      return "";
    case "schedule":
      return trigger.expression;
    case "upload":
      return trigger.bucket;
    case "queue":
      return trigger.queue;
    case "table":
      return trigger.table;
    case "alarm":
      return trigger.alarm;
    case "topic":
      return trigger.topic;
  }
}

export function keyedTriggers(triggers: readonly Trigger[]): readonly KeyedTrigger[] {
  const seen = new Map<string, number>();
  return triggers.map((trigger, place) => {
    const base = `${trigger.type}:${triggerSubject(trigger)}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return { key: count === 1 ? base : `${base}#${count}`, place, trigger };
  });
}

/** The one that the draft's key names, if it still is there. */
export function triggerOfKey(triggers: readonly Trigger[], key: string | undefined): KeyedTrigger | undefined {
  return key === undefined ? undefined : keyedTriggers(triggers).find((each) => each.key === key);
}
