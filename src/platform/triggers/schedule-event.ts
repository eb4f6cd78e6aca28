/**
 * What an EventBridge rule sends when its schedule fires. Every kind of expression gives the same event; a trigger with
 * an input of its own sends that instead, whatever it is.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
import { ACCOUNT_ID, REGION, ruleArn } from "../aws-names.ts";
import { isoSeconds } from "./aws-times.ts";
import type { ScheduleTrigger } from "./trigger.ts";

export interface ScheduledEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": "Scheduled Event";
  readonly source: "aws.events";
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly [string];
  readonly detail: Readonly<Record<string, never>>;
}

export interface ScheduleFiring {
  /** A UUID: a new one for every firing. */
  readonly id: string;
  /** The rule's name, as its ARN has it. */
  readonly ruleName: string;
  /** When it was due, which is what the event tells, also when it fires late. */
  readonly atMs: number;
}

export function scheduledEvent(firing: ScheduleFiring): ScheduledEvent {
  return {
    version: "0",
    id: firing.id,
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: ACCOUNT_ID,
    time: isoSeconds(firing.atMs),
    region: REGION,
    resources: [ruleArn(firing.ruleName)],
    detail: {},
  };
}

/** What the function receives: the trigger's input where it has one, `null` included. */
export function scheduleEvent(trigger: Pick<ScheduleTrigger, "input">, firing: ScheduleFiring): unknown {
  return trigger.input === undefined ? scheduledEvent(firing) : trigger.input;
}
