/** Changes the text of a filter as a person would: adds a term, takes it away again, turns it into its opposite. */
import { inQuotes, quoted } from "./name-terms.ts";
import { findKey, type QueryKeyName } from "./query-keys.ts";
import { type QueryTerm, readTerms } from "./query-text.ts";

export interface WrittenTerm {
  /** undefined for a word by itself. */
  readonly key?: QueryKeyName;
  readonly value: string;
  readonly negated?: boolean;
}

export function printTerm({ key, value, negated = false }: WrittenTerm): string {
  const text = key === undefined ? wordOf(value) : `${key}:${comparisonOf(key, value)}`;
  return negated ? `-${text}` : text;
}

/** What would be read as a key, an operator or a group goes in quotes. */
function wordOf(value: string): string {
  return /^(AND|OR|NOT)$|[:()<>=]/.test(value) ? quoted(value) : inQuotes(value);
}

/** Operators and ranges are written as they are, where the key reads them. */
function comparisonOf(key: QueryKeyName, value: string): string {
  const kind = findKey(key)?.kind;
  return (kind === "amount" || key === "level") && /^[<>=]|\.\./.test(value) ? value : inQuotes(value);
}

/** The text with this term: what says the same is not said twice, and what says the opposite goes. */
export function addTerm(text: string, term: WrittenTerm): string {
  if (hasTerm(text, term)) return text;
  const without = removeTerm(text, { ...term, negated: !term.negated });
  // "Only this" of a key replaces an "only that": both at once would leave nothing.
  const cleared = term.negated || term.key === undefined ? without : removeWhere(without, (each) => isOf(each, term.key) && !each.negated);
  return joined(cleared, printTerm(term));
}

export function removeTerm(text: string, term: WrittenTerm): string {
  return removeWhere(text, (each) => isSame(each, term));
}

export function hasTerm(text: string, term: WrittenTerm): boolean {
  return readTerms(text).some((each) => isSame(each, term));
}

export function toggleTerm(text: string, term: WrittenTerm): string {
  return hasTerm(text, term) ? removeTerm(text, term) : addTerm(text, term);
}

/** Takes away every term of a key. */
export function removeKey(text: string, key: QueryKeyName): string {
  return removeWhere(text, (each) => isOf(each, key));
}

function isOf({ key }: QueryTerm, wanted: QueryKeyName | undefined): boolean {
  return key !== undefined && findKey(key)?.name === wanted;
}

function isSame(each: QueryTerm, { key, value, negated = false }: WrittenTerm): boolean {
  if (each.negated !== negated || each.values.length !== 1) return false;
  if (key === undefined ? each.key !== undefined : !isOf(each, key)) return false;
  return each.values[0]?.text.toLowerCase() === value.toLowerCase();
}

function removeWhere(text: string, isGone: (term: QueryTerm) => boolean): string {
  const gone = readTerms(text).filter(isGone);
  if (gone.length === 0) return text;
  let rest = text;
  for (const { from, to } of gone.toReversed()) rest = `${rest.slice(0, from).trimEnd()} ${rest.slice(to).trimStart()}`;
  return rest.trim();
}

function joined(text: string, term: string): string {
  const before = text.trimEnd();
  // An open quotation mark would swallow what comes behind it.
  const closed = hasOpenQuote(before) ? `${before}"` : before;
  return closed === "" ? term : `${closed} ${term}`;
}

function hasOpenQuote(text: string): boolean {
  let open = false;
  for (let at = 0; at < text.length; at += 1) {
    if (open && text[at] === "\\") at += 1;
    else if (text[at] === '"') open = !open;
  }
  return open;
}
