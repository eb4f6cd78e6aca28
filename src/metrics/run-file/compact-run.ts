/**
 * A run for a link. What is left out is said in its name: the older requests. Ids are numbered anew, logs, payloads and
 * traces stay behind, and "reused" does not say for how long a container would have been kept.
 */
import type { FleetNote } from "../../platform/fleet-note.ts";
import { Dictionary } from "../history/dictionary.ts";
import {
  COLD,
  definitionKey,
  type HistoryRow,
  type HistoryRows,
  INIT_BILLED,
  INIT_FAILED,
  type RowReason,
  rowAt,
  STATUSES,
  STEPS_PER_MS,
  TRIGGERS,
} from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { notesOfPart } from "../history/part-of-run.ts";
import {
  COMPACT_COLUMNS,
  COMPACT_VERSION,
  type CompactColumn,
  type CompactFile,
  expectedBilledMs,
  MOMENTS_PER_MS,
} from "./compact-file.ts";
import { NAME_CHARS } from "./readers.ts";
import { type FileDefinition, RUN_FORMAT } from "./run-file.ts";

/** The newest: a run of hundreds of deploys and containers stays short. */
const MOST_NOTES = 300;

export function compactRun(run: ObservedRun, maxRows = 200): CompactFile {
  const { rows, startedAtMs: begunMs, fleet } = run.history;
  const newest = newestRows(rows, maxRows);
  const earliestMs = newest.reduce((least, { arrivedAtMs }) => Math.min(least, arrivedAtMs), Number.POSITIVE_INFINITY);
  const isWhole = newest.length === rows.endSeq;
  const startedAtMs = Math.floor(isWhole ? begunMs : earliestMs);
  const untilMs = newest.reduce((latest, { endedAtMs }) => Math.max(latest, endedAtMs), Math.max(startedAtMs, run.untilMs));
  const writer = new RowWriter(startedAtMs);
  const written = newest.map((row) => writer.write(row));
  const { definitions, containers, reasons } = writer;
  const isOfThem = (note: FleetNote) => !("containerId" in note) || containers.find(note.containerId) !== undefined;
  return {
    format: RUN_FORMAT,
    version: COMPACT_VERSION,
    name: isWhole ? run.name : partName(run.name, newest.length, rows.endSeq),
    origin: run.origin,
    profile: run.profile.id,
    settings: run.settings,
    startedAtMs,
    spanMs: Math.ceil(untilMs - startedAtMs),
    definitions: definitions.values(),
    containers: containers.values(),
    reasons: reasons.values(),
    count: written.length,
    rows: Object.fromEntries(COMPACT_COLUMNS.map((column) => [column, alike(written.map((row) => row[column]))])) as CompactFile["rows"],
    fleet: notesOfPart(fleet.items, startedAtMs, untilMs)
      .filter(isOfThem)
      .slice(-MOST_NOTES)
      .map((note) => ({ ...note, atMs: writer.moment(note.atMs) })),
  };
}

function newestRows(rows: HistoryRows, most: number): readonly HistoryRow[] {
  const newest: HistoryRow[] = [];
  for (let seq = Math.max(rows.firstSeq, rows.endSeq - most); seq < rows.endSeq; seq += 1) {
    const row = rowAt(rows, seq);
    if (row) newest.push(row);
  }
  return newest;
}

class RowWriter {
  readonly definitions = new Dictionary<FileDefinition>();
  readonly containers = new Dictionary<string>();
  readonly reasons = new Dictionary<RowReason>();
  readonly #startedAtMs: number;
  #arrivedBefore = 0;

  constructor(startedAtMs: number) {
    this.#startedAtMs = startedAtMs;
  }

  /** A container may have been there before the run's part begins. */
  moment(atMs: number): number {
    return Math.max(0, Math.round((atMs - this.#startedAtMs) * MOMENTS_PER_MS));
  }

  write(row: HistoryRow): Record<CompactColumn, number> {
    const { functionName, version, memoryMb, containerId, because } = row;
    const [queue, provision, init, duration] = [steps(row.queueMs), steps(row.provisionMs), steps(row.initMs), steps(row.durationMs)];
    const arrived = this.moment(row.arrivedAtMs);
    const since = arrived - this.#arrivedBefore;
    this.#arrivedBefore = arrived;
    const text = because === "reused" ? "Warm: reused. No init." : row.reason;
    return {
      arrived: since,
      ...{ queue, provision, init, duration },
      later: Math.round((row.endedAtMs - row.arrivedAtMs - (queue + provision + init + duration) / STEPS_PER_MS) * MOMENTS_PER_MS),
      billedMore: row.status === "throttled" ? 0 : row.billedMs - expectedBilledMs(row.durationMs + (row.initBilled ? row.initMs : 0)),
      container: containerId === undefined ? 0 : this.containers.placeOf(containerId, () => containerId) + 1,
      definition: this.definitions.placeOf(definitionKey(row), () => ({ functionName, version, memoryMb })),
      reason: this.reasons.placeOf(text, () => ({ kind: because, text })),
      status: STATUSES.indexOf(row.status),
      trigger: TRIGGERS.indexOf(row.trigger),
      flags: (row.coldStart ? COLD : 0) | (row.initBilled ? INIT_BILLED : 0) | (row.initFailed ? INIT_FAILED : 0),
    };
  }
}

const steps = (ms: number): number => Math.round(ms * STEPS_PER_MS);

function alike(values: readonly number[]): number | readonly number[] {
  const [first = 0] = values;
  return values.every((value) => value === first) ? first : values;
}

function partName(name: string, kept: number, all: number): string {
  const part = `, the newest ${kept.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} requests`;
  return `${name.slice(0, NAME_CHARS - part.length)}${part}`;
}
