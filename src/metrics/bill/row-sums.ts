/**
 * What rows billed, added up by version: whole numbers in one flat list, FIELDS to a version, as this is done for a million
 * rows at a time. A full chunk never changes: under one filter it is added up once, and a live run stays cheap.
 */
import { billedQuantities } from "../../platform/billing.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import {
  CHUNK_ROWS,
  COLD,
  type HistoryChunk,
  type HistoryRows,
  INIT_BILLED,
  type Segment,
  STEPS_PER_MS,
  THROTTLED,
} from "../history/history-rows.ts";
import type { BilledSums } from "../history/run-history.ts";
import type { RowFilter } from "../query/row-filter.ts";

const US_PER_STEP = 1_000 / STEPS_PER_MS;
const US_PER_MS = 1_000;

/** Places of a version's sums; the first five count by status. */
const COLD_STARTS = 5;
const WARM_REQUESTS = 6;
const WARM_MS = 7;
const SQUARED_MS = 8;
const REQUESTS = 9;
const BILLED_MS = 10;
const PROVISIONED_MS = 11;
const INIT_STEPS = 12;
const RUN_STEPS = 13;
const FIELDS = 14;

export type RowSums = Float64Array;
export type RowTest = Pick<RowFilter, "isAll" | "matches">;

export function noRowSums({ dictionaries }: HistoryRows): RowSums {
  return new Float64Array(dictionaries.definitions.values().length * FIELDS);
}

/** By place of a reason: 1 where it says that a provisioned container took the request. */
export function provisionedReasons({ dictionaries }: HistoryRows): Uint8Array {
  return Uint8Array.from(dictionaries.reasons.values(), ({ kind }) => (kind === "provisioned" ? 1 : 0));
}

export function addRow(sums: RowSums, chunk: HistoryChunk, at: number, provisioned: Uint8Array): void {
  const base = (chunk.definition[at] ?? 0) * FIELDS;
  const status = chunk.status[at] ?? 0;
  add(sums, base + status, 1);
  if (status === THROTTLED) return;
  const flags = chunk.flags[at] ?? 0;
  const billedMs = chunk.billedMs[at] ?? 0;
  add(sums, base + REQUESTS, 1);
  add(sums, base + BILLED_MS, billedMs);
  add(sums, base + SQUARED_MS, billedMs * billedMs);
  add(sums, base + RUN_STEPS, chunk.durationSteps[at] ?? 0);
  if ((flags & INIT_BILLED) !== 0) add(sums, base + INIT_STEPS, chunk.initSteps[at] ?? 0);
  if (provisioned[chunk.reason[at] ?? 0] === 1) add(sums, base + PROVISIONED_MS, billedMs);
  if ((flags & COLD) !== 0) return add(sums, base + COLD_STARTS, 1);
  add(sums, base + WARM_REQUESTS, 1);
  add(sums, base + WARM_MS, billedMs);
}

function add(sums: RowSums, place: number, amount: number): void {
  sums[place] = (sums[place] ?? 0) + amount;
}

/** `added` may be of fewer versions: it is older. */
export function addSums(sums: RowSums, added: RowSums): void {
  for (let place = 0; place < added.length; place += 1) add(sums, place, added[place] ?? 0);
}

/** Every filter that lets all pass is the same one. */
const EVERYTHING = {};
const known = new WeakMap<object, WeakMap<HistoryChunk, RowSums>>();

/** Of all rows of the segment that pass. */
export function segmentSums(rows: HistoryRows, { chunk, from, to }: Segment, filter: RowTest, provisioned: Uint8Array): RowSums {
  const full = from === 0 && to === CHUNK_ROWS;
  const key = filter.isAll ? EVERYTHING : filter;
  const before = full ? known.get(key)?.get(chunk) : undefined;
  if (before) return before;
  const sums = noRowSums(rows);
  for (let at = from; at < to; at += 1) if (filter.isAll || filter.matches(chunk, at)) addRow(sums, chunk, at, provisioned);
  if (full) {
    const own = known.get(key) ?? new WeakMap<HistoryChunk, RowSums>();
    known.set(key, own.set(chunk, sums));
  }
  return sums;
}

export interface VersionSums {
  readonly ok: number;
  readonly error: number;
  readonly timeout: number;
  readonly crashed: number;
  readonly throttled: number;
  readonly coldStarts: number;
  readonly warm: { readonly requests: number; readonly billedMs: number };
  /** Of what each was billed, in ms. */
  readonly squaredMs: number;
}

/** Of the version at that place of the dictionary. */
export function versionSums(sums: RowSums, definition: number): VersionSums {
  const [ok = 0, error = 0, timeout = 0, crashed = 0, throttled = 0, coldStarts = 0, requests = 0, billedMs = 0, squaredMs = 0] =
    sums.subarray(definition * FIELDS, (definition + 1) * FIELDS);
  return { ok, error, timeout, crashed, throttled, coldStarts, warm: { requests, billedMs }, squaredMs };
}

/** Rounding is what is left: init, run and rounding add up to what was billed. */
export function billedSumsOf(sums: RowSums, definition: number, memoryMb: number, profile: ProviderProfile): BilledSums {
  const at = (field: number): number => sums[definition * FIELDS + field] ?? 0;
  const billedMs = at(BILLED_MS);
  const provisionedMs = at(PROVISIONED_MS);
  const { onProvisionedMbMs } = billedQuantities(provisionedMs, memoryMb, profile, provisionedMs > 0);
  const initUs = at(INIT_STEPS) * US_PER_STEP;
  const runUs = at(RUN_STEPS) * US_PER_STEP;
  return {
    ...billedQuantities(billedMs, memoryMb, profile),
    ...(onProvisionedMbMs === undefined ? {} : { onProvisionedMbMs }),
    requests: at(REQUESTS),
    initUs,
    runUs,
    roundingUs: billedMs * US_PER_MS - initUs - runUs,
  };
}
