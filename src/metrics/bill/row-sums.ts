/** What rows of one version billed, added up in place: all in whole numbers. Money and rules are the profile's. */
import { billedQuantities } from "../../platform/billing.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { COLD, type HistoryChunk, type HistoryRows, INIT_BILLED, STATUSES, STEPS_PER_MS, THROTTLED } from "../history/history-rows.ts";
import type { BilledSums } from "../history/run-history.ts";

const US_PER_STEP = 1_000 / STEPS_PER_MS;
const US_PER_MS = 1_000;

/** By place of a reason: 1 where it says that a provisioned container took the request. */
export function provisionedReasons({ dictionaries }: HistoryRows): Uint8Array {
  return Uint8Array.from(dictionaries.reasons.values(), ({ kind }) => (kind === "provisioned" ? 1 : 0));
}

export class RowSums {
  readonly #statuses = STATUSES.map(() => 0);
  coldStarts = 0;
  warmRequests = 0;
  warmBilledMs = 0;
  squaredMs = 0;
  #requests = 0;
  #billedMs = 0;
  #onProvisionedMs = 0;
  #initSteps = 0;
  #runSteps = 0;

  add(chunk: HistoryChunk, at: number, onProvisioned: Uint8Array): void {
    const status = chunk.status[at] ?? 0;
    this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
    if (status === THROTTLED) return;
    const flags = chunk.flags[at] ?? 0;
    const billedMs = chunk.billedMs[at] ?? 0;
    this.#requests += 1;
    this.#billedMs += billedMs;
    this.squaredMs += billedMs * billedMs;
    this.#runSteps += chunk.durationSteps[at] ?? 0;
    if (flags & INIT_BILLED) this.#initSteps += chunk.initSteps[at] ?? 0;
    if (onProvisioned[chunk.reason[at] ?? 0]) this.#onProvisionedMs += billedMs;
    if (flags & COLD) this.coldStarts += 1;
    else {
      this.warmRequests += 1;
      this.warmBilledMs += billedMs;
    }
  }

  byStatus() {
    const [ok = 0, error = 0, timeout = 0, crashed = 0, throttled = 0] = this.#statuses;
    return { ok, error, timeout, crashed, throttled };
  }

  /** Rounding is what is left: init, run and rounding add up to what was billed. */
  billed(memoryMb: number, profile: ProviderProfile): BilledSums {
    const { onProvisionedMbMs } = billedQuantities(this.#onProvisionedMs, memoryMb, profile, this.#onProvisionedMs > 0);
    const initUs = this.#initSteps * US_PER_STEP;
    const runUs = this.#runSteps * US_PER_STEP;
    return {
      ...billedQuantities(this.#billedMs, memoryMb, profile),
      ...(onProvisionedMbMs === undefined ? {} : { onProvisionedMbMs }),
      requests: this.#requests,
      initUs,
      runUs,
      roundingUs: this.#billedMs * US_PER_MS - initUs - runUs,
    };
  }
}
