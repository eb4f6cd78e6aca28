/** The columns of the request table: what each is called, how wide it is, and what it shows of a row. Unknown is a dash. */
import type { ReactNode } from "react";
import type { HistoryRow } from "../../../metrics/history/history-rows.ts";
import { latencyMs } from "../../../metrics/history/latency-of.ts";
import type { SortColumn } from "../../../metrics/query/sort-rows.ts";
import { costUsd } from "../../../platform/billing.ts";
import type { ProviderProfile } from "../../../platform/profiles/provider-profile.ts";
import { ASKED_BY } from "../../shared/asked-by.ts";
import { formatInstant, formatUsd } from "../../shared/format.ts";
import { StartMark } from "../../shared/StartMark.tsx";
import { cellMs } from "../charts/fine-ms.ts";
import type { Cell } from "../charts/table-text.ts";
import { billOfRow } from "./find-request.ts";

export interface RequestColumn {
  readonly id: SortColumn;
  readonly name: string;
  readonly width: string;
  readonly look?: "num" | "mono" | "num mono";
  readonly cell: (row: HistoryRow, profile: ProviderProfile) => ReactNode;
  /** For files; what is shown, where that is a text. */
  readonly plain?: (row: HistoryRow, profile: ProviderProfile) => Cell;
}

const NONE = "–";
const ran = ({ status }: HistoryRow): boolean => status !== "throttled";
const ms = (read: (row: HistoryRow) => number, zero?: string): Pick<RequestColumn, "cell" | "plain" | "look"> => ({
  look: "num mono",
  cell: (row) => (!ran(row) ? NONE : read(row) === 0 && zero !== undefined ? zero : cellMs(read(row))),
  plain: (row) => (ran(row) ? read(row) : undefined),
});
const usdOf = (row: HistoryRow, profile: ProviderProfile): number => costUsd(billOfRow(row, profile).billed, profile);

export const REQUEST_COLUMNS: readonly RequestColumn[] = [
  {
    id: "ended",
    name: "Time",
    width: "86px",
    look: "mono",
    cell: ({ endedAtMs }) => formatInstant(endedAtMs),
    plain: ({ endedAtMs }) => isoOf(endedAtMs),
  },
  {
    id: "arrived",
    name: "Arrived",
    width: "88px",
    look: "mono",
    cell: ({ arrivedAtMs }) => formatInstant(arrivedAtMs),
    plain: ({ arrivedAtMs }) => isoOf(arrivedAtMs),
  },
  { id: "function", name: "Function", width: "minmax(64px, 220px)", cell: ({ functionName }) => functionName },
  { id: "version", name: "Version", width: "54px", cell: ({ version }) => version },
  {
    id: "trigger",
    name: "Trigger",
    width: "minmax(56px, 110px)",
    cell: ({ trigger }) => <span className="muted">{ASKED_BY[trigger]}</span>,
    plain: ({ trigger }) => trigger,
  },
  {
    id: "container",
    name: "Container",
    width: "minmax(60px, 90px)",
    look: "mono",
    cell: ({ containerId }) => containerId ?? NONE,
    plain: ({ containerId }) => containerId,
  },
  {
    id: "start",
    name: "Start",
    width: "54px",
    cell: (row) => (ran(row) ? <StartMark cold={row.coldStart} /> : <span className="muted">none</span>),
    plain: (row) => (ran(row) ? (row.coldStart ? "cold" : "warm") : "none"),
  },
  {
    id: "status",
    name: "Status",
    width: "62px",
    cell: ({ status }) => <span className={status === "ok" ? "muted" : "rq-bad"}>{status}</span>,
    plain: ({ status }) => status,
  },
  {
    id: "reason",
    name: "Why",
    width: "minmax(120px, 480px)",
    cell: ({ reason }) => <span title={reason}>{reason}</span>,
    plain: ({ reason }) => reason,
  },
  {
    id: "request",
    name: "Request",
    width: "76px",
    look: "mono",
    cell: ({ requestId }) => <span title={requestId}>{requestId.slice(0, 8)}</span>,
    plain: ({ requestId }) => requestId,
  },
  { id: "provision", name: "Provision ms", width: "74px", ...ms(({ provisionMs }) => provisionMs, NONE) },
  { id: "init", name: "Init ms", width: "58px", ...ms(({ initMs }) => initMs, NONE) },
  { id: "run", name: "Run ms", width: "58px", ...ms(({ durationMs }) => durationMs) },
  { id: "latency", name: "Latency ms", width: "66px", ...ms(latencyMs) },
  {
    id: "billed",
    name: "Billed ms",
    width: "58px",
    look: "num mono",
    cell: (row) => (ran(row) ? row.billedMs : NONE),
    plain: (row) => (ran(row) ? row.billedMs : undefined),
  },
  { id: "memory", name: "MB", width: "40px", look: "num mono", cell: ({ memoryMb }) => memoryMb },
  {
    id: "cost",
    name: "Cost",
    width: "78px",
    look: "num",
    cell: (row, profile) => (ran(row) ? formatUsd(usdOf(row, profile)) : NONE),
    plain: (row, profile) => (ran(row) ? usdOf(row, profile) : undefined),
  },
];

export function plainCell(column: RequestColumn, row: HistoryRow, profile: ProviderProfile): Cell {
  if (column.plain) return column.plain(row, profile);
  const shown = column.cell(row, profile);
  return typeof shown === "string" || typeof shown === "number" ? shown : undefined;
}

function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}

export const USUAL_COLUMNS: readonly SortColumn[] = [
  "ended",
  "function",
  "trigger",
  "container",
  "start",
  "status",
  "init",
  "run",
  "billed",
  "memory",
  "cost",
];
/** Where there is room for six. */
export const NARROW_COLUMNS: readonly SortColumn[] = ["ended", "function", "start", "status", "run"];
