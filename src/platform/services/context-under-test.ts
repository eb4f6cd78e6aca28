/**
 * A context for tests of one service: a clock moved by hand, and everything the service did, written down. Its ledger
 * throws at once when an event ends that was not accepted, ends twice, or is accepted twice.
 */
import { Causes } from "./causes.ts";
import type { Timed } from "./earliest-due.ts";
import { Ids } from "./ids.ts";
import { ServiceError } from "./service-call.ts";
import type { Delivery, DeliveryOutcome, EventFate, EventNote, NodeId, SendAbout, ServiceContext } from "./service-context.ts";
import type { EventRef, TraceNote } from "./trace-note.ts";

export interface InvokeUnderTest {
  readonly delivery: Delivery;
  readonly atMs: number;
  readonly requestId: string;
  ended: boolean;
  /** Ends it, "ok" with a null payload unless told otherwise. */
  end(outcome?: Partial<DeliveryOutcome>): void;
}

export interface SentUnderTest {
  readonly destination: Parameters<ServiceContext["send"]>[0];
  readonly body: string;
  readonly about: SendAbout;
}

export class ContextUnderTest implements ServiceContext {
  readonly ids = new Ids(20_260_701);
  readonly invokes: InvokeUnderTest[] = [];
  readonly asyncInvokes: Delivery[] = [];
  readonly sent: SentUnderTest[] = [];
  readonly passes: { readonly from: NodeId; readonly to: NodeId; readonly atMs: number }[] = [];
  readonly notes: EventNote[] = [];
  readonly traced: TraceNote[] = [];
  /** Destinations that are not there: sending to them throws. */
  readonly missing = new Set<string>();
  atMs: number;
  readonly #waiting = new Set<string>();
  readonly #causes = new Causes(
    (note) => this.traced.push(note),
    () => this.atMs,
  );

  constructor(atMs = Date.UTC(2026, 6, 1)) {
    this.atMs = atMs;
  }

  nowMs(): number {
    return this.atMs;
  }

  invoke(delivery: Delivery, onEnd: (outcome: DeliveryOutcome) => void): void {
    const requestId = delivery.requestId ?? this.ids.uuid();
    if (delivery.handed) this.#causes.delivered(delivery.handed, delivery.functionName, requestId);
    const invoke: InvokeUnderTest = {
      delivery,
      atMs: this.atMs,
      requestId,
      ended: false,
      end(outcome = {}) {
        if (invoke.ended) throw new Error(`The invocation ${requestId} has ended already.`);
        invoke.ended = true;
        onEnd({ requestId, status: "ok", version: "$LATEST", ...(outcome.status === undefined ? { payload: "null" } : {}), ...outcome });
      },
    };
    this.invokes.push(invoke);
  }

  invokeAsync(delivery: Delivery): void {
    this.asyncInvokes.push(delivery);
  }

  send(destination: SentUnderTest["destination"], body: string, about: SendAbout): void {
    if (this.missing.has(destination.name))
      throw new ServiceError("NotFound", `There is no ${destination.type} "${destination.name}".`, 404);
    this.sent.push({ destination, body, about });
  }

  passed(from: NodeId, to: NodeId): void {
    this.passes.push({ from, to, atMs: this.atMs });
  }

  note(note: EventNote): void {
    const key = `${note.at} ${note.eventId}`;
    if (note.fate === "accepted") {
      if (this.#waiting.has(key)) throw new Error(`Accepted twice: ${key}`);
      this.#waiting.add(key);
    } else if (!this.#waiting.delete(key)) throw new Error(`Ended as ${note.fate} without being accepted, or twice: ${key}`);
    this.notes.push(note);
    if (note.fate === "accepted") this.#causes.accepted(note, note.cause);
    else this.#causes.ended(note, note.fate, note.detail);
  }

  origin() {
    return this.#causes.origin;
  }

  because<T>(event: EventRef, run: () => T): T {
    return this.#causes.because(event, run);
  }

  handOn(event: EventRef, traceId: "passed-on" | "dropped", hand: () => void): void {
    this.#causes.handOn(event, traceId, hand);
  }

  stillWaits(event: EventRef, sinceMs: number, cause: unknown): void {
    this.#causes.accepted(event, cause, sinceMs);
  }

  /** What `call` makes is caused by the request. */
  callBy<T>(requestId: string, call: () => T, traceId?: string): T {
    let result: { readonly of: T } | undefined;
    this.#causes.duringCall({ cause: { type: "request", requestId }, ...(traceId === undefined ? {} : { traceId }) }, [], () => {
      result = { of: call() };
    });
    if (!result) throw new Error("The call did not run.");
    return result.of;
  }

  /** The invocations that run now, oldest first. */
  running(): readonly InvokeUnderTest[] {
    return this.invokes.filter((invoke) => !invoke.ended);
  }

  /** How many events ended so, or were accepted. */
  count(fate: EventFate): number {
    return this.notes.filter((note) => note.fate === fate).length;
  }

  /** Accepted and not ended: "queue:orders 5fea7756-…". */
  waiting(): readonly string[] {
    return [...this.#waiting];
  }
}

/** Moves the clock to `untilMs`, stopping at every moment something is due. Throws when a service does not move on. */
export function advanceTo(context: { atMs: number }, untilMs: number, ...services: readonly Timed[]): void {
  for (let steps = 0; ; steps += 1) {
    if (steps > 100_000) throw new Error("A service stays due.");
    const dueMs = Math.min(...services.map((service) => service.nextDueMs() ?? Number.POSITIVE_INFINITY));
    if (dueMs > untilMs) break;
    context.atMs = Math.max(context.atMs, dueMs);
    for (const service of services) if ((service.nextDueMs() ?? Number.POSITIVE_INFINITY) <= context.atMs) service.runDue();
  }
  context.atMs = Math.max(context.atMs, untilMs);
}
