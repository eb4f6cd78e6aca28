/** The project as a map that lights up as events pass, and below it every event in flight. */
import { useMemo, useState } from "react";
import type { TriggerType } from "../../platform/triggers/trigger.ts";
import type { Coldstart } from "../../store/intents.ts";
import { Explain } from "../shared/Explain.tsx";
import { Icon } from "../shared/Icon.tsx";
import { Splitter, usePaneSize } from "../shared/Splitter.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { useIsNarrow } from "../shared/useMediaQuery.ts";
import { AddTriggerDialog } from "../trigger/AddTriggerDialog.tsx";
import { AsyncSettingsDialog } from "../trigger/AsyncSettingsDialog.tsx";
import { AddFirst } from "./AddFirst.tsx";
import { FlightPane } from "./FlightPane.tsx";
import { graphOf } from "./graph.ts";
import { MapList } from "./MapList.tsx";
import { ProjectMap } from "./ProjectMap.tsx";
import { useOpen } from "./use-open.ts";
import { usePasses, useServicesView } from "./use-passes.ts";
import "./map.css";
import { counted } from "../shared/counted.ts";

const FLIGHT = { initial: 280, min: 120, max: 640 };

const onlyHttp = ({ project }: Coldstart) =>
  project.functions.every(({ triggers }) => triggers.every(({ type }) => type === "http" || type === "function-url"));

export function MapView() {
  const narrow = useIsNarrow();
  const project = useColdstart((state) => state.project);
  const activeFunction = useColdstart((state) => state.activeFunction);
  const teaches = useColdstart(onlyHttp);
  const services = useServicesView();
  // Calls are known by their edge: a graph is made anew only when an edge is new, not with every pass.
  const passed = services.passes.map(({ from, to }) => `${from}>${to}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const graph = useMemo(() => graphOf(project, services.passes), [project, passed]);
  const passes = usePasses(graph, services.passes);
  const [flight, setFlight] = usePaneSize("flight", FLIGHT.initial);
  const [asyncOf, setAsyncOf] = useState<string>();
  const [adding, setAdding] = useState<TriggerType | "any">();
  const opening = useOpen(setAsyncOf);
  const functions = project.functions.length;
  const others = graph.nodes.filter(({ kind }) => kind !== "function" && kind !== "http" && kind !== "schedule").length;
  const Graph = narrow ? MapList : ProjectMap;

  return (
    <main className="map-view" data-pane="Map">
      <section className="map-pane" aria-label="Map of the project">
        <div className="ph">
          <h2>Map</h2>
          <span className="muted">
            {counted(functions, "function")}
            {others > 0 && `, ${counted(others, "service")}`}
          </span>
          <HowToRead />
          <span className="grow" />
          <button type="button" className="btn ghost" onClick={() => setAdding("any")}>
            <Icon name="plus" size={14} />
            Add a trigger
          </button>
        </div>
        <div className="map-body">
          <Graph graph={graph} passes={passes} services={services} opening={opening} />
          {teaches && <AddFirst functionName={activeFunction} onAdd={setAdding} />}
        </div>
      </section>
      {!narrow && <Splitter orientation="horizontal" label="Height of the events" value={flight} {...FLIGHT} onChange={setFlight} after />}
      <div className="map-flight" style={narrow ? undefined : { height: flight }} data-pane="Events">
        <FlightPane services={services} onOpen={opening.open} />
      </div>
      {asyncOf !== undefined && <AsyncSettingsDialog functionName={asyncOf} onClose={() => setAsyncOf(undefined)} />}
      {adding !== undefined && (
        <AddTriggerDialog functionName={activeFunction} type={adding === "any" ? undefined : adding} onClose={() => setAdding(undefined)} />
      )}
    </main>
  );
}

function HowToRead() {
  return (
    <Explain label="How to read the map" className="explain muted" trigger="How to read it">
      <h2>How to read the map</h2>
      <p>Events go from left to right: what sends them, the functions they start, and where they are sent on.</p>
      <p>
        A solid line is a trigger: press its number to open it. A dashed one is a call through the SDK, known once it was seen. Crimson
        lines lead to where failures go.
      </p>
      <p>The number is how many passed since the platform began. Requests by HTTP are counted among those that this page keeps.</p>
    </Explain>
  );
}
