/** What a request went through: the record that every view, log and receipt is made of. */
import type { ReasonKind } from "./reasons.ts";

export type InvocationStatus = "ok" | "error" | "timeout" | "crashed" | "throttled";

/** The error object a caller of Lambda receives. `trace` is already mapped to the person's own files. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** Exact integers; money is derived from their sums (see billing.ts). */
export interface BilledQuantities {
  readonly requests: number;
  readonly billedMs: number;
  /** memory in MB x billed time in ms */
  readonly billedMbMs: number;
  /** Of `billedMbMs`, what ran in provisioned containers: it has a price of its own. Absent where nothing did. */
  readonly onProvisionedMbMs?: number;
  /** Memory x time in which provisioned containers were kept ready. Of sums only. */
  readonly heldMbMs?: number;
  /** vCPUs x billed time, in microseconds; only where a provider bills processors by themselves. */
  readonly cpuUs?: number;
}

/** How one request's billed time came about, in microseconds so that it stays exact: init + run + rounding = billedMs x 1000. */
export interface BilledSplit {
  readonly initUs: number;
  readonly runUs: number;
  readonly roundingUs: number;
}

/** An init that did not come to its end. `phase`: "init" before the request began to run, "invoke" inside it. */
export interface FailedInit {
  readonly phase: "init" | "invoke";
  readonly status: "error" | "timeout";
  readonly initMs: number;
  readonly errorType?: string;
}

export interface InvocationRecord {
  readonly requestId: string;
  readonly functionName: string;
  readonly version: string;
  readonly status: InvocationStatus;
  readonly error?: FunctionError;
  readonly containerId?: string;
  readonly coldStart: boolean;
  /** Why this container served it, or why none did, in words a learner understands. */
  readonly reason: string;
  readonly because: ReasonKind;
  readonly arrivedAtMs: number;
  readonly endedAtMs: number;
  /** Waiting for a container that was not yet started for it; 0 for a synchronous request on Lambda. */
  readonly queueMs: number;
  /** Modelled; 0 when modelProvisioning is off. */
  readonly provisionMs: number;
  /** Measured in the container, to 0.01 ms; 0 when warm or when init was suppressed (then it is inside durationMs). */
  readonly initMs: number;
  /** Measured in the container, to 0.01 ms. */
  readonly durationMs: number;
  /** Absent when init succeeded, or none was needed. A first init that was over its limit is in no other time of this record. */
  readonly failedInits?: readonly FailedInit[];
  readonly billed: BilledQuantities;
  readonly split: BilledSplit;
  readonly memoryMb: number;
  /** Measured heap of the container; absent where the browser has not said. */
  readonly maxHeapBytes?: number;
}
