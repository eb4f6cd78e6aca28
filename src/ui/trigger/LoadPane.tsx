/** Many requests instead of one: how many, how fast, in which shape. It says beforehand what will come, and afterwards what came. */
import { useEffect, useRef } from "react";
import type { LoadDraft } from "../../store/state.ts";
import { Icon } from "../shared/Icon.tsx";
import { NumberField } from "../shared/NumberField.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { LoadPatterns } from "./LoadPatterns.tsx";
import { LoadReportView, LoadRunning } from "./LoadReportView.tsx";
import { estimateOf } from "./load-estimate.ts";
import "./load.css";

export function LoadPane() {
  const { draft, progress, report, problem } = useColdstart((state) => state.load);
  const shared = useColdstart((state) => state.shared !== undefined);
  const { startLoad, stopLoad } = useIntents();
  const estimate = estimateOf(draft);
  const end = useRef<HTMLDivElement>(null);
  const isRunning = progress !== undefined;

  // What comes of a load is below its settings: it is brought into sight when it comes.
  useEffect(() => {
    if (isRunning || report || problem) end.current?.scrollIntoView({ block: "nearest" });
  }, [isRunning, report, problem]);

  return (
    <section className="load" aria-label="Load">
      <div className="load-head">
        <h2>Load</h2>
        <p className={estimate.ok ? "load-estimate" : "load-estimate field-wrong"}>{estimate.text}.</p>
        {progress ? (
          <button type="button" className="btn" onClick={stopLoad}>
            <Icon name="stop" size={12} />
            Stop load
          </button>
        ) : (
          <button type="button" className="btn" disabled={!estimate.ok || shared} onClick={() => void startLoad()}>
            <Icon name="play" size={12} />
            Start load
          </button>
        )}
      </div>
      <LoadFields draft={draft} />
      <LoadPatterns pattern={draft.pattern} />
      <div ref={end} className="load-end">
        {progress && <LoadRunning progress={progress} durationMs={draft.by === "duration" ? draft.durationS * 1_000 : undefined} />}
        {problem && (
          <p className="field-wrong load-problem" role="alert">
            {problem.message} {problem.remedy}
          </p>
        )}
        {report && <LoadReportView report={report} />}
      </div>
    </section>
  );
}

const ENDS = [
  { value: "requests", label: "Number", title: "Ends after so many requests" },
  { value: "duration", label: "Time", title: "Ends after so long" },
] as const satisfies readonly { value: LoadDraft["by"]; label: string; title: string }[];

const PACES = [
  { value: "rate", label: "Rate", title: "By the clock, whatever comes back" },
  { value: "concurrency", label: "At once", title: "So many in flight; the next when one is answered" },
] as const satisfies readonly { value: LoadDraft["pace"]; label: string; title: string }[];

function LoadFields({ draft }: { draft: LoadDraft }) {
  const { editLoad } = useIntents();
  return (
    <div className="load-fields">
      <div className="load-field">
        <Segmented label="Ends after" value={draft.by} options={ENDS} onChange={(by) => editLoad({ by })} />
        {draft.by === "requests" ? (
          <NumberField
            label="Requests"
            hideLabel
            value={draft.requests}
            min={1}
            max={1_000_000}
            unit="requests"
            onChange={(requests) => editLoad({ requests })}
          />
        ) : (
          <NumberField
            label="Seconds"
            hideLabel
            value={draft.durationS}
            min={1}
            max={86_400}
            unit="s"
            onChange={(durationS) => editLoad({ durationS })}
          />
        )}
      </div>
      <div className="load-field">
        <Segmented label="Pace" value={draft.pace} options={PACES} onChange={(pace) => editLoad({ pace })} />
        {draft.pace === "rate" ? (
          <NumberField
            label="Requests a second"
            hideLabel
            value={draft.ratePerSecond}
            min={0.1}
            max={100_000}
            step={0.1}
            unit="a second"
            onChange={(ratePerSecond) => editLoad({ ratePerSecond })}
          />
        ) : (
          <NumberField
            label="In flight at once"
            hideLabel
            value={draft.concurrency}
            min={1}
            max={10_000}
            unit="in flight"
            onChange={(concurrency) => editLoad({ concurrency })}
          />
        )}
      </div>
      <div className="load-seed" title="The same seed gives the same arrivals">
        <NumberField label="Seed" value={draft.seed} min={0} max={2_147_483_647} onChange={(seed) => editLoad({ seed })} />
      </div>
    </div>
  );
}
