/**
 * What becomes of an event on its way, said as it happens, with what caused it: from the call that sent it, through
 * queues, streams and retries, to the request that took it or the dead-letter queue. A trace is put together from these
 * and from the records of requests.
 */
import type { EventFate, NodeId } from "./service-context.ts";

/** What sent an event: a request's call of a service, or another event that AWS itself passed on. */
export type TraceCause =
  | { readonly type: "request"; readonly requestId: string }
  | { readonly type: "event"; readonly at: NodeId; readonly eventId: string };

export type TraceNote =
  /** A queue, a stream, a topic or Lambda's internal queue took it. No cause: a person or the clock did it. */
  | { readonly type: "accepted"; readonly atMs: number; readonly at: NodeId; readonly eventId: string; readonly cause?: TraceCause }
  /** Handed to a function, alone or in a batch. `attempt` counts from 1 for each event by itself; the highest of the batch. */
  | {
      readonly type: "delivered";
      readonly atMs: number;
      readonly at: NodeId;
      readonly eventIds: readonly string[];
      readonly functionName: string;
      readonly requestId: string;
      readonly attempt: number;
    }
  | {
      readonly type: "ended";
      readonly atMs: number;
      readonly at: NodeId;
      readonly eventId: string;
      readonly fate: Exclude<EventFate, "accepted">;
      readonly detail?: string;
    };
