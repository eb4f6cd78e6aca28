/**
 * Everything that waits, as the rows of one table: events of Lambda's internal queue, messages of queues, records of
 * streams; and what will fire by itself: schedules and alarms. A row says where it stands, when it goes on, when it ends.
 */
import type { EventSource, NodeId } from "../../platform/services/service-context.ts";
import type { EventTrace, QueueView, ServicesView } from "../../platform/services/services-view.ts";
import type { ServiceRef } from "../../store/state.ts";
import { ASKED_BY } from "../shared/asked-by.ts";
import { kindOfNode, nameOfNode } from "./graph.ts";

export type Opens = { readonly type: "function"; readonly name: string } | { readonly type: "service"; readonly service: ServiceRef };

export interface FlightRow {
  readonly key: string;
  /** The event's own id, where the row is one event. */
  readonly id?: string;
  readonly what: string;
  readonly source: string;
  readonly state: string;
  readonly tone: "plain" | "active" | "bad";
  readonly attempts?: number;
  /** When it goes on: next attempt, next firing, end of a delay or of invisibility. */
  readonly nextMs?: number;
  readonly expiresMs?: number;
  readonly detail?: string;
  readonly opens?: Opens;
}

const ASYNC_STATES = { waiting: "waiting", running: "running", throttled: "throttled, waits", "backing-off": "failed, waits" } as const;
const MESSAGE_STATES = { waiting: "waiting", delayed: "delayed", "in-flight": "in flight" } as const;
const MAPPING_STATES = {
  waiting: "waiting",
  gathering: "gathering a batch",
  delivering: "delivering",
  retrying: "retrying a batch",
  "backing-off": "throttled, waits",
} as const;

const functionOf = (name: string): Opens => ({ type: "function", name });
const serviceOf = (kind: ServiceRef["kind"], name: string): Opens => ({ type: "service", service: { kind, name } });

export function waitingRows({ asyncEvents, queues, mappings }: ServicesView): readonly FlightRow[] {
  return [
    ...asyncEvents.map(
      (each): FlightRow => ({
        key: `async ${each.requestId}`,
        id: each.requestId,
        what: each.functionName,
        source: sourceWords(each.source),
        state: ASYNC_STATES[each.state],
        tone: each.state === "running" ? "active" : each.state === "waiting" ? "plain" : "bad",
        attempts: each.attempts,
        ...(each.nextAttemptMs === undefined ? {} : { nextMs: each.nextAttemptMs }),
        expiresMs: each.expiresAtMs,
        ...(each.lastError === undefined ? {} : { detail: each.lastError }),
        opens: functionOf(each.functionName),
      }),
    ),
    ...queues.flatMap(messageRows),
    ...mappings
      .filter(({ source, waitingRecords, inFlightBatches }) => kindOfNode(source) === "table" && waitingRecords + inFlightBatches > 0)
      .map(
        (each): FlightRow => ({
          key: `mapping ${each.functionName}/${each.place}`,
          what: each.functionName,
          source: `Table ${nameOfNode(each.source)}`,
          state: `${MAPPING_STATES[each.state]}: ${each.waitingRecords} ${each.waitingRecords === 1 ? "record" : "records"}`,
          tone: each.state === "retrying" || each.state === "backing-off" ? "bad" : each.state === "delivering" ? "active" : "plain",
          attempts: each.attempts,
          ...(each.nextAttemptMs === undefined ? {} : { nextMs: each.nextAttemptMs }),
          ...(each.lastError === undefined ? {} : { detail: each.lastError }),
          opens: functionOf(each.functionName),
        }),
      ),
  ];
}

