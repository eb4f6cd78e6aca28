/** Billed quantities added up and multiplied. What a provider does not bill is absent, and stays so. */
import type { BilledQuantities } from "../../platform/invocation.ts";

const OPTIONAL = ["onProvisionedMbMs", "heldMbMs", "cpuUs"] as const;

export function addQuantities(a: BilledQuantities, b: BilledQuantities): BilledQuantities {
  return combined(a, b, (x, y) => x + y);
}

export function subtractQuantities(a: BilledQuantities, b: BilledQuantities): BilledQuantities {
  return combined(a, b, (x, y) => x - y);
}

/** So many times as many requests, and as much of everything else. */
export function scaledQuantities(amount: BilledQuantities, times: number, requestTimes = times): BilledQuantities {
  const time = combined(amount, amount, (x) => x * times);
  return { ...time, requests: amount.requests * requestTimes };
}

function combined(a: BilledQuantities, b: BilledQuantities, of: (x: number, y: number) => number): BilledQuantities {
  const optional = OPTIONAL.flatMap((key) =>
    a[key] === undefined && b[key] === undefined ? [] : [[key, of(a[key] ?? 0, b[key] ?? 0)] as const],
  );
  return {
    requests: of(a.requests, b.requests),
    billedMs: of(a.billedMs, b.billedMs),
    billedMbMs: of(a.billedMbMs, b.billedMbMs),
    ...Object.fromEntries(optional),
  };
}
