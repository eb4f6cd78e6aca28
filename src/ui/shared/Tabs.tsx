/** Tabs with roving focus, and the panel that the chosen one shows. Only the chosen panel is rendered. */
import type { ReactNode } from "react";
import { type Choice, moveChoice } from "./choice.ts";

interface TabsProps<T extends string> {
  label: string;
  /** Joins tabs and panels: the same text for Tabs and its TabPanel. */
  idPrefix: string;
  value: T;
  options: readonly Choice<T>[];
  onChange: (value: T) => void;
}

const tabId = (idPrefix: string, value: string) => `${idPrefix}-tab-${value}`;
const panelId = (idPrefix: string, value: string) => `${idPrefix}-panel-${value}`;

export function Tabs<T extends string>({ label, idPrefix, value, options, onChange }: TabsProps<T>) {
  return (
    <div className="sub r" role="tablist" aria-label={label} onKeyDown={(event) => moveChoice(event, value, options, onChange)}>
      {options.map((option) => {
        const chosen = option.value === value;
        return (
          <button
            key={option.value}
            type="button"
            role="tab"
            id={tabId(idPrefix, option.value)}
            aria-selected={chosen}
            aria-controls={chosen ? panelId(idPrefix, option.value) : undefined}
            data-value={option.value}
            title={option.title}
            className={chosen ? "on" : undefined}
            tabIndex={chosen ? 0 : -1}
            onClick={() => onChange(option.value)}
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}

export function TabPanel({
  idPrefix,
  value,
  className,
  children,
}: {
  idPrefix: string;
  value: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div role="tabpanel" id={panelId(idPrefix, value)} aria-labelledby={tabId(idPrefix, value)} className={className}>
      {children}
    </div>
  );
}
