/** One trace as rows in the order of its tree, each with its time to scale. Arrow keys move; Enter shows a request in full. */
import { type KeyboardEvent, useRef, useState } from "react";
import type { Trace, TraceSpan } from "../../../metrics/traces/trace.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import { formatInstant } from "../../shared/format.ts";
import { useIntents } from "../../shared/store-context.tsx";
import { evenTicks } from "../charts/axis.ts";
import { fineMs } from "../charts/fine-ms.ts";
import { isFailed, spanDuration, spanName, spanNote } from "./trace-words.ts";

interface WaterfallProps {
  readonly trace: Trace;
  /** Of the span that was asked for. */
  readonly tracedId: string | undefined;
}

export function Waterfall({ trace, tracedId }: WaterfallProps) {
  const { selectInvocation } = useIntents();
  const [focused, setFocused] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const at = Math.min(focused, trace.spans.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeAfterKey(event.key, at, trace.spans.length);
    if (next === undefined) return;
    event.preventDefault();
    setFocused(next);
    list.current?.querySelectorAll<HTMLElement>("button")[next]?.focus();
  };
  return (
    <div className="waterfall">
      <div className="wf-axis" aria-hidden="true">
        {evenTicks(trace.toMs - trace.fromMs)
          .filter((afterMs) => afterMs <= trace.toMs - trace.fromMs)
          .map((afterMs) => (
            <span key={afterMs} style={{ left: `${shareOf(trace, trace.fromMs + afterMs) * 100}%` }}>
              {fineMs(afterMs)}
            </span>
          ))}
      </div>
      {/* The keys move the focus between the buttons within. */}
      <ol ref={list} aria-label="Spans" onKeyDown={onKeyDown}>
        {trace.spans.map((span, place) => (
          <li key={span.id}>
            <button
              type="button"
              className={rowClass(span, tracedId)}
              tabIndex={place === at ? 0 : -1}
              aria-label={labelOf(span, trace)}
              onFocus={() => setFocused(place)}
              onClick={() => {
                if (span.type === "request" && span.view) selectInvocation(attemptIdOf(span.view));
              }}
            >
              <span className="wf-name" style={{ paddingLeft: 8 + Math.min(span.depth, 12) * 12 }}>
                {spanName(span)} <span className="wf-note">{spanNote(span)}</span>
              </span>
              <span className="wf-track">
                <Bar span={span} trace={trace} />
              </span>
              <span className="wf-took mono">{spanDuration(span)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function shareOf({ fromMs, toMs }: Trace, atMs: number): number {
  return (atMs - fromMs) / Math.max(1, toMs - fromMs);
}

function Bar({ span, trace }: { span: TraceSpan; trace: Trace }) {
  const left = shareOf(trace, span.fromMs);
  const right = shareOf(trace, span.toMs ?? (span.type === "event" ? trace.toMs : span.fromMs));
  const style = { left: `${left * 100}%`, width: `max(2px, ${(right - left) * 100}%)` };
  if (span.type === "event") return <i className={span.toMs === undefined ? "wf-bar wait open" : "wf-bar wait"} style={style} />;
  if (span.type === "call" || !span.phases) return <i className="wf-bar call" style={style} />;
  const { queueMs, provisionMs, initMs, durationMs } = span.phases;
  const parts = [
    ["queued", queueMs],
    ["provision", provisionMs],
    ["init", initMs],
    [isFailed(span) ? "run crashed" : "run", durationMs],
  ] as const;
  return (
    <i className="wf-bar phases-of" style={style}>
      {parts.map(([kind, ms]) => ms > 0 && <i key={kind} className={`phase ${kind}`} style={{ flexGrow: ms * 1_000 }} />)}
    </i>
  );
}

function rowClass(span: TraceSpan, tracedId: string | undefined): string {
  const isTraced =
    tracedId !== undefined &&
    (span.type === "event" ? span.event.eventId === tracedId : span.type === "request" && span.requestId === tracedId);
  return ["wf-row", span.type, isFailed(span) ? "bad" : "", isTraced ? "sel" : ""].filter(Boolean).join(" ");
}

function labelOf(span: TraceSpan, trace: Trace): string {
  const what = { request: "Request to", call: "Call of", event: "Event in" }[span.type];
  const note = spanNote(span);
  return `${what} ${spanName(span)}${note === "" ? "" : `, ${note}`}, at ${formatInstant(span.fromMs)}, ${fineMs(span.fromMs - trace.fromMs)} after the beginning, took ${spanDuration(span)}`;
}

function placeAfterKey(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowDown") return Math.min(count - 1, at + 1);
  if (key === "ArrowUp") return Math.max(0, at - 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}
