/** A recorded run sent again, to the code as it is now or to the platform alone under other settings, and both held against each other. */
import { useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { runById } from "../../../store/shown-run.ts";
import { SelectField } from "../../explorer/SelectField.tsx";
import { formatMs } from "../../shared/format.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import { useColdstart } from "../../shared/store-context.tsx";
import { Comparison } from "./Comparison.tsx";
import { LiveReplay } from "./LiveReplay.tsx";
import { ModelReplay } from "./ModelReplay.tsx";
import { ReplayProgress } from "./ReplayProgress.tsx";
import { type Source, useSources } from "./use-source.ts";
import "./replay.css";
import { counted } from "../../shared/counted.ts";

type How = "run" | "model";

const HOWS = [
  { value: "model", label: "Other settings", title: "The platform alone, in virtual time: modelled" },
  { value: "run", label: "The code as it is now", title: "Real containers run it again: measured" },
] as const;

export function ReplayTab({ run }: { run: ObservedRun }) {
  const [how, setHow] = useState<How>("model");
  const { choices, chosen, source, choose, newer, takeNewest } = useSources(run);
  const beside = useColdstart((state) => runById(state, state.observe.besideRunId));
  return (
    <div className="rp">
      <section className="rp-form" aria-label="Replay a run">
        <SelectField label="Replay what arrived in" value={chosen} options={choices} onChange={choose} />
        {source && <Holds source={source} />}
        {chosen === "live" && newer > 0 && (
          <button type="button" className="lk" onClick={takeNewest}>
            Take what arrived since
          </button>
        )}
        <div>
          <span className="field-label">against</span>
          <Segmented<How> label="Replay against" value={how} options={HOWS} onChange={setHow} />
        </div>
        {source && (how === "run" ? <LiveReplay source={source} /> : <ModelReplay source={source} />)}
        <ReplayProgress />
      </section>
      {beside && beside.id !== run.id ? <Comparison before={beside} after={run} /> : <NothingYet />}
    </div>
  );
}

function Holds({ source: { original, recording } }: { source: Source }) {
  const { arrivals, spanMs, functions, assumed } = recording;
  return (
    <p className="field-hint">
      {counted(arrivals.length, "arrival")} in {formatMs(spanMs)}, {counted(functions.length, "function")}, {original.origin}.
      {assumed && ` ${assumed.join(" ")}`}
    </p>
  );
}

function NothingYet() {
  return (
    <div className="rp-none">
      <h2>The same traffic, another answer</h2>
      <p>
        Take what arrived, change one thing, and press Replay. Both runs then stand here beside each other: containers, latency, and the
        bill item by item.
      </p>
      <dl>
        <dt>Other settings</dt>
        <dd>Memory, idle lifetime, concurrency, another provider. The platform plays it in virtual time, in a moment: modelled.</dd>
        <dt>The code as it is now</dt>
        <dd>Your functions get the same events at the same moments, and run again: measured.</dd>
      </dl>
      <p className="muted">Record keeps each event whole. Without it, what the page still knows of a request is sent.</p>
    </div>
  );
}
