/** What a tile says: its name for those who hear it, its one number, its phase. */
import type { ContainerPhase, ContainerSnapshot } from "../../platform/container.ts";
import type { ClockView } from "../../store/state.ts";
import { formatCountdown, formatMs } from "../shared/format.ts";
import { isEnded, type ShownContainer } from "./shown-fleet.ts";

export const PHASE_WORDS: Readonly<Record<ContainerPhase, string>> = {
  provisioning: "starting",
  initializing: "init",
  busy: "busy",
  idle: "idle",
  evicted: "evicted",
  failed: "failed",
};

/** "Container c-08, idle, 19 seconds to eviction, served 9" */
export function tileName({ snapshot, phase }: ShownContainer, nowMs: number): string {
  const { id, served, needsReset, provisioned } = snapshot;
  const parts = [`Container ${id}`, PHASE_WORDS[phase]];
  if (phase === "idle") parts.push(provisioned ? "provisioned, kept ready" : `${spokenTime(leftMs(snapshot, nowMs))} to eviction`);
  if (phase === "idle" && needsReset) parts.push("init runs again with the next request");
  parts.push(`served ${served}`);
  return parts.join(", ");
}

/** Without end where it is provisioned. */
export function leftMs({ evictsAtMs, provisioned }: ContainerSnapshot, nowMs: number): number {
  if (provisioned) return Number.POSITIVE_INFINITY;
  return evictsAtMs === undefined ? 0 : Math.max(0, evictsAtMs - nowMs);
}

/** The share of its idle time a container has left, 0 to 1. */
export function leftShare({ evictsAtMs, phaseSinceMs, provisioned }: ContainerSnapshot, nowMs: number): number {
  if (provisioned) return 1;
  if (evictsAtMs === undefined || evictsAtMs <= phaseSinceMs) return 0;
  return Math.min(1, Math.max(0, (evictsAtMs - nowMs) / (evictsAtMs - phaseSinceMs)));
}

/** "4 minutes 19 seconds" */
export function spokenTime(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  const parts = [count(Math.floor(seconds / 60), "minute"), count(seconds % 60, "second")];
  return parts.filter((part) => part !== undefined).join(" ") || "0 seconds";
}

function count(n: number, one: string): string | undefined {
  return n === 0 ? undefined : `${n} ${n === 1 ? one : `${one}s`}`;
}

/** Nothing at a fast clock, where the wall alone says it. */
export function tileNumber({ snapshot, phase, sinceMs, tookMs }: ShownContainer, nowMs: number, fast: boolean): string {
  if (phase === "evicted") return "evicted";
  if (phase === "failed") return failedAt(snapshot.endReason);
  if (phase === "idle" && snapshot.provisioned) return "kept";
  if (phase === "idle") return fast ? "" : formatCountdown(leftMs(snapshot, nowMs));
  return formatMs(tookMs ?? Math.max(0, Math.round(nowMs - sinceMs)));
}

/** The limit it broke, where its reason names one: "512 MB" of "530 MB used of 512 MB". */
function failedAt(endReason: string | undefined): string {
  return endReason?.match(/of (\d+ MB)\./)?.[1] ?? (endReason?.startsWith("Lost") ? "lost" : "ended");
}

export function tilePhase({ snapshot, phase }: ShownContainer): string {
  if (phase === "evicted") return `served ${snapshot.served}`;
  if (phase === "idle" && snapshot.needsReset) return "init again";
  const word = snapshot.provisioned && phase === "idle" ? "ready" : PHASE_WORDS[phase];
  return snapshot.served > 0 && phase !== "failed" ? `${word} ×${snapshot.served}` : word;
}

/** "2 busy · 1 idle"; ghosts are not counted. */
export function groupWords(shown: readonly ShownContainer[]): string {
  const phases: readonly ContainerPhase[] = ["provisioning", "initializing", "busy", "idle"];
  const parts = phases.flatMap((phase) => {
    const n = shown.filter((each) => each.phase === phase).length;
    return n === 0 ? [] : [`${n} ${PHASE_WORDS[phase]}`];
  });
  if (parts.length > 0) return parts.join(" · ");
  return shown.some(({ phase }) => !isEnded(phase)) ? "" : "scaled to zero";
}

/** Too fast for a countdown to be read: 60x and 3600x. */
export function isFast({ rate }: ClockView): boolean {
  return rate !== "skip-idle" && rate > 1;
}
