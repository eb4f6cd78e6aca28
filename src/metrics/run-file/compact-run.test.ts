import { describe, expect, test } from "vitest";
import { billedQuantities } from "../../platform/billing.ts";
import type { FleetNote } from "../../platform/fleet-note.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import { decodeLink, encodeLink } from "../../project/share-link/share-link.ts";
import { starterProject } from "../../project/starter.ts";
import { type HistoryRow, type RowSource, rowAt } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { newRun, recordRun } from "../history/run-history.ts";
import { compactRun } from "./compact-run.ts";
import { readRun } from "./read-run.ts";

const SETTINGS = {
  accountConcurrency: 1_000,
  browserContainerLimit: 64,
  idleLifetimeMs: 300_000,
  billInit: true,
  modelProvisioning: false,
};
const BEGUN_MS = 1_764_000_000_123.4;
const PER_SECOND = 20;

const hundredths = (ms: number) => Math.round(ms * 100) / 100;

/** As a steady load makes them: chance arrivals, handlers of 15 to 60 ms, a new container where all are busy. */
function loaded(count: number, seed = 7): ObservedRun {
  const random = seededRandom(seed);
  const freeAtMs: number[] = [];
  const fleet: FleetNote[] = [{ type: "configured", atMs: BEGUN_MS, settings: SETTINGS }];
  const ended: RowSource[] = [];
  let nowMs = BEGUN_MS + 800;
  for (let place = 0; place < count; place += 1) {
    nowMs += (-Math.log(1 - random()) * 1_000) / PER_SECOND;
    const idle = freeAtMs.findIndex((freeMs) => freeMs <= nowMs);
    const coldStart = idle < 0;
    const container = coldStart ? freeAtMs.length : idle;
    const containerId = `c-${String(container + 1).padStart(2, "0")}`;
    const reason = coldStart
      ? `Cold: ${container} of ${container} containers busy. One container serves one request.`
      : `Warm: reused. It was idle, with ${Math.round(random() * 300)} s left. No init.`;
    const [initMs, durationMs] = [coldStart ? hundredths(30 + random() * 20) : 0, hundredths(15 + 45 * random() ** 3)];
    const status = random() < 0.02 ? "error" : "ok";
    const billedMs = Math.ceil(initMs + durationMs);
    const of = { functionName: "orders", version: "2", memoryMb: 256 };
    const because = coldStart ? "all-busy" : "reused";
    if (coldStart) fleet.push({ type: "started", atMs: nowMs, containerId, ...of, because, reason });
    freeAtMs[container] = nowMs + initMs + durationMs;
    const [initUs, runUs] = [Math.round(initMs * 1_000), Math.round(durationMs * 1_000)];
    ended.push({
      ...{
        ...of,
        requestId: `${place.toString(16).padStart(8, "0")}-1111-4222-8333-${Math.floor(random() * 2 ** 44)
          .toString(16)
          .padStart(12, "0")}`,
      },
      ...{ status, containerId, coldStart, because, reason, arrivedAtMs: nowMs, endedAtMs: nowMs + initMs + durationMs },
      ...{ queueMs: 0, provisionMs: 0, initMs, durationMs, trigger: "http" },
      billed: billedQuantities(billedMs, of.memoryMb, awsLambda, false),
      split: { initUs, runUs, roundingUs: billedMs * 1_000 - initUs - runUs },
    });
  }
  ended.sort((a, b) => a.endedAtMs - b.endedAtMs);
  const history = recordRun(newRun(BEGUN_MS), { ended, fleet, events: [] });
  return {
    id: "live",
    name: "Steady load",
    origin: "measured",
    history,
    details: [],
    untilMs: nowMs + 500,
    profile: awsLambda,
    settings: SETTINGS,
  };
}

const rowsOf = ({ history: { rows } }: ObservedRun): readonly HistoryRow[] =>
  Array.from({ length: rows.endSeq - rows.firstSeq }, (_, place) => rowAt(rows, rows.firstSeq + place)).filter((row) => row !== undefined);

function read(file: unknown): ObservedRun {
  const parsed = readRun(JSON.stringify(file), "from-link");
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
}

async function charsInLink(run: unknown): Promise<number> {
  const setup = { project: starterProject() };
  return (await encodeLink({ ...setup, run })).length - (await encodeLink(setup)).length;
}

const NEW_ID = /^00000000-0000-4000-8000-[0-9a-f]{12}$/;

/** To a tenth of a millisecond, without what is left out. */
function comparable({ requestId: _, seq: __, arrivedAtMs, endedAtMs, reason, ...row }: HistoryRow, firstMs: number) {
  return { ...row, reason: row.because === "reused" ? "" : reason, arrived: arrivedAtMs - firstMs, took: endedAtMs - arrivedAtMs };
}

