import { describe, expect, test } from "vitest";
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { TableView } from "../../platform/services/services-view.ts";
import { BEGAN_AT_MS, containerUnderTest, requestUnderTest, saidOf, seenUnderTest as seen } from "../seen-under-test.ts";
import { checks } from "./check.ts";

const ask = (step: string, given: Parameters<typeof seen>[0]) => {
  const check = checks[step];
  if (!check) throw new Error(`no check ${step}`);
  return check(seen(given));
};

type Given = Parameters<typeof requestUnderTest>[0];

/** A visit of 300 ms. */
const visit = (containerId: string, atMs: number, inMemory: number, inTmp = inMemory, given: Given = {}) =>
  requestUnderTest({ functionName: "visits", containerId, atMs, durationMs: 300, answers: { inMemory, inTmp }, ...given });
const COLD = { initMs: 40, because: "from-zero" } as const;
const order = (containerId: string, atMs: number, own: readonly string[] = [], given: Given = {}) =>
  requestUnderTest({ functionName: "order", containerId, atMs, durationMs: 50, answers: { ordered: true }, own, ...given });
const ended = (containerId: string, atMs: number, functionName = "visits"): FleetNote => ({
  ...{ type: "ended", atMs: BEGAN_AT_MS + atMs, containerId, functionName, version: "1", because: "killed" },
  ...{ reason: "Killed by hand.", how: "evicted", served: 1 },
});
const CALL = { service: "dynamodb", operation: "UpdateItem", target: "counters", atMs: BEGAN_AT_MS, durationMs: 2, status: 200 };
const counters = (visits: number): TableView => ({
  ...{ name: "counters", partitionKey: "id", partitionKeyType: "S", sortKeyType: "S", itemCount: 1, changes: visits },
  items: [{ id: { S: "visits" }, visits: { N: String(visits) } }],
});
const tabled = (containerId: string, atMs: number, inMemory: number, inTable: number, given: Given = {}) =>
  visit(containerId, atMs, inMemory, inMemory, { answers: { inMemory, inTmp: inMemory, inTable }, calls: [CALL], ...given });

