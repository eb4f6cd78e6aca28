/** Where functions are written, called and watched: explorer, editor above trigger, fleet. Narrow screens show one at a time. */
import { type KeyboardEvent, lazy, Suspense, useRef } from "react";
import type { EmbedPart, State } from "../../store/state.ts";
import { EditorPane } from "../editor/EditorPane.tsx";
import { Explorer } from "../explorer/Explorer.tsx";
import { FleetPane } from "../fleet/FleetPane.tsx";
import { FleetStrip } from "../fleet/FleetStrip.tsx";
import { Splitter, usePaneSize } from "../shared/Splitter.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { useMediaQuery } from "../shared/useMediaQuery.ts";
import { TriggerPane } from "../trigger/TriggerPane.tsx";
import type { OpenDialog } from "./dialog-name.ts";
import { FirstVisitCall, FirstVisitHint } from "./FirstVisit.tsx";
import { PaneBoundary } from "./PaneBoundary.tsx";
import "./build-view.css";

// No service is open on a first visit.
const ServicePane = lazy(() => import("../services/ServicePane.tsx").then((module) => ({ default: module.ServicePane })));

const EXPLORER = { initial: 232, min: 180, max: 420 };
const FLEET = { initial: 340, min: 260, max: 560 };
const TRIGGER = { initial: 349, min: 140, max: 640 };
/** Below 1280 px, whatever was chosen for a larger screen. */
const ON_SMALL = { explorer: 200, fleet: 300 };

interface BuildViewProps {
  openDialog: OpenDialog;
  narrow: boolean;
  /** What a narrow screen shows of it. */
  pane: State["mobilePane"];
  /** In the explorer's place; where there is not much room, the fleet is below the others then. */
  lessonDocked: boolean;
}

export function BuildView({ openDialog, narrow, pane, lessonDocked }: BuildViewProps) {
  const roomy = useMediaQuery("(min-width: 1024px)");
  const hides = useHides();
  const explores = roomy && !lessonDocked && !hides("explorer");
  const hasCentre = !hides("editor") || !hides("trigger");
  const hasFleet = !hides("fleet");
  const [explorer, setExplorer] = usePaneSize("explorer", EXPLORER.initial);
  const [fleet, setFleet] = usePaneSize("fleet", FLEET.initial);
  const large = useMediaQuery("(min-width: 1280px)");
  const oneColumn = narrow || (lessonDocked && !large);
  const explorerWidth = large ? explorer : Math.min(explorer, ON_SMALL.explorer);
  const fleetWidth = large ? fleet : Math.min(fleet, ON_SMALL.fleet);
  const split = hasCentre && hasFleet;
  const columns = `${explores ? `${explorerWidth}px 1px ` : ""}minmax(0, 1fr)${split ? ` 1px ${fleetWidth}px` : ""}`;

  // A phone shows one pane, and that one is the page's main part.
  const FleetPlace = narrow ? "main" : "div";

  return (
    <div className="shell" data-one-column={oneColumn ? "" : undefined} style={oneColumn ? undefined : { gridTemplateColumns: columns }}>
      {explores && (
        <>
          <PaneBoundary name="The explorer">
            <Explorer openDialog={openDialog} />
          </PaneBoundary>
          <Splitter orientation="vertical" label="Explorer width" value={explorerWidth} {...EXPLORER} onChange={setExplorer} />
        </>
      )}
      {narrow && hasFleet && (pane === "code" || pane === "trigger") && <FleetStrip />}
      {hasCentre && <Centre narrow={narrow} pane={pane} />}
      {!oneColumn && split && (
        <Splitter orientation="vertical" label="Fleet width" value={fleetWidth} {...FLEET} onChange={setFleet} after />
      )}
      {hasFleet && (
        <FleetPlace className="shell-fleet" data-pane="Fleet" hidden={narrow && pane !== "fleet"}>
          <PaneBoundary name="The fleet">
            <FleetPane />
          </PaneBoundary>
        </FleetPlace>
      )}
    </div>
  );
}

/** What the address of a frame asks to leave out. */
function useHides(): (part: EmbedPart) => boolean {
  const hidden = useColdstart((state) => state.embed?.hidden);
  return (part) => hidden?.includes(part) === true;
}

function Centre({ narrow, pane }: { narrow: boolean; pane: State["mobilePane"] }) {
  const [trigger, setTrigger] = usePaneSize("trigger", TRIGGER.initial);
  const hides = useHides();
  const split = !narrow && !hides("editor") && !hides("trigger");
  const service = useColdstart((state) => state.openService);
  // On a phone the trigger keeps its own place: a service stands where the code does.
  const serviceShown = service !== undefined && (!narrow || pane === "code");
  const afterEditor = useRef<HTMLSpanElement>(null);
  // The editor takes Tab for itself. Esc, when it has no use for it, puts the focus behind it: Tab moves on from there.
  const leaveEditor = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) afterEditor.current?.focus();
  };
  return (
    <main className="centre" hidden={narrow && pane !== "code" && pane !== "trigger"}>
      {service && (
        <div className="centre-service" data-pane="Service" hidden={!serviceShown}>
          <PaneBoundary key={`${service.kind}/${service.name}`} name="The service">
            <Suspense fallback={<p className="quiet">Loading.</p>}>
              <ServicePane service={service} />
            </Suspense>
          </PaneBoundary>
        </div>
      )}
      <section
        className="centre-editor"
        aria-label="Editor"
        data-pane="Editor"
        data-pane-focus="textarea, [role='textbox']"
        hidden={serviceShown || hides("editor") || (narrow && pane !== "code")}
        onKeyDown={leaveEditor}
      >
        <PaneBoundary name="The editor">
          <EditorPane />
        </PaneBoundary>
        <span ref={afterEditor} className="visually-hidden" tabIndex={-1}>
          Left the editor. Tab moves on.
        </span>
        {narrow && <FirstVisitCall />}
      </section>
      {split && !serviceShown && (
        <Splitter orientation="horizontal" label="Trigger height" value={trigger} {...TRIGGER} onChange={setTrigger} after />
      )}
      <div className="centre-trigger" data-pane="Trigger" hidden={serviceShown || hides("trigger") || (narrow && pane !== "trigger")}>
        <FirstVisitHint />
        <div className="trigger-place" style={split ? { height: trigger } : undefined}>
          <PaneBoundary name="The trigger pane">
            <TriggerPane />
          </PaneBoundary>
        </div>
      </div>
    </main>
  );
}
