/**
 * Lambda's internal queue: events accepted to be run later. A failed one is tried again after one and after two minutes, a
 * throttled one waits and does not use up a try; one that is too old, or out of tries, goes to its dead-letter queue and
 * on-failure destination, and never without a trace.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
 */
import { functionArn } from "../aws-names.ts";
import type { Destination } from "../triggers/trigger.ts";
import { keptCause, oneMore, traceIdOf } from "./causes.ts";
import type { Delivery, DeliveryOutcome, EventSource, ServiceContext } from "./service-context.ts";
import type { AsyncConfig, FunctionServices } from "./services-config.ts";
import { type AsyncEventView, VIEW_LIMIT } from "./services-view.ts";
import type { EventRef, TraceCause } from "./trace-note.ts";

/** After the first and the second failure. */
const RETRY_AFTER_MS = [60_000, 120_000] as const;
/** Throttled events are tried again after 1 s, growing to 5 min. */
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 300_000;
/** How many events of one function are tried at once, at first and at most; halved when throttled. Modelled: AWS does not publish it. */
const FIRST_WINDOW = 64;
const LARGEST_WINDOW = 1_000;

interface AsyncEvent {
  readonly requestId: string;
  readonly functionName: string;
  readonly event: string;
  readonly source: EventSource;
  readonly acceptedAtMs: number;
  /** Attempts that ran and failed. */
  attempts: number;
  nextAttemptMs: number;
  waitsFor: "turn" | "retry" | "throttle";
  lastError?: string;
  readonly cause?: TraceCause;
  /** X-Ray's Root, the same for every attempt; of its own where it came with none. */
  readonly traceId?: string;
  /** How often it was handed to the function, throttled or not. */
  deliveries?: number;
}

/** How fast a function's events are taken from the queue. */
interface Pace {
  window: number;
  backoffMs: number;
  pausedUntilMs: number;
}

/** The function the event was for is no longer there. */
const GONE = "The function was removed from the project.";

export class AsyncInvocations {
  readonly #context: ServiceContext;
  readonly #events = new Map<string, AsyncEvent>();
  readonly #running = new Set<string>();
  readonly #inFlight = new Map<string, number>();
  readonly #paces = new Map<string, Pace>();
  readonly #twice = new Set<string>();
  #functions = new Map<string, FunctionServices>();

  constructor(context: ServiceContext, { state }: { readonly state?: unknown } = {}) {
    this.#context = context;
    // What was running when the page went is run again: at least once.
    for (const event of eventsIn(state)) {
      this.#events.set(event.requestId, event);
      context.stillWaits(refOf(event), event.acceptedAtMs, event.cause);
    }
  }

