/**
 * A text as rows of equal height: cut at its own line ends, and where it is wider than there is room. Letters of a log are
 * all of one width, so that this needs no measuring of each.
 */
export const MOST_TEXT_ROWS = 200;

export function countTextRows(text: string, width: number): number {
  let rows = 0;
  let from = 0;
  while (rows < MOST_TEXT_ROWS) {
    const end = text.indexOf("\n", from);
    rows += Math.max(1, Math.ceil(((end < 0 ? text.length : end) - from) / width));
    if (end < 0) break;
    from = end + 1;
  }
  return Math.min(rows, MOST_TEXT_ROWS);
}

/** As many as `countTextRows` says; the last tells what is left out. */
export function textRows(text: string, width: number): readonly string[] {
  const rows: string[] = [];
  let from = 0;
  while (from <= text.length && rows.length <= MOST_TEXT_ROWS) {
    const lineEnd = text.indexOf("\n", from);
    const end = lineEnd < 0 ? text.length : lineEnd;
    for (let at = from; rows.length <= MOST_TEXT_ROWS && (at < end || at === from); at += width)
      rows.push(text.slice(at, Math.min(end, at + width)));
    from = end + 1;
  }
  if (rows.length <= MOST_TEXT_ROWS) return rows;
  return [...rows.slice(0, MOST_TEXT_ROWS - 1), "… and more. Open the request to read it all."];
}
