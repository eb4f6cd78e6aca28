/**
 * The requests under way: who waits for each, and what its run has said and called so far. A stream that a run answered
 * with is kept here until it is asked for. Nothing is decided here.
 */
import type { InvocationView, ServiceCallTrace, StreamedPayload } from "../platform/results.ts";
import type { RequestTrace } from "../platform/services/trace-note.ts";
import type { Answer, ProcessRequest } from "./container-processes.ts";
import { emptyLogBook } from "./invocation-desk.ts";

/** Calls of one invocation that its trace keeps. */
const KEPT_CALLS = 200;

export interface Ticket {
  readonly request: ProcessRequest;
  readonly trigger: InvocationView["trigger"];
  readonly calls: readonly ServiceCallTrace[];
  readonly trace: RequestTrace;
  /** JSON text; absent where the run answered with a stream, or not at all. */
  readonly payload: string | undefined;
  resolve(view: InvocationView): void;
}

/** Who waits for it. */
export interface Waiter {
  resolve(view: InvocationView): void;
  reject(reason: unknown): void;
  /** Ends the waiting; what runs goes on. */
  readonly signal: AbortSignal | undefined;
}

interface OpenTicket extends Omit<Ticket, "payload" | "calls"> {
  readonly calls: ServiceCallTrace[];
  answer?: Answer;
}

export class Tickets {
  readonly #open = new Map<string, OpenTicket>();
  readonly #streams = new Map<string, StreamedPayload>();

  open(
    asked: Omit<ProcessRequest, "logs">,
    trigger: InvocationView["trigger"],
    { resolve, reject, signal }: Waiter,
    trace: RequestTrace,
  ): void {
    const giveUp = () => reject(signal?.reason);
    signal?.addEventListener("abort", giveUp, { once: true });
    const answer = (view: InvocationView) => {
      signal?.removeEventListener("abort", giveUp);
      resolve(view);
    };
    this.#open.set(asked.requestId, { request: { ...asked, logs: emptyLogBook() }, trigger, resolve: answer, calls: [], trace });
  }

  requestOf(requestId: string): ProcessRequest | undefined {
    return this.#open.get(requestId)?.request;
  }

  answered(requestId: string, answer: Answer): void {
    const ticket = this.#open.get(requestId);
    if (ticket) ticket.answer = answer;
  }

  /** `requestId` is absent during init. */
  called(requestId: string | undefined, trace: ServiceCallTrace): void {
    const noted = requestId === undefined ? undefined : this.#open.get(requestId)?.calls;
    if (noted && noted.length < KEPT_CALLS) noted.push(trace);
  }

  /** Its run is over: nothing more is noted on it. */
  close(requestId: string): Ticket | undefined {
    const ticket = this.#open.get(requestId);
    if (!ticket) return undefined;
    this.#open.delete(requestId);
    const { answer, ...rest } = ticket;
    if (answer && "stream" in answer) this.#streams.set(requestId, answer.stream);
    return { ...rest, payload: answer && "payload" in answer ? answer.payload : undefined };
  }

  /** Forgotten once asked. */
  takeStream(requestId: string): StreamedPayload | undefined {
    const stream = this.#streams.get(requestId);
    this.#streams.delete(requestId);
    return stream;
  }

  forgetStreams(): void {
    this.#streams.clear();
  }
}
