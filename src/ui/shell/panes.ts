/** Moves the focus from pane to pane. A pane marks itself with data-pane; hidden ones are passed over. */
const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, [tabindex="0"]';

export function focusPaneBeside(step: -1 | 1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.checkVisibility());
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const start = current < 0 && step < 0 ? 0 : current;
  for (let tried = 1; tried <= panes.length; tried += 1) {
    const pane = panes.at((start + step * tried) % panes.length);
    const target = pane && focusTarget(pane);
    if (!target) continue;
    target.focus();
    return;
  }
}

/** The editor's text, the chosen row or tab, or simply the first control. */
export function focusTarget(pane: HTMLElement): HTMLElement | undefined {
  const preferred = pane.dataset.paneFocus;
  const first = preferred === undefined ? null : pane.querySelector<HTMLElement>(preferred);
  if (first) return first;
  return [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].find((each) => each.tabIndex >= 0 && each.checkVisibility());
}
