/** Where the keys of an open list lead; Home and End stay the field's own. */

/** As many as a screen of the list has. */
const PAGE = 8;

/** Undefined: the key does not move. `at` is -1 while none is chosen. */
export function movedTo(key: string, at: number, length: number): number | undefined {
  if (length === 0) return undefined;
  const last = length - 1;
  switch (key) {
    case "ArrowDown":
      return at >= last ? 0 : at + 1;
    case "ArrowUp":
      return at <= 0 ? last : at - 1;
    case "PageDown":
      return Math.min(last, at + PAGE);
    case "PageUp":
      return Math.max(0, at - PAGE);
    default:
      return undefined;
  }
}
