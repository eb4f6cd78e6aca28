/**
 * Timelines drawn as text. A test draws what should happen, one row a thing and one column a step of time; the drawing's
 * own lengths become the containers' script, the platform decides the rest, and what happened is drawn the same way.
 *
 *     hello | A  B     C         a function's row: the requests that arrive, one capital letter each (more rows for more at a time)
 *     does  |       d            what a person does, by small letters that the test explains (deploy, kill, change a setting)
 *     c-01  | iiAAAA...CC....x   a container's row, see below
 *     c-02  |    iBB.....x
 *     ok    |       A BC         a row for each status: the step in which each request's answer came
 *
 * A container that no request waits for (it is provisioned) takes for its init what its row begins with.
 *
 * Containers: `-` provisioning, `i` init, a request's letter while it runs, `.` idle, `,` idle with its process gone (init
 * runs again), `x` evicted or stopped, `!` failed. A column shows the state at its start, after all that falls on that moment.
 */

import type { ContainerSnapshot } from "../platform/container.ts";
import type { FunctionConfig, PlatformSettings } from "../platform/function-config.ts";
import { PlatformDriver, type Script } from "./drive-platform.ts";

const STATUSES = ["ok", "error", "timeout", "crashed", "throttled"];

export interface TimelineOptions {
  readonly stepMs?: number;
  readonly settings?: Partial<PlatformSettings>;
  /** The functions' configs where they are not the default; every function that has a row is deployed. */
  readonly functions?: readonly Partial<FunctionConfig>[];
  /** What the drawing cannot say of a request, or of the init of a container that no request waits for: that it fails, never answers, or takes another time than is drawn. */
  readonly scripts?: Readonly<Record<string, Partial<Script>>>;
  readonly does?: Readonly<Record<string, (driver: PlatformDriver) => void>>;
}

export interface Timeline {
  readonly drawn: string;
  readonly happened: string;
  readonly driver: PlatformDriver;
}

interface Row {
  readonly label: string;
  readonly cells: string;
}

export function playTimeline(
  drawing: string,
  { stepMs = 100, settings, functions = [], scripts, does = {} }: TimelineOptions = {},
): Timeline {
  const rows = parseRows(drawing);
  const columns = Math.max(...rows.map(({ cells }) => cells.length));
  const names = [...new Set(rows.filter(isFunctionRow).map(({ label }) => label))];
  const driver = new PlatformDriver({
    ...(settings ? { settings } : {}),
    functions: names.map((name) => ({ name, ...functions.find((config) => (config.name ?? "hello") === name) })),
    script: (requestId, containerId) => ({
      ...(requestId === "" ? drawnInit(rows, containerId, stepMs) : drawnScript(rows, requestId, stepMs)),
      ...scripts?.[requestId === "" ? containerId : requestId],
    }),
  });
  const picture = new Picture();
  const inputs = rows.filter((row) => isFunctionRow(row) || row.label === "does");
  for (let column = 0; column < columns; column += 1) {
    driver.advanceTo(column * stepMs);
    for (const { label, cells } of inputs) {
      const mark = cells[column] ?? " ";
      if (mark === " ") continue;
      picture.mark(label, column, mark);
      if (label === "does") explained(does, mark)(driver);
      else driver.request(mark, label);
    }
    for (const container of driver.platform.containers()) {
      const mark = markOf(container);
      if (mark !== undefined) picture.mark(container.id, column, mark);
    }
  }
  const columnOf = (atMs: number) => Math.ceil(atMs / stepMs);
  for (const { containerId, atMs, isFailure } of driver.ends) picture.mark(containerId, columnOf(atMs), isFailure ? "!" : "x");
  for (const { status, requestId, endedAtMs } of driver.records) picture.mark(status, columnOf(endedAtMs), requestId);
  return { drawn: format(rows), happened: format(picture.rows()), driver };
}

function parseRows(drawing: string): readonly Row[] {
  const lines = drawing.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const [label, cells, ...rest] = line.split("|");
    if (label === undefined || cells === undefined || rest.length > 0) throw new Error(`No row of a timeline: "${line}"`);
    return { label: label.trim(), cells: cells.slice(1).trimEnd() };
  });
}

const isContainerRow = ({ label }: Row) => /^c-\d+$/.test(label);
const isFunctionRow = (row: Row) => !isContainerRow(row) && row.label !== "does" && !STATUSES.includes(row.label);

function explained(does: NonNullable<TimelineOptions["does"]>, mark: string): (driver: PlatformDriver) => void {
  const action = does[mark];
  if (!action) throw new Error(`The test does not say what "${mark}" does.`);
  return action;
}

/** How long the drawing lets a request's init and run take. */
function drawnScript(rows: readonly Row[], requestId: string, stepMs: number): Partial<Script> {
  for (const { cells } of rows.filter(isContainerRow)) {
    const found = new RegExp(`(i*)(${requestId}+)`).exec(cells);
    if (found) return { initMs: (found[1]?.length ?? 0) * stepMs, runMs: (found[2]?.length ?? 0) * stepMs };
  }
  return {};
}

function drawnInit(rows: readonly Row[], containerId: string, stepMs: number): Partial<Script> {
  const found = /^ *(i+)/.exec(rows.find(({ label }) => label === containerId)?.cells ?? "");
  return { initMs: (found?.[1]?.length ?? 0) * stepMs };
}

function markOf({ phase, requestId, needsReset }: ContainerSnapshot): string | undefined {
  switch (phase) {
    case "provisioning":
      return "-";
    case "initializing":
      return "i";
    case "busy":
      return requestId ?? "?";
    case "idle":
      return needsReset ? "," : ".";
    default:
      return undefined;
  }
}

/** Rows of cells; where a cell is taken, the next row of the same name is used. */
class Picture {
  readonly #rows: { readonly label: string; cells: string }[] = [];

  mark(label: string, column: number, mark: string): void {
    let row = this.#rows.find((each) => each.label === label && (each.cells[column] ?? " ") === " ");
    if (!row) {
      row = { label, cells: "" };
      this.#rows.push(row);
    }
    row.cells = row.cells.padEnd(column).slice(0, column) + mark + row.cells.slice(column + 1);
  }

  rows(): readonly Row[] {
    return this.#rows;
  }
}

/** One order for the drawing and for what happened: functions, deeds, containers, answers. */
function format(rows: readonly Row[]): string {
  const rank = (row: Row) => {
    if (isFunctionRow(row)) return 0;
    if (row.label === "does") return 1;
    return isContainerRow(row) ? 2 : 3 + STATUSES.indexOf(row.label);
  };
  const width = Math.max(...rows.map(({ label }) => label.length));
  const sorted = rows.toSorted(
    (a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label, "en", { numeric: true }) || a.cells.localeCompare(b.cells),
  );
  return sorted.map(({ label, cells }) => `${label.padEnd(width)} | ${cells.trimEnd()}`).join("\n");
}
