/**
 * What can be held against each other: a group is a run, and which of its requests. It says which groups a run offers,
 * how they are called, and which rows they mean; the filter of all views holds for every group.
 */
import type { HistoryRows, RowDefinition } from "../../../../metrics/history/history-rows.ts";
import type { ObservedRun } from "../../../../metrics/history/observed-run.ts";
import type { RowChoice } from "../../../../metrics/latency/row-choice.ts";
import { DetailIndex } from "../../../../metrics/query/detail-index.ts";
import { compileQuery, type RowFilter } from "../../../../metrics/query/row-filter.ts";
import type { TimeWindow } from "../../../../store/state.ts";
import { formatClock } from "../../../shared/format.ts";

export type GroupBy =
  | { readonly kind: "all" }
  | { readonly kind: "function"; readonly functionName: string }
  | { readonly kind: "version"; readonly functionName: string; readonly version: string }
  | { readonly kind: "memory"; readonly functionName: string; readonly memoryMb: number }
  | { readonly kind: "stretch"; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: "query"; readonly text: string };

export interface Group {
  readonly runId: string;
  readonly by: GroupBy;
}

/** Of a run that is marked to be compared. */
export interface Stretch extends TimeWindow {
  readonly runId: string;
}

export interface GroupOptions {
  readonly functions: readonly GroupBy[];
  readonly versions: readonly GroupBy[];
  readonly memories: readonly GroupBy[];
}

const ALL: GroupBy = { kind: "all" };

/** What tells groups of its requests apart; what all have in common is no choice. */
export function groupOptions({ dictionaries }: HistoryRows): GroupOptions {
  const definitions = dictionaries.definitions.values();
  const names = unique(definitions.map(({ functionName }) => functionName)).sort();
  const versions = names.flatMap((functionName) => {
    const found = unique(definitions.filter((each) => each.functionName === functionName).map(({ version }) => version));
    return found.length < 2 ? [] : found.map((version): GroupBy => ({ kind: "version", functionName, version }));
  });
  const memories = names.flatMap((functionName) => {
    const found = unique(definitions.filter((each) => each.functionName === functionName).map(({ memoryMb }) => memoryMb));
    return found.length < 2 ? [] : found.map((memoryMb): GroupBy => ({ kind: "memory", functionName, memoryMb }));
  });
  return { functions: names.length < 2 ? [] : names.map((functionName) => ({ kind: "function", functionName })), versions, memories };
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** What a person most likely wants to compare: two runs, what changed last, or else cold and warm. */
export function firstGroups(shown: ObservedRun, others: readonly ObservedRun[]): readonly [Group, Group] {
  const other = others.find(({ id }) => id !== shown.id);
  if (other) {
    return [
      { runId: other.id, by: ALL },
      { runId: shown.id, by: ALL },
    ];
  }
  const { functions, versions, memories } = groupOptions(shown.history.rows);
  const [before, after] = [versions, memories, functions].find((each) => each.length >= 2)?.slice(-2) ?? [];
  const [a, b] = before && after ? [before, after] : [query("cold:true"), query("cold:false")];
  return [
    { runId: shown.id, by: a },
    { runId: shown.id, by: b },
  ];
}

function query(text: string): GroupBy {
  return { kind: "query", text };
}

export function groupName(by: GroupBy): string {
  switch (by.kind) {
    case "all":
      return "every request";
    case "function":
      return by.functionName;
    case "version":
      return `${by.functionName} v${by.version}`;
    case "memory":
      return `${by.functionName} at ${by.memoryMb} MB`;
    case "stretch":
      return `${formatClock(by.fromMs)} to ${formatClock(by.toMs)}`;
    case "query":
      return by.text.trim() === "" ? "every request" : by.text;
    default:
      return by satisfies never;
  }
}

/** Text that stands for it in a list of choices, and tells it from every other. */
export function groupKey(by: GroupBy): string {
  return by.kind === "query" ? "query" : JSON.stringify(by);
}

/** `shared` is the filter of all views, `window` what is shown of this run: a marked stretch has its own time. */
export function choiceOfGroup(by: GroupBy, run: ObservedRun, shared: RowFilter, window: TimeWindow | undefined): RowChoice {
  const { rows } = run.history;
  const stretch = by.kind === "stretch" ? by : window;
  return {
    rows,
    filter: bothOf(shared, by.kind === "query" ? ownFilter(by.text, run) : filterBy(by, rows)),
    fromMs: stretch?.fromMs ?? Number.NEGATIVE_INFINITY,
    toMs: stretch?.toMs ?? Number.POSITIVE_INFINITY,
  };
}

function ownFilter(text: string, { history: { rows, startedAtMs }, details: newest }: ObservedRun): RowFilter {
  const details = new DetailIndex();
  details.hold(newest);
  return compileQuery(text, rows, { details, startedAtMs });
}

function filterBy(by: GroupBy, { dictionaries }: HistoryRows): RowFilter {
  const matches = dictionaries.definitions.values().map((definition) => isOf(by, definition));
  return {
    text: groupName(by),
    problems: [],
    isAll: matches.every(Boolean),
    matches: (chunk, at) => matches[chunk.definition[at] ?? 0] ?? false,
  };
}

function isOf(by: GroupBy, { functionName, version, memoryMb }: RowDefinition): boolean {
  switch (by.kind) {
    case "function":
      return functionName === by.functionName;
    case "version":
      return functionName === by.functionName && version === by.version;
    case "memory":
      return functionName === by.functionName && memoryMb === by.memoryMb;
    default:
      return true;
  }
}

function bothOf(a: RowFilter, b: RowFilter): RowFilter {
  if (a.isAll) return b;
  if (b.isAll) return { ...a, problems: b.problems };
  return { text: b.text, problems: b.problems, isAll: false, matches: (chunk, at) => a.matches(chunk, at) && b.matches(chunk, at) };
}