function messageRows({ name, messages, waiting, delayed, inFlight }: QueueView): readonly FlightRow[] {
  const opens = serviceOf("queue", name);
  const rows = messages.map(
    (each): FlightRow => ({
      key: `message ${name} ${each.messageId}`,
      id: each.messageId,
      what: name,
      source: each.groupId === undefined ? "Queue message" : `Queue message of group ${each.groupId}`,
      state: MESSAGE_STATES[each.state],
      tone: each.state === "in-flight" ? "active" : "plain",
      attempts: each.receiveCount,
      ...(each.untilMs === undefined ? {} : { nextMs: each.untilMs }),
      detail: each.body.replace(/\s+/g, " ").slice(0, 120),
      opens,
    }),
  );
  const more = waiting + delayed + inFlight - messages.length;
  if (more <= 0) return rows;
  return [
    ...rows,
    { key: `messages ${name}`, what: name, source: "Queue", state: `${more.toLocaleString("en-US")} more messages`, tone: "plain", opens },
  ];
}

export function timerRows({ schedules, alarms }: ServicesView): readonly FlightRow[] {
  return [
    ...schedules.map(
      (each): FlightRow => ({
        key: `schedule ${each.functionName}/${each.place}`,
        what: each.functionName,
        source: `Schedule ${each.expression}`,
        state: !each.enabled ? "paused" : each.nextMs === undefined ? "fires no more" : "waiting",
        tone: "plain",
        ...(each.nextMs === undefined || !each.enabled ? {} : { nextMs: each.nextMs }),
        opens: functionOf(each.functionName),
      }),
    ),
    ...alarms.map(
      ({ config, state, reason, nextEvaluationMs }): FlightRow => ({
        key: `alarm ${config.name}`,
        what: config.name,
        source: config.of === undefined ? `Alarm on ${config.metric}` : `Alarm on ${config.metric} of ${config.of}`,
        state: state === "INSUFFICIENT_DATA" ? "insufficient data" : state,
        tone: state === "ALARM" ? "bad" : "plain",
        nextMs: nextEvaluationMs,
        detail: reason,
        opens: serviceOf("alarm", config.name),
      }),
    ),
  ];
}

/** Newest first, as they come. */
export function endedRows(recent: readonly EventTrace[]): readonly (FlightRow & { readonly atMs: number })[] {
  return recent
    .filter(({ fate }) => fate !== "accepted")
    .map((each) => {
      const kind = kindOfNode(each.at);
      const opens = opensNode(each.at);
      return {
        key: `ended ${each.at} ${each.eventId}`,
        id: each.eventId,
        what: nameOfNode(each.at),
        source: kind.charAt(0).toUpperCase() + kind.slice(1),
        state: each.fate,
        tone: each.fate === "processed" || each.fate === "removed" ? "plain" : "bad",
        atMs: each.endedAtMs ?? each.acceptedAtMs,
        ...(each.detail === undefined ? {} : { detail: each.detail }),
        ...(opens ? { opens } : {}),
      };
    });
}

/** What stands behind a node; a route or a schedule is shown by its function. */
export function opensNode(id: NodeId, functionName?: string): Opens | undefined {
  const [kind, name] = [kindOfNode(id), nameOfNode(id)];
  switch (kind) {
    case "bucket":
    case "queue":
    case "table":
    case "topic":
    case "alarm":
      return serviceOf(kind, name);
    case "bus":
      return name === "default" ? undefined : serviceOf("topic", name);
    case "function":
      return functionOf(name);
    default:
      return functionName === undefined ? undefined : functionOf(functionName);
  }
}

/** Every word must be somewhere in the row: its id, function, source, state or detail. */
export function matching<T extends FlightRow>(rows: readonly T[], text: string): readonly T[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return rows;
  return rows.filter(({ id = "", what, source, state, detail = "" }) => {
    const all = `${id} ${what} ${source} ${state} ${detail}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

function sourceWords(source: EventSource): string {
  return source === "async" ? "Asynchronous invocation" : ASKED_BY[source];
}

/** "in 0:42", "in 5 h 12 m"; what is past is "now". */
export function untilWords(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds <= 0) return "now";
  const pad = (value: number) => String(value).padStart(2, "0");
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
  const hours = Math.floor(seconds / 3_600);
  return hours < 48 ? `${hours} h ${pad(Math.floor((seconds % 3_600) / 60))} m` : `${Math.floor(hours / 24)} days`;
}
