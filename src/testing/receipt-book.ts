/** Adds up every receipt and holds the platform's totals against the sums: nothing billed vanishes, doubles or falls. */
import type { InvocationRecord } from "../platform/invocation.ts";
import type { Platform, PlatformTotals } from "../platform/platform.ts";

export interface OpenRequest {
  readonly functionName: string;
  readonly version: string;
  readonly arrivedAtMs: number;
}

const SUMMED = ["requests", "billedMs", "billedMbMs", "onProvisionedMbMs", "invocations", "coldStarts", "errors", "throttles"] as const;
type Sums = Record<(typeof SUMMED)[number], number>;

const nothing = (): Sums => ({
  requests: 0,
  billedMs: 0,
  billedMbMs: 0,
  onProvisionedMbMs: 0,
  invocations: 0,
  coldStarts: 0,
  errors: 0,
  throttles: 0,
});

export class ReceiptBook {
  readonly #all = nothing();
  readonly #byFunction = new Map<string, Sums>();
  #peak = 0;
  #touched: string | undefined;

  add(record: InvocationRecord, request: OpenRequest | undefined, nowMs: number): void {
    checkRecord(record, request, nowMs);
    this.#touched = record.functionName;
    const own = this.#byFunction.get(record.functionName) ?? nothing();
    this.#byFunction.set(record.functionName, own);
    for (const sums of [this.#all, own]) {
      const throttled = record.status === "throttled";
      sums.throttles += throttled ? 1 : 0;
      sums.invocations += throttled ? 0 : 1;
      sums.errors += throttled || record.status === "ok" ? 0 : 1;
      sums.coldStarts += record.coldStart ? 1 : 0;
      sums.requests += record.billed.requests;
      sums.billedMs += record.billed.billedMs;
      sums.billedMbMs += record.billed.billedMbMs;
      sums.onProvisionedMbMs += record.billed.onProvisionedMbMs ?? 0;
    }
  }

  /** The whole, and the function of the last receipt. */
  check(platform: Platform, underWay: number): void {
    const totals = platform.totals();
    compare("all functions", totals, this.#all);
    if (totals.concurrencyNow !== underWay) throw new Error(`Broken: ${totals.concurrencyNow} concurrent, ${underWay} under way`);
    if (totals.concurrencyPeak < this.#peak || totals.concurrencyPeak < underWay) throw new Error("Broken: the peak of concurrency fell");
    this.#peak = totals.concurrencyPeak;
    if (this.#touched === undefined) return;
    compare(this.#touched, platform.totals(this.#touched), this.#byFunction.get(this.#touched) ?? nothing());
    this.#touched = undefined;
  }

  checkAll(platform: Platform): void {
    for (const [name, sums] of this.#byFunction) compare(name, platform.totals(name), sums);
  }
}

function checkRecord(record: InvocationRecord, request: OpenRequest | undefined, nowMs: number): void {
  const { requestId, billed, split, status } = record;
  const must = (holds: boolean, complaint: string) => {
    if (!holds) throw new Error(`Broken: the receipt of ${requestId}: ${complaint}`);
  };
  must(
    request?.functionName === record.functionName && request.version === record.version,
    "another function or version than it was sent to",
  );
  must(
    request?.arrivedAtMs === record.arrivedAtMs && record.endedAtMs >= record.arrivedAtMs && record.endedAtMs <= nowMs,
    "its times are not in order",
  );
  must(isCount(billed.billedMs) && isCount(billed.billedMbMs), "no whole quantities");
  must(isCount(split.initUs) && isCount(split.runUs) && isCount(split.roundingUs), "no whole microseconds");
  must(split.initUs + split.runUs + split.roundingUs === billed.billedMs * 1_000, "init, run and rounding are not what is billed");
  must(split.runUs === Math.round(record.durationMs * 1_000), "another run than it had");
  must(billed.billedMbMs === billed.billedMs * record.memoryMb, "memory by time is not what is billed");
  must(billed.onProvisionedMbMs === undefined || billed.onProvisionedMbMs === billed.billedMbMs, "a part of it at another price");
  must(billed.requests === (status === "throttled" ? 0 : 1), "not one request");
  must((status === "ok") === (record.error === undefined), "an error without a failure, or the other way round");
  must((status === "throttled") === (record.containerId === undefined), "a container that was not asked, or none that was");
}

const isCount = (quantity: number) => Number.isSafeInteger(quantity) && quantity >= 0;

function compare(whose: string, totals: PlatformTotals, sums: Sums): void {
  for (const name of SUMMED)
    if ((totals[name] ?? 0) !== sums[name])
      throw new Error(`Broken: ${name} of ${whose} is ${totals[name]}, the receipts add up to ${sums[name]}`);
}
