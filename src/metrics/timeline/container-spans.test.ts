import { describe, expect, test } from "vitest";
import { CHUNK_ROWS, type RowSource } from "../history/history-rows.ts";
import { newRun, type RunHistory } from "../history/run-history.ts";
import type { RowFilter } from "../query/row-filter.ts";
import { type ContainerSpan, containerSpans, joinGapMs, matchedContainers } from "./container-spans.ts";
import { EVERY_ROW, randomRequests, request, runOf, throttled } from "./timeline-under-test.ts";

const LETTERS = { start: "s", init: "i", "init-failed": "x", run: "R", failed: "F" } as const;
const WHOLE = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

/** One letter for 10 ms. A dimmed span is in small brackets of its own. */
function drawn(spans: readonly ContainerSpan[], toMs: number): string {
  const letters = new Array<string>(Math.ceil(toMs / 10)).fill(".");
  for (const { kind, dimmed, fromMs, toMs: endMs } of spans) {
    const letter = dimmed ? "-" : LETTERS[kind];
    letters.fill(letter, Math.round(fromMs / 10), Math.max(Math.round(fromMs / 10) + 1, Math.round(endMs / 10)));
  }
  return letters.join("");
}

const spansOf = (run: RunHistory, place = 1, gapMs = 0, filter = EVERY_ROW) => containerSpans(run.rows, place, WHOLE, gapMs, filter);

test.each<[string, RowSource[], string]>([
  ["a warm one runs from arrival to end", [request("c-1", 20, 50)], "..RRR....."],
  ["it waits before it has a container", [request("c-1", 10, 50, { queueMs: 20 })], "...RR....."],
  [
    "a cold one is provisioned, initialised, run",
    [request("c-1", 10, 80, { coldStart: true, provisionMs: 20, initMs: 30, durationMs: 20 })],
    ".ssiiiRR..",
  ],
  [
    "what is clocked in no phase is part of the start",
    [request("c-1", 0, 90, { coldStart: true, provisionMs: 20, initMs: 30, durationMs: 20 })],
    "ssssiiiRR.",
  ],
  [
    "an init that failed took all that was not provisioning",
    [
      request("c-1", 0, 60, {
        coldStart: true,
        provisionMs: 20,
        initMs: 30,
        durationMs: 0,
        status: "error",
        failedInits: [{ phase: "init", status: "error", initMs: 30 }],
      }),
    ],
    "ssxxxxF...",
  ],
  ["a failed run", [request("c-1", 0, 30), request("c-1", 50, 90, { status: "timeout" })], "RRR..FFFF."],
  ["a throttled one is in no container", [throttled(10), request("c-1", 20, 40)], "..RR......"],
  ["phases longer than its life are cut", [request("c-1", 40, 60, { coldStart: true, initMs: 500, durationMs: 900 })], "....RR...."],
  ["waiting longer than its life is cut", [request("c-1", 0, 30, { queueMs: 400 })], "...R......"],
])("%s", (_, rows, text) => {
  expect(drawn(spansOf(runOf(rows)), 100)).toBe(text);
});

describe("joined at a scale", () => {
  const rows = [
    request("c-1", 0, 10),
    request("c-1", 12, 20),
    request("c-1", 21, 22, { status: "error" }),
    request("c-1", 23, 30),
    request("c-1", 60, 70),
  ];

  test("what is less than a pixel apart is one, and a failure among it stays", () => {
    expect(spansOf(runOf(rows), 1, 8).map(({ kind, fromMs, toMs, count, busyMs }) => [kind, fromMs, toMs, count, busyMs])).toEqual([
      ["run", 0, 30, 3, 25],
      ["failed", 21, 22, 1, 1],
      ["run", 60, 70, 1, 10],
    ]);
  });

  test("nothing is joined at no scale", () => {
    expect(spansOf(runOf(rows))).toHaveLength(5);
  });

  test("a scale is a power of two below the pixel", () => {
    expect([75, 64, 1, 0.3, 0].map(joinGapMs)).toEqual([64, 64, 1, 0.25, 0]);
  });

  test("across chunks too", () => {
    const many = Array.from({ length: CHUNK_ROWS + 100 }, (_, at) => request("c-1", at, at + 0.5));
    expect(spansOf(runOf(many), 1, 1)).toMatchObject([{ fromMs: 0, toMs: CHUNK_ROWS + 99.5, count: CHUNK_ROWS + 100 }]);
  });
});

