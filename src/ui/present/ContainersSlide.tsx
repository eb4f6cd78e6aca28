/** Every container as a tile that the last row can read, and the newest that happened to them as a sentence. */
import { useEffect, useState } from "react";
import { Tile } from "../fleet/Tile.tsx";
import { groupWords, isFast } from "../fleet/tile-words.ts";
import { useFleetScreen, useFleetView } from "../fleet/use-fleet.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { useMediaQuery } from "../shared/useMediaQuery.ts";
import { countFleet, fleetHeadline, newestNews, tileSize } from "./present-words.ts";
import { SendButtons, SendProblem } from "./SendButtons.tsx";
import "./tiles.css";

/** A burst is over in a blink: its headline stays long enough to be read. */
const HELD_MS = 2_500;
/** More would not fit any screen; the headline counts them. */
const MOST_TILES = 120;

export function ContainersSlide() {
  const { shown } = useFleetView();
  const count = countFleet(shown);
  const working = useHeldPeak(count.working);
  return (
    <div className="pres-containers">
      <div className="pres-said">
        <h2>{fleetHeadline({ ...count, working })}</h2>
        {shown.length > 0 && <p className="pres-count">{groupWords(shown)}</p>}
        <Said />
        <SendButtons />
        <SendProblem />
      </div>
      <Tiles />
    </div>
  );
}

function Tiles() {
  const { shown } = useFleetView();
  const screen = useFleetScreen();
  const selectedId = useColdstart((state) => state.selectedContainerId);
  const fast = useColdstart((state) => isFast(state.platform.clock));
  const several = useColdstart((state) => state.project.functions.length > 1);
  const still = useMediaQuery("(prefers-reduced-motion: reduce)");
  const { selectContainer } = useIntents();
  const size = tileSize(shown.length);
  const expectedInitMs = shown.findLast(({ snapshot }) => snapshot.initMs !== undefined)?.snapshot.initMs;
  if (shown.length === 0) {
    return (
      <div className="pres-tiles large" aria-hidden="true">
        <div className="tile t-next">
          <small>starts here</small>
        </div>
      </div>
    );
  }
  return (
    <ul className={`pres-tiles ${size}`} aria-label="Containers">
      {shown.slice(-MOST_TILES).map((each) => (
        <li key={each.snapshot.id} className={several ? "named" : undefined}>
          <Tile
            shown={each}
            selected={each.snapshot.id === selectedId}
            reachable
            fast={fast}
            still={still}
            dense={size === "small" || size === "tiny"}
            expectedInitMs={each.phase === "initializing" ? expectedInitMs : undefined}
            nowMs={screen.nowMs}
            onSelect={(id) => selectContainer(id === selectedId ? undefined : id)}
          />
          {several && size === "large" && <span className="pres-fn">{each.snapshot.functionName}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Of the container that is chosen, if one is: why it started, or ended. */
function Said() {
  const { log } = useFleetView();
  const screen = useFleetScreen();
  const selectedId = useColdstart((state) => state.selectedContainerId);
  const last = useColdstart(({ invocations }) => invocations.at(-1));
  const chosen = selectedId === undefined ? undefined : screen.lastOf(selectedId);
  const news = chosen
    ? { what: `${chosen.id}, ${chosen.functionName}.`, why: chosen.endReason ?? chosen.startReason }
    : newestNews(log[0], last);
  return (
    <p className="pres-news" aria-live="polite">
      {news ? (
        <>
          <b>{news.what}</b> {news.why}
        </>
      ) : (
        "Send a request and watch what happens."
      )}
    </p>
  );
}

/** The greatest of the last moments. */
function useHeldPeak(value: number): number {
  const [peak, setPeak] = useState(value);
  useEffect(() => {
    if (value >= peak) return setPeak(value);
    const timer = setTimeout(() => setPeak(value), HELD_MS);
    return () => clearTimeout(timer);
  }, [value, peak]);
  return Math.max(peak, value);
}
