/**
 * The newest items of an endless stream, as many as there is room for, and a count of those let go. Values, not a
 * buffer that changes underneath: what a panel was given stays as it was.
 */
export interface Ring<T> {
  /** Newest last. */
  readonly items: readonly T[];
  readonly dropped: number;
}

export function pushToRing<T>({ items, dropped }: Ring<T>, added: readonly T[], capacity: number): Ring<T> {
  const over = Math.max(0, items.length + added.length - capacity);
  const kept = over < items.length ? [...items.slice(over), ...added] : added.slice(over - items.length);
  return { items: kept, dropped: dropped + over };
}
