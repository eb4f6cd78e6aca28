/** What may be written where the caret stands: keys, or values that this run has. */
import { REASON_KINDS } from "../../platform/reasons.ts";
import type { RowDictionaries } from "../history/history-rows.ts";
import { CHOICE_VALUES } from "./choice-terms.ts";
import { inQuotes } from "./name-terms.ts";
import { findKey, QUERY_KEYS, type QueryKey, type QueryKeyName } from "./query-keys.ts";
import { readTerms } from "./query-text.ts";

export interface Completion {
  /** What stands there once it is chosen. */
  readonly insert: string;
  readonly help: string;
}

export interface Completions {
  /** The part of the text that a choice replaces. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

const MOST_OPTIONS = 12;

export function completeQuery(text: string, caret: number, dictionaries: RowDictionaries): Completions {
  const term = readTerms(text).find(({ keyFrom, to }) => keyFrom <= caret && caret <= to);
  if (!term) return { from: caret, to: caret, options: keysLike("", dictionaries) };
  const typed = text.slice(term.keyFrom, caret);
  const colon = typed.indexOf(":");
  const key = colon < 0 ? undefined : findKey(typed.slice(0, colon));
  if (!key) return { from: term.keyFrom, to: term.to, options: colon < 0 ? keysLike(typed.toLowerCase(), dictionaries) : [] };
  const value = /(?:[:,])([^,:]*)$/.exec(typed)?.[1] ?? "";
  const from = caret - value.length;
  const next = text.indexOf(",", caret);
  return {
    from,
    to: next >= 0 && next < term.to ? next : term.to,
    options: valuesLike(key, value.replaceAll('"', "").toLowerCase(), dictionaries),
  };
}

function keysLike(typed: string, dictionaries: RowDictionaries): readonly Completion[] {
  const keys = QUERY_KEYS.filter(
    ({ name, also }) => name.startsWith(typed) || (typed !== "" && also.some((each) => each.startsWith(typed))),
  );
  const options = keys.map(({ name, help }) => ({ insert: `${name}:`, help }));
  return typed === "" ? options : [...options, ...termsLike(typed, dictionaries)].slice(0, MOST_OPTIONS);
}

/** "resize" may mean function:resize. */
function termsLike(typed: string, dictionaries: RowDictionaries): readonly Completion[] {
  return QUERY_KEYS.filter(({ name }) => name !== "version" && name !== "cold" && name !== "level").flatMap(({ name, help }) =>
    valuesOf(name, dictionaries)
      .filter((value) => value.toLowerCase().startsWith(typed))
      .slice(0, 3)
      .map((value) => ({ insert: `${name}:${inQuotes(value)}`, help })),
  );
}

function valuesLike(key: QueryKey, typed: string, dictionaries: RowDictionaries): readonly Completion[] {
  const { name, kind, help } = key;
  if (kind === "amount") return amountsLike(name, typed, help);
  const values = valuesOf(name, dictionaries);
  const begin = values.filter((value) => value.toLowerCase().startsWith(typed));
  const within = values.filter((value) => !value.toLowerCase().startsWith(typed) && value.toLowerCase().includes(typed));
  return [...begin, ...within].slice(0, MOST_OPTIONS).map((value) => ({ insert: inQuotes(value), help: "" }));
}

/** Shows what can be written, with the number that is already there. */
function amountsLike(name: QueryKeyName, typed: string, help: string): readonly Completion[] {
  const number = /^[<>=]*([\d.]*\d)[a-z]*$/.exec(typed)?.[1] ?? (typed === "" ? (name === "memory" ? "512" : "200") : undefined);
  if (number === undefined) return [];
  return [`>${number}`, `<${number}`, `${number}..${Number(number) * 2}`].map((insert, place) => ({
    insert,
    help: ["More than", "Less than", "From, to"][place] ?? help,
  }));
}

function valuesOf(name: QueryKeyName, { definitions, containers, reasons }: RowDictionaries): readonly string[] {
  const choices = CHOICE_VALUES.get(name);
  if (choices) return choices;
  if (name === "function") return unique(definitions.values().map(({ functionName }) => functionName));
  if (name === "version") return unique(definitions.values().map(({ version }) => version));
  if (name === "container") return [...containers.values().slice(-200).toReversed(), "none"];
  if (name !== "reason") return [];
  const seen = new Set(reasons.values().map(({ kind }) => kind));
  return REASON_KINDS.filter((kind) => seen.has(kind));
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
