/**
 * Follows the end of a list that grows, until one scrolls away: then what is being read stays where it is, and what came
 * since is counted. At the end again, it follows again.
 */
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { InvocationView } from "../../../platform/results.ts";
import type { GridHandle } from "../requests/VirtualGrid.tsx";
import { entryAt, entryOfRow, findEntry, type LogEntry, type LogList, linesAfter } from "./log-list.ts";

export interface Tail {
  readonly follows: boolean;
  /** Lines that came since it stopped following. */
  readonly newLines: number;
  onScroll(scroller: HTMLElement): void;
  /** To the end, and on with it. */
  follow(): void;
}

/** Browsers round what is scrolled. */
const NEARLY_PX = 4;

interface Held {
  readonly entry: LogEntry;
  /** How far the line's first row stands above the upper edge. */
  readonly abovePx: number;
}

export function useTail(grid: RefObject<GridHandle | null>, list: LogList, rowHeightPx: number): Tail {
  const [stoppedAt, setStoppedAt] = useState<{ readonly newest: InvocationView | undefined }>();
  const held = useRef<Held>(undefined);
  const follows = stoppedAt === undefined;

  useLayoutEffect(() => {
    const handle = grid.current;
    if (!handle?.scroller) return;
    if (follows) {
      handle.scrollTo(handle.scroller.scrollHeight);
      return;
    }
    const place = held.current && findEntry(list, held.current.entry);
    if (place !== undefined && held.current) handle.scrollTo((list.starts[place] ?? 0) * rowHeightPx + held.current.abovePx);
  }, [grid, list, follows, rowHeightPx]);

  return {
    follows,
    newLines: stoppedAt ? linesAfter(list, stoppedAt.newest) : 0,
    onScroll({ scrollTop, scrollHeight, clientHeight }) {
      if (scrollTop + clientHeight >= scrollHeight - NEARLY_PX) {
        setStoppedAt(undefined);
        return;
      }
      const place = entryOfRow(list, Math.floor(scrollTop / rowHeightPx));
      const entry = entryAt(list, place);
      held.current = entry && { entry, abovePx: scrollTop - (list.starts[place] ?? 0) * rowHeightPx };
      setStoppedAt((last) => last ?? { newest: list.details.at(-1) });
    },
    follow: () => setStoppedAt(undefined),
  };
}
