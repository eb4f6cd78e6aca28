/** What the timeline says in words: its sentence, its table, and what stands beside a request, a container or a mark. */
import type { HistoryRow } from "../../../metrics/history/history-rows.ts";
import { busyShare, type ContainerLife } from "../../../metrics/timeline/container-lives.ts";
import { type FleetMark, type MarkKind, versionWords } from "../../../metrics/timeline/fleet-marks.ts";
import { formatClock, formatInstant, formatMs, formatPercent } from "../../shared/format.ts";
import { type Phase, phasesOf } from "../../shared/phases.ts";
import type { ChartColumn } from "../charts/ChartPane.tsx";
import { fineMs } from "../charts/fine-ms.ts";
import type { TipLine } from "../charts/Tip.tsx";
import type { TimelineModel } from "./timeline-model.ts";

export interface Words {
  readonly title: string;
  readonly lines: readonly TipLine[];
}

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;

export function timelineSummary({ rows, hidden, marks, concurrency, filter, window, run }: TimelineModel): string {
  const all = rows.length + hidden;
  if (all === 0)
    return run.history.rows.endSeq === 0
      ? "No container has run yet. The first request starts one."
      : "No container lived in this stretch.";
  const functions = new Set(rows.map(({ life }) => life.functionName)).size;
  const happened = [
    [countOf(marks, "scale-out"), "started because all were busy"],
    [rows.filter(({ life }) => life.ended && life.ended.atMs <= window.toMs).length, "ended"],
    [countOf(marks, "kill"), "killed by hand"],
  ] as const;
  const told = happened.flatMap(([many, what]) => (many > 0 ? [`${many.toLocaleString("en-US")} ${what}`] : []));
  const throttled = countOf(marks, "throttle");
  const { peak, peakAtMs } = concurrency;
  return [
    `${count(all, "container")}${functions > 1 ? ` of ${functions} functions` : ""}${told.length > 0 ? `: ${told.join(", ")}` : ""}.`,
    peak > 0 ? `At most ${count(peak, "request")} at once, at ${formatClock(peakAtMs)}.` : "",
    throttled > 0 ? `${count(throttled, "request was", "requests were")} throttled.` : "",
    filter.isAll
      ? ""
      : `Requests that do not match the filter are dimmed${hidden > 0 ? `; ${count(hidden, "container")} without a match ${hidden === 1 ? "is" : "are"} left out` : ""}.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function countOf(marks: readonly FleetMark[], kind: MarkKind): number {
  return marks.reduce((sum, mark) => (mark.kind === kind ? sum + mark.count : sum), 0);
}

export const TIMELINE_COLUMNS: readonly ChartColumn[] = [
  { name: "Container" },
  { name: "Function" },
  { name: "Version" },
  { name: "Born" },
  { name: "Why it started" },
  { name: "Served", numeric: true },
  { name: "Busy", numeric: true },
  { name: "Ended" },
  { name: "Why it ended" },
];

export function timelineTable({ rows, nowMs }: TimelineModel): readonly (readonly string[])[] {
  return rows.map(({ life }) => [
    life.containerId,
    life.functionName,
    versionWords(life.version),
    formatInstant(life.bornAtMs),
    life.started?.reason ?? "–",
    life.served.toLocaleString("en-US"),
    formatPercent(busyShare(life, nowMs)),
    life.ended ? formatInstant(life.ended.atMs) : "–",
    life.ended?.reason ?? "–",
  ]);
}

const PHASE_NAMES: Readonly<Record<Phase["kind"], string>> = {
  queued: "queued",
  provision: "provision, modelled",
  browser: "browser, not billed",
  init: "init",
  run: "run",
};

export function requestWords(row: HistoryRow): Words {
  const { functionName, version, status, coldStart, reason, requestId, arrivedAtMs, initFailed, containerId } = row;
  const nameOf = (kind: Phase["kind"]) => (kind === "init" && initFailed ? "init, failed" : PHASE_NAMES[kind]);
  return {
    title: `${containerId ?? "No container"}: ${functionName} ${versionWords(version)}, ${coldStart ? "cold" : "warm"}, ${status}`,
    lines: [
      { name: "arrived", value: formatInstant(arrivedAtMs) },
      ...phasesOf(row).map(({ kind, ms }) => ({ name: nameOf(kind), value: fineMs(ms) })),
      { name: "request", value: requestId === "" ? "–" : requestId.slice(0, 8) },
      { name: "why", value: reason },
    ],
  };
}

/** Of the container itself, and what it does where no request is under way. */
export function containerWords(life: ContainerLife, atMs: number, nowMs: number): Words {
  const { containerId, functionName, version, bornAtMs, started, ended, served } = life;
  const over = ended !== undefined && atMs >= ended.atMs;
  const reset = life.resets.findLast((each) => each.atMs <= atMs);
  const state = over ? (ended.how === "failed" ? "failed" : "evicted") : atMs < bornAtMs ? "not born yet" : "idle, frozen";
  return {
    title: `${containerId} of ${functionName} ${versionWords(version)}, ${state}`,
    lines: [
      { name: "born", value: formatInstant(bornAtMs) },
      ...(started ? [{ name: "why", value: started.reason }] : []),
      { name: "served", value: served.toLocaleString("en-US") },
      { name: "busy", value: formatPercent(busyShare(life, nowMs)) },
      ...(reset && !over ? [{ name: "reset", value: reset.reason }] : []),
      ...(ended ? [{ name: "ended", value: `${formatInstant(ended.atMs)}. ${ended.reason}` }] : []),
    ],
  };
}

const MARK_NAMES: Readonly<Record<MarkKind, readonly [string, string]>> = {
  "scale-out": ["container started: scale-out", "containers started: scale-out"],
  throttle: ["request throttled", "requests throttled"],
  deploy: ["function deployed", "functions deployed"],
  removed: ["function removed", "functions removed"],
  kill: ["container killed", "containers killed"],
  settings: ["change of settings", "changes of settings"],
};

export function markWords({ kind, count: many, names, fromMs, toMs, reason }: FleetMark): Words {
  const [one, several] = MARK_NAMES[kind];
  const rest = kind === "throttle" || many <= names.length ? "" : ", …";
  return {
    title: count(many, one, several),
    lines: [
      { name: "at", value: toMs > fromMs ? `${formatInstant(fromMs)}, within ${formatMs(toMs - fromMs)}` : formatInstant(fromMs) },
      ...(kind === "settings" ? [] : [{ name: kind === "throttle" ? "of" : "which", value: `${names.join(", ")}${rest}` }]),
      ...(reason ? [{ name: "why", value: reason }] : []),
    ],
  };
}

/** For who hears it. */
export function spoken({ title, lines }: Words): string {
  return `${title}. ${lines.map(({ name, value }) => `${name} ${value}`).join("; ")}`;
}
