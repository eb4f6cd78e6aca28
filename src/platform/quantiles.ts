/** Reads a quantile table: [share, value] pairs, rising; straight lines between them, flat beyond the ends. */
export function quantileAt(table: readonly (readonly [number, number])[], share: number): number {
  let below = table[0];
  if (!below) throw new Error("An empty quantile table.");
  for (const above of table) {
    if (share <= above[0]) {
      const width = above[0] - below[0];
      return width === 0 ? above[1] : below[1] + ((share - below[0]) / width) * (above[1] - below[1]);
    }
    below = above;
  }
  return below[1];
}
