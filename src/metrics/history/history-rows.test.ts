import { describe, expect, test } from "vitest";
import type { InvocationStatus } from "../../platform/invocation.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import {
  appendRows,
  CHUNK_ROWS,
  type HistoryRows,
  latencySteps,
  noRows,
  type RowSource,
  rowAt,
  STATUSES,
  segments,
  segmentsBetween,
  TRIGGERS,
} from "./history-rows.ts";

function source(place: number, change: Partial<RowSource> = {}): RowSource {
  return {
    requestId: `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`,
    functionName: "resize",
    version: "1",
    status: "ok",
    containerId: "c-01",
    coldStart: false,
    reason: "Warm: reused.",
    because: "reused",
    arrivedAtMs: 1_000 + place,
    endedAtMs: 1_010.25 + place,
    queueMs: 0,
    provisionMs: 0,
    initMs: 0,
    durationMs: 10.25,
    billed: { requests: 1, billedMs: 11, billedMbMs: 1_408 },
    split: { initUs: 0, runUs: 10_250, roundingUs: 750 },
    memoryMb: 128,
    trigger: "http",
    ...change,
  };
}

const many = (from: number, count: number) => Array.from({ length: count }, (_, place) => source(from + place));
const seqs = (rows: HistoryRows) => segments(rows).flatMap(({ chunk, from, to }) => [chunk.firstSeq + from, chunk.firstSeq + to - 1]);

test("a row says what its record said, to the hundredth of a millisecond", () => {
  const random = seededRandom(5);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const hundredths = (most: number) => Math.round(random() * most * 100) / 100;
  const sources = Array.from({ length: 500 }, (_, place) => {
    const status: InvocationStatus = pick(STATUSES);
    const initMs = hundredths(10_000);
    const { containerId: _none, ...rest } = source(place, {
      functionName: pick(["resize", "index", "über"]),
      version: pick(["1", "2"]),
      memoryMb: pick([128, 10_240]),
      status,
      trigger: pick(TRIGGERS),
      coldStart: random() < 0.5,
      because: "all-busy",
      reason: `Cold: ${Math.floor(random() * 5)} busy.`,
      arrivedAtMs: 1_790_000_000_000 + random() * 1e9,
      initMs,
      durationMs: hundredths(900_000),
      provisionMs: hundredths(600),
      queueMs: hundredths(21_600_000),
      split: { initUs: pick([0, initMs * 1_000]), runUs: 0, roundingUs: 0 },
    });
    return status === "throttled" ? rest : { ...rest, containerId: pick(["c-01", "c-1234"]) };
  });
  const rows = appendRows(noRows(), sources);
  for (const [seq, from] of sources.entries()) {
    const { billed, split, requestId, ...same } = from;
    expect(rowAt(rows, seq)).toEqual({
      ...same,
      requestId,
      seq,
      billedMs: billed.billedMs,
      initBilled: split.initUs > 0,
      initFailed: false,
    });
  }
});

describe("a value of the history", () => {
  test("does not see what is appended later", () => {
    const before = appendRows(noRows(), many(0, 3));
    const after = appendRows(before, many(3, 2));
    expect([before.endSeq, after.endSeq]).toEqual([3, 5]);
    expect(seqs(before)).toEqual([0, 2]);
    expect(rowAt(before, 3)).toBeUndefined();
    expect(rowAt(after, 4)?.arrivedAtMs).toBe(1_004);
  });

  test("cannot be appended to twice", () => {
    const before = appendRows(noRows(), many(0, 3));
    appendRows(before, many(3, 1));
    expect(() => appendRows(before, many(9, 1))).toThrow("older value");
  });

  test("is the very same when nothing is appended", () => {
    const rows = appendRows(noRows(), many(0, 1));
    expect(appendRows(rows, [])).toBe(rows);
  });
});

describe("beyond the most rows", () => {
  const most = CHUNK_ROWS * 2;
  let rows = noRows();
  for (let from = 0; from < CHUNK_ROWS * 5; from += 1_000) rows = appendRows(rows, many(from, 1_000), most);

  test("the oldest chunks are let go, and at least the most are kept", () => {
    expect(rows.firstSeq).toBeGreaterThan(0);
    expect(rows.endSeq - rows.firstSeq).toBeGreaterThanOrEqual(most);
    expect(rows.endSeq - rows.firstSeq).toBeLessThan(most + CHUNK_ROWS * 2);
  });

  test("numbers stay: what is kept has the number it had", () => {
    expect(rowAt(rows, rows.firstSeq - 1)).toBeUndefined();
    expect(rowAt(rows, rows.firstSeq)?.arrivedAtMs).toBe(1_000 + rows.firstSeq);
    expect(rowAt(rows, rows.endSeq - 1)?.arrivedAtMs).toBe(1_000 + rows.endSeq - 1);
  });

  test("segments cover what is kept, without a gap", () => {
    const covered = seqs(rows);
    expect([covered[0], covered.at(-1)]).toEqual([rows.firstSeq, rows.endSeq - 1]);
    expect(segments(rows, rows.endSeq - 10, rows.endSeq + 99).flatMap(({ from, to }) => to - from)).toEqual([10]);
  });
});

test("segments between two moments leave out only chunks in which nothing of it ended", () => {
  const rows = appendRows(noRows(), many(0, CHUNK_ROWS * 3));
  const inWindow = (fromMs: number, toMs: number) =>
    segmentsBetween(rows, fromMs, toMs).flatMap(({ chunk, from, to }) =>
      Array.from({ length: to - from }, (_, place) => chunk.endedAtMs[from + place] ?? 0).filter((atMs) => atMs >= fromMs && atMs <= toMs),
    );
  expect(inWindow(5_000, 5_010)).toHaveLength(10);
  expect(segmentsBetween(rows, 5_000, 5_010)).toHaveLength(1);
  expect(segmentsBetween(rows, 0, 10)).toEqual([]);
});

test("latency is the sum of the four phases", () => {
  const rows = appendRows(noRows(), [source(0, { queueMs: 1, provisionMs: 2, initMs: 3.5, durationMs: 4.25 })]);
  const [segment] = segments(rows);
  expect(segment && latencySteps(segment.chunk, 0)).toBe(1_075);
});

test.each([
  ["ffffffff-ffff-ffff-ffff-ffffffffffff", true],
  ["00112233-4455-6677-8899-aabbccddeeff", true],
  ["A", false],
  ["", false],
  ["00112233-4455-6677-8899-aabbccddeefg", false],
  ["00112233-4455-6677-8899-AABBCCDDEEFF", false],
  ["001122334-455-6677-8899-aabbccddeeff", false],
  ["------------------------------------", false],
])("the request id %s is kept: %s", (requestId, kept) => {
  const rows = appendRows(noRows(), [source(0, { requestId })]);
  expect(rowAt(rows, 0)?.requestId).toBe(kept ? requestId : "");
});
