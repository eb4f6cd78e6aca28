/** What became of the messages that a queue was sent since the step began: handed over in which batches, and how each ended. */
import type { Seen } from "../checks.ts";

export interface MessagesSeen {
  readonly sent: readonly string[];
  readonly processed: readonly string[];
  readonly dead: readonly string[];
  /** Not over yet. */
  readonly open: number;
  /** The ids of each batch that was handed to a function. */
  readonly batches: readonly (readonly string[])[];
  readonly receives: number;
}

export function messagesOf({ events }: Seen, queue: string): MessagesSeen {
  const at = `queue:${queue}`;
  const sent = events.flatMap((note) => (note.type === "accepted" && note.at === at ? [note.eventId] : []));
  const own = new Set(sent);
  const ended = events.flatMap((note) => (note.type === "ended" && note.at === at && own.has(note.eventId) ? [note] : []));
  const batches = events.flatMap((note) =>
    note.type === "delivered" && note.at === at && note.eventIds.some((id) => own.has(id)) ? [note.eventIds] : [],
  );
  return {
    sent,
    processed: ended.flatMap(({ fate, eventId }) => (fate === "processed" ? [eventId] : [])),
    dead: ended.flatMap(({ fate, eventId }) => (fate === "dead-lettered" ? [eventId] : [])),
    open: sent.length - ended.length,
    batches,
    receives: batches.length,
  };
}

/** In some batch one message failed for good and another was done with that very run: it was not handed over again. */
export function isSplit({ processed, dead, batches }: MessagesSeen): boolean {
  const handedOver = (id: string) => batches.filter((batch) => batch.includes(id)).length;
  return batches.some(
    (batch) => batch.some((id) => dead.includes(id)) && batch.some((id) => processed.includes(id) && handedOver(id) === 1),
  );
}
