/**
 * Starts, ends and throttles as they came, each with the platform's own reason. The platform forgets an ended container
 * after a while; this remembers the newest. Alike things that come together are one line.
 */

import type { ContainerSnapshot } from "../../platform/container.ts";
import type { InvocationView } from "../../platform/results.ts";
import { attemptIdOf } from "../../store/attempt-id.ts";
import { isEnded } from "./shown-fleet.ts";

const MOST_EVENTS = 40;
/** Alike events no further apart than this are one line. */
const TOGETHER_MS = 3_000;

export interface FleetEvent {
  readonly key: string;
  readonly kind: "start" | "evicted" | "failed" | "throttled";
  readonly functionName: string;
  /** Empty for throttled requests. */
  readonly containerIds: readonly string[];
  readonly count: number;
  readonly atMs: number;
  readonly reason: string;
  /** Of a start: from birth to the end of init; undefined while it is under way. */
  readonly readyMs?: number;
}

/** Newest first. `before` and `now` are what was and is known of the containers; `ended` the requests that ended since. */
export function nextLog(
  log: readonly FleetEvent[],
  before: ReadonlyMap<string, ContainerSnapshot>,
  now: readonly ContainerSnapshot[],
  ended: readonly InvocationView[],
): readonly FleetEvent[] {
  const added: FleetEvent[] = [];
  let ready = log;
  for (const container of now) {
    const last = before.get(container.id);
    if (last === container) continue;
    if (!last) added.push(startOf(container));
    else if (last.initializedAtMs === undefined && container.initializedAtMs !== undefined) ready = withReady(ready, container);
    if (isEnded(container.phase) && (!last || !isEnded(last.phase))) added.push(endOf(container));
  }
  for (const view of ended) if (view.status === "throttled") added.push(throttleOf(view));
  if (added.length === 0) return ready;
  added.sort((a, b) => a.atMs - b.atMs);
  const all = added.reduce(add, ready);
  return all.slice(0, MOST_EVENTS);
}

function add(log: readonly FleetEvent[], event: FleetEvent): readonly FleetEvent[] {
  const [newest, ...older] = log;
  const alike =
    newest !== undefined &&
    event.kind !== "start" &&
    newest.kind === event.kind &&
    (newest.functionName === event.functionName || event.kind === "evicted") &&
    newest.reason === event.reason &&
    event.atMs - newest.atMs <= TOGETHER_MS;
  if (!alike) return [event, ...log];
  const containerIds = [...newest.containerIds, ...event.containerIds];
  return [{ ...newest, containerIds, count: newest.count + 1, atMs: Math.max(newest.atMs, event.atMs) }, ...older];
}

function startOf(container: ContainerSnapshot): FleetEvent {
  return {
    key: `start ${container.id}`,
    kind: "start",
    functionName: container.functionName,
    containerIds: [container.id],
    count: 1,
    atMs: container.bornAtMs,
    reason: container.startReason,
    ...readyOf(container),
  };
}

function readyOf({ bornAtMs, initializedAtMs }: ContainerSnapshot): { readonly readyMs?: number } {
  return initializedAtMs === undefined ? {} : { readyMs: initializedAtMs - bornAtMs };
}

function withReady(log: readonly FleetEvent[], container: ContainerSnapshot): readonly FleetEvent[] {
  return log.map((event) =>
    event.kind === "start" && event.containerIds[0] === container.id ? { ...event, ...readyOf(container) } : event,
  );
}

function endOf(container: ContainerSnapshot): FleetEvent {
  return {
    key: `end ${container.id}`,
    kind: container.phase === "failed" ? "failed" : "evicted",
    functionName: container.functionName,
    containerIds: [container.id],
    count: 1,
    atMs: container.phaseSinceMs,
    reason: container.endReason ?? "Ended.",
  };
}

function throttleOf(view: InvocationView): FleetEvent {
  return {
    key: `throttled ${attemptIdOf(view)}`,
    kind: "throttled",
    functionName: view.functionName,
    containerIds: [],
    count: 1,
    atMs: view.endedAtMs,
    reason: view.reason,
  };
}

/** "c-04, c-05", "7 containers", "2 requests of hello" */
export function whoOf({ kind, containerIds, count, functionName }: FleetEvent): string {
  if (kind === "throttled") return `${count} ${count === 1 ? "request" : "requests"} of ${functionName}`;
  return count <= 3 ? containerIds.join(", ") : `${count} containers`;
}
