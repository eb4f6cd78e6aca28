/** The menu of a row, where it was asked for: by the right mouse button, or by the menu key. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { HistoryRow } from "../../../metrics/history/history-rows.ts";
import { useAttempt } from "../../shared/attempt.ts";
import { MenuItem } from "../../shared/Menu.tsx";
import { FilterItems } from "./FilterItems.tsx";
import type { MenuPlace } from "./VirtualGrid.tsx";

interface RowMenuProps {
  readonly row: HistoryRow;
  readonly at: MenuPlace;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

const EDGE_PX = 8;

export function RowMenu({ row, at, onOpen, onClose }: RowMenuProps) {
  const box = useRef<HTMLDivElement>(null);
  const attempt = useAttempt();
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    current.showPopover();
    const { width, height } = current.getBoundingClientRect();
    current.style.left = `${Math.max(EDGE_PX, Math.min(at.x, innerWidth - width - EDGE_PX))}px`;
    current.style.top = `${Math.max(EDGE_PX, Math.min(at.y, innerHeight - height - EDGE_PX))}px`;
    current.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [at]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === "Tab" || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
      return;
    }
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const here = items.findIndex((item) => item.matches(":focus"));
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items.at(next % items.length)?.focus();
  };

  return (
    <div
      ref={box}
      className="menu"
      popover="auto"
      role="menu"
      aria-label={`Request ${row.requestId.slice(0, 8)}`}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onToggle={(event) => {
        if (event.newState === "closed") onClose();
      }}
    >
      <MenuItem
        onSelect={() => {
          onClose();
          onOpen();
        }}
      >
        Open
      </MenuItem>
      <MenuItem
        onSelect={() => {
          onClose();
          attempt(() => navigator.clipboard.writeText(row.requestId));
        }}
      >
        Copy the request id
      </MenuItem>
      <hr />
      <FilterItems row={row} onChosen={onClose} />
    </div>
  );
}
