import { expect, test } from "vitest";
import { billInvocation, NO_SPLIT, NOTHING_BILLED } from "../../platform/billing.ts";
import type { FleetNote } from "../../platform/fleet-note.ts";
import { awsLambda } from "../../platform/profiles/aws-lambda.ts";
import type { InvocationView } from "../../platform/results.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import { type RowSource, rowAt, STATUSES } from "./history-rows.ts";
import type { ObservedRun } from "./observed-run.ts";
import { partOfRun } from "./part-of-run.ts";
import { newRun, recordRun } from "./run-history.ts";

const SETTINGS = {
  accountConcurrency: 1_000,
  browserContainerLimit: 64,
  idleLifetimeMs: 300_000,
  billInit: true,
  modelProvisioning: false,
};

function sources(seed: number, count: number): readonly RowSource[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, place): RowSource => {
    const status = STATUSES[Math.floor(random() * STATUSES.length)] ?? "ok";
    const ran = status !== "throttled";
    const coldStart = ran && random() < 0.3;
    const provisioned = ran && random() < 0.2;
    const [durationMs, initMs] = [ran ? Math.floor(random() * 50_000) / 100 : 0, coldStart ? Math.floor(random() * 20_000) / 100 : 0];
    const memoryMb = random() < 0.5 ? 128 : 1_769;
    const arrivedAtMs = 1_000 + place * 10;
    return {
      requestId: `00000000-0000-4000-8000-${place.toString(16).padStart(12, "0")}`,
      functionName: random() < 0.5 ? "a" : "b",
      version: "1",
      status,
      ...(ran ? { containerId: `c-${place % 7}` } : {}),
      coldStart,
      reason: provisioned ? "Provisioned." : "Other.",
      because: provisioned ? "provisioned" : "reused",
      arrivedAtMs,
      endedAtMs: arrivedAtMs + durationMs + initMs,
      queueMs: 0,
      provisionMs: 0,
      initMs,
      durationMs,
      memoryMb,
      trigger: "http",
      ...(ran
        ? billInvocation({ durationMs, initMs, memoryMb, billInit: true, provisioned }, awsLambda)
        : { billed: NOTHING_BILLED, split: NO_SPLIT }),
    };
  });
}

function observed(ended: readonly RowSource[], fleet: readonly FleetNote[] = []): ObservedRun {
  const history = recordRun(newRun(1_000), { ended, fleet, events: [] });
  const details = ended.map((each) => ({ ...each, costUsd: 0, logs: [], event: "{}" }) as InvocationView);
  return { id: "live", name: "Live", origin: "measured", history, details, untilMs: 200_000, profile: awsLambda, settings: SETTINGS };
}

test.each([1, 2, 3])("a stretch is what was recorded of it alone, seed %i", (seed) => {
  const all = sources(seed, 10_000);
  const [fromMs, toMs] = [20_000, 60_000];
  const part = partOfRun(observed(all), fromMs, toMs, { id: "part", name: "Part" });
  const within = all.filter(({ arrivedAtMs }) => arrivedAtMs >= fromMs && arrivedAtMs <= toMs);
  const alone = recordRun(newRun(fromMs), { ended: within, fleet: [], events: [] });
  const { rows, ...sums } = part.history;
  const { rows: _, ...expected } = alone;
  expect(sums).toEqual(expected);
  expect([rows.firstSeq, rows.endSeq]).toEqual([0, within.length]);
  for (const seq of [0, 1, 2_000, within.length - 1]) expect(rowAt(rows, seq)).toEqual(rowAt(alone.rows, seq));
  expect(part.details).toHaveLength(within.length);
  expect(part).toMatchObject({
    id: "part",
    name: "Part",
    origin: "measured",
    untilMs: Math.max(toMs, ...within.map((each) => each.endedAtMs)),
  });
});

test("what held when it began is part of it: containers that lived, the newest deploy and settings", () => {
  const container = { functionName: "a", version: "1", because: "all-busy", reason: "Cold." } as const;
  const deployed = { type: "deployed", functionName: "a", memoryMb: 128, timeoutMs: 3_000 } as const;
  const notes: readonly FleetNote[] = [
    { ...deployed, atMs: 1, version: "1" },
    { type: "configured", atMs: 2, settings: SETTINGS },
    { type: "started", ...container, atMs: 3, containerId: "gone", memoryMb: 128 },
    { type: "started", ...container, atMs: 4, containerId: "lives", memoryMb: 128 },
    { type: "reset", ...container, atMs: 5, containerId: "lives" },
    { type: "ended", ...container, atMs: 6, containerId: "gone", how: "evicted", served: 1 },
    { ...deployed, atMs: 7, version: "2" },
    { ...deployed, atMs: 8, functionName: "b", version: "1" },
    { type: "removed", atMs: 9, functionName: "b" },
    { type: "ended", ...container, atMs: 50, containerId: "lives", how: "evicted", served: 2 },
    { ...deployed, atMs: 101, version: "3" },
  ];
  const part = partOfRun(observed([], notes), 10, 100, { id: "p", name: "P" });
  expect(part.history.fleet.items).toEqual([notes[3], { ...notes[6], atMs: 10 }, { ...notes[1], atMs: 10 }, notes[9]]);
});

test("of nothing, nothing", () => {
  const part = partOfRun(observed(sources(1, 10)), 5_000_000, 6_000_000, { id: "p", name: "P" });
  expect(part.history.rows.endSeq).toBe(0);
  expect(part.history.byDefinition.size).toBe(0);
  expect(part.details).toEqual([]);
});
