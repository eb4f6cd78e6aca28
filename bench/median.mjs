export function median(values) {
  return quantile(values, 0.5);
}

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** One metric from alternating runs of [value, baseline]; `ratio` is the median of the runs' own ratios. */
export function metric(id, unit, pairs, what) {
  const round = (number) => Number(number.toPrecision(3));
  return {
    id,
    value: round(median(pairs.map(([value]) => value))),
    unit,
    baseline: round(median(pairs.map(([, baseline]) => baseline))),
    ratio: round(median(pairs.map(([value, baseline]) => value / baseline))),
    runs: pairs.length,
    what,
  };
}
