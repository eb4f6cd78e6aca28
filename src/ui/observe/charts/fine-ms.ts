/** Latencies here are often below a millisecond: those keep two digits, 0.08 ms, where others are written as everywhere. */
import { formatMs } from "../../shared/format.ts";

export function fineMs(ms: number | undefined): string {
  if (ms === undefined || ms === 0 || !(ms < 1)) return formatMs(ms);
  return `${Number(ms.toPrecision(2))} ms`;
}

/** In a column of milliseconds: 0.08, 9.42, 140.4. */
export function cellMs(ms: number): string {
  return ms.toFixed(ms < 10 ? 2 : 1);
}
