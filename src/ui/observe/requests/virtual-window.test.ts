import { expect, it } from "vitest";
import { rowsInSight, scrollHeightPx, scrollTopFor, TALLEST_PX } from "./virtual-window.ts";

const short = { rowCount: 100, rowHeightPx: 24, viewHeightPx: 240 };
const long = { rowCount: 1_048_576, rowHeightPx: 44, viewHeightPx: 440 };

it("shows what is in sight and a little more", () => {
  expect(rowsInSight(short, 0)).toEqual({ first: 0, end: 17, topPx: 0 });
  expect(rowsInSight(short, 2_160)).toEqual({ first: 84, end: 100, topPx: 84 * 24 });
  expect(rowsInSight({ ...short, rowCount: 0 }, 0)).toEqual({ first: 0, end: 0, topPx: 0 });
  expect(rowsInSight({ ...short, rowCount: 3 }, 9_999)).toMatchObject({ end: 3 });
});

it.each([short, long])("reaches every row: the first, the last, and any that is asked for", (list) => {
  const room = scrollHeightPx(list) - list.viewHeightPx;
  expect(scrollHeightPx(list)).toBeLessThanOrEqual(TALLEST_PX);
  for (const row of [0, 1, Math.floor(list.rowCount / 2), list.rowCount - 2, list.rowCount - 1]) {
    for (const from of [0, room / 2, room]) {
      const scrollTop = scrollTopFor(list, row, from);
      expect(scrollTop).toBeGreaterThanOrEqual(0);
      expect(scrollTop).toBeLessThanOrEqual(room + 1e-6);
      const { first, topPx } = rowsInSight(list, scrollTop);
      const placedPx = topPx + (row - first) * list.rowHeightPx - scrollTop;
      expect(placedPx).toBeGreaterThanOrEqual(-1e-3);
      expect(placedPx + list.rowHeightPx).toBeLessThanOrEqual(list.viewHeightPx + 1e-3);
      expect(scrollTopFor(list, row, scrollTop)).toBeCloseTo(scrollTop, 6);
    }
  }
});
