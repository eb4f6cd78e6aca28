/** The parts of a request's time, in order, with the words for each: measured here, or modelled from a provider's figures. */
import type { InvocationRecord } from "../../platform/invocation.ts";

export interface Phase {
  readonly kind: "queued" | "provision" | "init" | "run";
  readonly ms: number;
  readonly origin: "measured" | "modelled";
}

type Timed = Pick<InvocationRecord, "queueMs" | "provisionMs" | "initMs" | "durationMs">;

/** Only what took time; a request that never ran has none. */
export function phasesOf({ queueMs, provisionMs, initMs, durationMs }: Timed): readonly Phase[] {
  const all: readonly Phase[] = [
    { kind: "queued", ms: queueMs, origin: "measured" },
    { kind: "provision", ms: provisionMs, origin: "modelled" },
    { kind: "init", ms: initMs, origin: "measured" },
    { kind: "run", ms: durationMs, origin: "measured" },
  ];
  return all.filter(({ ms }) => ms > 0);
}
