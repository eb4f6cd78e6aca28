/** One asynchronous event of a function and all that was tried with it: Lambda keeps its request id from try to try. */
import type { InvocationView } from "../../platform/results.ts";
import type { Seen } from "../checks.ts";

export interface TriedEvent {
  /** Ended ones, the first first. Throttled ones were no try. */
  readonly runs: readonly InvocationView[];
  /** undefined: it is not over. */
  readonly fate: "processed" | "dead-lettered" | "expired" | "discarded" | "removed" | undefined;
  readonly nextAttemptMs: number | undefined;
}

/** The one that was accepted last since the step began. */
export function lastEvent({ events, requests, services }: Seen, functionName: string): TriedEvent | undefined {
  const at = `function:${functionName}`;
  const accepted = events.findLast((note) => note.type === "accepted" && note.at === at);
  if (accepted?.type !== "accepted") return undefined;
  const { eventId } = accepted;
  const ended = events.findLast((note) => note.type === "ended" && note.at === at && note.eventId === eventId);
  return {
    runs: requests.filter(({ requestId, status }) => requestId === eventId && status !== "throttled"),
    fate: ended?.type === "ended" ? ended.fate : undefined,
    nextAttemptMs: services.asyncEvents.find(({ requestId }) => requestId === eventId)?.nextAttemptMs,
  };
}