describe("count", () => {
  test("two answers of one container that go on", () => {
    expect(ask("count", {}).state).toBe("waiting");
    expect(saidOf(ask("count", { requests: [visit("c-01", 0, 1, 1, COLD)] }))).toBe("c-01 answered inMemory 1, inTmp 1. Once more.");
    expect(saidOf(ask("count", { requests: [visit("c-01", 0, 1, 1, COLD), visit("c-01", 900, 2)] }))).toBe(
      "c-01 answered inMemory 1, then 2: it remembers.",
    );
  });
  test("an answer may be a number, or text in an HTTP answer", () => {
    expect(ask("count", { requests: [visit("c-01", 0, 0, 0, { answers: 1 }), visit("c-01", 900, 0, 0, { answers: 2 })] }).state).toBe(
      "done",
    );
    const http = (n: number) => ({ answers: { statusCode: 200, body: JSON.stringify({ n }) } });
    expect(ask("count", { requests: [visit("c-01", 0, 0, 0, http(4)), visit("c-01", 900, 0, 0, http(5))] }).state).toBe("done");
  });
  test.each([
    ["at once, so two containers", [visit("c-01", 0, 1, 1, COLD), visit("c-02", 10, 1, 1, COLD)], "c-01 and c-02 answered"],
    ["the other function", [order("c-01", 0), order("c-01", 100)], "No number"],
    ["an error", [requestUnderTest({ status: "error", error: { errorType: "E", errorMessage: "m" } })], "E: m"],
  ])("%s", (_, requests, said) => {
    const result = ask("count", { requests });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
});

const before = [visit("c-01", 0, 1, 1, COLD), visit("c-01", 900, 2)];
const fourAtOnce = [visit("c-01", 2_000, 3), ...["c-02", "c-03", "c-04"].map((id) => visit(id, 2_000, 1, 1, COLD))];

describe("disagree", () => {
  test("counts the answers that began at 1", () => {
    const result = ask("disagree", { before, requests: fourAtOnce, guess: 0 });
    expect(result).toMatchObject({ state: "done", truth: 3, said: "c-02, c-03 and c-04 all answered inMemory 1." });
  });
  test("with nothing warm, all four did", () => {
    const requests = ["c-02", "c-03", "c-04", "c-05"].map((id) => visit(id, 9_000, 1, 1, COLD));
    expect(ask("disagree", { before, requests, guess: 0 })).toMatchObject({ state: "done", truth: 4 });
  });
  test("two by hand at once will do", () =>
    expect(ask("disagree", { requests: [visit("c-01", 0, 1, 1, COLD), visit("c-02", 100, 1, 1, COLD)], guess: 2 }).state).toBe("done"));
  test("waits for the last of them", () => {
    const containers = [containerUnderTest({ id: "c-04", phase: "busy" })];
    expect(ask("disagree", { before, requests: fourAtOnce.slice(0, 3), guess: 0, containers })).toEqual({
      state: "waiting",
      said: "c-04 under way.",
    });
  });
  test("wants a guess", () => expect(saidOf(ask("disagree", { before, requests: fourAtOnce }))).toBe("Your guess first."));
  test.each([
    ["one after the other", [visit("c-01", 2_000, 3), visit("c-01", 2_900, 4)], "one after the other"],
    ["shared already", [tabled("c-01", 0, 7, 3), tabled("c-02", 0, 5, 4, COLD)], "shared already"],
    ["orders at once", [order("c-01", 0), order("c-02", 0)], "No number"],
    [
      "throttled",
      [requestUnderTest({ status: "throttled", reason: "Throttled: reserved concurrency 1 reached." })],
      "reserved concurrency 1",
    ],
  ])("%s", (_, requests, said) => {
    const result = ask("disagree", { before, requests, guess: 1 });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
});

describe("crash", () => {
  const crashed = (id: string, atMs: number, status: "crashed" | "timeout" = "crashed") =>
    requestUnderTest({ functionName: "visits", containerId: id, atMs, durationMs: 1, status });
  const after = visit("c-02", 4_000, 1, 2);
  const earlier = [...before, ...fourAtOnce];
  test("memory begins again, /tmp goes on", () => {
    expect(ask("crash", { before: earlier, requests: [crashed("c-02", 3_000), after], guess: 2 })).toMatchObject({
      state: "done",
      truth: 1,
      said: "c-02 was at inMemory 1, inTmp 1. After the crash it says inMemory 1, inTmp 2.",
    });
    expect(ask("crash", { before: earlier, requests: [crashed("c-02", 3_000, "timeout"), after], guess: 2 }).state).toBe("done");
  });
  test("with the table's count beside them, still one", () => {
    const requests = [crashed("c-02", 3_000), tabled("c-02", 4_000, 1, 7, { answers: { inMemory: 1, inTmp: 2, inTable: 7 } })];
    const first = tabled("c-02", 100, 1, 6);
    expect(ask("crash", { before: [first], requests, guess: 1 })).toMatchObject({ state: "done", truth: 1 });
  });
  test("waits between the two", () =>
    expect(ask("crash", { before: earlier, requests: [crashed("c-02", 3_000)], guess: 1 })).toMatchObject({ state: "waiting" }));
  test.each([
    ["no crash", [visit("c-01", 3_000, 4)], "is well"],
    ["crashed while it was new", [crashed("c-09", 3_000), visit("c-09", 4_000, 1)], "before it had counted"],
    ["another took the next", [crashed("c-02", 3_000), visit("c-01", 4_000, 4)], "c-01 took that request"],
    ["all of it lost", [crashed("c-02", 3_000), visit("c-02", 4_000, 1, 1)], "began again with everything"],
    ["nothing lost", [crashed("c-02", 3_000), visit("c-02", 4_000, 5, 6)], "lost nothing"],
  ])("%s", (_, requests, said) => {
    const result = ask("crash", { before: earlier, requests, guess: 1 });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
});

describe("frozen", () => {
  const MAIL = "2026-01-01T01:00:05.000Z\tid\tINFO\tmail sent, 3501 ms after the order";
  const first = order("c-05", 0, [], COLD);
  test("the mail ran with the next order", () => {
    const result = ask("frozen", { requests: [first, order("c-05", 3_500, [MAIL])], guess: 1 });
    expect(result).toMatchObject({ state: "done", truth: 0 });
    expect(saidOf(result)).toContain("3.41 s later");
  });
  test("an order of an earlier step, then one of this", () =>
    expect(ask("frozen", { before: [first], requests: [order("c-05", 3_500, [MAIL])], guess: 1 }).state).toBe("done"));
  test("waits, and says how long it has stood", () => {
    expect(saidOf(ask("frozen", { requests: [first], guess: 1 }))).toBe("c-05 has answered, and stands frozen.");
    const nowMs = first.endedAtMs + 4_000;
    expect(saidOf(ask("frozen", { requests: [first], guess: 1, nowMs }))).toBe(
      "c-05 stands frozen for 4.00 s, and no mail went. Order again.",
    );
  });
  test("lines that every request writes are no leftovers", () => {
    const [cold, warm] = [order("c-05", 0, ["order 1 taken"], COLD), order("c-05", 3_000, ["order 2 taken"])];
    expect(ask("frozen", { requests: [cold, warm], guess: 1 }).state).toBe("wrong");
  });
  test("no mail came, as the clock ran faster than the timer", () => {
    const requests = [first, order("c-05", 3_500)];
    expect(saidOf(ask("frozen", { requests, guess: 1, clockRate: 60 }))).toContain("Set it to 1×");
    expect(saidOf(ask("frozen", { requests, guess: 1 }))).toContain("no line came late");
  });
  test.each([
    ["too soon", [first, order("c-05", 400)], [], "Only 310 ms"],
    ["evicted between", [first, order("c-06", 3_000, [], COLD)], [ended("c-05", 2_000, "order")], "c-05 was evicted"],
    ["the other function", [visit("c-01", 0, 5)], [], "visits leaves nothing behind"],
    ["two at once", [first, order("c-06", 20, [], COLD)], [], "c-06 took the second order"],
  ])("%s", (_, requests, fleet, said) => {
    const result = ask("frozen", { requests, fleet, guess: 1 });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
});

describe("evict", () => {
  const fresh = visit("c-07", 9_000, 1, 1, COLD);
  test("a new container begins at 1", () =>
    expect(ask("evict", { before, fleet: [ended("c-01", 8_000)], requests: [fresh], guess: 3 })).toMatchObject({
      state: "done",
      truth: 1,
    }));
  test("with the table's count beside", () =>
    expect(ask("evict", { before, fleet: [ended("c-01", 8_000)], requests: [tabled("c-07", 9_000, 1, 12, COLD)], guess: 3 })).toMatchObject(
      { state: "done", truth: 1 },
    ));
  test("says what is gone, and waits", () =>
    expect(ask("evict", { before, fleet: [ended("c-01", 8_000)], guess: 3 })).toEqual({
      state: "waiting",
      said: "c-01 gone. Now send /visits.",
    }));
  test.each([
    ["nothing evicted", [visit("c-01", 9_000, 3)], [], "was there still"],
    ["one was left", [visit("c-02", 9_000, 3)], [ended("c-01", 8_000)], "answered warm"],
    ["cold for another reason, evicted afterwards", [fresh], [ended("c-01", 9_900)], undefined],
    ["kept outside", [tabled("c-07", 9_000, 5, 5, COLD)], [ended("c-01", 8_000)], "nothing of that was kept"],
  ])("%s", (_, requests, fleet, said) => {
    const result = ask("evict", { before, requests, fleet, guess: 1 });
    expect(result.state).not.toBe("done");
    expect(saidOf(result)).toContain(said ?? "");
  });
});

describe("table", () => {
  const services = { tables: [counters(3)] };
  test("an answer that says what the table holds", () =>
    expect(saidOf(ask("table", { requests: [tabled("c-07", 0, 1, 3)], services }))).toBe(
      "c-07 answered inMemory 1, inTmp 1, inTable 3, and counters holds visits 3.",
    ));
  const refused = { ...CALL, status: 400, error: "ResourceNotFoundException" };
  test.each([
    ["the start's code", [visit("c-01", 0, 3)], services, "without asking a table"],
    [
      "another table's name",
      [requestUnderTest({ status: "error", calls: [refused] })],
      {},
      "ResourceNotFoundException. The table is counters",
    ],
    ["not returned", [visit("c-01", 0, 8, 8, { calls: [CALL] })], services, "the answer does not say it"],
    ["nothing stored", [visit("c-01", 0, 8, 8, { calls: [CALL] })], {}, "no number stands in it"],
  ])("%s", (_, requests, held, said) => {
    const result = ask("table", { requests, services: held });
    expect(result.state).toBe("wrong");
    expect(saidOf(result)).toContain(said);
  });
  test("an edit that is not deployed", () =>
    expect(
      saidOf(
        ask("table", {
          requests: [visit("c-01", 0, 3)],
          services,
          deployments: { visits: { status: "deployed", version: "1", edited: true } },
        }),
      ),
    ).toContain("Version 1 answered"));
});

describe("agree", () => {
  const four = [tabled("c-07", 0, 2, 4), tabled("c-08", 0, 1, 5, COLD), tabled("c-09", 0, 1, 6, COLD), tabled("c-10", 0, 1, 7, COLD)];
  test("each visit counted once", () =>
    expect(ask("agree", { requests: four, services: { tables: [counters(7)] }, guess: 3 })).toMatchObject({
      state: "done",
      truth: 0,
      said: "c-07, c-08 and 2 more answered inTable 4, 5, 6, 7: each visit counted once.",
    }));
  test("read, then write loses one", () => {
    const lost = [tabled("c-07", 0, 2, 4), tabled("c-08", 0, 1, 4, COLD)];
    expect(saidOf(ask("agree", { requests: lost, services: { tables: [counters(4)] }, guess: 0 }))).toContain("inTable 4: a visit is lost");
  });
  test("without the table", () => expect(saidOf(ask("agree", { requests: fourAtOnce, guess: 0 }))).toContain("did not ask the table"));
  test("one after the other", () =>
    expect(saidOf(ask("agree", { requests: [tabled("c-07", 0, 2, 4), tabled("c-07", 900, 3, 5)], guess: 0 }))).toContain(
      "one after the other",
    ));
});

describe("outlive", () => {
  const services = { tables: [counters(8)] };
  const fleet = [ended("c-07", 8_000)];
  test("the count goes on in a new container", () =>
    expect(ask("outlive", { fleet, services, requests: [tabled("c-12", 9_000, 1, 8, COLD)] }).state).toBe("done"));
  test("without a table it does not", () =>
    expect(ask("outlive", { fleet, services, requests: [visit("c-12", 9_000, 1, 1, COLD)] }).state).toBe("wrong"));
  test("without an eviction it is no proof", () =>
    expect(ask("outlive", { services, requests: [tabled("c-07", 9_000, 5, 8)] }).state).toBe("wrong"));
});
