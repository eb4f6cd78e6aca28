/**
 * A run small enough for a link: its newest requests as lists of small whole numbers, without ids, logs and payloads, and
 * without sums, which the rows give again. The second version of the file that run-file.ts describes; compact-run.ts and
 * read-compact.ts are the two ways.
 */
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { PlatformSettings } from "../../platform/function-config.ts";
import type { RowReason } from "../history/history-rows.ts";
import type { FileDefinition, RUN_FORMAT } from "./run-file.ts";

export const COMPACT_VERSION = 2;

/** Moments are kept to a tenth of a millisecond; the phases of a request as exactly as rows have them. */
export const MOMENTS_PER_MS = 10;

/** A request in numbers; requests stand in the order in which they ended. */
export const COMPACT_COLUMNS = [
  // Since the one before arrived, the first since the run began, in tenths of a millisecond.
  "arrived",
  // In steps of 0.01 ms, these four.
  "queue",
  "provision",
  "init",
  "duration",
  // How much later it ended than its phases say, in tenths of a millisecond: nearly always 0.
  "later",
  // How many milliseconds more are billed than what ran takes, rounded up: nearly always 0.
  "billedMore",
  // Counted from 1; 0 where no container took it.
  "container",
  "definition",
  "reason",
  // By their numbers in history-rows.ts.
  "status",
  "trigger",
  "flags",
] as const;

export type CompactColumn = (typeof COMPACT_COLUMNS)[number];
export type CompactRow = Readonly<Record<CompactColumn, number>>;

export interface CompactFile {
  readonly format: typeof RUN_FORMAT;
  readonly version: typeof COMPACT_VERSION;
  readonly name: string;
  readonly origin: "measured" | "modelled";
  readonly profile: string;
  readonly settings: PlatformSettings;
  readonly startedAtMs: number;
  readonly spanMs: number;
  readonly definitions: readonly FileDefinition[];
  readonly containers: readonly string[];
  readonly reasons: readonly RowReason[];
  readonly count: number;
  /** One number where all are that one. */
  readonly rows: Readonly<Record<CompactColumn, number | readonly number[]>>;
  /** `atMs` since the run began, in tenths of a millisecond. */
  readonly fleet: readonly FleetNote[];
}

export function expectedBilledMs(ranMs: number): number {
  return Math.ceil(Math.round(ranMs * 1_000) / 1_000);
}
