/**
 * Which rows of a long list are in sight. Browsers draw nothing taller than some 17 million pixels: a longer list scrolls
 * by its share of the way, and the rows in sight still stand at their full height.
 */
export const TALLEST_PX = 15_000_000;

export interface VirtualList {
  readonly rowCount: number;
  readonly rowHeightPx: number;
  readonly viewHeightPx: number;
}

export interface RowsInSight {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** Where the first stands in what is scrolled. */
  readonly topPx: number;
}

/** Beyond both edges, so that a fast scroll shows rows and not gaps. */
const BEYOND = 6;

export function scrollHeightPx({ rowCount, rowHeightPx }: VirtualList): number {
  return Math.min(TALLEST_PX, rowCount * rowHeightPx);
}

export function rowsInSight(list: VirtualList, scrollTopPx: number): RowsInSight {
  const { rowCount, rowHeightPx, viewHeightPx } = list;
  const throughPx = scrollTopPx * stretch(list);
  const top = Math.floor(throughPx / rowHeightPx);
  const first = Math.max(0, Math.min(top, rowCount) - BEYOND);
  const end = Math.min(rowCount, top + Math.ceil(viewHeightPx / rowHeightPx) + 1 + BEYOND);
  return { first, end: Math.max(first, end), topPx: scrollTopPx + first * rowHeightPx - throughPx };
}

/** Where to scroll so that a row is wholly in sight; where it is now if it is. */
export function scrollTopFor(list: VirtualList, row: number, scrollTopPx: number): number {
  const { rowHeightPx, viewHeightPx } = list;
  const times = stretch(list);
  const throughPx = scrollTopPx * times;
  const rowTopPx = row * rowHeightPx;
  if (rowTopPx < throughPx) return rowTopPx / times;
  const lowestPx = rowTopPx + rowHeightPx - viewHeightPx;
  return lowestPx > throughPx ? Math.max(0, lowestPx) / times : scrollTopPx;
}

/** How many pixels of the list a scrolled pixel goes. */
function stretch(list: VirtualList): number {
  const wholePx = list.rowCount * list.rowHeightPx;
  const room = scrollHeightPx(list) - list.viewHeightPx;
  return wholePx <= TALLEST_PX || room <= 0 ? 1 : (wholePx - list.viewHeightPx) / room;
}