describe("a filter", () => {
  const failures: RowFilter = { ...EVERY_ROW, isAll: false, matches: (chunk, at) => (chunk.status[at] ?? 0) !== 0 };
  const run = runOf([request("c-1", 0, 10), request("c-1", 11, 20, { status: "error" }), request("c-1", 21, 40), request("c-2", 21, 42)]);

  test("dims what it does not let pass, joined or not", () => {
    expect(drawn(spansOf(run, 1, 4, failures), 50)).toBe("-F--.");
    expect(drawn(spansOf(run, 1, 0, failures), 50)).toBe("-F--.");
  });

  test("names the containers in which something passed within the stretch", () => {
    expect([...matchedContainers(run.rows, WHOLE, 4, failures)]).toEqual([1]);
    expect([...matchedContainers(run.rows, { fromMs: 25, toMs: 60 }, 4, failures)]).toEqual([]);
  });
});

test("a value of the run shows what was in it, also after more was appended", () => {
  const before = runOf([request("c-1", 0, 10)], [], newRun(0));
  const after = runOf([request("c-1", 50, 90)], [], before);
  expect(drawn(spansOf(after), 100)).toBe("R....RRRR.");
  expect(drawn(spansOf(before), 100)).toBe("R.........");
  expect(drawn(spansOf(after), 100)).toBe("R....RRRR.");
});

describe.each([1, 2, 3])("a random fleet, seed %d", (seed) => {
  const requests = randomRequests(seed, 20_000);
  const run = runOf(requests);
  const places = run.rows.dictionaries.containers.values().map((id, place) => ({ id, place: place + 1 }));

  test("spans of a container never overlap, and are all of its requests", () => {
    for (const { id, place } of places) {
      const spans = spansOf(run, place);
      let endMs = Number.NEGATIVE_INFINITY;
      for (const span of spans) {
        expect(span.fromMs).toBeGreaterThanOrEqual(endMs);
        endMs = span.toMs;
      }
      const own = requests.filter(({ containerId }) => containerId === id);
      const heldMs = own.reduce((sum, { arrivedAtMs, endedAtMs }) => sum + endedAtMs - arrivedAtMs, 0);
      expect(spans.reduce((sum, { busyMs }) => sum + busyMs, 0)).toBeCloseTo(heldMs, 4);
      expect(spans.filter(({ kind }) => kind === "run" || kind === "failed")).toHaveLength(own.length);
    }
  });

  test("joined, they are no more than pixels, no request is lost, and each failure stays where it was", () => {
    const toMs = requests.at(-1)?.endedAtMs ?? 0;
    const window = { fromMs: 0, toMs };
    const gapMs = joinGapMs(toMs / 300);
    for (const { id, place } of places) {
      const spans = containerSpans(run.rows, place, window, gapMs, EVERY_ROW);
      for (const kind of ["run", "failed"] as const) expect(spans.filter((each) => each.kind === kind).length).toBeLessThanOrEqual(601);
      const count = spans.reduce((sum, each) => sum + (each.kind === "run" || each.kind === "failed" ? each.count : 0), 0);
      const own = requests.filter(({ containerId }) => containerId === id);
      expect(count).toBe(own.length);
      const failed = spans.filter(({ kind }) => kind === "failed");
      for (const { status, endedAtMs } of own) {
        if (status !== "ok") expect(failed.some((each) => each.fromMs <= endedAtMs && each.toMs >= endedAtMs)).toBe(true);
      }
    }
  });

  test("a stretch holds what reaches into it", () => {
    const window = { fromMs: 20_000, toMs: 21_000 };
    for (const { place } of places) {
      const within = spansOf(run, place).filter(({ fromMs, toMs }) => toMs >= window.fromMs && fromMs <= window.toMs);
      expect(containerSpans(run.rows, place, window, 0, EVERY_ROW)).toEqual(within);
    }
  });
});
