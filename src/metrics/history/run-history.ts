/**
 * What is kept of a run: every request as a row, what became of containers, what became of events, and sums over all of
 * it, which stay exact when the oldest rows are let go. A value; `recordRun` makes the next one.
 */
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { BilledQuantities, BilledSplit, InvocationStatus } from "../../platform/invocation.ts";
import type { TraceNote } from "../../platform/services/trace-note.ts";
import { pushToRing, type Ring } from "../bounded-ring.ts";
import { addToSketch, EMPTY_SKETCH, mergeSketches, type QuantileSketch, quantilesOf } from "../quantile-sketch.ts";
import { addToBuckets, type Dated, emptyBuckets, type TimeBuckets } from "../time-buckets.ts";
import { appendRows, definitionKey, type HistoryRows, noRows, type RowDefinition, type RowSource } from "./history-rows.ts";
import { latencyMs, wasServed } from "./latency-of.ts";

/** More spans than a chart of this page has pixels to part. */
const MAX_SPANS = 240;
const FIRST_SPAN_MS = 1_000;
/** Some 200 bytes each. */
export const KEPT_FLEET_NOTES = 50_000;
export const KEPT_TRACE_NOTES = 50_000;

/** Exact integers, as the receipts have them. */
export type BilledSums = BilledQuantities & BilledSplit;

export const NO_SUMS: BilledSums = { requests: 0, billedMs: 0, billedMbMs: 0, initUs: 0, runUs: 0, roundingUs: 0 };

/** Of one version with one amount of memory, since the run began. */
export interface DefinitionTotals extends RowDefinition {
  readonly byStatus: Readonly<Record<InvocationStatus, number>>;
  readonly coldStarts: number;
  readonly billed: BilledSums;
  /** Of those that ran. */
  readonly latency: QuantileSketch;
}

export interface RunHistory {
  readonly startedAtMs: number;
  readonly rows: HistoryRows;
  /** In order of time. */
  readonly fleet: Ring<FleetNote>;
  /** In order of time. */
  readonly events: Ring<TraceNote>;
  /** Of all that ran, each value off by at most 1 %. */
  readonly latency: QuantileSketch;
  readonly p50Ms: number | undefined;
  readonly p95Ms: number | undefined;
  readonly p99Ms: number | undefined;
  readonly billed: TimeBuckets<BilledSums>;
  /** By `definitionKey`. */
  readonly byDefinition: ReadonlyMap<string, DefinitionTotals>;
}

/** What happened since the last one. */
export interface RunBatch {
  readonly ended: readonly RowSource[];
  readonly fleet: readonly FleetNote[];
  readonly events: readonly TraceNote[];
}

export function newRun(startedAtMs: number): RunHistory {
  return {
    startedAtMs,
    rows: noRows(),
    fleet: { items: [], dropped: 0 },
    events: { items: [], dropped: 0 },
    latency: EMPTY_SKETCH,
    p50Ms: undefined,
    p95Ms: undefined,
    p99Ms: undefined,
    billed: emptyBuckets(startedAtMs, FIRST_SPAN_MS),
    byDefinition: new Map(),
  };
}

export function recordRun(run: RunHistory, { ended, fleet, events }: RunBatch): RunHistory {
  const notes = {
    fleet: fleet.length === 0 ? run.fleet : pushToRing(run.fleet, fleet, KEPT_FLEET_NOTES),
    events: events.length === 0 ? run.events : pushToRing(run.events, events, KEPT_TRACE_NOTES),
  };
  if (ended.length === 0) return { ...run, ...notes };
  const byDefinition = withTotals(run.byDefinition, ended);
  const latency = mergeSketches([...byDefinition.values()].map((totals) => totals.latency));
  const [p50Ms, p95Ms, p99Ms] = quantilesOf(latency, [0.5, 0.95, 0.99]);
  return {
    ...run,
    ...notes,
    rows: appendRows(run.rows, ended),
    latency,
    p50Ms,
    p95Ms,
    p99Ms,
    billed: addToBuckets(run.billed, ended.map(billedAt), plus, MAX_SPANS),
    byDefinition,
  };
}

