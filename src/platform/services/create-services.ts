/**
 * Joins the services to one machine: gives each the moment, ids and a way to reach functions and the others, and carries
 * out what is due in order of time. It decides nothing that belongs to one of them.
 */
import { isRecord } from "../triggers/parsed.ts";
import { Causes } from "./causes.ts";
import { earliestDueMs, earliestOf } from "./earliest-due.ts";
import { type Ids, idsFrom } from "./ids.ts";
import { Journal } from "./journal.ts";
import { NOT_DEPLOYED } from "./lambda-api.ts";
import { sendToDestination } from "./send-to-destination.ts";
import type { ServiceCall } from "./service-call.ts";
import type { Delivery, DeliveryOutcome, EventNote, ServiceContext } from "./service-context.ts";
import { answerCall } from "./service-door.ts";
import { type SavedParts, ServiceParts } from "./service-parts.ts";
import type { Caller, Services, ServicesEffect, ServicesInput, ServicesOptions } from "./services.ts";
import { type ServicesView, VIEW_LIMIT } from "./services-view.ts";
import { NOT_TRACED } from "./trace-note.ts";

export function createServices(options: ServicesOptions): Services {
  return new Region(options);
}

class Region implements Services {
  #nowMs: number;
  #effects: ServicesEffect[] = [];
  #view: ServicesView | undefined;
  readonly #ids: Ids;
  readonly #journal: Journal;
  readonly #causes: Causes;
  readonly #pending = new Map<string, (outcome: DeliveryOutcome) => void>();
  readonly #context: ServiceContext;
  readonly #parts: ServiceParts;

  constructor({ config, seed, nowMs, state, noted = NOT_TRACED }: ServicesOptions) {
    const saved: SavedParts = isRecord(state) ? state : {};
    this.#nowMs = nowMs;
    this.#ids = idsFrom(saved.ids, seed);
    this.#journal = new Journal(saved.journal, state !== undefined);
    this.#causes = new Causes(noted, () => this.#nowMs);
    this.#context = this.#newContext();
    this.#parts = new ServiceParts(this.#context, saved);
    this.#parts.configure(config);
  }

  handle(input: ServicesInput): readonly ServicesEffect[] {
    this.#runUntil(input.atMs);
    this.#take(input);
    // What was caused just now is due just now.
    this.#runUntil(input.atMs);
    this.#view = undefined;
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  nextDueMs(): number | undefined {
    return earliestDueMs(this.#parts.timed);
  }

  view(): ServicesView {
    this.#view ??= {
      ...this.#parts.views(),
      recent: this.#journal.recent(VIEW_LIMIT),
      counts: this.#journal.counts(),
      passes: this.#journal.passes(),
    };
    return this.#view;
  }

  contentIds(): ReadonlySet<string> {
    return this.#parts.buckets.contentIds();
  }

  state(): unknown {
    return { ids: this.#ids.state(), journal: this.#journal.state(), ...this.#parts.state() };
  }

  #newContext(): ServiceContext {
    const passed: ServiceContext["passed"] = (from, to) => this.#journal.passed(from, to, this.#nowMs);
    return {
      nowMs: () => this.#nowMs,
      ids: this.#ids,
      invoke: (delivery, onEnd) => this.#invoke(delivery, onEnd),
      invokeAsync: (delivery) => void this.#parts.async.accept(delivery),
      send: (to, body, about) => {
        passed(about.from, `${to.type}:${to.name}`);
        sendToDestination(this.#parts, to, body, about);
      },
      passed,
      note: (note) => this.#note(note),
      origin: () => this.#causes.origin,
      because: (event, run) => this.#causes.because(event, run),
      handOn: (event, traceId, hand) => this.#causes.handOn(event, traceId, hand),
      stillWaits: (event, sinceMs, cause) => this.#causes.accepted(event, cause, sinceMs),
    };
  }

  #take(input: ServicesInput): void {
    switch (input.type) {
      case "configured":
        return this.#parts.configure(input.config);
      case "call-received":
        return this.#answer(input.callId, input.call, input);
      case "delivery-ended":
        return this.#landed(input.outcome);
      case "delivery-refused":
        return this.#landed({
          requestId: input.requestId,
          // Nothing ran, and nothing is wrong with the event: it waits and is tried again, as when throttled.
          status: "throttled",
          error: { errorType: NOT_DEPLOYED, errorMessage: input.message },
          version: "",
        });
      case "invocation-observed":
        return this.#parts.alarms.observe(input.record, input.concurrencyNow);
      case "time-passed":
        return;
    }
  }

  #answer(callId: string, call: ServiceCall, { from, requestId, traceId }: Caller): void {
    const known = traceId === undefined ? {} : { traceId };
    const origin = requestId === undefined ? undefined : { cause: { type: "request", requestId } as const, ...known };
    const eventIds: string[] = [];
    this.#causes.duringCall(origin, eventIds, () =>
      answerCall(
        this.#parts,
        this.#context,
        call,
        (given) => {
          const answer = eventIds.length === 0 ? given : { ...given, eventIds };
          this.#effects.push({ type: "answer-call", callId, answer });
        },
        from,
      ),
    );
  }

  #note(note: EventNote): void {
    this.#journal.note(note, this.#nowMs);
    if (note.fate === "accepted") this.#causes.accepted(note, note.cause);
    else this.#causes.ended(note, note.fate, note.detail);
  }

  #invoke({ handed, ...delivery }: Delivery, onEnd: (outcome: DeliveryOutcome) => void): void {
    const requestId = delivery.requestId ?? this.#ids.uuid();
    this.#pending.set(requestId, onEnd);
    if (handed) this.#causes.delivered(handed, delivery.functionName, requestId);
    const trace = { ...delivery.trace, ...(handed ? { eventIds: handed.eventIds } : {}) };
    this.#effects.push({ type: "invoke-function", delivery: { ...delivery, requestId, trace } });
  }

  /** An outcome of a delivery that the page before this one began is not waited for: what it was about is delivered again. */
  #landed(outcome: DeliveryOutcome): void {
    const onEnd = this.#pending.get(outcome.requestId);
    this.#pending.delete(outcome.requestId);
    onEnd?.(outcome);
  }

  /** Carries out everything that is due by then, each at its own moment and in order. */
  #runUntil(atMs: number): void {
    const { timed } = this.#parts;
    for (let next = earliestOf(timed); next !== undefined && next.dueMs <= atMs; next = earliestOf(timed)) {
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.part.runDue();
      const stillDueMs = next.part.nextDueMs();
      if (stillDueMs !== undefined && stillDueMs <= this.#nowMs)
        throw new Error(`${next.part.constructor.name} is due at ${stillDueMs} after it ran at ${this.#nowMs}.`);
    }
    this.#nowMs = Math.max(this.#nowMs, atMs);
  }
}
