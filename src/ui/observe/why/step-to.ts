/** Arrow keys, Home and End go from one control of a list to the next; each stays a stop of the Tab key too. */
import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

export function stepTo(event: KeyboardEvent<HTMLElement>, selector: string): void {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const at = controls.findIndex((control) => control.closest("tr") === (event.target as HTMLElement).closest("tr"));
  if (at < 0) return;
  event.preventDefault();
  controls[step(at, controls.length)]?.focus();
}
