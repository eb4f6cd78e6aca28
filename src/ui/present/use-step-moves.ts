/** Steps by key and by swipe. What has arrow keys or a swipe of its own keeps them. */
import { type RefObject, type TouchEvent, useEffect, useRef } from "react";
import type { PresenterStep } from "../../store/state.ts";
import { type StepName, stepOfKey } from "./present-steps.ts";

const OWN_KEYS =
  "input, select, textarea, .pres-code, .chart-table, .recharts-wrapper, [role='application'], [role='slider'], [role='menu']";
const OWN_SWIPES = "select, .chart-body, .pres-code";
const SWIPE_PX = 60;

export function useStepKeys(
  dialog: RefObject<HTMLDialogElement | null>,
  step: PresenterStep,
  steps: readonly StepName[],
  go: (step: PresenterStep | undefined) => void,
): void {
  const latest = useRef({ step, steps, go });
  latest.current = { step, steps, go };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target instanceof Element ? event.target : undefined;
      // Another window over this one has the keys to itself.
      if (target && target !== document.body && !dialog.current?.contains(target)) return;
      const next = stepOfKey(event.key, latest.current.step, target?.closest(OWN_KEYS) != null, latest.current.steps);
      if (next === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.go(next);
    };
    // Before a chart hears it: a remote control's keys step wherever the focus is.
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => removeEventListener("keydown", onKeyDown, { capture: true });
  }, [dialog]);
}

export function useSwipe(move: (by: 1 | -1) => void) {
  const from = useRef<{ readonly x: number; readonly y: number }>(undefined);
  return {
    onTouchStart(event: TouchEvent) {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined;
      const isOwn = event.target instanceof Element && event.target.closest(OWN_SWIPES) !== null;
      from.current = touch && !isOwn ? { x: touch.clientX, y: touch.clientY } : undefined;
    },
    onTouchEnd(event: TouchEvent) {
      const touch = event.changedTouches[0];
      const { current } = from;
      from.current = undefined;
      if (!touch || !current) return;
      const [x, y] = [touch.clientX - current.x, touch.clientY - current.y];
      if (Math.abs(x) >= SWIPE_PX && Math.abs(x) > 2 * Math.abs(y)) move(x < 0 ? 1 : -1);
    },
  };
}
