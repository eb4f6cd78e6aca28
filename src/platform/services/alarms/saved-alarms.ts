/** Reads what the alarms of an older page kept: their states, and their metrics' past. What does not fit is left out. */
import { isRecord } from "../../triggers/parsed.ts";
import type { AlarmChange, AlarmState, AlarmStateValue } from "./alarm-transition.ts";

export interface SavedAlarm {
  readonly state: AlarmState;
  readonly evaluatedAtMs: number | undefined;
  readonly history: readonly AlarmChange[];
}

export const isStateValue = (value: unknown): value is AlarmStateValue =>
  value === "OK" || value === "ALARM" || value === "INSUFFICIENT_DATA";

/** The page's clock goes in fractions of a millisecond. */
const isMoment = (value: unknown): value is number => typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER;

function stateIn(saved: unknown): AlarmState | undefined {
  if (!isRecord(saved)) return undefined;
  const { value, reason, reasonData, atMs } = saved;
  if (!isStateValue(value) || typeof reason !== "string" || !isMoment(atMs)) return undefined;
  return { value, reason, ...(typeof reasonData === "string" ? { reasonData } : {}), atMs };
}

function historyIn(saved: unknown): readonly AlarmChange[] {
  return (Array.isArray(saved) ? saved : []).flatMap((change: unknown): readonly AlarmChange[] => {
    const { atMs, from, to, reason } = isRecord(change) ? change : {};
    return isMoment(atMs) && isStateValue(from) && isStateValue(to) && typeof reason === "string" ? [{ atMs, from, to, reason }] : [];
  });
}

export function savedAlarms(saved: unknown): { readonly alarms: ReadonlyMap<string, SavedAlarm>; readonly series: unknown } {
  const { alarms, series } = isRecord(saved) ? saved : {};
  const entries = Object.entries(isRecord(alarms) ? alarms : {}).flatMap(([name, alarm]) => {
    const state = isRecord(alarm) ? stateIn(alarm.state) : undefined;
    if (!isRecord(alarm) || !state) return [];
    const evaluatedAtMs = isMoment(alarm.evaluatedAtMs) ? alarm.evaluatedAtMs : undefined;
    return [[name, { state, evaluatedAtMs, history: historyIn(alarm.history) }] as const];
  });
  return { alarms: new Map(entries), series };
}
