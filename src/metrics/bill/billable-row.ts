/** What of a row a receipt is made of, and where the row of a request stands. */
import { billedQuantities, NO_SPLIT, NOTHING_BILLED } from "../../platform/billing.ts";
import type { BilledQuantities, BilledSplit } from "../../platform/invocation.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { type HistoryRow, type HistoryRows, rowAt, segments } from "../history/history-rows.ts";
import { writeRequestId } from "../history/request-id-words.ts";

const US_PER_MS = 1_000;

export interface BillableRow extends Pick<HistoryRow, "memoryMb" | "initMs" | "provisionMs"> {
  readonly billed: BilledQuantities;
  readonly split: BilledSplit;
}

/** The same as its record had, as times are kept in the steps in which they were clocked. */
export function billableRow(row: HistoryRow, profile: ProviderProfile): BillableRow {
  const { memoryMb, initMs, provisionMs, durationMs, billedMs, status, because, initBilled } = row;
  if (status === "throttled") return { memoryMb, initMs, provisionMs, billed: NOTHING_BILLED, split: NO_SPLIT };
  const initUs = initBilled ? Math.round(initMs * US_PER_MS) : 0;
  const runUs = Math.round(durationMs * US_PER_MS);
  return {
    memoryMb,
    initMs,
    provisionMs,
    billed: billedQuantities(billedMs, memoryMb, profile, because === "provisioned"),
    split: { initUs, runUs, roundingUs: billedMs * US_PER_MS - initUs - runUs },
  };
}

/** Looked for from the newest on; undefined where it was let go. */
export function rowOfRequest(rows: HistoryRows, requestId: string, arrivedAtMs: number): HistoryRow | undefined {
  const words = new Uint32Array(4);
  writeRequestId(requestId, words, 0);
  const [a, b, c, d] = words;
  for (const { chunk, from, to } of segments(rows).toReversed()) {
    for (let at = to - 1; at >= from; at -= 1) {
      const ids = chunk.requestIdWords;
      const place = at * 4;
      if (ids[place] !== a || ids[place + 1] !== b || ids[place + 2] !== c || ids[place + 3] !== d) continue;
      if (chunk.arrivedAtMs[at] === arrivedAtMs) return rowAt(rows, chunk.firstSeq + at);
    }
  }
  return undefined;
}
