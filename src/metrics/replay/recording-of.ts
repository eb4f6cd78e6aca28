/**
 * A recording of what a run did: its arrivals from the rows, its events from what is still known in full, its functions
 * as they were last deployed. What happened to containers by hand, and deploys in between, are not part of it.
 */
import type { FleetNote } from "../../platform/fleet-note.ts";
import { reasons } from "../../platform/reasons.ts";
import type { InvocationView } from "../../platform/results.ts";
import { type HistoryRow, INIT_FAILED, rowOf, segments, THROTTLED } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { arrivalPlace } from "./arrival-ids.ts";
import { causedRequests } from "./caused-requests.ts";
import type { RecordedArrival, RecordedFunction, Recording } from "./recording.ts";

export interface RecordedWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

const AFTER_RESET = reasons.reusedAfterReset().text;

export const FIRST_SEED = 1;

/** A request whose event is known whole. */
export type KnownEvent = Pick<InvocationView, "requestId" | "event">;

/** What arrived in the window; all that is kept of the run where none is given. `known`: events, where more are known than the run has. */
export function recordingOf(run: ObservedRun, window?: RecordedWindow, known: readonly KnownEvent[] = run.details): Recording {
  const { fromMs, toMs } = window ?? { fromMs: run.history.startedAtMs, toMs: run.untilMs };
  const events = new EventTexts(known);
  const arrivals = arrivalsOf(run, fromMs, toMs, events);
  return {
    name: run.name,
    seed: FIRST_SEED,
    startedAtMs: fromMs,
    spanMs: Math.max(0, toMs - fromMs),
    arrivals,
    events: events.texts,
    functions: functionsOf(run, arrivals, toMs),
    settings: run.settings,
    profileId: run.profile.id,
  };
}

/** Each text once; requests by their id. */
class EventTexts {
  readonly texts: string[] = [];
  readonly #byRequest = new Map<string, number>();

  constructor(known: readonly KnownEvent[]) {
    const places = new Map<string, number>();
    for (const { requestId, event } of known) {
      // Let go, or refused before it was looked at.
      if (event === "") continue;
      const before = places.get(event);
      const place = before ?? this.texts.push(event) - 1;
      if (before === undefined) places.set(event, place);
      this.#byRequest.set(requestId, place);
    }
  }

  of(requestId: string): number | undefined {
    return this.#byRequest.get(requestId);
  }
}

function arrivalsOf({ history, details }: ObservedRun, fromMs: number, toMs: number, events: EventTexts): readonly RecordedArrival[] {
  const arrivals: { readonly order: number; readonly arrival: RecordedArrival }[] = [];
  const causes = causedRequests(history.events.items, details);
  for (const { chunk, from, to } of segments(history.rows)) {
    for (let at = from; at < to; at += 1) {
      const arrivedAtMs = chunk.arrivedAtMs[at] ?? 0;
      if (arrivedAtMs < fromMs || arrivedAtMs > toMs) continue;
      const row = rowOf(history.rows.dictionaries, chunk, at);
      const eventRef = events.of(row.requestId);
      const arrival = {
        offsetMs: arrivedAtMs - fromMs,
        functionName: row.functionName,
        trigger: row.trigger,
        ...(chunk.status[at] === THROTTLED ? {} : { durationMs: row.durationMs }),
        ...(row.coldStart && ((chunk.flags[at] ?? 0) & INIT_FAILED) === 0 ? { initMs: row.initMs } : {}),
        ...(row.reason === AFTER_RESET ? { initInside: true as const } : {}),
        status: row.status,
        ...(causes.isCaused(row.requestId, row.trigger) ? { caused: true as const } : {}),
        ...(eventRef === undefined ? {} : { eventRef }),
      };
      arrivals.push({ order: orderOf(row), arrival });
    }
  }
  // Rows stand in the order in which they ended.
  arrivals.sort((a, b) => a.arrival.offsetMs - b.arrival.offsetMs || a.order - b.order);
  return arrivals.map(({ arrival }) => arrival);
}

const ORDERS = { warm: 0, throttled: Number.MAX_SAFE_INTEGER } as const;

/** Of those that arrived at the same moment: as a replay sent them; else what is idle is taken before anything starts, and starts go by number. */
function orderOf({ requestId, coldStart, containerId, status }: HistoryRow): number {
  const place = arrivalPlace(requestId);
  if (place !== undefined) return place;
  if (status === "throttled") return ORDERS.throttled;
  return coldStart && containerId !== undefined ? Number(containerId.replace(/\D/g, "")) : ORDERS.warm;
}

/** The newest deploy by the end of the window; of what was deployed before anything is known, what its rows say. */
function functionsOf({ history, profile }: ObservedRun, arrivals: readonly RecordedArrival[], toMs: number): readonly RecordedFunction[] {
  const functions = new Map<string, RecordedFunction>();
  const { timeoutMs } = profile.defaults;
  for (const { functionName: name, version, memoryMb } of history.rows.dictionaries.definitions.values())
    functions.set(name, { name, version, memoryMb, timeoutMs });
  for (const note of history.fleet.items) if (note.atMs <= toMs) noteFunction(functions, note);
  const asked = new Set(arrivals.map(({ functionName }) => functionName));
  return [...functions.values()].filter(({ name }) => asked.has(name));
}

function noteFunction(functions: Map<string, RecordedFunction>, note: FleetNote): void {
  if (note.type !== "deployed") return;
  const { functionName: name, version, memoryMb, timeoutMs, reservedConcurrency, provisionedConcurrency } = note;
  functions.set(name, {
    name,
    version,
    memoryMb,
    timeoutMs,
    ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
    ...(provisionedConcurrency === undefined ? {} : { provisionedConcurrency }),
  });
}
