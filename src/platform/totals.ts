/** Running totals, of all functions and of each: exact integers, never falling but for the concurrency of now. */
import { HeldReady } from "./held-ready.ts";
import type { BilledQuantities, InvocationRecord } from "./invocation.ts";
import type { PlatformTotals } from "./platform.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export const NO_TOTALS: PlatformTotals = {
  requests: 0,
  billedMs: 0,
  billedMbMs: 0,
  invocations: 0,
  coldStarts: 0,
  errors: 0,
  throttles: 0,
  concurrencyNow: 0,
  concurrencyPeak: 0,
};

const zero = (): Mutable<PlatformTotals> => ({ ...NO_TOTALS });

export class Totals {
  readonly held = new HeldReady();
  readonly #all = zero();
  readonly #byFunction = new Map<string, Mutable<PlatformTotals>>();

  of(functionName: string | undefined, nowMs: number): PlatformTotals {
    const heldMbMs = this.held.mbMs(nowMs, functionName);
    return {
      ...(functionName === undefined ? this.#all : (this.#byFunction.get(functionName) ?? zero())),
      ...(heldMbMs === 0 ? {} : { heldMbMs }),
    };
  }

  departed(functionName: string): void {
    for (const totals of this.#both(functionName)) {
      totals.concurrencyNow += 1;
      totals.concurrencyPeak = Math.max(totals.concurrencyPeak, totals.concurrencyNow);
    }
  }

  ended(record: InvocationRecord): void {
    for (const totals of this.#both(record.functionName)) {
      if (record.status === "throttled") {
        totals.throttles += 1;
        continue;
      }
      totals.concurrencyNow -= 1;
      totals.invocations += 1;
      totals.coldStarts += record.coldStart ? 1 : 0;
      totals.errors += record.status === "ok" ? 0 : 1;
      totals.requests += record.billed.requests;
      totals.billedMs += record.billed.billedMs;
      totals.billedMbMs += record.billed.billedMbMs;
      addPart(totals, "onProvisionedMbMs", record.billed);
      addPart(totals, "cpuUs", record.billed);
    }
  }

  #both(functionName: string): readonly Mutable<PlatformTotals>[] {
    let own = this.#byFunction.get(functionName);
    if (!own) {
      own = zero();
      this.#byFunction.set(functionName, own);
    }
    return [this.#all, own];
  }
}

/** Stays absent where it never was. */
function addPart(totals: Mutable<PlatformTotals>, part: "onProvisionedMbMs" | "cpuUs", billed: BilledQuantities): void {
  const amount = billed[part];
  if (amount !== undefined) totals[part] = (totals[part] ?? 0) + amount;
}
