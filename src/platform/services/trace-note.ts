/**
 * What becomes of an event on its way, said as it happens, with what caused it: from the call that sent it, through
 * queues, streams and retries, to the request that took it or the dead-letter queue. A trace is put together from these
 * and from the records of requests.
 */
import type { EventFate, NodeId } from "./service-context.ts";

/** An event where it is: a dead letter keeps its message's id in another queue. */
export interface EventRef {
  readonly at: NodeId;
  readonly eventId: string;
}

/** What sent an event: a request's call of a service, or another event that AWS itself passed on. */
export type TraceCause = { readonly type: "request"; readonly requestId: string } | ({ readonly type: "event" } & EventRef);

export type TraceNote =
  /**
   * A queue, a stream, a topic, a bus, an alarm or Lambda's internal queue took it. No cause: a person or the clock did it.
   * `sinceMs`: it waits since then, from before the page was loaded; it is said again so that its cause stays known.
   */
  | ({
      readonly type: "accepted";
      readonly atMs: number;
      readonly cause?: TraceCause;
      readonly sinceMs?: number;
    } & EventRef)
  /**
   * Handed to a function, alone or in a batch. `attempt`: how often, this time included, the one of the batch was that was
   * handed over most often; a hand-over that is throttled counts.
   */
  | {
      readonly type: "delivered";
      readonly atMs: number;
      readonly at: NodeId;
      readonly eventIds: readonly string[];
      readonly functionName: string;
      readonly requestId: string;
      readonly attempt: number;
    }
  /** "processed" of a topic, a bus or an alarm: handed on, each copy an event of its own. */
  | ({
      readonly type: "ended";
      readonly atMs: number;
      readonly fate: Exclude<EventFate, "accepted">;
      readonly detail?: string;
    } & EventRef);

/** Called synchronously, in order of time; never asks anything of the services. */
export type NoteTrace = (note: TraceNote) => void;

export const NOT_TRACED: NoteTrace = () => {};

/** How a request hangs together with others. */
export interface RequestTrace {
  /** X-Ray's Root: "1-65f0a1b2-…"; the same wherever AWS passes it on. */
  readonly traceId?: string;
  /** The request whose code called this one and waited (Invoke with RequestResponse). What was delivered has its cause in the notes of its events. */
  readonly cause?: TraceCause;
  /** The events it was handed, one or a batch; absent where a caller waits for its answer. */
  readonly eventIds?: readonly string[];
}
