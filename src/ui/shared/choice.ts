/** What a row of choices offers, and where its arrow keys lead: Segmented and Tabs share both. */
import type { KeyboardEvent, ReactNode } from "react";

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly title?: string;
}

/** Undefined when the key is none that moves. Ends lead to the other end. */
export function choiceAfterKey<T extends string>(key: string, value: T, options: readonly Choice<T>[]): T | undefined {
  const index = options.findIndex((option) => option.value === value);
  if (key === "Home") return options[0]?.value;
  if (key === "End") return options.at(-1)?.value;
  if (key === "ArrowRight" || key === "ArrowDown") return options[(index + 1) % options.length]?.value;
  if (key === "ArrowLeft" || key === "ArrowUp") return options.at(index <= 0 ? -1 : index - 1)?.value;
  return undefined;
}

/** Moves the choice, and the focus with it: the buttons carry their value in data-value. */
export function moveChoice<T extends string>(
  event: KeyboardEvent<HTMLElement>,
  value: T,
  options: readonly Choice<T>[],
  onChange: (value: T) => void,
): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const next = choiceAfterKey(event.key, value, options);
  if (next === undefined) return;
  event.preventDefault();
  onChange(next);
  for (const button of event.currentTarget.querySelectorAll<HTMLElement>("[data-value]")) {
    if (button.dataset.value === next) button.focus();
  }
}
