/** Moments that belong together: a burst ends where nothing of its kind happens for two seconds. */
export const BURST_GAP_MS = 2_000;

export interface Burst {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
}

/** Oldest first. Sorts the moments in place. */
export function burstsOf(momentsMs: Float64Array, gapMs = BURST_GAP_MS): readonly Burst[] {
  momentsMs.sort();
  const bursts: Burst[] = [];
  let from = 0;
  for (let at = 1; at <= momentsMs.length; at += 1) {
    const before = momentsMs[at - 1] ?? 0;
    const here = momentsMs[at];
    if (here !== undefined && here - before <= gapMs) continue;
    bursts.push({ fromMs: momentsMs[from] ?? 0, toMs: before, count: at - from });
    from = at;
  }
  return bursts;
}
