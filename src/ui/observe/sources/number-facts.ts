/**
 * What every number of Observe is: measured here, modelled from published figures (with source and date), or counted.
 * One entry a kind of number. Prices and limits are the run's provider profile's, and are never written down here.
 */
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { COUNTED_FACTS } from "./counted-facts.ts";
import { MEASURED_FACTS } from "./measured-facts.ts";
import { MONEY_FACTS } from "./money-facts.ts";
import { PLATFORM_FACTS } from "./platform-facts.ts";

export type FactKind = "measured" | "modelled" | "counted";

export interface FactSource {
  /** What is read there. */
  readonly what: string;
  readonly href: string;
  /** "2026-09-19", or a year. */
  readonly asOf: string;
}

export interface NumberFact {
  readonly title: string;
  readonly kind: FactKind;
  readonly how: string;
  /** What a reader might think is in it, and is not. */
  readonly not?: string;
  readonly sources?: readonly FactSource[];
}

/** What a fact may depend on: whose prices, what was set, and whether real workers ran it. */
export type FactContext = Pick<ObservedRun, "profile" | "settings" | "origin">;

export type FactTable<Id extends string> = Readonly<Record<Id, (context: FactContext) => NumberFact>>;

const FACTS = { ...COUNTED_FACTS, ...MEASURED_FACTS, ...PLATFORM_FACTS, ...MONEY_FACTS };

export type FactId = keyof typeof FACTS;
export const FACT_IDS = Object.keys(FACTS) as readonly FactId[];

const REPLAYED = "This run was played by the platform alone: its times were taken from the run it was recorded from.";

/** Of a run that no worker ran, nothing is measured: what would be is as good as the times it was given. */
export function factOf(id: FactId, context: FactContext): NumberFact {
  const fact = FACTS[id](context);
  if (context.origin === "measured" || fact.kind !== "measured") return fact;
  return { ...fact, kind: "modelled", how: `${REPLAYED} In the run itself: ${fact.how}` };
}
