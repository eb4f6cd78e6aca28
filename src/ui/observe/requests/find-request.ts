/** A request by its id: in full where that is kept, else what its row says. */
import { type HistoryRow, type HistoryRows, rowOf, segments } from "../../../metrics/history/history-rows.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { Billed } from "../../../platform/billing.ts";
import { billedQuantities, costUsd, NO_SPLIT, NOTHING_BILLED } from "../../../platform/billing.ts";
import type { ProviderProfile } from "../../../platform/profiles/provider-profile.ts";
import type { InvocationView } from "../../../platform/results.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";

export interface FoundRequest {
  readonly view: InvocationView;
  /** false: log, event, response and calls were let go, and are not in `view`. */
  readonly inFull: boolean;
}

export function findRequest(run: ObservedRun, attemptId: string): FoundRequest | undefined {
  const view = run.details.findLast((each) => attemptIdOf(each) === attemptId);
  if (view) return { view, inFull: true };
  const row = findRow(run.history.rows, attemptId);
  return row && { view: viewOfRow(row, run.profile), inFull: false };
}

/** From the newest back; by the moment of its arrival first, which is a number. */
function findRow(rows: HistoryRows, attemptId: string): HistoryRow | undefined {
  const arrivedAtMs = Number(attemptId.slice(attemptId.lastIndexOf(" ") + 1));
  for (const { chunk, from, to } of segments(rows).toReversed()) {
    for (let at = to - 1; at >= from; at -= 1) {
      if (chunk.arrivedAtMs[at] !== arrivedAtMs) continue;
      const row = rowOf(rows.dictionaries, chunk, at);
      if (attemptIdOf(row) === attemptId) return row;
    }
  }
  return undefined;
}

export function viewOfRow(row: HistoryRow, profile: ProviderProfile): InvocationView {
  const { billed, split } = billOfRow(row, profile);
  return { ...row, billed, split, costUsd: costUsd(billed, profile), logs: [], event: "" };
}

/** As it was billed: the row keeps the billed time and whether init is in it, and rounding is what is left. */
export function billOfRow(
  { status, because, billedMs, initMs, initBilled, durationMs, memoryMb }: HistoryRow,
  profile: ProviderProfile,
): Billed {
  if (status === "throttled") return { billed: NOTHING_BILLED, split: NO_SPLIT };
  const initUs = initBilled ? Math.round(initMs * 1_000) : 0;
  const runUs = Math.round(durationMs * 1_000);
  return {
    billed: billedQuantities(billedMs, memoryMb, profile, because === "provisioned"),
    split: { initUs, runUs, roundingUs: billedMs * 1_000 - initUs - runUs },
  };
}
