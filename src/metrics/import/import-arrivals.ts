/**
 * Reads pasted text as a recording: CloudWatch REPORT lines, or a CSV of timestamps, whichever it is. It takes what it can,
 * says of each line what it could not, and says of the whole what it assumed.
 */
import type { RecordedArrival, RecordedFunction } from "../replay/recording.ts";
import { ImportNotes } from "./import-notes.ts";
import type { Imported, ImportOptions, Spread } from "./imported.ts";
import { readCsv } from "./read-csv.ts";
import { looksLikeReports, readReports } from "./read-reports.ts";
import type { ReadRequest } from "./read-request.ts";

const FIRST_SEED = 1;
const SECOND_MS = 1_000;
/** What was logged did not run in a browser: its limit on containers is none. */
const NO_BROWSER = 1_000_000;

export function importArrivals(text: string, options: ImportOptions): Imported {
  const notes = new ImportNotes();
  const { requests, lines, assumed } = looksLikeReports(text) ? readReports(text, notes) : readCsv(text, notes);
  const needsSpread = requests.length > 0 && requests.every(({ arrived }) => arrived === undefined);
  const { problems } = notes;
  const placed = needsSpread ? spreadOut(requests, options) : byMoment(requests, notes);
  const needsDuration = requests.some(({ durationMs, status }) => durationMs === undefined && status !== "throttled");
  const result = { problems, moreProblems: notes.moreProblems, lines, needsSpread, needsDuration };
  const first = placed[0];
  if (!first) return result;
  const startedAtMs = needsSpread ? (options.startedAtMs ?? 0) : first.atMs;
  const arrivals = placed.map(({ atMs, request }) => arrivalOf(request, needsSpread ? atMs : atMs - startedAtMs, options));
  const endMs = placed.reduce(
    (latest, { request }, place) => Math.max(latest, (arrivals[place]?.offsetMs ?? 0) + tookMs(request, options)),
    0,
  );
  return {
    ...result,
    recording: {
      name: options.name,
      seed: options.seed ?? FIRST_SEED,
      startedAtMs,
      spanMs: endMs,
      arrivals,
      events: [],
      functions: functionsOf(requests, options),
      settings: { ...options.settings, browserContainerLimit: NO_BROWSER },
      profileId: options.profileId,
      assumed: [...assumed, ...assumptions(requests, needsSpread, options)],
    },
  };
}

interface Placed {
  readonly atMs: number;
  readonly request: ReadRequest;
}

/** Logs are often pasted newest first. */
function byMoment(requests: readonly ReadRequest[], notes: ImportNotes): readonly Placed[] {
  const placed = requests.flatMap((request) => {
    if (request.arrived) return [{ atMs: request.arrived.atMs, request }];
    notes.problem(request.line, "it has no timestamp, and others have. Left out.");
    return [];
  });
  return placed.sort((a, b) => a.atMs - b.atMs);
}

/** From 0 on, in the order of the lines. */
function spreadOut(requests: readonly ReadRequest[], options: ImportOptions): readonly Placed[] {
  const { spread = { type: "one-after-another" } } = options;
  let nextMs = 0;
  return requests.map((request, place) => {
    const atMs = spread.type === "rate" ? (place * SECOND_MS) / safeRate(spread.perSecond) : nextMs;
    if (spread.type === "one-after-another") nextMs += tookMs(request, options);
    return { atMs, request };
  });
}

function safeRate(perSecond: number): number {
  return perSecond > 0 && Number.isFinite(perSecond) ? perSecond : 1;
}

function tookMs({ durationMs, initMs = 0 }: ReadRequest, options: ImportOptions): number {
  return initMs + (durationMs ?? options.durationMs);
}

function arrivalOf(request: ReadRequest, offsetMs: number, options: ImportOptions): RecordedArrival {
  const { functionName = options.functionName, durationMs = options.durationMs, initMs, status } = request;
  return {
    offsetMs,
    functionName,
    trigger: "invoke",
    ...(status === "throttled" ? {} : { durationMs }),
    ...(initMs === undefined ? {} : { initMs }),
    status,
  };
}

/** Memory as it was said last; a time limit that each of them keeps, and that those that timed out had. */
function functionsOf(requests: readonly ReadRequest[], options: ImportOptions): readonly RecordedFunction[] {
  const functions = new Map<string, RecordedFunction>();
  for (const { functionName: name = options.functionName, memoryMb, durationMs = 0, status } of requests) {
    const known = functions.get(name) ?? { name, version: "1", memoryMb: options.memoryMb, timeoutMs: options.timeoutMs };
    const least = status === "timeout" ? Math.floor(durationMs / SECOND_MS) * SECOND_MS : Math.ceil(durationMs / SECOND_MS) * SECOND_MS;
    functions.set(name, { ...known, memoryMb: memoryMb ?? known.memoryMb, timeoutMs: Math.max(known.timeoutMs, least) });
  }
  return [...functions.values()];
}

function assumptions(requests: readonly ReadRequest[], needsSpread: boolean, options: ImportOptions): readonly string[] {
  const without = requests.filter(({ durationMs, status }) => durationMs === undefined && status !== "throttled").length;
  const memories = new Set(
    requests.flatMap(({ functionName, memoryMb }) => (memoryMb === undefined ? [] : [`${functionName} ${memoryMb}`])),
  );
  const functions = new Set(requests.map(({ functionName }) => functionName));
  return [
    ...(needsSpread ? [`The lines have no timestamps: ${spreadWords(options.spread)}.`] : []),
    ...(requests.some(({ arrived }) => arrived?.zoneless) ? ["Timestamps without a time zone are taken as UTC."] : []),
    ...(without > 0
      ? [`${without === requests.length ? "No request has a" : `${without} have no`} duration: each takes ${options.durationMs} ms.`]
      : []),
    ...(memories.size > functions.size ? ["Memory changes from line to line: the last is taken."] : []),
  ];
}

function spreadWords(spread: Spread = { type: "one-after-another" }): string {
  if (spread.type === "one-after-another") return "each request is taken to begin when the one before it has ended";
  return spread.type === "rate" ? `${safeRate(spread.perSecond)} are taken to arrive a second` : "all are taken to arrive at once";
}
