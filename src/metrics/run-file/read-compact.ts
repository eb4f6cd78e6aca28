/** The second version of a run's file, read: every number is checked, and the sums are made anew of the rows. */
import type { FleetNote } from "../../platform/fleet-note.ts";
import type { ProviderProfile } from "../../platform/profiles/provider-profile.ts";
import { REASON_KINDS } from "../../platform/reasons.ts";
import { COLD, INIT_BILLED, INIT_FAILED, type RowSource, STATUSES, STEPS_PER_MS, TRIGGERS } from "../history/history-rows.ts";
import type { ObservedRun } from "../history/observed-run.ts";
import { sourceOf } from "../history/part-of-run.ts";
import { KEPT_FLEET_NOTES, newRun, recordRun } from "../history/run-history.ts";
import { COMPACT_COLUMNS, type CompactColumn, type CompactRow, expectedBilledMs, MOMENTS_PER_MS } from "./compact-file.ts";
import { readDefinition } from "./file-rows.ts";
import { readFleetNote, readSettings } from "./notes-of-file.ts";
import { fields, list, moment, name, oneOf, type Reader, refuseAt, text, wholeIn } from "./readers.ts";

/** Far more than a link holds. */
const MOST_ROWS = 20_000;
const MOST_STEPS = 4_294_967_295;
/** A year, as everything here that is a time. */
const MOST_MOMENTS = 366 * 86_400_000 * MOMENTS_PER_MS;
const REASON_CHARS = 2_000;
/** With what ran, still in 32 bits. */
const MOST_BILLED_MORE = 2_000_000_000;

const readHead = fields({
  name,
  origin: oneOf(["measured", "modelled"]),
  profile: name,
  settings: readSettings,
  startedAtMs: moment,
  spanMs: wholeIn(0, MOST_MOMENTS),
  definitions: list(readDefinition, MOST_ROWS),
  containers: list(name, MOST_ROWS),
  reasons: list(fields({ kind: oneOf(REASON_KINDS), text: text(REASON_CHARS) }), MOST_ROWS),
  count: wholeIn(0, MOST_ROWS),
  rows: (rows: unknown) => rows,
  fleet: list(readFleetNote, KEPT_FLEET_NOTES),
});

type Head = ReturnType<typeof readHead>;
export type ProfileNamed = (id: string, at: string) => ProviderProfile;

export function readCompact(value: unknown, at: string, profileNamed: ProfileNamed): Omit<ObservedRun, "id"> {
  const head = readHead(value, at);
  const profile = profileNamed(head.profile, `${at}.profile`);
  const sources = sourcesOf(head, profile, `${at}.rows`);
  const fleet = head.fleet.map((note): FleetNote => ({ ...note, atMs: head.startedAtMs + note.atMs / MOMENTS_PER_MS }));
  const untilMs = sources.reduce((latest, { endedAtMs }) => Math.max(latest, endedAtMs), head.startedAtMs + head.spanMs);
  return {
    name: head.name,
    origin: head.origin,
    history: recordRun(newRun(head.startedAtMs), { ended: sources, fleet, events: [] }),
    details: [],
    untilMs,
    profile,
    settings: head.settings,
  };
}

function sourcesOf(head: Head, profile: ProviderProfile, at: string): readonly RowSource[] {
  const column = columnsOf(head, at);
  const rows = Array.from({ length: head.count }, (_, place): CompactRow => {
    return Object.fromEntries(COMPACT_COLUMNS.map((each) => [each, column[each](place)])) as Record<CompactColumn, number>;
  });
  let arrived = 0;
  const sources = rows.map((row, place) => {
    arrived += row.arrived;
    if (arrived < 0 || arrived > MOST_MOMENTS) refuseAt(`${at}.arrived`, `leads out of the run at row ${place}`);
    return sourceAt(head, profile, row, { seq: place, arrivedAtMs: head.startedAtMs + arrived / MOMENTS_PER_MS });
  });
  // A tenth of a millisecond may have turned two round.
  return sources.sort((a, b) => a.endedAtMs - b.endedAtMs);
}

