/**
 * A whole run as one file: JSON with the rows as columns, exact totals (also of rows that were let go), notes, and the
 * newest requests in full. This is its shape; write-run.ts and read-run.ts are the two ways. A field is never given
 * another meaning: what changes the shape raises the version.
 */
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { PlatformSettings } from "../../platform/function-config.ts";
import type { InvocationStatus } from "../../platform/invocation.ts";
import type { ReasonKind } from "../../platform/reasons.ts";
import type { InvocationView } from "../../platform/results.ts";
import type { TraceNote } from "../../platform/services/trace-note.ts";
import type { BilledSums } from "../history/run-history.ts";
import type { WrittenColumn } from "./base64-columns.ts";

export const RUN_FORMAT = "coldstart-run";
export const RUN_VERSION = 1;
export const RUN_FILE_ENDING = ".coldstart-run.json";

/** Characters of logs, events and payloads of the newest requests that a file takes; older ones are rows only. */
export const DETAIL_CHARS = 8_000_000;

export const COLUMN_NAMES = [
  "arrivedAtMs",
  "endedAtMs",
  "queueSteps",
  "provisionSteps",
  "initSteps",
  "durationSteps",
  "billedMs",
  "container",
  "definition",
  "reason",
  "status",
  "trigger",
  "flags",
  "requestIdWords",
] as const;

export type ColumnName = (typeof COLUMN_NAMES)[number];

export interface FileRows {
  /** As many older ones were let go before. */
  readonly firstSeq: number;
  readonly count: number;
  readonly definitions: readonly FileDefinition[];
  readonly containers: readonly string[];
  readonly reasons: readonly { readonly kind: ReasonKind; readonly text: string }[];
  readonly columns: Readonly<Record<ColumnName, WrittenColumn>>;
}

export interface FileDefinition {
  readonly functionName: string;
  readonly version: string;
  readonly memoryMb: number;
}

export interface FileSketch {
  readonly zeros: number;
  /** Absent where nothing was counted. */
  readonly min?: number;
  readonly max?: number;
  /** Bucket and how many it holds, rising. */
  readonly buckets: readonly (readonly [number, number])[];
}

export interface FileTotals extends FileDefinition {
  readonly byStatus: Readonly<Record<InvocationStatus, number>>;
  readonly coldStarts: number;
  readonly billed: BilledSums;
  readonly latency: FileSketch;
}

export interface FileRing<T> {
  readonly dropped: number;
  readonly items: readonly T[];
}

export interface RunFile {
  readonly format: typeof RUN_FORMAT;
  readonly version: number;
  readonly name: string;
  readonly origin: "measured" | "modelled";
  readonly profile: string;
  readonly settings: PlatformSettings;
  readonly startedAtMs: number;
  readonly untilMs: number;
  readonly rows: FileRows;
  readonly billed: { readonly widthMs: number; readonly spans: readonly { readonly fromMs: number; readonly sum: BilledSums }[] };
  readonly totals: readonly FileTotals[];
  readonly fleet: FileRing<FleetNote>;
  readonly events: FileRing<TraceNote>;
  readonly details: readonly InvocationView[];
}
