/** Keys with amounts and moments. Times of phases are whole steps of 0.01 ms, so bounds are made whole once, not per row. */
import { type HistoryChunk, latencySteps, STEPS_PER_MS, THROTTLED } from "../history/history-rows.ts";
import type { QueryKeyName } from "./query-keys.ts";
import { type AmountRange, readAmount, readMoment } from "./query-values.ts";
import { placeTest, problem, type QueryGround, type RowTest, rowTest, type ValueReading } from "./term-test.ts";

type Column = (chunk: HistoryChunk, at: number) => number;

const COLUMNS: ReadonlyMap<QueryKeyName, { readonly read: Column; readonly perMs: number }> = new Map([
  ["duration", { read: (chunk: HistoryChunk, at: number) => chunk.durationSteps[at] ?? 0, perMs: STEPS_PER_MS }],
  ["init", { read: (chunk: HistoryChunk, at: number) => chunk.initSteps[at] ?? 0, perMs: STEPS_PER_MS }],
  ["provision", { read: (chunk: HistoryChunk, at: number) => chunk.provisionSteps[at] ?? 0, perMs: STEPS_PER_MS }],
  ["queue", { read: (chunk: HistoryChunk, at: number) => chunk.queueSteps[at] ?? 0, perMs: STEPS_PER_MS }],
  ["latency", { read: latencySteps, perMs: STEPS_PER_MS }],
  ["billed", { read: (chunk: HistoryChunk, at: number) => chunk.billedMs[at] ?? 0, perMs: 1 }],
]);

export function readAmountTerm(key: QueryKeyName, typed: string, { rows }: QueryGround): ValueReading {
  const range = readAmount(typed, key === "memory" ? "MB" : "ms");
  if (!range) return problem(amountProblem(key, typed));
  if (key === "memory") {
    const { definitions } = rows.dictionaries;
    const [low, high] = wholeBounds(range, 1);
    const passes = placeTest(definitions, ({ memoryMb }) => memoryMb >= low && memoryMb <= high);
    return rowTest((chunk, at) => passes(chunk.definition[at] ?? 0));
  }
  const column = COLUMNS.get(key);
  return column ? rowTest(rangeTest(column.read, ...wholeBounds(range, column.perMs))) : problem(amountProblem(key, typed));
}

/** What was throttled never ran: it has no times, not even short ones. */
function rangeTest(read: Column, low: number, high: number): RowTest {
  return (chunk, at) => {
    const value = read(chunk, at);
    return value >= low && value <= high && chunk.status[at] !== THROTTLED;
  };
}

/** The least and the greatest whole number within. */
function wholeBounds({ from, to, withFrom, withTo }: AmountRange, scale: number): readonly [number, number] {
  const low = scaled(from, scale);
  const high = scaled(to, scale);
  return [withFrom ? Math.ceil(low) : Math.floor(low) + 1, withTo ? Math.floor(high) : Math.ceil(high) - 1];
}

/** 0.07 ms is 7 steps, not 7.000000000000001. */
function scaled(value: number, scale: number): number {
  return Number.isFinite(value) ? Math.round(value * scale * 1e6) / 1e6 : value;
}

function amountProblem(key: QueryKeyName, typed: string): string {
  const dashed = /^(\d[\d.]*)-(\d[\d.]*)$/.exec(typed);
  if (dashed) return `A range has two dots: ${key}:${dashed[1]}..${dashed[2]}.`;
  const examples = key === "memory" ? "memory:512, memory:>=1GB" : `${key}:>200, ${key}:<=1.5s, ${key}:100..500`;
  return `"${typed}" is no amount. Write ${examples}.`;
}

export function readMomentTerm(key: QueryKeyName, typed: string, { span }: QueryGround): ValueReading {
  const moment = readMoment(typed, span);
  if (moment === undefined) return problem(`"${typed}" is no moment. Write ${key}:14:02, ${key}:14:02:10.5 or ${key}:2026-01-31T14:02.`);
  return rowTest(
    key === "after" ? (chunk, at) => (chunk.endedAtMs[at] ?? 0) >= moment : (chunk, at) => (chunk.endedAtMs[at] ?? 0) < moment,
  );
}
