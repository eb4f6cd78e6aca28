/** A button that opens a list of actions. Arrow keys move, Esc and Tab close; the focus goes back to the button. */
import { createContext, type KeyboardEvent, type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import "./Menu.css";

const CloseMenu = createContext<() => void>(() => {});

interface MenuProps {
  label: string;
  className?: string;
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}

export function Menu({ label, className, trigger, children, align = "start" }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();

  // A popover lies above everything, whatever clips the pane it is in.
  useEffect(() => {
    const popover = list.current;
    if (!open || !popover) return;
    popover.showPopover();
    place(popover, button.current, align);
    itemsOf(popover)[0]?.focus();
  }, [open, align]);

  const close = () => {
    if (list.current?.matches(":popover-open")) list.current.hidePopover();
    button.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = list.current && itemAfterKey(event.key, itemsOf(list.current));
    if (event.key === "Tab" || event.key === "Escape") {
      event.stopPropagation();
      if (event.key === "Escape") event.preventDefault();
      close();
    } else if (next) {
      event.preventDefault();
      next.focus();
    }
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className ?? "btn ghost"}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {trigger}
      </button>
      {open && (
        <div
          ref={list}
          id={listId}
          className="menu"
          popover="auto"
          role="menu"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={onKeyDown}
          onToggle={(event) => {
            if (event.newState === "closed") setOpen(false);
          }}
        >
          <CloseMenu.Provider value={close}>{children}</CloseMenu.Provider>
        </div>
      )}
    </>
  );
}

interface MenuItemProps {
  onSelect: () => void;
  children: ReactNode;
  danger?: boolean;
  disabled?: boolean;
}

export function MenuItem({ onSelect, children, danger = false, disabled = false }: MenuItemProps) {
  const close = useContext(CloseMenu);
  return (
    <button
      type="button"
      role="menuitem"
      className={danger ? "menu-item danger" : "menu-item"}
      disabled={disabled}
      tabIndex={-1}
      onClick={() => {
        // First closed, so that what opens next takes the focus from the button and gives it back there.
        close();
        onSelect();
      }}
    >
      {children}
    </button>
  );
}

function itemsOf(popover: HTMLElement): readonly HTMLElement[] {
  return [...popover.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)')];
}

function itemAfterKey(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  const index = items.findIndex((item) => item.matches(":focus"));
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key === "ArrowDown") return items[(index + 1) % items.length];
  if (key === "ArrowUp") return items.at(index <= 0 ? -1 : index - 1);
  return undefined;
}

const GAP_PX = 4;
const EDGE_PX = 8;

/** Below the button, or above it where there is no room. */
function place(popover: HTMLElement, button: HTMLElement | null, align: "start" | "end"): void {
  if (!button) return;
  const from = button.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const left = align === "start" ? from.left : from.right - width;
  const below = from.bottom + GAP_PX;
  const top = below + height > innerHeight - EDGE_PX ? from.top - GAP_PX - height : below;
  popover.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX))}px`;
  popover.style.top = `${Math.max(EDGE_PX, top)}px`;
}
