/** A filter of requests as typed ("function:resize status:error duration:>200"), read once and asked of each row. */
import type { LogLine } from "../../platform/results.ts";
import type { HistoryChunk, HistoryRows } from "../history/history-rows.ts";
import { readAmountTerm, readMomentTerm } from "./amount-terms.ts";
import { readChoice } from "./choice-terms.ts";
import { type KeptDetails, NO_DETAILS } from "./detail-index.ts";
import { readName, readRequestIdTerm } from "./name-terms.ts";
import { findKey, nearestKey, type QueryKey } from "./query-keys.ts";
import { type QueryTerm, type QueryValue, readTerms } from "./query-text.ts";
import { anyOf, notOf, type QueryGround, siftBy, type TermTest, type ValueReading } from "./term-test.ts";
import { readLogText, readWord } from "./word-terms.ts";

export interface QueryProblem {
  /** Place of the term in the text. */
  readonly from: number;
  readonly to: number;
  /** What is wrong with it, and what to write instead. The term is left out of the filter. */
  readonly message: string;
}

export interface RowFilter {
  readonly text: string;
  readonly problems: readonly QueryProblem[];
  /** Every row passes. */
  readonly isAll: boolean;
  /** Is the row at place `at` of the chunk one of those? */
  matches(chunk: HistoryChunk, at: number): boolean;
  /** The same of many rows at once, which is faster: keeps those of the first `count` places that match, and says how many. */
  sift?(chunk: HistoryChunk, places: Uint16Array, count: number): number;
}

/** The same filter for logs: which requests, and which of their lines. */
export interface LineFilter extends RowFilter {
  /** Of a request that passes `matches`. */
  matchesLine(chunk: HistoryChunk, at: number, line: LogLine): boolean;
}

export interface QueryContext {
  /** Where the text of a log is looked for; without it, it is found in none. */
  readonly details?: KeptDetails;
  /** When the run began: a time of day is meant on or after it. The first row by default. */
  readonly startedAtMs?: number;
}

/** No person writes more; what is pasted by mistake is not worth a frozen page. */
export const MOST_QUERY_CHARS = 2_000;
const MOST_TERMS = 60;

/** Valid for these rows and later values of the same run. A name that was unknown becomes known by compiling anew. */
export function compileQuery(text: string, rows: HistoryRows, context: QueryContext = {}): RowFilter {
  const { tests, problems } = readQuery(text, rows, context);
  const sifts = tests.map(({ row, sift }) => sift ?? siftBy(row));
  return {
    text,
    problems,
    isAll: tests.length === 0,
    matches: allOf(tests.map(({ row }) => row)),
    sift: (chunk, places, count) => sifts.reduce((kept, sift) => sift(chunk, places, kept), count),
  };
}

/** Terms about lines are asked of lines alone: their request passes whatever else it logged. */
export function compileLineQuery(text: string, rows: HistoryRows, context: QueryContext = {}): LineFilter {
  const { tests, problems } = readQuery(text, rows, context);
  const ofRow = tests.filter(({ line }) => line === undefined).map(({ row }) => row);
  const ofLine = tests.flatMap(({ line }) => line ?? []);
  return {
    text,
    problems,
    isAll: tests.length === 0,
    matches: allOf(ofRow),
    matchesLine: (chunk, at, line) => ofLine.every((test) => test(chunk, at, line)),
  };
}

function readQuery(text: string, rows: HistoryRows, context: QueryContext) {
  const first = rows.chunks[0]?.arrivedAtMs[0] ?? 0;
  const fromMs = context.startedAtMs ?? first;
  const toMs = Math.max(fromMs, rows.chunks.at(-1)?.maxEndedAtMs ?? fromMs);
  const ground: QueryGround = { rows, details: context.details ?? NO_DETAILS, span: { fromMs, toMs } };
  const tests: TermTest[] = [];
  const problems: QueryProblem[] = [];
  const terms = readTerms(text.slice(0, MOST_QUERY_CHARS));
  for (const term of terms.slice(0, MOST_TERMS)) {
    const { test, problem } = readTerm(term, ground);
    if (test) tests.push(test);
    if (problem !== undefined) problems.push({ from: term.from, to: term.to, message: problem });
  }
  const unread = text.length > MOST_QUERY_CHARS ? MOST_QUERY_CHARS : terms[MOST_TERMS]?.from;
  if (unread !== undefined)
    problems.push({
      from: unread,
      to: text.length,
      message: `Not read from here: a filter has at most ${MOST_TERMS} terms and ${MOST_QUERY_CHARS} characters. Write fewer.`,
    });
  return { tests, problems };
}

interface TermReading {
  readonly test?: TermTest;
  readonly problem?: string;
}

function readTerm(term: QueryTerm, ground: QueryGround): TermReading {
  const { key: typed, values, negated } = term;
  if (typed === undefined) return readWordTerm(term, ground);
  const key = findKey(typed);
  if (!key) return { problem: unknownKey(typed, values[0]) };
  if (values.length === 0) return { problem: `${key.name}: needs a value right behind the colon: ${key.example}.` };
  const readings = values.map((value) => readValue(key, value, ground));
  const tests = readings.flatMap((reading) => ("test" in reading ? reading.test : []));
  const [problem] = readings.flatMap((reading) => ("problem" in reading ? reading.problem : []));
  const test = anyOf(tests);
  return {
    ...(tests.length === 0 ? {} : { test: negated ? notOf(test) : test }),
    ...(problem === undefined ? {} : { problem }),
  };
}

function readWordTerm({ values: [value], negated }: QueryTerm, ground: QueryGround): TermReading {
  if (!value || value.text === "") return {};
  if (!value.quoted && value.text === "OR")
    return {
      problem: 'Terms are not joined by OR. Write values of one key with commas: status:error,timeout. For the word itself, write "OR".',
    };
  if (!value.quoted && /^\(|^[^(]*\)$/.test(value.text))
    return { problem: `Terms are not grouped by parentheses. For the text itself, write "${value.text}" in quotes.` };
  const test = readWord(value.text, ground);
  return { test: negated ? notOf(test) : test };
}

function readValue(key: QueryKey, value: QueryValue, ground: QueryGround): ValueReading {
  switch (key.kind) {
    case "choice":
      return readChoice(key.name, value.text, ground);
    case "amount":
      return readAmountTerm(key.name, value.text, ground);
    case "moment":
      return readMomentTerm(key.name, value.text, ground);
    case "id":
      return readRequestIdTerm(value.text);
    case "text":
      return { test: readLogText(value.text, ground) };
    case "name":
      return readName(key.name, value, ground);
  }
}

function unknownKey(typed: string, value: QueryValue | undefined): string {
  const near = nearestKey(typed);
  const meant = near
    ? `Write ${near.name}:${value?.text ?? ""}${value ? "" : "…"}.`
    : "Write function:, status:, cold:, duration: or another key.";
  return `"${typed}" is no key. ${meant} For the text itself, put it in quotes.`;
}

/** As pairs of pairs: calls that are known where they stand are faster than a list of them. */
function allOf(tests: readonly RowFilter["matches"][]): RowFilter["matches"] {
  const [first, second, ...others] = tests;
  if (!first) return () => true;
  if (!second) return first;
  return allOf([(chunk, at) => first(chunk, at) && second(chunk, at), ...others]);
}
