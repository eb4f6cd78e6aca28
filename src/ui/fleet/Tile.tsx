/** One container. It draws itself again when its own phase changes, and by the shared beat while it counts. */
import { memo } from "react";
import { isEnded, type ShownContainer } from "./shown-fleet.ts";
import { TileFace, tileClass } from "./TileFace.tsx";
import { tileName } from "./tile-words.ts";
import { useBeat } from "./use-fleet.ts";

const COUNTDOWN_MS = 1_000;
const TIME_SO_FAR_MS = 200;
const FAST_WALL_MS = 200;

interface TileProps {
  readonly shown: ShownContainer;
  readonly selected: boolean;
  /** The one of its list that Tab reaches; arrows reach the others. */
  readonly reachable: boolean;
  readonly fast: boolean;
  readonly still: boolean;
  readonly dense: boolean;
  readonly expectedInitMs: number | undefined;
  readonly nowMs: () => number;
  readonly onSelect: (containerId: string) => void;
}

export const Tile = memo(function Tile(props: TileProps) {
  const { shown, selected, reachable, fast, still, dense, expectedInitMs, onSelect } = props;
  const { snapshot } = shown;
  useBeat(beatFor(shown, fast, dense));
  const nowMs = props.nowMs();
  return (
    <button
      type="button"
      className={tileClass(shown, nowMs)}
      aria-label={tileName(shown, nowMs)}
      aria-pressed={selected}
      data-container={snapshot.id}
      tabIndex={reachable ? 0 : -1}
      title={`${snapshot.id}, version ${snapshot.version}. ${snapshot.endReason ?? snapshot.startReason}`}
      onClick={() => onSelect(snapshot.id)}
    >
      <TileFace shown={shown} nowMs={nowMs} fast={fast} still={still} expectedInitMs={expectedInitMs} />
    </button>
  );
});

function beatFor({ phase, tookMs }: ShownContainer, fast: boolean, dense: boolean): number | undefined {
  if (isEnded(phase)) return undefined;
  if (phase === "idle") return fast ? FAST_WALL_MS : COUNTDOWN_MS;
  return tookMs === undefined && !dense ? TIME_SO_FAR_MS : undefined;
}
