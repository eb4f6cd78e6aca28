/** One event's way through functions, queues, tables and retries, as a waterfall; and back from a dead letter to what made it. */
import { useMemo } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { toOtlp } from "../../../metrics/traces/otlp.ts";
import { namedBy, pathTo, type Trace, traceFrom } from "../../../metrics/traces/trace.ts";
import { causeKey, type TraceIndex } from "../../../metrics/traces/trace-index.ts";
import type { TraceCause } from "../../../platform/services/trace-note.ts";
import { VERSION } from "../../../store/version.ts";
import { formatInstant } from "../../shared/format.ts";
import { fileName, saveFile } from "../../shared/save-file.ts";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { ChartPane } from "../charts/ChartPane.tsx";
import { SelectedRequest } from "../requests/SelectedRequest.tsx";
import { drawTrace } from "./draw-trace.ts";
import { TraceList } from "./TraceList.tsx";
import { causeWords, deadLetterSentence, spanDuration, spanName, spanNote, traceSentence } from "./trace-words.ts";
import { useTraceChoices, useTraceIndex } from "./use-traces.ts";
import { Waterfall } from "./Waterfall.tsx";
import "./traces.css";

const COLUMNS = [{ name: "Begins" }, { name: "Kind" }, { name: "Name" }, { name: "Note" }, { name: "Took", numeric: true }];

export function TracesTab({ run }: { run: ObservedRun }) {
  const index = useTraceIndex(run);
  const choices = useTraceChoices(run, index);
  const tracedId = useColdstart((state) => state.observe.tracedId);
  const { observe } = useIntents();
  const asked = (tracedId === undefined ? undefined : namedBy(index, tracedId)) ?? choices[0]?.root;
  const path = useMemo(() => (asked ? pathTo(index, asked) : []), [index, asked]);
  const root = path[0];
  const trace = useMemo(() => (root ? traceFrom(index, root) : undefined), [index, root]);
  return (
    <div className="traces">
      <TraceList index={index} choices={choices} chosen={root} onChoose={(id) => observe({ tracedId: id })} />
      {trace && asked && <TracePane run={run} index={index} trace={trace} path={path} tracedId={tracedId} />}
    </div>
  );
}

interface TracePaneProps {
  readonly run: ObservedRun;
  readonly index: TraceIndex;
  readonly trace: Trace;
  readonly path: readonly TraceCause[];
  readonly tracedId: string | undefined;
}

function TracePane({ run, index, trace, path, tracedId }: TracePaneProps) {
  const { observe } = useIntents();
  const back = deadLetterSentence(index, path);
  return (
    <div className="trace-view">
      <ChartPane
        title="Trace"
        note={`${causeWords(index, trace.root)}, ${formatInstant(trace.fromMs)}`}
        legend={<OtlpButton trace={trace} />}
        summary={[traceSentence(trace), back].filter(Boolean).join(" ")}
        columns={COLUMNS}
        rows={() => trace.spans.map((span) => [formatInstant(span.fromMs), span.type, spanName(span), spanNote(span), spanDuration(span)])}
        draw={(surface, palette) => drawTrace(surface, palette, trace)}
        empty={trace.spans.length === 0}
      >
        {path.length > 1 && (
          <nav className="trace-path" aria-label="What it came from">
            {path.map((cause, place) => (
              <span key={causeKey(cause)}>
                {place > 0 && " → "}
                <button
                  type="button"
                  className="lk"
                  onClick={() => observe({ tracedId: cause.type === "request" ? cause.requestId : cause.eventId })}
                >
                  {causeWords(index, cause)}
                </button>
              </span>
            ))}
          </nav>
        )}
        <Waterfall key={causeKey(trace.root)} trace={trace} tracedId={tracedId} />
      </ChartPane>
      <SelectedRequest run={run} />
    </div>
  );
}

function OtlpButton({ trace }: { trace: Trace }) {
  const project = useColdstart((state) => state.project.name);
  const save = () => {
    const text = JSON.stringify(toOtlp([trace], { project, version: VERSION }), undefined, 2);
    saveFile(fileName(`trace ${project}`, "otlp.json", new Date()), new Blob([text], { type: "application/json" }));
  };
  return (
    <button type="button" className="lk" title="OpenTelemetry's JSON (OTLP), for Jaeger, Tempo, Honeycomb and others" onClick={save}>
      OpenTelemetry
    </button>
  );
}
