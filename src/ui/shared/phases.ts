/** The parts of a request's time, in order, with the words for each: measured here, or modelled from a provider's figures. */
import type { InvocationRecord } from "../../platform/invocation.ts";

export interface Phase {
  /** "browser": starting a worker and the messages to it, which a cloud does not have and nobody bills. */
  readonly kind: "queued" | "browser" | "provision" | "init" | "run";
  readonly ms: number;
  readonly origin: "measured" | "modelled";
}

type Timed = Pick<InvocationRecord, "queueMs" | "provisionMs" | "initMs" | "durationMs" | "arrivedAtMs" | "endedAtMs" | "containerId">;

/** A shorter rest is left out: every request has its messages. */
const LEAST_BROWSER_MS = 1;

/** Only what took time; a request that never reached a container has none. Together they are the request's whole time. */
export function phasesOf({ queueMs, provisionMs, initMs, durationMs, arrivedAtMs, endedAtMs, containerId }: Timed): readonly Phase[] {
  if (containerId === undefined) return [];
  const restMs = endedAtMs - arrivedAtMs - queueMs - provisionMs - initMs - durationMs;
  const all: readonly Phase[] = [
    { kind: "queued", ms: queueMs, origin: "measured" },
    { kind: "provision", ms: provisionMs, origin: "modelled" },
    { kind: "browser", ms: restMs < LEAST_BROWSER_MS ? 0 : restMs, origin: "measured" },
    { kind: "init", ms: initMs, origin: "measured" },
    { kind: "run", ms: durationMs, origin: "measured" },
  ];
  return all.filter(({ ms }) => ms > 0);
}
