/** A button that opens a list of actions. Arrow keys move, Esc and Tab close; the focus goes back to the button. */
import { createContext, type KeyboardEvent, type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import { type Align, placeBeside } from "./beside.ts";
import { Icon } from "./Icon.tsx";
import "./Menu.css";

const CloseMenu = createContext<() => void>(() => {});

interface MenuProps {
  label: string;
  className?: string;
  trigger: ReactNode;
  children: ReactNode;
  align?: Align;
  /** -1 where the same actions have keys of their own, as in a tree. */
  tabIndex?: number;
}

export function Menu({ label, className, trigger, children, align = "start", tabIndex }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();

  // A popover lies above everything, whatever clips the pane it is in.
  useEffect(() => {
    const popover = list.current;
    if (!open || !popover || !button.current) return;
    popover.showPopover();
    placeBeside(popover, button.current, align);
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
        tabIndex={tabIndex}
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
  /** Given: one of several choices, or a switch, and whether it holds. */
  checked?: boolean;
}

export function MenuItem({ onSelect, children, danger = false, disabled = false, checked }: MenuItemProps) {
  const close = useContext(CloseMenu);
  return (
    <button
      type="button"
      {...(checked === undefined ? { role: "menuitem" } : { role: "menuitemradio", "aria-checked": checked })}
      className={danger ? "menu-item danger" : "menu-item"}
      disabled={disabled}
      tabIndex={-1}
      onClick={() => {
        // First closed, so that what opens next takes the focus from the button and gives it back there.
        close();
        onSelect();
      }}
    >
      {checked !== undefined && <span className="menu-check">{checked && <Icon name="check" size={14} />}</span>}
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
