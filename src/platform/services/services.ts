/**
 * The services and everything that waits in them, as one deterministic state machine beside the fleet's: buckets, queues,
 * tables, topics, alarms, schedules, Lambda's internal queue and its pollers. Facts come in with their moment, what is to
 * be done goes out; its state is plain JSON and outlives the page.
 */
import type { InvocationRecord } from "../invocation.ts";
import type { ServiceAnswer, ServiceCall } from "./service-call.ts";
import type { Delivery, DeliveryOutcome } from "./service-context.ts";
import type { ServicesConfig } from "./services-config.ts";
import type { ServicesView } from "./services-view.ts";
import type { NoteTrace } from "./trace-note.ts";

/** Who calls; nobody of these: a person does. */
export interface Caller {
  /** The function whose code it is. */
  readonly from?: string;
  /** What it runs; absent during its init. */
  readonly requestId?: string;
  /** X-Ray's Root of that request. */
  readonly traceId?: string;
}

export type ServicesInput =
  /** The project as it is now. What still exists keeps what it holds; what is gone is gone with it. */
  | { readonly type: "configured"; readonly atMs: number; readonly config: ServicesConfig }
  | ({ readonly type: "call-received"; readonly atMs: number; readonly callId: string; readonly call: ServiceCall } & Caller)
  | { readonly type: "delivery-ended"; readonly atMs: number; readonly outcome: DeliveryOutcome }
  /** The function has no deployed version, and none could be made: the event stays and is tried again. */
  | { readonly type: "delivery-refused"; readonly atMs: number; readonly requestId: string; readonly message: string }
  /** Any invocation that ended, for the metrics that alarms watch. */
  | { readonly type: "invocation-observed"; readonly atMs: number; readonly record: InvocationRecord; readonly concurrencyNow: number }
  | { readonly type: "time-passed"; readonly atMs: number };

export type ServicesEffect =
  /** Run it now; tell "delivery-ended" or "delivery-refused" with the same request id. */
  | { readonly type: "invoke-function"; readonly delivery: Delivery & { readonly requestId: string } }
  | { readonly type: "answer-call"; readonly callId: string; readonly answer: ServiceAnswer };

export interface Services {
  handle(input: ServicesInput): readonly ServicesEffect[];
  nextDueMs(): number | undefined;
  view(): ServicesView;
  /** Contents that objects of the buckets refer to; the others may go. */
  contentIds(): ReadonlySet<string>;
  /** Plain JSON. */
  state(): unknown;
}

export interface ServicesOptions {
  readonly config: ServicesConfig;
  readonly seed: number;
  readonly nowMs: number;
  /** What `state()` gave before, of this page or an older one; what does not fit is left out. */
  readonly state?: unknown;
  /** Told what becomes of events, as it happens. */
  readonly noted?: NoteTrace;
}
