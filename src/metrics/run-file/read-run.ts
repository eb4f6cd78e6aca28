/**
 * The text of a file becomes a run, or what is wrong with it in words. A file is anybody's: every value is checked, sums
 * included, before any of it is shown, and nothing of it is trusted to be small.
 */
import { PROFILES } from "../../platform/profiles/profiles.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { isRecord, type Parsed, refuse } from "../../platform/triggers/parsed.ts";
import { definitionKey } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { type BilledSums, type DefinitionTotals, KEPT_FLEET_NOTES, KEPT_TRACE_NOTES, type RunHistory } from "../history/run-history.ts";
import { mergeSketches, type QuantileSketch, quantilesOf } from "../quantile-sketch.ts";
import { COMPACT_VERSION } from "./compact-file.ts";
import { readDefinition, readRows } from "./file-rows.ts";
import { readBilled, readFleetNote, readSettings, readSplit, readTraceNote, readView } from "./notes-of-file.ts";
import { readCompact } from "./read-compact.ts";
import {
  count,
  durationMs,
  fields,
  list,
  moment,
  NotReadable,
  name,
  numberIn,
  oneOf,
  optional,
  type Reader,
  refuseAt,
  wholeIn,
} from "./readers.ts";
import { RUN_FORMAT, RUN_VERSION } from "./run-file.ts";

/** `id`: what it is known by on this page. */
export function readRun(text: string, id: string): Parsed<ObservedRun> {
  const parsed = parseJson(text);
  if (!isRecord(parsed) || parsed.format !== RUN_FORMAT) {
    return refuse("no-run", "This file holds no run.", "Choose a file that Save run wrote; its name ends in .coldstart-run.json.");
  }
  if (parsed.version !== RUN_VERSION && parsed.version !== COMPACT_VERSION) {
    const newer = typeof parsed.version === "number" && parsed.version > COMPACT_VERSION;
    const message = newer ? "A newer Coldstart wrote this file." : "This file says no version that this page knows.";
    return refuse("other-version", message, newer ? "Reload the page to have the newest, then open it again." : "Save the run again.");
  }
  try {
    const read = parsed.version === COMPACT_VERSION ? readCompact(parsed, "run", profileNamed) : readObserved(parsed, "run");
    return { ok: true, value: { id, ...read } };
  } catch (problem) {
    if (!(problem instanceof NotReadable)) throw problem;
    return refuse("damaged-run", `This file is damaged: ${problem.message}`, "Open another copy of it, or save the run again.");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const readSums: Reader<BilledSums> = (value, at) => ({ ...readBilled(value, at), ...readSplit(value, at) });

/** Beyond this, a bucket of the sketch would hold values that no clock gives. */
const FARTHEST_BUCKET = 5_000;
const pair: Reader<readonly [number, number]> = (value, at) => {
  if (!Array.isArray(value) || value.length !== 2) return refuseAt(at, "is no pair");
  return [wholeIn(-FARTHEST_BUCKET, FARTHEST_BUCKET)(value[0], at), count(value[1], at)];
};
const readFileSketch = fields({
  zeros: count,
  min: optional(durationMs),
  max: optional(durationMs),
  buckets: list(pair, 2 * FARTHEST_BUCKET + 1),
});

const readSketch: Reader<QuantileSketch> = (value, at) => {
  const { zeros, min = Number.POSITIVE_INFINITY, max = Number.NEGATIVE_INFINITY, buckets } = readFileSketch(value, at);
  const held = new Map(buckets);
  if (held.size !== buckets.length) refuseAt(`${at}.buckets`, "names a bucket twice");
  const total = buckets.reduce((sum, [, n]) => sum + n, zeros);
  if (total > 0 !== min <= max) refuseAt(at, "has bounds that do not fit what it counted");
  return { count: total, zeros, buckets: held, min, max };
};

const readTotals: Reader<DefinitionTotals> = (value, at) => ({
  ...readDefinition(value, at),
  ...fields({
    byStatus: fields({ ok: count, error: count, timeout: count, crashed: count, throttled: count }),
    coldStarts: count,
    billed: readSums,
    latency: readSketch,
  })(value, at),
});

const MOST_DEFINITIONS = 65_536;
const MOST_SPANS = 10_000;
const MOST_DETAILS = 100_000;
const ring = <T>(read: Reader<T>, most: number) => fields({ dropped: count, items: list(read, most) });

const readFields = fields({
  name,
  origin: oneOf(["measured", "modelled"]),
  profile: name,
  settings: readSettings,
  startedAtMs: moment,
  untilMs: moment,
  rows: readRows,
  billed: fields({
    widthMs: numberIn(1, Number.MAX_SAFE_INTEGER),
    spans: list(fields({ fromMs: moment, sum: readSums }), MOST_SPANS),
  }),
  totals: list(readTotals, MOST_DEFINITIONS),
  fleet: ring(readFleetNote, KEPT_FLEET_NOTES),
  events: ring(readTraceNote, KEPT_TRACE_NOTES),
  details: list(readView, MOST_DETAILS),
});

const readObserved: Reader<Omit<ObservedRun, "id">> = (value, at) => {
  const file = readFields(value, at);
  if (file.untilMs < file.startedAtMs) refuseAt(`${at}.untilMs`, "lies before its beginning");
  const byDefinition = new Map(file.totals.map((totals) => [definitionKey(totals), totals]));
  if (byDefinition.size !== file.totals.length) refuseAt(`${at}.totals`, "name a version twice");
  refuseWrongSums(file.totals, file.rows.endSeq, at);
  const latency = mergeSketches(file.totals.map((totals) => totals.latency));
  const [p50Ms, p95Ms, p99Ms] = quantilesOf(latency, [0.5, 0.95, 0.99]);
  const history: RunHistory = {
    startedAtMs: file.startedAtMs,
    rows: file.rows,
    fleet: file.fleet,
    events: file.events,
    latency,
    p50Ms,
    p95Ms,
    p99Ms,
    billed: { originMs: file.startedAtMs, widthMs: file.billed.widthMs, buckets: file.billed.spans },
    byDefinition,
  };
  return {
    name: file.name,
    origin: file.origin,
    history,
    details: file.details,
    untilMs: file.untilMs,
    profile: profileNamed(file.profile, `${at}.profile`),
    settings: file.settings,
  };
};

/** What is counted of all requests, let go or not, is as many as the rows are numbered. */
function refuseWrongSums(totals: readonly DefinitionTotals[], endSeq: number, at: string): void {
  const served = ({ byStatus }: DefinitionTotals) => byStatus.ok + byStatus.error + byStatus.timeout + byStatus.crashed;
  const all = totals.reduce((sum, each) => sum + served(each) + each.byStatus.throttled, 0);
  if (all !== endSeq) refuseAt(`${at}.totals`, `count ${all} requests, where the rows are numbered up to ${endSeq}`);
  if (totals.some((each) => each.latency.count !== served(each))) refuseAt(`${at}.totals`, "count other latencies than requests that ran");
}

function profileNamed(id: string, at: string): ProviderProfile {
  return Object.values(PROFILES).find((profile) => profile.id === id) ?? refuseAt(at, "is no provider that this page knows");
}
