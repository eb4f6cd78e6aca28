import { describe, expect, test } from "vitest";
import { seededRandom } from "../../platform/seeded-random.ts";
import { entry } from "./entries-under-test.ts";
import { type EditReason, type HistoryEntry, isLandmark, isVersion } from "./history-entry.ts";
import { HISTORY_BOUNDS, type HistoryBounds, thinned } from "./thin-history.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Noon, so that an hour or a day begins where a reader expects it. */
const NOON = 20_000 * DAY + 12 * HOUR;

const ago = (ms: number, rest: Omit<Parameters<typeof entry>[0], "atMs"> = {}) => entry({ atMs: NOON - ms, ...rest });
const agesOf = (entries: readonly HistoryEntry[]) => entries.map(({ atMs }) => (NOON - atMs) / MINUTE);

describe("what stays of a history", () => {
  const REMOVED: EditReason = { type: "file-removed", path: "a.ts" };
  const table: readonly (readonly [string, readonly HistoryEntry[], readonly number[], Partial<HistoryBounds>])[] = [
    ["nothing of nothing", [], [], {}],
    ["every edit of the last hour", [59, 31, 30, 1, 0].map((minutes) => ago(minutes * MINUTE)), [59, 31, 30, 1, 0], {}],
    ["of an hour before, the newest edit", [179, 150, 121, 61].map((minutes) => ago(minutes * MINUTE)), [121, 61], {}],
    ["of a day before, the newest edit", [49, 47, 30, 25].map((hours) => ago(hours * HOUR)), [47 * 60, 25 * 60], {}],
    ["by function, each for itself", [ago(150 * MINUTE), ago(149 * MINUTE, { functionName: "other" }), ago(140 * MINUTE)], [149, 140], {}],
    [
      "every version, however old",
      [400, 300, 299].map((days, at) => ago(days * DAY, { number: at })),
      [400, 300, 299].map((d) => d * 1_440),
      {},
    ],
    [
      "what was kept before a file went, beside the newest edit of its day",
      [ago(50 * HOUR, { reason: REMOVED }), ago(49.5 * HOUR, { reason: REMOVED }), ago(49 * HOUR), ago(48.5 * HOUR)],
      [50 * 60, 49.5 * 60, 48.5 * 60],
      {},
    ],
    ["of too many edits, the newest", [5, 4, 3, 2].map((minutes) => ago(minutes * MINUTE)), [3, 2], { edits: 2 }],
    ["of too many versions, the newest", [5, 4, 3].map((minutes, at) => ago(minutes * MINUTE, { number: at })), [4, 3], { versions: 2 }],
    [
      "of too much text, edits make way for versions",
      [ago(9 * MINUTE, { number: 1 }), ago(8 * MINUTE, { number: 2 }), ago(2 * MINUTE), ago(MINUTE)],
      [9, 8, 1],
      { chars: 30 },
    ],
    [
      "the newest version of each function, whatever the bounds",
      [
        ago(9 * MINUTE, { number: 1 }),
        ago(8 * MINUTE, { number: 2, chars: 99 }),
        ago(7 * MINUTE, { number: 1, functionName: "other", chars: 99 }),
      ],
      [8, 7],
      { chars: 1, versions: 1 },
    ],
  ];
  test.each(table)("%s", (_, entries, ages, bounds) => {
    expect(agesOf(thinned(entries, NOON, { ...HISTORY_BOUNDS, ...bounds }))).toEqual(ages);
  });
});

describe("thinning, on random histories", () => {
  const seed = Number(process.env.COLDSTART_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const random = seededRandom(seed);
  const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];

  const randomHistory = (): readonly HistoryEntry[] => {
    const moments = Array.from({ length: Math.floor(random() * 80) }, () => NOON - Math.floor(random() ** 4 * 30 * DAY)).toSorted(
      (a, b) => a - b,
    );
    return moments.map((atMs, at) =>
      entry({
        atMs,
        functionName: pick(["a", "b"]),
        chars: Math.floor(random() * 100),
        ...(random() < 0.2 ? { number: at } : { reason: pick<EditReason>([{ type: "typed" }, { type: "opened" }, { type: "replaced" }]) }),
      }),
    );
  };

  test("its bounds hold, nothing comes in, and a second time takes nothing more", () => {
    for (let run = 0; run < 300; run += 1) {
      const entries = randomHistory();
      const bounds = {
        edits: Math.floor(random() * 40),
        landmarks: Math.floor(random() * 20),
        versions: 1 + Math.floor(random() * 20),
        chars: Math.floor(random() * 4_000),
      };
      const kept = thinned(entries, NOON, bounds);
      const said = `COLDSTART_SEED=${seed}, run ${run}`;
      expect(kept, said).toEqual(entries.filter((each) => kept.includes(each)));
      expect(thinned(kept, NOON, bounds), said).toEqual(kept);
      const latest = ["a", "b"].flatMap((name) => entries.findLast((each) => isVersion(each) && each.functionName === name) ?? []);
      expect(kept, said).toEqual(expect.arrayContaining(latest));
      expect(kept.filter(isLandmark).length, said).toBeLessThanOrEqual(bounds.landmarks);
      expect(kept.filter((each) => isVersion(each) && !latest.includes(each)).length, said).toBeLessThanOrEqual(bounds.versions);
      expect(kept.filter((each) => !isVersion(each) && !isLandmark(each)).length, said).toBeLessThanOrEqual(bounds.edits);
      const chars = kept.filter((each) => !latest.includes(each)).reduce((sum, each) => sum + each.chars, 0);
      expect(chars, said).toBeLessThanOrEqual(bounds.chars);
    }
  });

  test("thinned on the way or only at the end, the same stays, as long as no bound is reached", () => {
    for (let run = 0; run < 300; run += 1) {
      const entries = randomHistory();
      const later = NOON + Math.floor(random() * 3 * DAY);
      expect(thinned(thinned(entries, NOON), later), `COLDSTART_SEED=${seed}, run ${run}`).toEqual(thinned(entries, later));
    }
  });
});
