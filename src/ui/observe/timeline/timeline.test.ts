import { describe, expect, test } from "vitest";
import type { RowSource } from "../../../metrics/history/history-rows.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { RowFilter } from "../../../metrics/query/row-filter.ts";
import { EVERY_ROW, ended, randomRequests, request, runOf, started, throttled } from "../../../metrics/timeline/timeline-under-test.ts";
import type { ContainerSnapshot } from "../../../platform/container.ts";
import type { FleetNote } from "../../../platform/fleet-note.ts";
import { awsLambda } from "../../../platform/profiles/aws-lambda.ts";
import { platformSettings } from "../../../testing/builders.ts";
import type { Palette } from "../charts/palette.ts";
import { createSvgSurface } from "../charts/svg-surface.ts";
import { drawTimeline, type TimelineView } from "./draw-timeline.ts";
import { boxOf, hitAt } from "./hit.ts";
import { keyAction, type TimelinePoint } from "./timeline-keys.ts";
import { msAt, ROW_PX, rowAtHeight, rowsInView, TOP_PX, timelineLayout, xOf } from "./timeline-layout.ts";
import { timelineModel } from "./timeline-model.ts";
import { containerWords, markWords, requestWords, timelineSummary, timelineTable } from "./timeline-words.ts";

const WIDTH = 1_000;
const colours = "surface sunken ink inkSoft inkFaint line lineStrong start init run idle crash rounding server accent focus";
const palette = Object.fromEntries([...colours.split(" "), "fontUi", "fontMono"].map((name) => [name, name])) as unknown as Palette;

interface Change {
  readonly window?: { readonly fromMs: number; readonly toMs: number };
  readonly filter?: RowFilter;
  readonly alive?: readonly ContainerSnapshot[];
  readonly scrollTop?: number;
  readonly width?: number;
}

function viewOf(rows: readonly RowSource[], fleet: readonly FleetNote[], change: Change = {}): TimelineView {
  const { window = { fromMs: 0, toMs: 1_000 }, filter = EVERY_ROW, alive = [], scrollTop = 0, width = WIDTH } = change;
  const history = runOf(rows, fleet);
  const settings = platformSettings();
  const run: ObservedRun = {
    id: "live",
    name: "Live",
    origin: "measured",
    history,
    details: [],
    untilMs: 1_000,
    profile: awsLambda,
    settings,
  };
  const layout = timelineLayout([], width, 10);
  const model = timelineModel({ run, window, nowMs: 1_000, filter, widthPx: layout.plotWidth, alive });
  return { model, layout: timelineLayout(model.rows, width, 10), scrollTop };
}

function svgOf(view: TimelineView, height = 400): string {
  const surface = createSvgSurface(view.layout.width, height, palette);
  drawTimeline(surface, palette, view);
  return surface.toSvg("Containers");
}

const shapes = (svg: string, attribute: string) => svg.split(attribute).length - 1;

const cold = request("c-1", 100, 400, { coldStart: true, provisionMs: 100, initMs: 100, durationMs: 100 });
const failed = request("c-1", 600, 700, { status: "error", reason: "Warm: reused.", requestId: "00000000-0000-4000-8000-000000000007" });
const notes = [started("c-1", 100), ended("c-1", 900, { served: 2 })];

describe("the drawing", () => {
  test("start is hatched, init and run are bars, a failure is in its own colour, the end is a tick and a dotted circle", () => {
    const svg = svgOf(viewOf([cold, failed], notes));
    expect(shapes(svg, "url(#hatch-0)")).toBe(1);
    for (const [fill, many] of [
      ["init", 1],
      ["run", 1],
      ["crash", 1],
      ["idle", 1],
    ] as const)
      expect([fill, shapes(svg, `fill="${fill}"`)]).toEqual([fill, many]);
    expect(svg).toMatch(/<circle [^>]*stroke-dasharray/);
    expect(svg).toContain(">c-1<");
    expect(svg).toContain(">resize<");
    expect(svg).toContain(">peak 1 of 64 (browser)<");
  });

  test("a run too short to be seen is 2 px wide, and a failed one stands out of the bar", () => {
    const svg = svgOf(viewOf([request("c-1", 500, 500.01), { ...failed, endedAtMs: 600.01 }], notes));
    expect(svg).toMatch(/<rect [^>]*width="2" height="11"[^>]*fill="run"/);
    expect(svg).toMatch(/<rect [^>]*width="2" height="15"[^>]*fill="crash"/);
  });

  test("what the filter does not let pass is dimmed, and containers without a match are left out", () => {
    const filter: RowFilter = { ...EVERY_ROW, isAll: false, matches: (chunk, at) => chunk.status[at] === 1 };
    const view = viewOf([cold, request("c-2", 450, 550), failed], [...notes, started("c-2", 450)], { filter });
    const svg = svgOf(view);
    expect(svg).toMatch(/fill="run"[^>]*opacity="0.28"/);
    expect(svg).not.toMatch(/fill="crash"[^>]*opacity/);
    expect(svg).not.toContain(">c-2<");
    expect(timelineSummary(view.model)).toContain("dimmed; 1 container without a match is left out.");
  });

  test("only rows in view are drawn, however many there are", () => {
    const many = Array.from({ length: 600 }, (_, at) => started(`c-${at + 1_000}`, at / 10));
    const svg = svgOf(viewOf([], many, { scrollTop: 300 * ROW_PX }));
    expect(shapes(svg, 'fill="idle"')).toBeLessThan(25);
    expect(svg).toContain(">c-1300<");
    expect(svg).not.toContain(">c-1001<");
  });

  test("never more shapes than pixels", () => {
    const rows = randomRequests(6, 12_000);
    const view = viewOf(rows, [], { window: { fromMs: 0, toMs: rows.at(-1)?.endedAtMs ?? 0 } });
    expect(shapes(svgOf(view), "<rect")).toBeLessThan(40 * view.layout.plotWidth);
  });

  test("a narrow one names groups on lines of their own", () => {
    const view = viewOf([cold], notes, { width: 360 });
    expect(view.layout.tops[0]).toBe(16);
    expect(svgOf(view)).toContain(">resize<");
  });
});

