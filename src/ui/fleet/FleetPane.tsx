/** Every container of the project as a tile, what limits them, and why each came and went. */
import { type KeyboardEvent, lazy, Suspense, useCallback } from "react";
import type { ProjectFunction } from "../../project/schema.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { useMediaQuery } from "../shared/useMediaQuery.ts";
import { FleetLog } from "./FleetLog.tsx";
import { Gauge } from "./Gauge.tsx";
import { KeepAlive } from "./KeepAlive.tsx";
import { Legend } from "./Legend.tsx";
import type { ShownContainer } from "./shown-fleet.ts";
import { TileGroup } from "./TileGroup.tsx";
import { FULL_COLUMNS } from "./tile-slots.ts";
import { isFast } from "./tile-words.ts";
import { useFleetScreen, useFleetView } from "./use-fleet.ts";
import "./fleet.css";
import "./tile.css";

const NothingShared = lazy(() => import("../share/NothingShared.tsx").then((module) => ({ default: module.NothingShared })));

const ContainerDetail = lazy(() => import("./ContainerDetail.tsx").then((module) => ({ default: module.ContainerDetail })));

export function FleetPane() {
  const { shown, log } = useFleetView();
  const { kill } = useIntents();
  const idleIds = shown.filter(({ snapshot }) => snapshot.phase === "idle").map(({ snapshot }) => snapshot.id);
  return (
    <aside className="fleet" aria-label="Fleet">
      <div className="ph">
        <h2>Fleet</h2>
        <KeepAlive />
        <span className="grow" />
        {idleIds.length > 0 && (
          <button type="button" className="ib" onClick={() => idleIds.forEach(kill)}>
            Evict idle
          </button>
        )}
      </div>
      <div className="fbody">
        <Gauge shown={shown} />
        {shown.length === 0 ? <NothingRuns /> : <Groups shown={shown} />}
        <Selected />
        <FleetLog log={log} />
      </div>
      <Legend />
    </aside>
  );
}

function Groups({ shown }: { shown: readonly ShownContainer[] }) {
  const screen = useFleetScreen();
  const { slots } = useFleetView();
  const functions = useColdstart((state) => state.project.functions);
  const selectedId = useColdstart((state) => state.selectedContainerId);
  const fast = useColdstart((state) => isFast(state.platform.clock));
  const still = useMediaQuery("(prefers-reduced-motion: reduce)");
  const { selectContainer } = useIntents();
  const onSelect = useCallback((id: string) => selectContainer(id === selectedId ? undefined : id), [selectContainer, selectedId]);
  return (
    // The keys move the focus between the buttons within.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div onKeyDown={moveFocus}>
      {namesOf(functions, shown).map((name) => (
        <TileGroup
          key={name}
          functionName={name}
          badge={languageOf(functions.find((each) => each.name === name))}
          shown={shown.filter(({ snapshot }) => snapshot.functionName === name)}
          slots={slots.get(name) ?? []}
          selectedId={selectedId}
          fast={fast}
          still={still}
          nowMs={screen.nowMs}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}

/** In the project's order, then those that were removed from it and have not ended yet. */
function namesOf(functions: readonly ProjectFunction[], shown: readonly ShownContainer[]): readonly string[] {
  const there = new Set(shown.map(({ snapshot }) => snapshot.functionName));
  const ordered = functions.map(({ name }) => name).filter((name) => there.has(name));
  return [...new Set([...ordered, ...there])];
}

function languageOf(definition: ProjectFunction | undefined): string | undefined {
  return definition && (Object.keys(definition.files).some((path) => /\.[cm]?ts$/.test(path)) ? "TS" : "JS");
}

function NothingRuns() {
  const shared = useColdstart((state) => state.shared !== undefined);
  if (shared) {
    return (
      <Suspense>
        <NothingShared />
      </Suspense>
    );
  }
  return (
    <div className="fnothing">
      <div className="fh">
        <h3 className="fnm">Scaled to zero</h3>
      </div>
      <div className="tiles" aria-hidden="true">
        <div className="tile t-next">
          <small>starts here</small>
        </div>
        {Array.from({ length: FULL_COLUMNS - 1 }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty places are alike
          <div key={place} className="tile t-empty" />
        ))}
      </div>
      <p>Nothing is running, so nothing is billed.</p>
    </div>
  );
}

function Selected() {
  const id = useColdstart((state) => state.selectedContainerId);
  // Redrawn with every change of the fleet: an ended container is known to the screen for longer than to the platform.
  useFleetView();
  const screen = useFleetScreen();
  const container = id === undefined ? undefined : screen.lastOf(id);
  if (!container) return null;
  return (
    <Suspense>
      <ContainerDetail key={container.id} container={container} />
    </Suspense>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -FULL_COLUMNS, ArrowDown: FULL_COLUMNS };

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>("button.tile")];
  const place = tiles.findIndex((tile) => tile.matches(":focus"));
  if (place < 0) return;
  event.preventDefault();
  tiles[Math.min(tiles.length - 1, Math.max(0, place + step))]?.focus();
}
