/**
 * A text as rows of equal height: cut at its own line ends, and between words where it is wider than there is room. Letters
 * of a log are all of one width, so that this needs no measuring of each.
 */
export const MOST_TEXT_ROWS = 200;
/** Further back than this, a row would be left too empty: then a word is cut. */
const LONGEST_CUT = 24;

export function countTextRows(text: string, width: number): number {
  let count = 0;
  walkRows(text, width, () => {
    count += 1;
    return count < MOST_TEXT_ROWS;
  });
  return count;
}

/** As many as `countTextRows` says; the last tells what is left out. */
export function textRows(text: string, width: number): readonly string[] {
  const rows: string[] = [];
  walkRows(text, width, (from, to) => {
    rows.push(text.slice(from, to));
    return rows.length <= MOST_TEXT_ROWS;
  });
  return rows.length <= MOST_TEXT_ROWS ? rows : [...rows.slice(0, MOST_TEXT_ROWS - 1), "… and more. Open the request to read it all."];
}

/** Until `take` says that it has enough. */
function walkRows(text: string, width: number, take: (from: number, to: number) => boolean): void {
  let from = 0;
  for (;;) {
    const lineEnd = text.indexOf("\n", from);
    const end = lineEnd < 0 ? text.length : lineEnd;
    do {
      const to = rowEnd(text, from, end, width);
      if (!take(from, to)) return;
      from = to;
    } while (from < end);
    if (lineEnd < 0) return;
    from = lineEnd + 1;
  }
}

function rowEnd(text: string, from: number, end: number, width: number): number {
  const to = from + width;
  if (to >= end) return end;
  const space = text.lastIndexOf(" ", to - 1);
  return space >= Math.max(from + 1, to - LONGEST_CUT) ? space + 1 : to;
}