describe("what is under way", () => {
  const snapshot: ContainerSnapshot = {
    ...{ id: "c-1", functionName: "resize", version: "1", memoryMb: 128, bornAtMs: 100, startReason: "Cold." },
    ...{
      phase: "busy",
      phaseSinceMs: 400,
      served: 0,
      requestId: "r",
      initializedAtMs: 400,
      initMs: 150,
      needsReset: false,
      retired: false,
    },
  };
  const spans = (rows: RowSource[], change: Partial<ContainerSnapshot>) => {
    const { model } = viewOf(rows, [started("c-1", 100)], { alive: [{ ...snapshot, ...change }] });
    const [row] = model.rows;
    return row && model.spansOf(row).map(({ kind, fromMs, toMs }) => [kind, fromMs, toMs]);
  };

  test.each<[string, RowSource[], Partial<ContainerSnapshot>, unknown[]]>([
    ["provisioned", [], { phase: "provisioning", phaseSinceMs: 100 }, [["start", 100, 1_000]]],
    [
      "initialised",
      [],
      { phase: "initializing", phaseSinceMs: 300 },
      [
        ["start", 100, 300],
        ["init", 300, 1_000],
      ],
    ],
    [
      "a first run",
      [],
      {},
      [
        ["start", 100, 250],
        ["init", 250, 400],
        ["run", 400, 1_000],
      ],
    ],
    [
      "a later run",
      [request("c-1", 100, 300)],
      {},
      [
        ["run", 100, 300],
        ["run", 400, 1_000],
      ],
    ],
    ["idle", [request("c-1", 100, 300)], { phase: "idle" }, [["run", 100, 300]]],
    ["over by the rows, not yet by the fleet", [request("c-1", 400, 500)], { served: 1 }, [["run", 400, 500]]],
  ])("%s", (_, rows, change, expected) => {
    expect(spans(rows, change)).toEqual(expected);
  });

  test("it counts among the requests at once", () => {
    expect(viewOf([], [started("c-1", 100)], { alive: [snapshot] }).model.concurrency.peak).toBe(1);
  });
});

describe("pointing", () => {
  const view = viewOf([cold, failed, throttled(500)], [...notes, started("c-2", 300, { because: "all-busy" })]);
  const at = (ms: number, place = 0) => hitAt(view, xOf(view.layout, view.model.window, ms), TOP_PX + (view.layout.tops[place] ?? 0) + 8);

  test("at a request, between requests, at the names, at a mark, at nothing", () => {
    expect(at(650)).toMatchObject({ type: "request", request: { seq: 1 } });
    expect(at(500)).toMatchObject({ type: "container", life: { containerId: "c-1" } });
    expect(hitAt(view, 10, TOP_PX + 4)).toMatchObject({ type: "container", life: { containerId: "c-1" } });
    expect(hitAt(view, xOf(view.layout, view.model.window, 500), TOP_PX - 8)).toMatchObject({ type: "mark", mark: { kind: "throttle" } });
    expect(hitAt(view, 10, TOP_PX + 900)).toBeUndefined();
    expect(hitAt(view, 500, 5)).toBeUndefined();
  });

  test("a request stands where it is hit", () => {
    const hit = at(650);
    const box = hit?.type === "request" ? boxOf(view, hit.request) : undefined;
    expect(box && msAt(view.layout, view.model.window, box.x)).toBeCloseTo(600);
    expect(box?.top).toBe(0);
  });

  test("rows by their height", () => {
    expect([-1, 0, ROW_PX - 1, ROW_PX, ROW_PX * 2, 9_999].map((y) => rowAtHeight(view.layout, y))).toEqual([
      undefined,
      0,
      0,
      1,
      undefined,
      undefined,
    ]);
    expect(rowsInView(view.layout, 0, 5)).toEqual([0, 1]);
    expect(rowsInView(timelineLayout([], WIDTH, 10), 0, 500)).toEqual([0, 0]);
  });
});

