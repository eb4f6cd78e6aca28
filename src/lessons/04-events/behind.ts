/** What a request set off, through queues, streams and Lambda's own queue: all runs, and how many events are still on their way. */
import type { InvocationView } from "../../platform/results.ts";
import type { TraceNote } from "../../platform/services/trace-note.ts";
import type { Seen } from "../checks.ts";

interface Behind {
  /** The first itself, then the others in the order of their ends. */
  readonly requests: readonly InvocationView[];
  readonly open: number;
}

const idOf = (at: string, eventId: string) => `${at} ${eventId}`;

export function behind(first: InvocationView, { requests, events }: Pick<Seen, "requests" | "events">): Behind {
  const ran = new Set([first.requestId]);
  const sent = new Set<string>();
  // Notes come in order of time, and a cause before what it causes: once through is enough.
  for (const note of events) {
    if (note.type === "accepted" && isCausedBy(note, ran, sent)) sent.add(idOf(note.at, note.eventId));
    if (note.type === "delivered" && note.eventIds.some((eventId) => sent.has(idOf(note.at, eventId)))) ran.add(note.requestId);
  }
  const ended = new Set(events.flatMap((note) => (note.type === "ended" ? [idOf(note.at, note.eventId)] : [])));
  return {
    requests: [first, ...requests.filter(({ requestId }) => requestId !== first.requestId && ran.has(requestId))],
    open: [...sent].filter((id) => !ended.has(id)).length,
  };
}

function isCausedBy({ cause }: Extract<TraceNote, { type: "accepted" }>, ran: ReadonlySet<string>, sent: ReadonlySet<string>): boolean {
  if (cause === undefined) return false;
  return cause.type === "request" ? ran.has(cause.requestId) : sent.has(idOf(cause.at, cause.eventId));
}
