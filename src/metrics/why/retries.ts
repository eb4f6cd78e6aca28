/**
 * Attempts after the first. Those of an asynchronous invocation share its request id; what a queue or a stream delivers
 * again is told by the notes of its events, as each delivery is a request of its own.
 */
import type { TraceNote } from "../../platform/services/trace-note.ts";
import { writeRequestId } from "../history/request-id-words.ts";
import { type Explanation, type Finding, groupKey, type RetryRule, type WhyGroup } from "./finding.ts";
import { IdTable, WORDS_PER_ID } from "./id-table.ts";
import type { RunFacts } from "./run-facts.ts";

type Delivered = Extract<TraceNote, { type: "delivered" }>;

/** A delivery that was not the first, and the one before it where that is still known. */
interface Redelivery {
  readonly note: Delivered;
  readonly previous: Delivered | undefined;
}

const BEFORE_MS = 500;

export interface Redeliveries {
  readonly all: readonly Redelivery[];
  /** The requests whose rows are needed, by their place: twice that of the redelivery, and one more for the one before. */
  readonly wanted: IdTable;
}

export function redeliveriesIn(notes: readonly TraceNote[]): Redeliveries {
  const all: Redelivery[] = [];
  const wanted = new IdTable();
  const lastOf = new Map<string, Delivered>();
  const words = new Uint32Array(WORDS_PER_ID);
  const want = (requestId: string, place: number): void => {
    writeRequestId(requestId, words, 0);
    // A request may be the one before of several: its first place stands for it.
    if (wanted.get(words, 0) === undefined) wanted.set(words, 0, place);
  };
  for (const note of notes) {
    if (note.type !== "delivered" || !isPolled(note)) continue;
    const previous = note.eventIds.map((id) => lastOf.get(`${note.at} ${note.functionName} ${id}`)).find((before) => before !== undefined);
    for (const id of note.eventIds) lastOf.set(`${note.at} ${note.functionName} ${id}`, note);
    if (note.attempt <= 1) continue;
    want(note.requestId, all.length * 2);
    if (previous) want(previous.requestId, all.length * 2 + 1);
    all.push({ note, previous });
  }
  return { all, wanted };
}

function isPolled({ at }: Delivered): boolean {
  return at.startsWith("queue:") || at.startsWith("table:");
}

interface Retry {
  readonly seq: number;
  readonly previousSeq: number | undefined;
  readonly attempt: number;
  readonly rule: RetryRule;
}

export function retryGroups(redeliveries: Redeliveries, facts: RunFacts): readonly WhyGroup[] {
  const groups = new Map<string, { functionName: string; rule: RetryRule; retries: Retry[] }>();
  for (const retry of allRetries(redeliveries, facts)) {
    const { functionName } = facts.row(retry.seq);
    const key = groupKey("retry", retry.rule, functionName);
    const group = groups.get(key) ?? { functionName, rule: retry.rule, retries: [] };
    group.retries.push(retry);
    groups.set(key, group);
  }
  return [...groups].map(([key, { functionName, rule, retries }]) => {
    const newest = retries.at(-1);
    const row = newest && facts.row(newest.seq);
    return {
      key,
      kind: "retry",
      because: row?.because ?? "reused",
      rule,
      functionName,
      count: retries.length,
      bursts: [],
      lostMs: 0,
      p99WithoutMs: undefined,
      remedy: { type: "fix-attempts", rule },
      finding: (place) => {
        const retry = retries[retries.length - 1 - place];
        if (!retry) throw new RangeError(`There is no retry ${place} of ${retries.length}.`);
        return retryFinding(retry, facts);
      },
    };
  });
}

/** In the order in which they ended. */
function allRetries({ all, wanted }: Redeliveries, facts: RunFacts): readonly Retry[] {
  const { retried, found } = facts.scan;
  const retries: Retry[] = retried.map(({ seq, previousSeq, attempt }) => ({
    seq,
    previousSeq,
    attempt,
    rule: facts.row(previousSeq).status === "throttled" ? "async-throttled" : "async-failed",
  }));
  const words = new Uint32Array(WORDS_PER_ID);
  const rowOf = (requestId: string) => {
    writeRequestId(requestId, words, 0);
    return found.get(wanted.get(words, 0) ?? -1);
  };
  for (const { note, previous } of all) {
    const row = rowOf(note.requestId);
    if (!row?.isIn) continue;
    const previousSeq = previous && rowOf(previous.requestId)?.seq;
    retries.push({ seq: row.seq, previousSeq, attempt: note.attempt, rule: note.at.startsWith("queue:") ? "queue" : "stream" });
  }
  return retries.sort((a, b) => a.seq - b.seq);
}

function retryFinding({ seq, previousSeq, attempt, rule }: Retry, facts: RunFacts): Finding {
  const row = facts.row(seq);
  const before = previousSeq === undefined ? undefined : facts.row(previousSeq);
  const explanation: Explanation = {
    type: "retry",
    rule,
    attempt,
    previous: before && {
      requestId: before.requestId,
      arrivedAtMs: before.arrivedAtMs,
      status: before.status,
      error: facts.errorOf(before) ?? (before.status === "throttled" ? before.reason : undefined),
    },
    waitedMs: before && row.arrivedAtMs - before.endedAtMs,
  };
  return {
    key: `retry ${seq}`,
    kind: "retry",
    atMs: row.arrivedAtMs,
    functionName: row.functionName,
    version: row.version,
    containerId: row.containerId,
    reason: row.reason,
    lostMs: undefined,
    request: { requestId: row.requestId, arrivedAtMs: row.arrivedAtMs },
    fromMs: (before?.arrivedAtMs ?? row.arrivedAtMs) - BEFORE_MS,
    toMs: row.endedAtMs + BEFORE_MS,
    explanation,
  };
}
