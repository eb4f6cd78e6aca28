/** Measured, modelled or counted: told apart by shape and word, as everywhere on the page. */
import type { FactKind } from "./number-facts.ts";
import "./sources.css";

const WORDS: Readonly<Record<FactKind, string>> = { measured: "Measured here", modelled: "Modelled", counted: "Counted here" };

export function FactKindMark({ kind }: { kind: FactKind }) {
  return <span className={`fact-kind ${kind}`}>{WORDS[kind]}</span>;
}
