/** The steps of the presenter's mode in their order, and which a key leads to. */
import type { PresenterStep } from "../../store/state.ts";

export interface StepName {
  readonly step: PresenterStep;
  readonly name: string;
}

export const STEPS: readonly StepName[] = [
  { step: "containers", name: "Containers" },
  { step: "code", name: "Code" },
  { step: "timeline", name: "Timeline" },
  { step: "latency", name: "Latency" },
  { step: "bill", name: "Bill" },
  { step: "request", name: "Request" },
  { step: "why", name: "Why" },
];

export function placeOf(step: PresenterStep): number {
  return STEPS.findIndex((each) => each.step === step);
}

/** undefined before the first and after the last. */
export function stepBeside(step: PresenterStep, by: 1 | -1): PresenterStep | undefined {
  return STEPS[placeOf(step) + by]?.step;
}

const MOVES: Readonly<Record<string, 1 | -1>> = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1 };

/** A remote control sends the page keys, and they always step; the others only where they mean nothing of their own. */
export function stepOfKey(key: string, step: PresenterStep, taken: boolean): PresenterStep | undefined {
  if (taken && key !== "PageDown" && key !== "PageUp") return undefined;
  if (key === "Home") return STEPS[0]?.step;
  if (key === "End") return STEPS.at(-1)?.step;
  const by = MOVES[key];
  return by && stepBeside(step, by);
}
