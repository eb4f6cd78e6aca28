/** What a person who does not see the fleet should hear of it: starts, evictions and failures, merged into one sentence. */
import type { ContainerPhase, ContainerSnapshot } from "../../platform/container.ts";

export interface FleetNews {
  readonly started: readonly string[];
  readonly evicted: readonly string[];
  readonly failed: readonly string[];
}

export const NO_NEWS: FleetNews = { started: [], evicted: [], failed: [] };

/** Phases by container, as last heard. */
export type KnownPhases = ReadonlyMap<string, ContainerPhase>;

export function phasesOf(containers: readonly ContainerSnapshot[]): KnownPhases {
  return new Map(containers.map(({ id, phase }) => [id, phase]));
}

/** `news` and what has happened since `known`. */
export function withNews(news: FleetNews, known: KnownPhases, containers: readonly ContainerSnapshot[]): FleetNews {
  const became = (phase: ContainerPhase) => containers.filter((each) => each.phase === phase && known.get(each.id) !== phase);
  const idsOf = (found: readonly ContainerSnapshot[]) => found.map(({ id }) => id);
  return {
    started: [...news.started, ...idsOf(containers.filter(({ id }) => !known.has(id)))],
    evicted: [...news.evicted, ...idsOf(became("evicted"))],
    failed: [...news.failed, ...idsOf(became("failed"))],
  };
}

/** Empty when there is nothing to say. */
export function newsText({ started, evicted, failed }: FleetNews): string {
  const parts = [part(started, "started cold"), part(evicted, "evicted"), part(failed, "failed")];
  const said = parts.filter((each) => each !== undefined);
  return said.length === 0 ? "" : `${said.join(", ")}.`;
}

function part(ids: readonly string[], what: string): string | undefined {
  const [only] = ids;
  if (only === undefined) return undefined;
  return ids.length === 1 ? `Container ${only} ${what}` : `${ids.length} containers ${what}`;
}
