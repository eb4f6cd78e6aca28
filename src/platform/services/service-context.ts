/** What every service is given: the moment, ids, functions to invoke, and a way to say what passed. */
import type { FunctionError, InvocationStatus } from "../invocation.ts";
import type { Handed, Origin } from "./causes.ts";
import type { Ids } from "./ids.ts";
import type { ServiceAnswer } from "./service-call.ts";
import type { EventRef, RequestTrace, TraceCause } from "./trace-note.ts";

/** What sent an event to a function. */
export type EventSource = "schedule" | "upload" | "queue" | "table" | "alarm" | "topic" | "function" | "async";

export interface DeliveryOutcome {
  readonly requestId: string;
  readonly status: InvocationStatus;
  /** JSON text, when status is "ok". */
  readonly payload?: string;
  readonly error?: FunctionError;
  /** The last 4 KB of the log, base64. */
  readonly logTailBase64?: string;
  /** The version that ran. */
  readonly version: string;
}

export interface Delivery {
  readonly functionName: string;
  /** JSON text of the event. */
  readonly event: string;
  readonly source: EventSource;
  /** Kept from attempt to attempt, as Lambda does for asynchronous invocations; a new one where absent. */
  readonly requestId?: string;
  /** The events in it; absent where a caller waits for the answer. */
  readonly handed?: Handed;
  /** How the request hangs together with others. */
  readonly trace?: RequestTrace;
}

/** "bucket:photos", "function:thumbs", "schedule:nightly/0", … : the map's nodes. */
export type NodeId = `${"bucket" | "queue" | "table" | "topic" | "bus" | "alarm" | "function" | "schedule" | "http"}:${string}`;

/** How an accepted event ended, or that it was accepted. */
export type EventFate = "accepted" | "processed" | "dead-lettered" | "expired" | "discarded" | "removed";

/** One line of the journal of events. */
export interface EventNote {
  /** The event's own id: message id, request id, event id. */
  readonly eventId: string;
  readonly at: NodeId;
  readonly fate: EventFate;
  /** In words: why it was dead-lettered, discarded, … */
  readonly detail?: string;
  /** Of an accepted one, where it was kept with it; otherwise who acts now. */
  readonly cause?: TraceCause;
}

export interface ServiceContext {
  nowMs(): number;
  readonly ids: Ids;
  /**
   * Runs the function once, synchronously as Lambda's pollers do. `onEnd` is called once, or never when the page is
   * reloaded meanwhile: what is being delivered must therefore still stand in the service's state until then.
   */
  invoke(delivery: Delivery, onEnd: (outcome: DeliveryOutcome) => void): void;
  /** Hands the event to Lambda's internal queue: accepted, run later, retried. */
  invokeAsync(delivery: Delivery): void;
  /** Calls another service as AWS does itself (a topic sends to a queue, …). Throws ServiceError. */
  send(destination: { readonly type: "queue" | "topic" | "function" | "bus"; readonly name: string }, body: string, about: SendAbout): void;
  /** An event went along an edge of the map. */
  passed(from: NodeId, to: NodeId): void;
  /** For the counts and the traces: everything accepted ends once. */
  note(note: EventNote): void;
  /** On whose behalf the services act now; undefined: a person's, or the clock's. */
  origin(): Origin | undefined;
  /** What `run` makes is caused by that event. */
  because<T>(event: EventRef, run: () => T): T;
  /**
   * An event that does not wait: it is accepted, what `hand` makes is caused by it, and it is processed. Only traces have
   * it, no counts. `traceId`: whether AWS passes it on.
   */
  handOn(event: EventRef, traceId: "passed-on" | "dropped", hand: () => void): void;
  /** Kept from an earlier page, whose notes nobody has. `cause`: as it was kept. */
  stillWaits(event: EventRef, sinceMs: number, cause: unknown): void;
}

/** What beside the body a service sends on. */
export interface SendAbout {
  readonly from: NodeId;
  /** SQS message attributes, or the attributes of what is published. */
  readonly attributes?: Readonly<
    Record<string, { readonly DataType: string; readonly StringValue?: string; readonly BinaryValue?: string }>
  >;
  readonly subject?: string;
  readonly messageGroupId?: string;
  readonly messageDeduplicationId?: string;
}

export type Reply = (answer: ServiceAnswer) => void;

/** What each service is, to the whole. One in which something waits for a moment is also Timed (earliest-due.ts). */
export interface Service {
  /** Answers now, or keeps `reply` and answers later (long polling). Throws ServiceError for what is refused. */
  call(operation: string, input: Readonly<Record<string, unknown>>, reply: Reply): void;
  /** Plain JSON: what a service of its kind is made from again after a reload. */
  state(): unknown;
}
