/** Requests sent by hand, newest first. Bounded by number and by what their answers weigh; one still out is never let go. */
import type { Exchange } from "./state.ts";

export const KEPT_EXCHANGES = 100;
/** An answer may weigh 6 MB: a hundred of them would be most of a tab's memory. */
export const KEPT_ANSWER_BYTES = 16_777_216;

export type ExchangeEnd = Pick<Exchange, "state" | "http" | "invocation" | "problem">;

export function withSent(history: readonly Exchange[], exchange: Exchange): readonly Exchange[] {
  return bounded([exchange, ...history]);
}

/** Only what is still out can end; what was cancelled stays cancelled. */
export function withEnded(history: readonly Exchange[], id: number, end: ExchangeEnd): readonly Exchange[] {
  return bounded(history.map((exchange) => (exchange.id === id && exchange.state === "waiting" ? { ...exchange, ...end } : exchange)));
}

export function withAllCancelled(history: readonly Exchange[]): readonly Exchange[] {
  return history.map((exchange) => (exchange.state === "waiting" ? { ...exchange, state: "cancelled" } : exchange));
}

function bounded(history: readonly Exchange[]): readonly Exchange[] {
  let bytes = 0;
  return history.filter((exchange, place) => {
    bytes += answerBytes(exchange);
    return place === 0 || exchange.state === "waiting" || (place < KEPT_EXCHANGES && bytes <= KEPT_ANSWER_BYTES);
  });
}

function answerBytes({ http, invocation }: Exchange): number {
  return (http?.sizeBytes ?? 0) + (invocation?.payload?.length ?? 0) + (invocation?.event.length ?? 0);
}
