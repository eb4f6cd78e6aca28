/**
 * Where the tiles of one function stand. Newest start last, and a tile never changes its column while it lives: what
 * left leaves a hole, and only a row of nothing but holes is closed.
 */
export const FULL_COLUMNS = 4;
export const DENSE_COLUMNS = 13;
/** Above this, ended containers are counted instead of shown. */
export const MOST_WITH_GHOSTS = 12;
/** Above this, tiles become squares. */
export const MOST_FULL_TILES = 40;

/** Whole rows at either width: dropping this many holes moves no tile sideways. */
const DROP = FULL_COLUMNS * DENSE_COLUMNS;

/** `ids` is what is there now, in order of birth; the answer also names those that left, as long as they hold a place. */
export function nextSlots(before: readonly string[], ids: readonly string[]): readonly string[] {
  const there = new Set(ids);
  const known = new Set(before);
  let slots = [...before, ...ids.filter((id) => !known.has(id))];
  const last = slots.findLastIndex((id) => there.has(id));
  slots = slots.slice(0, last + 1);
  const first = slots.findIndex((id) => there.has(id));
  slots = slots.slice(Math.floor(Math.max(0, first) / DROP) * DROP);
  const same = slots.length === before.length && slots.every((id, place) => id === before[place]);
  return same ? before : slots;
}

/** Row after row, filled up to its end; `undefined` is a hole. */
export function placesOf(slots: readonly string[], there: ReadonlySet<string>, columns: number): readonly (string | undefined)[] {
  const places: (string | undefined)[] = [];
  for (let from = 0; from < slots.length; from += columns) {
    const row = Array.from({ length: columns }, (_, column) => slots[from + column]).map((id) =>
      id !== undefined && there.has(id) ? id : undefined,
    );
    if (row.some((id) => id !== undefined)) places.push(...row);
  }
  return places;
}
