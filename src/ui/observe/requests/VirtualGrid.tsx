/**
 * A long list as a grid of which only the rows in sight are drawn. It has one place in the tab order: arrows, PageUp,
 * PageDown, Home and End move its active row, Enter opens it. What a row says, and which is active, is the owner's.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { rowsInSight, scrollHeightPx, scrollTopFor, type VirtualList } from "./virtual-window.ts";
import "./virtual-grid.css";

export interface GridRow {
  readonly key: string | number;
  readonly cells: ReactNode;
  readonly className?: string;
  readonly selected?: boolean;
}

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

export interface GridHandle {
  readonly scroller: HTMLElement | null;
  readonly list: VirtualList;
  /** In an effect before painting: rows and scroll move together. */
  scrollTo(topPx: number): void;
}

interface VirtualGridProps {
  readonly label: string;
  readonly rowCount: number;
  readonly rowHeightPx: number;
  /** Widths of the columns, as grid-template-columns. */
  readonly template: string;
  /** Cells of the first row, with the role "columnheader". */
  readonly header: ReactNode;
  readonly headerHeightPx: number;
  readonly rowOf: (place: number) => GridRow | undefined;
  readonly active: number | undefined;
  readonly onActive: (place: number) => void;
  readonly onOpen: (place: number) => void;
  readonly onMenu?: (place: number, at: MenuPlace) => void;
  readonly onScroll?: (scroller: HTMLElement) => void;
  readonly className?: string;
  readonly ref?: Ref<GridHandle>;
}

export function VirtualGrid(props: VirtualGridProps) {
  const { label, rowCount, rowHeightPx, template, header, headerHeightPx, rowOf, active, className = "" } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [{ scrollTopPx, heightPx }, setSight] = useState({ scrollTopPx: 0, heightPx: 0 });
  const list: VirtualList = { rowCount, rowHeightPx, viewHeightPx: Math.max(rowHeightPx, heightPx - headerHeightPx) };
  useImperativeHandle(props.ref, () => ({
    scroller: scroller.current,
    list,
    scrollTo(topPx) {
      const { current } = scroller;
      if (!current) return;
      current.scrollTop = topPx;
      setSight({ scrollTopPx: current.scrollTop, heightPx: current.clientHeight });
    },
  }));

  useLayoutEffect(() => {
    const { current } = scroller;
    if (!current) return;
    const read = () => setSight({ scrollTopPx: current.scrollTop, heightPx: current.clientHeight });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);

  const { first, end, topPx } = rowsInSight(list, scrollTopPx);
  const places = Array.from({ length: end - first }, (_, place) => first + place);
  const rowId = (place: number) => `${id}-${place}`;

  const goTo = (place: number) => {
    const next = Math.max(0, Math.min(rowCount - 1, place));
    props.onActive(next);
    const { current } = scroller;
    if (current) current.scrollTop = scrollTopFor(list, next, current.scrollTop);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // Buttons in the header have keys of their own.
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey || rowCount === 0) return;
    const next = placeAfterKey(event.key, active ?? first - 1, rowCount, Math.max(1, Math.floor(list.viewHeightPx / rowHeightPx) - 1));
    if (next !== undefined) goTo(next);
    else if ((event.key === "Enter" || event.key === " ") && active !== undefined) props.onOpen(active);
    else return;
    event.preventDefault();
  };

  const onContextMenu = (event: MouseEvent<HTMLDivElement>) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-place]") : null;
    // By the keyboard it comes from the grid itself, and is about the active row.
    const place = row ? Number(row.dataset.place) : active;
    const drawn = place === undefined ? null : (row ?? document.getElementById(rowId(place)));
    if (place === undefined || !drawn || !props.onMenu) return;
    event.preventDefault();
    const box = drawn.getBoundingClientRect();
    props.onActive(place);
    props.onMenu(place, row ? { x: event.clientX, y: event.clientY } : { x: box.left + 24, y: box.bottom });
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are placed by hand are no table's rows
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-activedescendant={active !== undefined && active >= first && active < end ? rowId(active) : undefined}
      className={`vg ${className}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
      onFocus={(event) => {
        if (event.target === event.currentTarget && active === undefined && rowCount > 0)
          props.onActive(Math.min(rowCount - 1, Math.ceil(scrollTopPx / rowHeightPx)));
      }}
      onScroll={(event) => {
        const { scrollTop, clientHeight } = event.currentTarget;
        setSight({ scrollTopPx: scrollTop, heightPx: clientHeight });
        props.onScroll?.(event.currentTarget);
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="rowgroup" className="vg-head" style={{ height: headerHeightPx }}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row */}
        <div role="row" aria-rowindex={1} className="vg-row" style={{ gridTemplateColumns: template, height: headerHeightPx }}>
          {header}
        </div>
      </div>
      {rowCount > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: see above
        <div role="rowgroup" className="vg-body" style={{ height: scrollHeightPx(list) }}>
          {places.map((place, index) => {
            const row = rowOf(place);
            if (!row) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above
              // biome-ignore lint/a11y/useFocusableInteractive: see above
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the grid opens it
              <div
                key={row.key}
                role="row"
                id={rowId(place)}
                data-place={place}
                aria-rowindex={place + 2}
                aria-selected={row.selected ?? false}
                className={`vg-row ${row.className ?? ""}${row.selected ? " sel" : ""}${place === active ? " act" : ""}`}
                style={{ gridTemplateColumns: template, height: rowHeightPx, top: topPx + index * rowHeightPx }}
                onClick={() => {
                  props.onActive(place);
                  props.onOpen(place);
                }}
              >
                {row.cells}
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}

function placeAfterKey(key: string, from: number, rowCount: number, page: number): number | undefined {
  if (key === "ArrowDown") return from + 1;
  if (key === "ArrowUp") return from - 1;
  if (key === "PageDown") return from + page;
  if (key === "PageUp") return from - page;
  if (key === "Home") return 0;
  if (key === "End") return rowCount - 1;
  return undefined;
}
