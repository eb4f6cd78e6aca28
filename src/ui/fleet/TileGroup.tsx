/** The containers of one function. */
import type { ReactNode } from "react";
import { isEnded, type ShownContainer } from "./shown-fleet.ts";
import { Tile } from "./Tile.tsx";
import { DENSE_COLUMNS, FULL_COLUMNS, MOST_FULL_TILES, MOST_WITH_GHOSTS, placesOf } from "./tile-slots.ts";
import { groupWords } from "./tile-words.ts";

export interface TileGroupProps {
  readonly functionName: string;
  readonly badge: string | undefined;
  readonly shown: readonly ShownContainer[];
  readonly slots: readonly string[];
  readonly selectedId: string | undefined;
  readonly fast: boolean;
  readonly still: boolean;
  readonly nowMs: () => number;
  readonly onSelect: (containerId: string) => void;
}

export function TileGroup({ functionName, badge, shown, slots, selectedId, fast, still, nowMs, onSelect }: TileGroupProps) {
  const ghosts = shown.filter(({ phase }) => isEnded(phase));
  const collapsed = shown.length > MOST_WITH_GHOSTS ? ghosts.filter(({ phase }) => phase === "evicted") : [];
  const tiles = new Map(shown.filter((each) => !collapsed.includes(each)).map((each) => [each.snapshot.id, each]));
  const dense = tiles.size > MOST_FULL_TILES;
  const places = placesOf(slots, new Set(tiles.keys()), dense ? DENSE_COLUMNS : FULL_COLUMNS);
  const firstId = places.find((id) => id !== undefined);
  const expectedInitMs = shown.findLast(({ snapshot }) => snapshot.initMs !== undefined)?.snapshot.initMs;

  const tile = (each: ShownContainer): ReactNode => (
    <Tile
      shown={each}
      selected={each.snapshot.id === selectedId}
      reachable={each.snapshot.id === firstId}
      fast={fast}
      still={still}
      dense={dense}
      expectedInitMs={each.phase === "initializing" ? expectedInitMs : undefined}
      nowMs={nowMs}
      onSelect={onSelect}
    />
  );

  return (
    <section className="fgroup">
      <div className="fh">
        <h3 className="fnm">{functionName}</h3>
        {badge && <span className="badge">{badge}</span>}
        <span className="grow" />
        <span className="muted">{groupWords(shown)}</span>
      </div>
      <ul className={dense ? "tiles dense" : "tiles"} aria-label={`Containers of ${functionName}`}>
        {places.map((id, place) => {
          const each = id === undefined ? undefined : tiles.get(id);
          if (each) return <li key={each.snapshot.id}>{tile(each)}</li>;
          // A hole has no other identity than its place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          return <li key={`hole ${place}`} className="tile t-empty" aria-hidden="true" />;
        })}
      </ul>
      {collapsed.length > 0 && <p className="muted fmore">+{collapsed.length} evicted</p>}
    </section>
  );
}
