/** Requests that ended, newest first; as many as one asks for. A click shows one in full. */

import { memo, useCallback, useMemo, useState } from "react";
import type { InvocationView } from "../../../platform/results.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import type { Coldstart } from "../../../store/intents.ts";
import { ASKED_BY } from "../../shared/asked-by.ts";
import { formatInstant, formatUsd } from "../../shared/format.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import { StartMark } from "../../shared/StartMark.tsx";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { useSlowly } from "../../shared/useSlowly.ts";
import { cellMs } from "../charts/fine-ms.ts";
import "./requests.css";

const AT_ONCE = 200;

type Filter = "all" | "cold" | "failed";
const FILTERS: readonly { readonly value: Filter; readonly label: string }[] = [
  { value: "all", label: "All" },
  { value: "cold", label: "Cold" },
  { value: "failed", label: "Failed" },
];
const PASSES: Readonly<Record<Filter, (view: InvocationView) => boolean>> = {
  all: () => true,
  cold: ({ coldStart }) => coldStart,
  failed: ({ status }) => status !== "ok",
};

const COLUMNS = [
  { name: "Time", look: "" },
  { name: "Function", look: "" },
  { name: "Trigger", look: "c-wide" },
  { name: "Container", look: "c-wide" },
  { name: "Start", look: "" },
  { name: "Status", look: "" },
  { name: "Init ms", look: "num c-wide" },
  { name: "Run ms", look: "num" },
  { name: "Billed ms", look: "num c-end" },
  { name: "MB", look: "num c-wide" },
  { name: "Cost", look: "num c-wide" },
];

const keptInvocations = (state: Coldstart) => state.invocations;

export function RequestTable() {
  const invocations = useSlowly(keptInvocations);
  const dropped = useColdstart((state) => state.invocationsDropped);
  const selectedId = useColdstart((state) => state.selectedAttemptId);
  const { selectInvocation } = useIntents();
  const [filter, setFilter] = useState<Filter>("all");
  const [most, setMost] = useState(AT_ONCE);
  const passing = useMemo(() => (filter === "all" ? invocations : invocations.filter(PASSES[filter])), [invocations, filter]);
  const shown = useMemo(() => passing.slice(-most).reverse(), [passing, most]);
  const onSelect = useCallback((id: string) => selectInvocation(id), [selectInvocation]);
  return (
    <section className="pane requests" aria-label="Request list">
      <div className="pt">
        <h2>Requests</h2>
        <span className="muted">{countWords(passing.length, dropped)}</span>
        <span className="grow" />
        <Segmented label="Which requests" value={filter} options={FILTERS} onChange={setFilter} />
      </div>
      <div className="tblw">
        <table className="tbl" aria-label="Requests">
          <thead>
            <tr>
              {COLUMNS.map(({ name, look }) => (
                <th key={name} scope="col" className={look}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((view) => (
              <RequestRow key={attemptIdOf(view)} view={view} selected={attemptIdOf(view) === selectedId} onSelect={onSelect} />
            ))}
          </tbody>
        </table>
        {passing.length === 0 && (
          <p className="quiet">
            {filter === "all" ? "No requests yet. Send one, or start a load." : "None of the kept requests is like that."}
          </p>
        )}
        {passing.length > shown.length && (
          <button type="button" className="btn ghost wide" onClick={() => setMost(most + AT_ONCE)}>
            Show {Math.min(AT_ONCE, passing.length - shown.length)} older ones
          </button>
        )}
      </div>
    </section>
  );
}

function countWords(count: number, dropped: number): string {
  const kept = count.toLocaleString("en-US");
  return dropped === 0 ? kept : `the newest ${kept}; ${dropped.toLocaleString("en-US")} older ones let go`;
}

interface RequestRowProps {
  readonly view: InvocationView;
  readonly selected: boolean;
  readonly onSelect: (attemptId: string) => void;
}

const RequestRow = memo(function RequestRow({ view, selected, onSelect }: RequestRowProps) {
  const { endedAtMs, functionName, trigger, containerId, coldStart, status, initMs, durationMs, billed, memoryMb, costUsd } = view;
  const ran = status !== "throttled";
  return (
    // The button in the first cell is for the keyboard; the rest of the row is a larger target for the mouse.
    <tr className={selected ? "sel" : undefined} onClick={() => onSelect(attemptIdOf(view))}>
      <td className="mono">
        <button type="button" aria-pressed={selected} aria-label={`Request at ${formatInstant(endedAtMs)}`}>
          {formatInstant(endedAtMs)}
        </button>
      </td>
      <td className="c-name">{functionName}</td>
      <td className="muted c-wide">{ASKED_BY[trigger]}</td>
      <td className="mono c-wide">{containerId ?? "–"}</td>
      <td>{ran ? <StartMark cold={coldStart} /> : <span className="muted">none</span>}</td>
      <td className={status === "ok" ? "muted" : "bad"}>{status}</td>
      <td className="num mono c-wide">{initMs === 0 ? "–" : cellMs(initMs)}</td>
      <td className="num mono">{ran ? cellMs(durationMs) : "–"}</td>
      <td className="num mono c-end">{ran ? billed.billedMs : "–"}</td>
      <td className="num mono c-wide">{memoryMb}</td>
      <td className="num c-wide">{ran ? formatUsd(costUsd) : "–"}</td>
    </tr>
  );
});
