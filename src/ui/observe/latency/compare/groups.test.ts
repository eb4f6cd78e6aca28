import { describe, expect, test } from "vitest";
import type { HistoryRows } from "../../../../metrics/history/history-rows.ts";
import type { ObservedRun } from "../../../../metrics/history/observed-run.ts";
import { countLatencies } from "../../../../metrics/latency/latency-counts.ts";
import { request, requestsOf } from "../../../../metrics/latency/random-requests.ts";
import { compileQuery } from "../../../../metrics/query/row-filter.ts";
import { choiceOfGroup, firstGroups, type GroupBy, groupKey, groupName, groupOptions } from "./groups.ts";

const of = (functionName: string, version: string, memoryMb: number) => ({ functionName, version, memoryMb });
const { rows } = requestsOf([
  request(0, of("resize", "1", 128)),
  request(1, of("resize", "2", 128)),
  request(2, { ...of("resize", "2", 256), initMs: 100 }),
  request(3, of("index", "1", 512)),
  request(4, { ...of("index", "1", 512), status: "error" }),
]);
/** What the tests ask of a run. */
const runOf = (id: string, of: HistoryRows): ObservedRun =>
  ({ id, history: { rows: of, startedAtMs: 0 }, details: [] as const }) as unknown as ObservedRun;
const live = runOf("live", rows);
const shared = (text: string) => compileQuery(text, rows);

describe("which rows a group means", () => {
  test.each<[string, GroupBy, string, number]>([
    ["every request", { kind: "all" }, "", 5],
    ["resize", { kind: "function", functionName: "resize" }, "", 3],
    ["resize v2", { kind: "version", functionName: "resize", version: "2" }, "", 2],
    ["resize at 128 MB", { kind: "memory", functionName: "resize", memoryMb: 128 }, "", 2],
    ["00:00:01 to 00:00:01", { kind: "stretch", fromMs: 1_001, toMs: 1_002 }, "", 2],
    ["status:error", { kind: "query", text: "status:error" }, "", 1],
    ["every request", { kind: "query", text: " " }, "", 5],
    ["index", { kind: "function", functionName: "index" }, "status:error", 1],
    ["every request", { kind: "all" }, "function:resize", 3],
    ["gone", { kind: "function", functionName: "gone" }, "", 0],
  ])("%s", (name, by, typed, requests) => {
    expect(groupName(by)).toBe(name);
    expect(countLatencies(choiceOfGroup(by, live, shared(typed), undefined)).ran).toBe(requests);
  });

  test("the shown stretch holds for all but a marked one", () => {
    const shown = { fromMs: 1_000, toMs: 1_000 };
    const ran = (by: GroupBy) => countLatencies(choiceOfGroup(by, live, shared(""), shown)).ran;
    expect(ran({ kind: "all" })).toBe(1);
    expect(ran({ kind: "stretch", fromMs: 1_001, toMs: 1_004 })).toBe(4);
  });

  test("a filter of its own says what is wrong with it", () => {
    expect(
      choiceOfGroup({ kind: "query", text: "status:nonsense" }, live, shared("function:resize"), undefined).filter.problems,
    ).toHaveLength(1);
    expect(choiceOfGroup({ kind: "all" }, live, shared("status:nonsense"), undefined).filter.problems).toEqual([]);
  });
});

test("a run offers what tells its requests apart", () => {
  const { functions, versions, memories } = groupOptions(rows);
  expect([functions, versions, memories].map((each) => each.map(groupName))).toEqual([
    ["index", "resize"],
    ["resize v1", "resize v2"],
    ["resize at 128 MB", "resize at 256 MB"],
  ]);
  const { rows: alike } = requestsOf([request(0), request(1)]);
  expect(groupOptions(alike)).toEqual({ functions: [], versions: [], memories: [] });
});

test("keys tell groups apart", () => {
  const { functions, versions, memories } = groupOptions(rows);
  const all: readonly GroupBy[] = [...functions, ...versions, ...memories, { kind: "all" }, { kind: "query", text: "x" }];
  expect(new Set(all.map(groupKey)).size).toBe(all.length);
});

describe("offered first", () => {
  const alike = requestsOf([request(0)]).rows;
  const names = (shown: ObservedRun, others: readonly ObservedRun[] = []) =>
    firstGroups(shown, others).map(({ runId, by }) => `${runId}: ${groupName(by)}`);

  test("what changed last", () => {
    expect(names(live)).toEqual(["live: resize v1", "live: resize v2"]);
  });
  test("cold and warm, where all is alike", () => {
    expect(names(runOf("live", alike))).toEqual(["live: cold:true", "live: cold:false"]);
  });
  test("another run", () => {
    expect(names(runOf("replay", alike), [live])).toEqual(["live: every request", "replay: every request"]);
    expect(names(live, [live])).toEqual(["live: resize v1", "live: resize v2"]);
  });
});
