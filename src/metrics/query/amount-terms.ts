/** Keys with amounts and moments. Times of phases are whole steps of 0.01 ms, so bounds are made whole once, not per row. */
import { type HistoryChunk, latencySteps, STEPS_PER_MS, THROTTLED } from "../history/history-rows.ts";
import type { QueryKeyName } from "./query-keys.ts";
import { type AmountRange, readAmount, readMoment } from "./query-values.ts";
import { byColumn, problem, type QueryGround, reading, rowTest, type TermTest, type ValueReading, valueAsker } from "./term-test.ts";

interface AmountColumn {
  readonly steps: (chunk: HistoryChunk) => Uint32Array;
  readonly perMs: number;
}

const COLUMNS: ReadonlyMap<QueryKeyName, AmountColumn> = new Map<QueryKeyName, AmountColumn>([
  ["duration", { steps: (chunk) => chunk.durationSteps, perMs: STEPS_PER_MS }],
  ["init", { steps: (chunk) => chunk.initSteps, perMs: STEPS_PER_MS }],
  ["provision", { steps: (chunk) => chunk.provisionSteps, perMs: STEPS_PER_MS }],
  ["queue", { steps: (chunk) => chunk.queueSteps, perMs: STEPS_PER_MS }],
  ["billed", { steps: (chunk) => chunk.billedMs, perMs: 1 }],
]);

export function readAmountTerm(key: QueryKeyName, typed: string, { rows }: QueryGround): ValueReading {
  const range = readAmount(typed, key === "memory" ? "MB" : "ms");
  if (!range) return problem(amountProblem(key, typed));
  if (key === "memory") {
    const { definitions } = rows.dictionaries;
    const [low, high] = wholeBounds(range, 1);
    return reading(
      byColumn(
        "definition",
        valueAsker(definitions, ({ memoryMb }) => memoryMb >= low && memoryMb <= high),
      ),
    );
  }
  if (key === "latency") {
    const [low, high] = wholeBounds(range, STEPS_PER_MS);
    return rowTest((chunk, at) => {
      const steps = latencySteps(chunk, at);
      return steps >= low && steps <= high && chunk.status[at] !== THROTTLED;
    });
  }
  const column = COLUMNS.get(key);
  return column ? reading(withinBounds(column.steps, ...wholeBounds(range, column.perMs))) : problem(amountProblem(key, typed));
}

/** What was throttled never ran: it has no times, not even short ones. */
function withinBounds(stepsOf: AmountColumn["steps"], low: number, high: number): TermTest {
  return {
    row(chunk, at) {
      const steps = stepsOf(chunk)[at] ?? 0;
      return steps >= low && steps <= high && chunk.status[at] !== THROTTLED;
    },
    sift(chunk, places, count) {
      const steps = stepsOf(chunk);
      const { status } = chunk;
      let kept = 0;
      for (let index = 0; index < count; index += 1) {
        const at = places[index] ?? 0;
        const value = steps[at] ?? 0;
        if (value < low || value > high || status[at] === THROTTLED) continue;
        places[kept] = at;
        kept += 1;
      }
      return kept;
    },
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