  configure(functions: readonly FunctionServices[]): void {
    this.#functions = new Map(functions.map((each) => [each.name, each]));
    for (const event of [...this.#events.values()])
      if (!this.#functions.has(event.functionName) && !this.#running.has(event.requestId)) this.#end(event, "discarded", GONE);
  }

  accept({ functionName, event, source, requestId = this.#context.ids.uuid() }: Delivery): string {
    const nowMs = this.#context.nowMs();
    this.#context.note({ ...refOf({ requestId, functionName }), fate: "accepted" });
    const origin = this.#context.origin();
    const accepted: AsyncEvent = {
      requestId,
      functionName,
      event,
      source,
      acceptedAtMs: nowMs,
      attempts: 0,
      nextAttemptMs: nowMs,
      waitsFor: "turn",
      ...keptCause(origin?.cause),
      ...(origin?.traceId === undefined ? {} : { traceId: origin.traceId }),
    };
    this.#events.set(requestId, accepted);
    if (!this.#functions.has(functionName)) this.#end(accepted, "discarded", GONE);
    return requestId;
  }

  /** The next event of the function that succeeds is run once more, as may happen: delivery is at least once. */
  deliverTwice(functionName: string): void {
    this.#twice.add(functionName);
  }

  nextDueMs(): number | undefined {
    let next: number | undefined;
    for (const event of this.#events.values()) {
      if (this.#running.has(event.requestId)) continue;
      const dueMs = Math.min(this.#expiresAtMs(event), this.#startsAtMs(event));
      if (next === undefined || dueMs < next) next = dueMs;
    }
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  runDue(): void {
    const nowMs = this.#context.nowMs();
    for (const event of [...this.#events.values()]) {
      if (this.#running.has(event.requestId)) continue;
      if (this.#expiresAtMs(event) <= nowMs) this.#giveUp(event, "EventAgeExceeded", undefined);
      else if (this.#functions.get(event.functionName)?.reservedConcurrency === 0) this.#giveUp(event, "RetriesExhausted", undefined);
      else if (this.#startsAtMs(event) <= nowMs) this.#start(event);
    }
  }

  views(): readonly AsyncEventView[] {
    return [...this.#events.values()].slice(0, VIEW_LIMIT).map((event) => ({
      requestId: event.requestId,
      functionName: event.functionName,
      source: event.source,
      state: this.#stateOf(event),
      attempts: event.attempts,
      acceptedAtMs: event.acceptedAtMs,
      ...(this.#running.has(event.requestId) ? {} : { nextAttemptMs: Math.max(event.nextAttemptMs, this.#pace(event).pausedUntilMs) }),
      expiresAtMs: this.#expiresAtMs(event),
      ...(event.lastError === undefined ? {} : { lastError: event.lastError }),
      event: event.event,
    }));
  }

  state(): { readonly events: readonly AsyncEvent[] } {
    return { events: [...this.#events.values()].map((event) => ({ ...event })) };
  }

  #stateOf({ requestId, waitsFor }: AsyncEvent): AsyncEventView["state"] {
    if (this.#running.has(requestId)) return "running";
    return waitsFor === "retry" ? "backing-off" : waitsFor === "throttle" ? "throttled" : "waiting";
  }

  #config({ functionName }: AsyncEvent): AsyncConfig | undefined {
    return this.#functions.get(functionName)?.async;
  }

  #pace({ functionName }: AsyncEvent): Pace {
    const known = this.#paces.get(functionName);
    if (known) return known;
    const pace: Pace = { window: FIRST_WINDOW, backoffMs: FIRST_BACKOFF_MS, pausedUntilMs: 0 };
    this.#paces.set(functionName, pace);
    return pace;
  }

  #count(functionName: string, change: 1 | -1): void {
    this.#inFlight.set(functionName, (this.#inFlight.get(functionName) ?? 0) + change);
  }

  #expiresAtMs(event: AsyncEvent): number {
    const maximumAgeMs = this.#config(event)?.maximumEventAgeMs;
    return maximumAgeMs === undefined ? Number.POSITIVE_INFINITY : event.acceptedAtMs + maximumAgeMs;
  }

  /** Infinity while as many of the function's events run as may: the end of one of them starts the next. */
  #startsAtMs(event: AsyncEvent): number {
    const pace = this.#pace(event);
    if ((this.#inFlight.get(event.functionName) ?? 0) >= pace.window) return Number.POSITIVE_INFINITY;
    return Math.max(event.nextAttemptMs, pace.pausedUntilMs);
  }

  #start(event: AsyncEvent): void {
    const { requestId, functionName, source } = event;
    this.#running.add(requestId);
    this.#count(functionName, 1);
    event.deliveries = oneMore(event.deliveries);
    const handed = { at: refOf(event).at, eventIds: [requestId], attempt: event.deliveries };
    const trace = { traceId: traceIdOf(requestId, event.acceptedAtMs, event.traceId) };
    this.#context.invoke({ functionName, event: event.event, source, requestId, handed, trace }, (outcome) => this.#ended(event, outcome));
  }

  #ended(event: AsyncEvent, outcome: DeliveryOutcome): void {
    this.#running.delete(event.requestId);
    this.#count(event.functionName, -1);
    const pace = this.#pace(event);
    if (outcome.status === "throttled") return this.#backOff(event, pace, outcome);
    pace.window = Math.min(LARGEST_WINDOW, pace.window + 1);
    pace.backoffMs = FIRST_BACKOFF_MS;
    if (!this.#functions.has(event.functionName)) return this.#end(event, "discarded", GONE);
    if (outcome.status === "ok") return this.#succeeded(event, outcome);
    const nowMs = this.#context.nowMs();
    event.attempts += 1;
    event.lastError = outcome.error ? `${outcome.error.errorType}: ${outcome.error.errorMessage}` : outcome.status;
    const retryAfterMs = RETRY_AFTER_MS[event.attempts - 1];
    const retries = this.#config(event)?.maximumRetryAttempts ?? 0;
    if (event.attempts > retries || retryAfterMs === undefined) return this.#giveUp(event, "RetriesExhausted", outcome);
    event.nextAttemptMs = nowMs + retryAfterMs;
    event.waitsFor = "retry";
  }

  #backOff(event: AsyncEvent, pace: Pace, { error }: DeliveryOutcome): void {
    const nowMs = this.#context.nowMs();
    event.waitsFor = "throttle";
    event.lastError = error?.errorMessage ?? "Throttled";
    event.nextAttemptMs = nowMs;
    // Several that are refused at the same moment slow the function's events down once.
    if (pace.pausedUntilMs > nowMs) return;
    pace.pausedUntilMs = nowMs + pace.backoffMs;
    pace.backoffMs = Math.min(LONGEST_BACKOFF_MS, pace.backoffMs * 2);
    pace.window = Math.max(1, Math.floor(pace.window / 2));
  }

  #succeeded(event: AsyncEvent, outcome: DeliveryOutcome): void {
    if (this.#twice.delete(event.functionName)) {
      event.nextAttemptMs = this.#context.nowMs();
      event.waitsFor = "turn";
      return;
    }
    const onSuccess = this.#config(event)?.onSuccess;
    this.#events.delete(event.requestId);
    this.#context.note({ ...refOf(event), fate: "processed" });
    if (onSuccess) this.#tell(onSuccess, event, "Success", outcome);
  }

  #giveUp(event: AsyncEvent, condition: "RetriesExhausted" | "EventAgeExceeded", outcome: DeliveryOutcome | undefined): void {
    const { deadLetterQueue, onFailure } = this.#config(event) ?? {};
    const why = condition === "EventAgeExceeded" ? "It was older than the function's maximum event age." : "Its tries are used up.";
    const kept = [
      deadLetterQueue !== undefined && this.#deadLetter(deadLetterQueue, event, outcome),
      onFailure !== undefined && this.#tell(onFailure, event, condition, outcome),
    ].some(Boolean);
    const last = event.lastError === undefined ? "" : ` Last: ${event.lastError}`;
    if (kept) this.#end(event, "dead-lettered", `${why}${last}`);
    else if (condition === "EventAgeExceeded") this.#end(event, "expired", `${why}${last}`);
    else this.#end(event, "discarded", `${why} The function has no dead-letter queue and no on-failure destination.${last}`);
  }

  #end(event: AsyncEvent, fate: "dead-lettered" | "expired" | "discarded", detail: string): void {
    this.#events.delete(event.requestId);
    this.#context.note({ ...refOf(event), fate, detail });
  }

  /** The event itself, with why in its attributes. False where the queue does not take it. */
  #deadLetter(queue: string, event: AsyncEvent, outcome: DeliveryOutcome | undefined): boolean {
    const text = (StringValue: string) => ({ DataType: "String", StringValue });
    const attributes = {
      RequestID: text(event.requestId),
      // 200: the function ran and failed. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
      ErrorCode: { DataType: "Number", StringValue: outcome ? "200" : "429" },
      ErrorMessage: text((event.lastError ?? "Not run.").slice(0, 1_024)),
    };
    return this.#sent({ type: "queue", name: queue }, event.event, event, attributes);
  }

  /** The record of the invocation, in Lambda's envelope. */
  #tell(destination: Destination, event: AsyncEvent, condition: string, outcome: DeliveryOutcome | undefined): boolean {
    const { requestId, functionName } = event;
    const record = {
      version: "1.0",
      timestamp: new Date(this.#context.nowMs()).toISOString(),
      requestContext: {
        requestId,
        functionArn: `${functionArn(functionName)}:$LATEST`,
        condition,
        approximateInvokeCount: event.attempts + (condition === "Success" ? 1 : 0),
      },
      requestPayload: JSON.parse(event.event) as unknown,
      ...(outcome
        ? {
            responseContext: {
              statusCode: 200,
              executedVersion: "$LATEST",
              ...(outcome.status === "ok" ? {} : { functionError: "Unhandled" }),
            },
            responsePayload: outcome.status === "ok" ? (JSON.parse(outcome.payload ?? "null") as unknown) : outcome.error,
          }
        : {}),
    };
    return this.#sent(destination, JSON.stringify(record), event);
  }

  #sent(destination: Destination, body: string, event: AsyncEvent, attributes = {}): boolean {
    const ref = refOf(event);
    try {
      this.#context.because(ref, () => this.#context.send(destination, body, { from: ref.at, attributes }));
      return true;
    } catch {
      return false;
    }
  }
}

function refOf({ requestId, functionName }: Pick<AsyncEvent, "requestId" | "functionName">): EventRef {
  return { at: `function:${functionName}`, eventId: requestId };
}

/** From an older state: events whose shape is not known are left out. */
function eventsIn(state: unknown): readonly AsyncEvent[] {
  const { events } = (state ?? {}) as { readonly events?: unknown };
  if (!Array.isArray(events)) return [];
  return events.filter(isAsyncEvent).map((event) => ({ ...event }));
}

function isAsyncEvent(event: unknown): event is AsyncEvent {
  if (typeof event !== "object" || event === null) return false;
  const { requestId, functionName, event: text, acceptedAtMs, attempts, nextAttemptMs } = event as Partial<AsyncEvent>;
  return (
    [requestId, functionName, text].every((value) => typeof value === "string") &&
    [acceptedAtMs, attempts, nextAttemptMs].every((value) => typeof value === "number")
  );
}
