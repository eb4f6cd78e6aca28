/** Seeded requests of every kind, and the rows that are made of them. For tests. */
import type { InvocationStatus } from "../../platform/invocation.ts";
import type { InvocationView } from "../../platform/results.ts";
import { seededRandom } from "../../platform/seeded-random.ts";
import { appendRows, type HistoryRows, noRows, STATUSES, TRIGGERS } from "../history/history-rows.ts";

export const BEGAN_AT_MS = Date.UTC(2026, 0, 31, 14, 0, 0);
export const FUNCTIONS = ["resize", "thumbs", "photo-api", "Index_Photo"];
const REASONS = [
  { because: "reused", reason: "Warm: reused. It was idle, with 5.9 s left. No init." },
  { because: "all-busy", reason: "Cold: 3 of 3 containers busy. One container serves one request." },
  { because: "account-reached", reason: "Throttled: account concurrency 10 reached." },
] as const;
const TEXTS = [
  "got cat.jpg",
  "Task timed out after 3.00 seconds",
  "a (bracketed) [line] of c++",
  "ERROR no room\n  at resize (index.mjs:3)",
  "",
];
const LEVELS = ["DEBUG", "INFO", "WARN", "ERROR"] as const;

export type Pick = <T>(list: readonly T[]) => T;

export function picker(seed: number): { readonly random: () => number; readonly pick: Pick } {
  const random = seededRandom(seed);
  return { random, pick: (list) => list[Math.floor(random() * list.length)] as (typeof list)[number] };
}

export function randomViews(seed: number, count: number, from = 0): readonly InvocationView[] {
  const { random, pick } = picker(seed + from);
  const ms = (most: number) => (random() < 0.2 ? Math.floor(random() * most) : Math.round(random() * most * 100) / 100);
  return Array.from({ length: count }, (_, place): InvocationView => {
    const at = from + place;
    const status: InvocationStatus = pick(STATUSES);
    const ran = status !== "throttled";
    const coldStart = ran && random() < 0.3;
    const [initMs, durationMs] = [coldStart ? ms(300) : 0, ran ? ms(500) : 0];
    const billedMs = ran ? Math.ceil(initMs + durationMs) : 0;
    const memoryMb = pick([128, 512, 1_024]);
    const endedAtMs = BEGAN_AT_MS + at * 37 + (at % 3) * 0.25;
    const requestId = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
      .join("")
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    return {
      requestId,
      functionName: pick(FUNCTIONS),
      version: pick(["1", "2", "10"]),
      status,
      ...(ran ? { containerId: `c-${String(1 + Math.floor(random() * 12)).padStart(2, "0")}` } : {}),
      coldStart,
      ...(ran ? (coldStart ? REASONS[1] : REASONS[0]) : REASONS[2]),
      arrivedAtMs: endedAtMs - initMs - durationMs,
      endedAtMs,
      queueMs: 0,
      provisionMs: coldStart ? 120.5 : 0,
      initMs,
      durationMs,
      billed: { requests: ran ? 1 : 0, billedMs, billedMbMs: billedMs * memoryMb },
      split: { initUs: Math.round(initMs * 1_000), runUs: Math.round(durationMs * 1_000), roundingUs: 0 },
      memoryMb,
      trigger: pick(TRIGGERS),
      costUsd: 0,
      event: "{}",
      logs: ran
        ? [
            { atMs: endedAtMs, text: "START RequestId", from: "platform" },
            { atMs: endedAtMs, text: pick(TEXTS), from: "console", level: pick(LEVELS) },
          ]
        : [],
    };
  });
}

export function rowsOf(views: readonly InvocationView[]): HistoryRows {
  return appendRows(noRows(), views);
}