function sourceAt(
  { definitions, containers, reasons }: Head,
  profile: ProviderProfile,
  row: CompactRow,
  { seq, arrivedAtMs }: { readonly seq: number; readonly arrivedAtMs: number },
): RowSource {
  const definition = definitions[row.definition] ?? { functionName: "", version: "", memoryMb: 1 };
  const reason = reasons[row.reason] ?? { kind: "reused", text: "" };
  const containerId = containers[row.container - 1];
  const [queueMs, provisionMs, initMs, durationMs] = [row.queue, row.provision, row.init, row.duration].map((each) => each / STEPS_PER_MS);
  const phases = { queueMs: queueMs ?? 0, provisionMs: provisionMs ?? 0, initMs: initMs ?? 0, durationMs: durationMs ?? 0 };
  const tookMs = (row.queue + row.provision + row.init + row.duration) / STEPS_PER_MS + row.later / MOMENTS_PER_MS;
  const status = STATUSES[row.status] ?? "ok";
  const initBilled = (row.flags & INIT_BILLED) !== 0;
  const ranMs = phases.durationMs + (initBilled ? phases.initMs : 0);
  return sourceOf(
    {
      seq,
      requestId: `00000000-0000-4000-8000-${(seq + 1).toString(16).padStart(12, "0")}`,
      ...definition,
      status,
      trigger: TRIGGERS[row.trigger] ?? "invoke",
      coldStart: (row.flags & COLD) !== 0,
      ...(containerId === undefined ? {} : { containerId }),
      because: reason.kind,
      reason: reason.text,
      arrivedAtMs,
      endedAtMs: arrivedAtMs + Math.max(0, tookMs),
      ...phases,
      billedMs: status === "throttled" ? 0 : Math.max(0, expectedBilledMs(ranMs) + row.billedMore),
      initBilled,
      initFailed: (row.flags & INIT_FAILED) !== 0,
    },
    profile,
  );
}

type Column = (place: number) => number;

function columnsOf({ definitions, containers, reasons, rows, count }: Head, at: string): Readonly<Record<CompactColumn, Column>> {
  const bounds: Readonly<Record<CompactColumn, readonly [number, number]>> = {
    arrived: [-MOST_MOMENTS, MOST_MOMENTS],
    queue: [0, MOST_STEPS],
    provision: [0, MOST_STEPS],
    init: [0, MOST_STEPS],
    duration: [0, MOST_STEPS],
    later: [-MOST_MOMENTS, MOST_MOMENTS],
    billedMore: [-MOST_BILLED_MORE, MOST_BILLED_MORE],
    container: [0, containers.length],
    // A row names a definition and a reason: where there are rows, there is one of each.
    definition: [0, count === 0 ? 0 : definitions.length - 1],
    reason: [0, count === 0 ? 0 : reasons.length - 1],
    status: [0, STATUSES.length - 1],
    trigger: [0, TRIGGERS.length - 1],
    flags: [0, COLD | INIT_BILLED | INIT_FAILED],
  };
  const written = fields(Object.fromEntries(COMPACT_COLUMNS.map((each) => [each, columnReader(bounds[each], count)])))(rows, at);
  return Object.fromEntries(COMPACT_COLUMNS.map((each) => [each, written[each]])) as Readonly<Record<CompactColumn, Column>>;
}

function columnReader([least, most]: readonly [number, number], count: number): Reader<Column> {
  const whole = wholeIn(least, most);
  const all = list(whole, MOST_ROWS);
  return (value, at) => {
    if (!Array.isArray(value)) {
      const only = whole(value, at);
      return () => only;
    }
    const each = all(value, at);
    return each.length === count ? (place) => each[place] ?? 0 : refuseAt(at, `has ${each.length} numbers for ${count} requests`);
  };
}