describe("keys", () => {
  const rows = [cold, request("c-2", 450, 500), failed];
  const { model, layout } = viewOf(rows, [...notes, started("c-2", 450)], { window: { fromMs: 0, toMs: 800 } });
  const press = (key: string, point?: TimelinePoint, shiftKey = false) =>
    keyAction({ key, shiftKey }, { model, whole: { fromMs: 0, toMs: 1_000 }, point, plotWidth: layout.plotWidth, rowsInView: 5 });
  const pointAt = (containerId: string, seq: number | undefined) => ({ type: "point", point: { containerId, seq } });
  const windowOf = (fromMs: number, toMs: number) => ({ type: "window", window: { fromMs, toMs } });

  test.each<[string, TimelinePoint | undefined, unknown]>([
    ["ArrowRight", undefined, pointAt("c-1", 0)],
    ["ArrowRight", { containerId: "c-1", seq: 0 }, pointAt("c-1", 2)],
    ["ArrowRight", { containerId: "c-1", seq: 2 }, pointAt("c-1", 2)],
    ["ArrowLeft", { containerId: "c-1", seq: 2 }, pointAt("c-1", 0)],
    ["ArrowDown", undefined, pointAt("c-1", 0)],
    ["ArrowDown", { containerId: "c-1", seq: 2 }, pointAt("c-2", 1)],
    ["ArrowDown", { containerId: "c-2", seq: 1 }, pointAt("c-2", 1)],
    ["PageUp", { containerId: "c-2", seq: 1 }, pointAt("c-1", 0)],
    ["Home", { containerId: "c-1", seq: 2 }, pointAt("c-1", 0)],
    ["End", { containerId: "c-1", seq: 0 }, pointAt("c-1", 2)],
    ["Escape", { containerId: "c-1", seq: 0 }, { type: "point", point: undefined }],
    ["Escape", undefined, undefined],
    ["Enter", { containerId: "c-1", seq: 0 }, { type: "choose" }],
    ["Enter", undefined, undefined],
    ["0", undefined, { type: "window", window: undefined }],
    ["q", undefined, undefined],
    ["-", undefined, { type: "window", window: undefined }],
  ])("%s from %o", (key, point, expected) => {
    expect(press(key, point)).toEqual(expected);
  });

  test("plus comes nearer to what is looked at, Shift with an arrow moves in time", () => {
    const nearer = press("+", { containerId: "c-1", seq: 2 });
    expect(nearer?.type === "window" && nearer.window?.fromMs).toBeCloseTo(200);
    expect(nearer?.type === "window" && nearer.window?.toMs).toBeCloseTo(200 + 800 / 1.5);
    expect(press("ArrowRight", undefined, true)).toEqual(windowOf(160, 960));
    expect(press("ArrowLeft", undefined, true)).toEqual(windowOf(0, 800));
  });
});

describe("words", () => {
  const busy = { because: "all-busy", reason: "Cold: 1 of 1 container busy." } as const;
  const { model } = viewOf([cold, request("c-2", 300, 450), failed, throttled(500), throttled(501)], [...notes, started("c-2", 300, busy)]);

  test("the sentence says how many, why, and the peak", () => {
    expect(timelineSummary(model)).toBe(
      "2 containers: 1 started because all were busy, 1 ended. At most 2 requests at once, at 00:00:00. 2 requests were throttled.",
    );
    expect(timelineSummary(viewOf([], []).model)).toBe("No container has run yet. The first request starts one.");
    expect(timelineSummary(viewOf([cold], notes, { window: { fromMs: 950, toMs: 999 } }).model)).toBe(
      "No container lived in this stretch.",
    );
  });

  test("the table has a row a container", () => {
    expect(timelineTable(model)).toEqual([
      ["c-1", "resize", "v1", "00:00:00.100", "Cold: first request.", "2", "50.0 %", "00:00:00.900", "Evicted: idle 10 s."],
      ["c-2", "resize", "v1", "00:00:00.300", "Cold: 1 of 1 container busy.", "1", "21.4 %", "–", "–"],
    ]);
  });

  test("beside a request, a container, a mark", () => {
    const view = viewOf([cold, failed], notes);
    const hit = hitAt(view, xOf(view.layout, view.model.window, 300), TOP_PX + 8);
    const words = hit?.type === "request" ? requestWords(hit.request) : undefined;
    expect(words?.title).toBe("c-1: resize v1, cold, ok");
    expect(words?.lines.map(({ name, value }) => `${name} ${value}`)).toContain("provision, modelled 100 ms");
    const [row] = view.model.rows;
    expect(row && containerWords(row.life, 950, 1_000).title).toBe("c-1 of resize v1, evicted");
    expect(row && containerWords(row.life, 500, 1_000).title).toBe("c-1 of resize v1, idle, frozen");
    expect(model.marks.map((mark) => markWords(mark).title)).toEqual(["1 container started: scale-out", "2 requests throttled"]);
  });
});
