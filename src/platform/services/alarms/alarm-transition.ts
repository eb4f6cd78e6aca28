/** A change of an alarm's state, as the alarms hand it to the event builder and to the notification of a queue. */
import type { AlarmConfig } from "../services-config.ts";

export type AlarmStateValue = "OK" | "ALARM" | "INSUFFICIENT_DATA";

export interface AlarmState {
  readonly value: AlarmStateValue;
  /** In CloudWatch's words. */
  readonly reason: string;
  /** JSON text; absent where CloudWatch gives none (a new alarm). */
  readonly reasonData?: string;
  readonly atMs: number;
}

/** One change of an alarm's state, as its history keeps it. */
export interface AlarmChange {
  readonly atMs: number;
  readonly from: AlarmStateValue;
  readonly to: AlarmStateValue;
  readonly reason: string;
}

export interface AlarmTransition {
  readonly alarmName: string;
  readonly config: AlarmConfig;
  readonly state: AlarmState;
  readonly previousState: AlarmState;
}
