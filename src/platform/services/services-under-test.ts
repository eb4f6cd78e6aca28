/**
 * All services of a small project, for tests: time is moved by hand, each run of a function is ended by hand, and what
 * passes is written down as lines, "60s run worker (queue) 2 records".
 */
import { createServices } from "./create-services.ts";
import type { JsonObject, ServiceAnswer, ServiceName } from "./service-call.ts";
import type { Delivery, DeliveryOutcome } from "./service-context.ts";
import type { Caller, Services, ServicesEffect, ServicesInput } from "./services.ts";
import { type FunctionServices, NO_CONFIG, type ServicesConfig } from "./services-config.ts";
import type { TraceNote } from "./trace-note.ts";

export const START_MS = Date.UTC(2026, 10, 25);

type WithoutTime<T> = T extends { readonly atMs: number } ? Omit<T, "atMs"> : never;
type Run = Delivery & { readonly requestId: string };

export function functionNamed(name: string, change: Partial<FunctionServices> = {}): FunctionServices {
  return { name, timeoutMs: 3_000, async: { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 }, triggers: [], ...change };
}

export class ServicesUnderTest {
  readonly services: Services;
  /** Newest last. */
  readonly lines: string[] = [];
  readonly notes: TraceNote[] = [];
  readonly #runs: Run[] = [];
  readonly #answers = new Map<string, ServiceAnswer>();
  #nowMs: number;
  #calls = 0;

  constructor(config: Partial<ServicesConfig>, { state, nowMs = START_MS }: { readonly state?: unknown; readonly nowMs?: number } = {}) {
    this.#nowMs = nowMs;
    const noted = (note: TraceNote) => this.notes.push(note);
    this.services = createServices({
      config: { ...NO_CONFIG, ...config },
      seed: 7,
      nowMs,
      noted,
      ...(state === undefined ? {} : { state }),
    });
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Undefined while it is not answered. */
  call(service: ServiceName, operation: string, input: JsonObject = {}, from?: string | Caller): ServiceAnswer | undefined {
    return this.begin(service, operation, input, from)();
  }

  /** What the answer is by the time it is asked for. */
  begin(service: ServiceName, operation: string, input: JsonObject = {}, from?: string | Caller): () => ServiceAnswer | undefined {
    this.#calls += 1;
    const callId = `c${this.#calls}`;
    const caller = typeof from === "string" ? { from } : from;
    this.tell({ type: "call-received", callId, call: { service, operation, input }, ...caller });
    return () => this.#answers.get(callId);
  }

  /** Throws where the call is refused, or not answered at once. */
  output(service: ServiceName, operation: string, input: JsonObject = {}, from?: string | Caller): JsonObject {
    const answer = this.call(service, operation, input, from);
    if (!answer?.ok) throw new Error(`${operation}: ${answer ? `${answer.error.code} ${answer.error.message}` : "no answer"}`);
    return answer.output;
  }

  configure(config: Partial<ServicesConfig>): void {
    this.tell({ type: "configured", config: { ...NO_CONFIG, ...config } });
  }

  /** The function's oldest run that has not ended. */
  running(functionName: string): Run {
    const run = this.#runs.find((each) => each.functionName === functionName);
    if (!run) throw new Error(`${functionName} does not run.`);
    return run;
  }

  runCount(): number {
    return this.#runs.length;
  }

  eventOf(functionName: string): Record<string, unknown> {
    return JSON.parse(this.running(functionName).event) as Record<string, unknown>;
  }

  /** Ends the function's oldest run: with null, unless told otherwise. */
  end(functionName: string, outcome: Partial<DeliveryOutcome> = {}): void {
    const { requestId } = this.#take(functionName);
    const status = outcome.status ?? "ok";
    this.#say(`end ${functionName} ${status}`);
    this.tell({
      type: "delivery-ended",
      outcome: { requestId, status, version: "1", ...(status === "ok" ? { payload: "null" } : {}), ...outcome },
    });
  }

  refuse(functionName: string, message: string): void {
    const { requestId } = this.#take(functionName);
    this.#say(`refuse ${functionName}`);
    this.tell({ type: "delivery-refused", requestId, message });
  }

  /** To the moment so long after the start, stopping wherever something is due, as the clock does. */
  goTo(afterMs: number): void {
    const untilMs = START_MS + afterMs;
    for (let dueMs = this.services.nextDueMs(); dueMs !== undefined && dueMs <= untilMs; dueMs = this.services.nextDueMs()) {
      this.#nowMs = Math.max(this.#nowMs, dueMs);
      this.tell({ type: "time-passed" });
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
    this.tell({ type: "time-passed" });
  }

  /** A page that goes on where this one was when it went. */
  reload(config: Partial<ServicesConfig>): ServicesUnderTest {
    return new ServicesUnderTest(config, { state: JSON.parse(JSON.stringify(this.services.state())), nowMs: this.#nowMs });
  }

  tell(input: WithoutTime<ServicesInput>): void {
    for (const effect of this.services.handle({ ...input, atMs: this.#nowMs } as ServicesInput)) this.#perform(effect);
  }

  #perform(effect: ServicesEffect): void {
    if (effect.type === "answer-call") return void this.#answers.set(effect.callId, effect.answer);
    const { functionName, source, event } = effect.delivery;
    this.#runs.push(effect.delivery);
    this.#say(`run ${functionName} (${source})${recordsIn(event)}`);
  }

  #take(functionName: string): Run {
    const run = this.running(functionName);
    this.#runs.splice(this.#runs.indexOf(run), 1);
    return run;
  }

  #say(line: string): void {
    this.lines.push(`${(this.#nowMs - START_MS) / 1_000}s ${line}`);
  }
}

function recordsIn(event: string): string {
  const { Records: records } = (JSON.parse(event) ?? {}) as { readonly Records?: readonly unknown[] };
  return records === undefined ? "" : ` ${records.length} ${records.length === 1 ? "record" : "records"}`;
}
