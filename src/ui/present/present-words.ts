/** What is said in large type: the state of the fleet as a headline, and the newest that happened with its reason. */
import type { InvocationView } from "../../platform/results.ts";
import type { FleetEvent } from "../fleet/fleet-log.ts";
import { whoOf } from "../fleet/fleet-log.ts";
import { isEnded, type ShownContainer } from "../fleet/shown-fleet.ts";

export interface FleetCount {
  /** Start, init or run. */
  readonly working: number;
  readonly idle: number;
}

export function countFleet(shown: readonly ShownContainer[]): FleetCount {
  const alive = shown.filter(({ phase }) => !isEnded(phase));
  const idle = alive.filter(({ phase }) => phase === "idle").length;
  return { working: alive.length - idle, idle };
}

export function fleetHeadline({ working, idle }: FleetCount): string {
  if (working > 1) return `${working} requests at once need ${working} containers`;
  if (working === 1) return "One request, one container";
  if (idle > 0) return idle === 1 ? "One container waits, frozen" : `${idle} containers wait, frozen`;
  return "Nothing is running, so nothing is billed";
}

export interface News {
  readonly what: string;
  readonly why: string;
}

const VERBS: Readonly<Record<FleetEvent["kind"], string>> = {
  start: "started",
  evicted: "evicted",
  failed: "failed",
  throttled: "refused",
};

/** The newest of what came, went or was refused, and of the requests that found a container there. */
export function newestNews(event: FleetEvent | undefined, last: InvocationView | undefined): News | undefined {
  const reused = last?.containerId !== undefined && !last.coldStart ? last : undefined;
  if (reused && reused.arrivedAtMs > (event?.atMs ?? Number.NEGATIVE_INFINITY)) {
    return { what: `${reused.containerId} served again.`, why: reused.reason };
  }
  return event && { what: `${whoOf(event)} ${VERBS[event.kind]}.`, why: event.reason };
}

export type TileSize = "large" | "middle" | "small" | "tiny";

/** As large as all of them fit: the last row reads the large ones and counts the tiny ones. */
export function tileSize(count: number): TileSize {
  if (count <= 6) return "large";
  if (count <= 12) return "middle";
  return count <= 35 ? "small" : "tiny";
}
