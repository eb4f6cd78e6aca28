/**
 * Fewer points for a chart, without losing what a person looks for: the first, the last, and of every stretch between
 * the lowest and the highest, in their order. An average would flatten the one slow request away.
 */
export function keepExtremes<T>(points: readonly T[], measure: (point: T) => number, maxPoints: number): readonly T[] {
  const first = points[0];
  const last = points.at(-1);
  if (points.length <= maxPoints || first === undefined || last === undefined) return points;
  const inner = points.length - 2;
  const stretches = Math.floor((maxPoints - 2) / 2);
  const kept: T[] = [first];
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const from = 1 + Math.floor((stretch * inner) / stretches);
    const to = 1 + Math.floor(((stretch + 1) * inner) / stretches);
    kept.push(...extremesOf(points.slice(from, to), measure));
  }
  kept.push(last);
  return kept;
}

function extremesOf<T>(points: readonly T[], measure: (point: T) => number): readonly T[] {
  let low: T | undefined;
  let high: T | undefined;
  for (const point of points) {
    if (low === undefined || measure(point) < measure(low)) low = point;
    if (high === undefined || measure(point) > measure(high)) high = point;
  }
  if (low === undefined || high === undefined) return [];
  if (low === high) return [low];
  return points.indexOf(low) < points.indexOf(high) ? [low, high] : [high, low];
}
