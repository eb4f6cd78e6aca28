/** What containers are doing now: a request becomes a row when it ends, so what is under way is read from the fleet. */
import type { ContainerLife } from "../../../metrics/timeline/container-lives.ts";
import type { ContainerSpan, SpanKind } from "../../../metrics/timeline/container-spans.ts";
import type { ContainerSnapshot } from "../../../platform/container.ts";

type Fleet = ReadonlyMap<string, ContainerSnapshot>;

/** By when each took its container. */
export function openSinceMs(lives: readonly ContainerLife[], fleet: Fleet): readonly number[] {
  return lives.flatMap((life) => {
    const snapshot = underWay(life, fleet.get(life.containerId));
    return snapshot?.requestId === undefined ? [] : [takenAtMs(life, snapshot)];
  });
}

export function openSpans(life: ContainerLife, fleetHas: ContainerSnapshot | undefined, nowMs: number): readonly ContainerSpan[] {
  const snapshot = underWay(life, fleetHas);
  if (!snapshot) return [];
  const { phase, phaseSinceMs, initializedAtMs = phaseSinceMs, initMs = 0 } = snapshot;
  const span = (kind: SpanKind, fromMs: number, toMs: number): readonly ContainerSpan[] =>
    toMs > fromMs ? [{ kind, dimmed: false, fromMs, toMs, count: 1, busyMs: toMs - fromMs }] : [];
  const sinceMs = takenAtMs(life, snapshot);
  if (phase === "provisioning") return span("start", sinceMs, nowMs);
  if (phase === "initializing") return [...span("start", sinceMs, phaseSinceMs), ...span("init", phaseSinceMs, nowMs)];
  if (sinceMs === phaseSinceMs) return span("run", sinceMs, nowMs);
  const initFromMs = Math.max(sinceMs, initializedAtMs - initMs);
  return [...span("start", sinceMs, initFromMs), ...span("init", initFromMs, phaseSinceMs), ...span("run", phaseSinceMs, nowMs)];
}

/** Fleet and rows are read at different moments: what a row already tells is over. */
function underWay({ ended, lastEndMs }: ContainerLife, snapshot: ContainerSnapshot | undefined): ContainerSnapshot | undefined {
  if (!snapshot || ended || (lastEndMs ?? Number.NEGATIVE_INFINITY) > snapshot.phaseSinceMs) return undefined;
  return snapshot.phase === "provisioning" || snapshot.phase === "initializing" || snapshot.phase === "busy" ? snapshot : undefined;
}

/** The first request of a container took it at its birth. */
function takenAtMs({ served, lastEndMs }: ContainerLife, { bornAtMs, phaseSinceMs }: ContainerSnapshot): number {
  return served === 0 && lastEndMs === undefined ? bornAtMs : phaseSinceMs;
}
