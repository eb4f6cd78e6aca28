/** What a slice can reach: the state, the port, and the spans that its unfinished work belongs to. */
import type { Coldstart } from "./intents.ts";
import type { PlatformPort } from "./ports.ts";
import type { Span } from "./span.ts";
import type { State } from "./state.ts";

export interface Reach {
  readonly port: PlatformPort;
  readonly spans: Spans;
  get(): Coldstart;
  set(change: Partial<State>): void;
}

export interface Spans {
  /** Builds; ends with the project. */
  readonly builds: Span;
  /** Requests sent by hand; ends when they are cancelled, with a reset and with the project. */
  readonly sends: Span;
  /** A load; ends with a reset and with the project. A person's Stop does not end it: then its report counts. */
  readonly load: Span;
}
