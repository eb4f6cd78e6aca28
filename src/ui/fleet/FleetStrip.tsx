/** On a phone: the five newest tiles at the top of every pane. A tap leads to the whole fleet. */
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { useMediaQuery } from "../shared/useMediaQuery.ts";
import type { ShownContainer } from "./shown-fleet.ts";
import { TileFace, tileClass } from "./TileFace.tsx";
import { groupWords, isFast } from "./tile-words.ts";
import { useBeat, useFleetScreen, useFleetView } from "./use-fleet.ts";
import "./fleet.css";
import "./tile.css";

const SHOWN = 5;

export function FleetStrip() {
  const { shown } = useFleetView();
  const { showPane } = useIntents();
  const newest = shown.slice(-SHOWN);
  const words = shown.length === 0 ? "nothing is running, so nothing is billed" : groupWords(shown);
  return (
    <button type="button" className="fstrip" aria-label={`Open the fleet: ${words}`} onClick={() => showPane("fleet")}>
      <span className="tiles">
        {newest.map((each) => (
          <StripTile key={each.snapshot.id} shown={each} />
        ))}
        {Array.from({ length: SHOWN - newest.length }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty places are alike
          <span key={place} className="tile t-empty" />
        ))}
      </span>
    </button>
  );
}

function StripTile({ shown }: { shown: ShownContainer }) {
  const screen = useFleetScreen();
  const fast = useColdstart((state) => isFast(state.platform.clock));
  const still = useMediaQuery("(prefers-reduced-motion: reduce)");
  useBeat(shown.phase === "idle" ? 1_000 : 200);
  const nowMs = screen.nowMs();
  return (
    <span className={tileClass(shown, nowMs)}>
      <TileFace shown={shown} nowMs={nowMs} fast={fast} still={still} />
    </span>
  );
}
