/**
 * Which requests of a run came about by themselves: another request's code called for them or sent the event, AWS tried
 * them again, or an alarm saw what others did. Sent again by hand, they would happen twice.
 */
import type { InvocationTrigger, InvocationView } from "../../platform/results.ts";
import type { TraceCause, TraceNote } from "../../platform/services/trace-note.ts";

/** From outside, always: whoever asks is no function. */
const FROM_OUTSIDE: ReadonlySet<InvocationTrigger> = new Set(["http", "invoke", "schedule"]);

export interface CausedRequests {
  /** Asked once for each request, in the order in which they ended: the same id a second time is another attempt. */
  isCaused(requestId: string, trigger: InvocationTrigger): boolean;
}

export function causedRequests(notes: readonly TraceNote[], details: readonly InvocationView[]): CausedRequests {
  const causes = new Map<string, TraceCause | undefined>();
  const delivered = new Map<string, readonly string[]>();
  for (const note of notes) {
    if (note.type === "accepted") causes.set(keyOf(note), note.cause);
    if (note.type === "delivered" && !delivered.has(note.requestId))
      delivered.set(
        note.requestId,
        note.eventIds.map((eventId) => keyOf({ at: note.at, eventId })),
      );
  }
  const called = new Map(details.map(({ requestId, cause }) => [requestId, cause]));
  const seen = new Set<string>();

  const isEventCaused = (key: string): boolean => {
    const passed = new Set<string>();
    for (let event = key; ; ) {
      // Of what no note is left, nobody knows; and what a note says to be its own cause is no beginning.
      if (!causes.has(event) || passed.has(event)) return true;
      passed.add(event);
      const cause = causes.get(event);
      if (cause === undefined) return false;
      if (cause.type === "request") return true;
      event = keyOf(cause);
    }
  };

  return {
    isCaused(requestId, trigger) {
      const again = requestId !== "" && seen.has(requestId);
      seen.add(requestId);
      if (again) return true;
      if (FROM_OUTSIDE.has(trigger)) return false;
      if (trigger === "alarm") return true;
      if (trigger === "function") return !called.has(requestId) || called.get(requestId) !== undefined;
      return delivered.get(requestId)?.some(isEventCaused) ?? true;
    },
  };
}

/** An event's id is its own only where it is: a dead letter keeps its message's. */
function keyOf({ at, eventId }: Pick<Extract<TraceNote, { type: "accepted" }>, "at" | "eventId">): string {
  return `${at}\n${eventId}`;
}
