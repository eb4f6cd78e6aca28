/**
 * The platform: one deterministic state machine that owns every decision. It has no clock, no chance, no timer and no
 * promise: facts come in with their moment, imperatives go out.
 */
import type { ContainerSnapshot } from "./container.ts";
import type { PlatformEffect } from "./effects.ts";
import type { PlatformInput } from "./inputs.ts";
import type { BilledQuantities } from "./invocation.ts";

export interface PlatformTotals extends BilledQuantities {
  readonly invocations: number;
  readonly coldStarts: number;
  readonly errors: number;
  readonly throttles: number;
  readonly concurrencyNow: number;
  readonly concurrencyPeak: number;
}

export interface Platform {
  /** Takes one fact and returns what is to be done about it, in order. Throws only on a fact no honest driver sends. */
  handle(input: PlatformInput): readonly PlatformEffect[];
  /** The next moment at which `time-passed` would change something: a deadline, an eviction, a modelled start. */
  nextDueMs(): number | undefined;
  /** Every live container, and the evicted and failed ones of the last `keepEndedMs`. In order of birth. */
  containers(): readonly ContainerSnapshot[];
  container(containerId: string): ContainerSnapshot | undefined;
  /** Totals of all functions, or of one. */
  totals(functionName?: string): PlatformTotals;
  /** Is anything provisioning, initialising or running? Then the platform clock goes at the speed of real time. */
  isBusy(): boolean;
}