function billedAt({ endedAtMs, billed, split }: RowSource): Dated<BilledSums> {
  const { requests, billedMs, billedMbMs, onProvisionedMbMs = 0, cpuUs = 0 } = billed;
  const { initUs, runUs, roundingUs } = split;
  const sums = { requests, billedMs, billedMbMs, initUs, runUs, roundingUs };
  return { atMs: endedAtMs, value: withParts(sums, onProvisionedMbMs, cpuUs) };
}

/** What few providers or functions are billed for is absent where it is nothing. */
function withParts(sums: BilledSums, onProvisionedMbMs: number, cpuUs: number): BilledSums {
  if (onProvisionedMbMs === 0 && cpuUs === 0) return sums;
  return { ...sums, ...(onProvisionedMbMs === 0 ? {} : { onProvisionedMbMs }), ...(cpuUs === 0 ? {} : { cpuUs }) };
}

function withTotals(before: ReadonlyMap<string, DefinitionTotals>, ended: readonly RowSource[]): ReadonlyMap<string, DefinitionTotals> {
  const totals = new Map(before);
  for (const [key, records] of groupsOf(ended)) {
    const [{ functionName, version, memoryMb }] = records;
    totals.set(key, withRecords(totals.get(key) ?? { functionName, version, memoryMb, ...NO_TOTALS }, records));
  }
  return totals;
}

const NO_TOTALS = {
  byStatus: { ok: 0, error: 0, timeout: 0, crashed: 0, throttled: 0 },
  coldStarts: 0,
  billed: NO_SUMS,
  latency: EMPTY_SKETCH,
} as const;

/** Called for every request there is: it sums in place what it then hands out. */
function withRecords(known: DefinitionTotals, records: readonly RowSource[]): DefinitionTotals {
  const byStatus = { ...known.byStatus };
  let { coldStarts } = known;
  let { requests, billedMs, billedMbMs, initUs, runUs, roundingUs, onProvisionedMbMs = 0, cpuUs = 0 } = known.billed;
  const latencies: number[] = [];
  for (const record of records) {
    byStatus[record.status] += 1;
    if (record.coldStart) coldStarts += 1;
    if (wasServed(record)) latencies.push(latencyMs(record));
    requests += record.billed.requests;
    billedMs += record.billed.billedMs;
    billedMbMs += record.billed.billedMbMs;
    initUs += record.split.initUs;
    runUs += record.split.runUs;
    roundingUs += record.split.roundingUs;
    onProvisionedMbMs += record.billed.onProvisionedMbMs ?? 0;
    cpuUs += record.billed.cpuUs ?? 0;
  }
  const billed = withParts({ requests, billedMs, billedMbMs, initUs, runUs, roundingUs }, onProvisionedMbMs, cpuUs);
  return { ...known, byStatus, coldStarts, billed, latency: addToSketch(known.latency, latencies) };
}

type Group = [RowSource, ...RowSource[]];

function groupsOf(ended: readonly RowSource[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  let last: Group | undefined;
  for (const record of ended) {
    // Most follow one of their own kind: then no key is made.
    if (!last || !isAlike(last[0], record)) {
      const key = definitionKey(record);
      last = groups.get(key);
      if (!last) {
        groups.set(key, [record]);
        last = groups.get(key);
        continue;
      }
    }
    last.push(record);
  }
  return groups;
}

function isAlike(a: RowDefinition, b: RowDefinition): boolean {
  return a.functionName === b.functionName && a.version === b.version && a.memoryMb === b.memoryMb;
}

export function plus(a: BilledSums, b: BilledSums): BilledSums {
  const sums = {
    requests: a.requests + b.requests,
    billedMs: a.billedMs + b.billedMs,
    billedMbMs: a.billedMbMs + b.billedMbMs,
    initUs: a.initUs + b.initUs,
    runUs: a.runUs + b.runUs,
    roundingUs: a.roundingUs + b.roundingUs,
  };
  return withParts(sums, (a.onProvisionedMbMs ?? 0) + (b.onProvisionedMbMs ?? 0), (a.cpuUs ?? 0) + (b.cpuUs ?? 0));
}