function expectRows(read: readonly HistoryRow[], of: readonly HistoryRow[]): void {
  expect(read).toHaveLength(of.length);
  // Two that ended within a tenth of a millisecond may have changed places.
  const byArrival = (rows: readonly HistoryRow[]) => rows.toSorted((a, b) => a.arrivedAtMs - b.arrivedAtMs);
  const sorted = byArrival(of);
  byArrival(read).forEach((row, place) => {
    const [{ arrived, took, ...rest }, wanted] = [comparable(row, BEGUN_MS), comparable(sorted[place] ?? row, BEGUN_MS)];
    const { arrived: arrivedThen, took: tookThen, ...restThen } = wanted;
    expect(rest).toEqual(restThen);
    expect(Math.abs(arrived - arrivedThen)).toBeLessThanOrEqual(0.06);
    expect(Math.abs(took - tookThen)).toBeLessThanOrEqual(0.06);
  });
  expect(new Set(read.map(({ requestId }) => requestId)).size).toBe(read.length);
  for (const { requestId } of read) expect(requestId).toMatch(NEW_ID);
}

describe("a run in a link", () => {
  test.each([0, 1, 150])("all of %i requests come back, with their sums and containers", (count) => {
    const run = loaded(count);
    const back = read(compactRun(run));
    expect(back).toMatchObject({ id: "from-link", name: "Steady load", origin: "measured", profile: awsLambda, settings: SETTINGS });
    expectRows(rowsOf(back), rowsOf(run));
    const sumsOf = ({ history: { byDefinition } }: ObservedRun) =>
      [...byDefinition].map(([key, { byStatus, coldStarts, billed }]) => ({ key, byStatus, coldStarts, billed }));
    expect(sumsOf(back)).toEqual(sumsOf(run));
    expect(back.history.fleet.items.map(({ type }) => type)).toEqual(run.history.fleet.items.map(({ type }) => type));
    expect(back.untilMs - run.untilMs).toBeLessThan(1.1);
  });

  test("of more there are the newest, and the name says so; containers that served none of them stay behind", () => {
    const run = loaded(1_500);
    const file = compactRun(run, 120);
    expect(file.name).toBe("Steady load, the newest 120 of 1,500 requests");
    const back = read(file);
    expectRows(rowsOf(back), rowsOf(run).slice(-120));
    const named = new Set(rowsOf(back).map(({ containerId }) => containerId));
    for (const note of back.history.fleet.items) if (note.type === "started") expect(named.has(note.containerId)).toBe(true);
    // What held before the part began is said at its beginning.
    expect(back.history.fleet.items.some(({ type }) => type === "configured")).toBe(true);
    expect(back.history.startedAtMs).toBeGreaterThan(run.history.startedAtMs);
  });

  test("through the link itself", async () => {
    const run = compactRun(loaded(60));
    const opened = await decodeLink(await encodeLink({ project: starterProject(), run }));
    expect(opened).toMatchObject({ ok: true, value: { run: JSON.parse(JSON.stringify(run)) } });
  });

  test.each([50, 100, 200, 500])("what %i requests take is printed, and 200 take less than 3,000 characters", async (count) => {
    const chars = await charsInLink(compactRun(loaded(count), count));
    console.info(`${count} requests: ${chars} characters`);
    if (count <= 200) expect(chars).toBeLessThan(3_000);
  });
});

describe("a compact run of anybody's is refused in words, or read", () => {
  const good = compactRun(loaded(40));
  const withValue = (path: string, value: unknown): unknown => {
    const copy = JSON.parse(JSON.stringify(good)) as Record<string, unknown>;
    const keys = path.split(".");
    let inner = copy;
    for (const key of keys.slice(0, -1)) inner = inner[key] as Record<string, unknown>;
    inner[keys.at(-1) ?? ""] = value;
    return copy;
  };

  test.each<readonly [string, unknown]>([
    ["name", 7],
    ["origin", "dreamt"],
    ["profile", "__proto__"],
    ["settings", {}],
    ["startedAtMs", -1],
    ["startedAtMs", 1e300],
    ["spanMs", 1e15],
    ["definitions", []],
    ["definitions", [{ functionName: "f", version: "1", memoryMb: 0 }]],
    ["reasons", []],
    ["reasons.0.kind", "constructor"],
    ["reasons.0.text", "x".repeat(2_001)],
    ["containers", [7]],
    ["count", 41],
    ["count", 1e9],
    ["count", 0.5],
    ["rows", []],
    ["rows.arrived", [1, 2, 3]],
    ["rows.arrived", -1],
    ["rows.arrived", 1e18],
    ["rows.arrived", new Array(40).fill(1e11)],
    ["rows.duration", "12"],
    ["rows.duration", -1],
    ["rows.duration", 0.5],
    ["rows.container", 99],
    ["rows.definition", 1],
    ["rows.status", 5],
    ["rows.flags", 8],
    ["rows.later", null],
    ["rows.billedMore", 1e12],
    ["fleet", [{ type: "god" }]],
    ["fleet", new Array(50_001).fill({})],
  ])("%s is refused", (path, value) => {
    const parsed = readRun(JSON.stringify(withValue(path, value)), "x");
    expect(parsed).toMatchObject({ ok: false, code: "damaged-run" });
    if (!parsed.ok) expect(parsed.message).toMatch(/ run\.\w+/);
  });

  test("any piece of it cut out never throws", () => {
    const random = seededRandom(41);
    const text = JSON.stringify(good);
    for (let round = 0; round < 400; round += 1) {
      const from = Math.floor(random() * text.length);
      readRun(text.slice(0, from) + text.slice(from + Math.floor(random() * 30)), "x");
    }
    expect(readRun(text, "x").ok).toBe(true);
  });
});
