/**
 * At a fast clock a container can end, and leave the platform's views, between two reports. Here it gets the end that it
 * must have had, so that its ghost and its line in the log are not missed.
 */
import type { ContainerSnapshot } from "../../platform/container.ts";
import { reasons } from "../../platform/reasons.ts";
import { isEnded } from "./shown-fleet.ts";

export function withVanished(
  before: readonly ContainerSnapshot[],
  now: readonly ContainerSnapshot[],
  nowMs: number,
): readonly ContainerSnapshot[] {
  const named = new Set(now.map(({ id }) => id));
  const vanished = before.filter(({ id, phase }) => !named.has(id) && !isEnded(phase));
  return vanished.length === 0 ? now : [...now, ...vanished.map((last) => ended(last, nowMs))];
}

function ended(last: ContainerSnapshot, nowMs: number): ContainerSnapshot {
  const { evictsAtMs, ...rest } = last;
  const idledOut = evictsAtMs !== undefined && evictsAtMs <= nowMs;
  return {
    ...rest,
    phase: "evicted",
    phaseSinceMs: idledOut ? evictsAtMs : nowMs,
    endReason: idledOut ? reasons.idleTooLong(evictsAtMs - last.phaseSinceMs).text : "Ended.",
  };
}
