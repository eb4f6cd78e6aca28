/** Every type of trigger, in the order in which a person is offered them. A type without a kind does not compile. */
import type { ServiceRef } from "../../services/service-ref.ts";
import type { Trigger, TriggerType } from "../trigger.ts";
import { ALARM_KIND } from "./alarm-kind.ts";
import { FUNCTION_URL_KIND } from "./function-url-kind.ts";
import { HTTP_KIND } from "./http-kind.ts";
import type { TriggerKind, TriggerOf } from "./kind.ts";
import { QUEUE_KIND } from "./queue-kind.ts";
import { SCHEDULE_KIND } from "./schedule-kind.ts";
import { TABLE_KIND } from "./table-kind.ts";
import { TOPIC_KIND } from "./topic-kind.ts";
import { UPLOAD_KIND } from "./upload-kind.ts";

export const TRIGGER_KINDS: { readonly [Type in TriggerType]: TriggerKind<TriggerOf<Type>> } = {
  http: HTTP_KIND,
  schedule: SCHEDULE_KIND,
  upload: UPLOAD_KIND,
  queue: QUEUE_KIND,
  table: TABLE_KIND,
  topic: TOPIC_KIND,
  alarm: ALARM_KIND,
  "function-url": FUNCTION_URL_KIND,
};

/** The trigger's own kind, to be asked about this trigger only: a kind and its trigger have the same type by construction. */
export function kindOf(trigger: Trigger): TriggerKind<Trigger> {
  return TRIGGER_KINDS[trigger.type];
}

/** The service that a trigger watches. */
export function sourceOf(trigger: Trigger): ServiceRef | undefined {
  const { watches } = kindOf(trigger);
  return watches && { kind: watches.kind, name: watches.name(trigger) };
}
