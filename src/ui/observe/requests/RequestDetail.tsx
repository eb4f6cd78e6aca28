/** One request in full: why it was cold or warm, where its time went, what it logged, took, answered and cost. */
import { useEffect, useRef, useState } from "react";
import type { InvocationView } from "../../../platform/results.ts";
import { CallList } from "../../shared/CallList.tsx";
import { formatBytes, formatInstant } from "../../shared/format.ts";
import { Icon } from "../../shared/Icon.tsx";
import { LogLines } from "../../shared/LogLines.tsx";
import { PhaseBar } from "../../shared/PhaseBar.tsx";
import { Receipt } from "../../shared/Receipt.tsx";
import { StartMark } from "../../shared/StartMark.tsx";
import { useIntents } from "../../shared/store-context.tsx";
import { TabPanel, Tabs } from "../../shared/Tabs.tsx";
import { useIsNarrow } from "../../shared/useMediaQuery.ts";
import "./detail.css";

type Part = "log" | "calls" | "receipt" | "event" | "response";
const PARTS: readonly { readonly value: Part; readonly label: string }[] = [
  { value: "log", label: "Log" },
  { value: "calls", label: "Calls" },
  { value: "receipt", label: "Receipt" },
  { value: "event", label: "Event" },
  { value: "response", label: "Response" },
];

export function RequestDetail({ view }: { view: InvocationView }) {
  const { selectInvocation } = useIntents();
  const [part, setPart] = useState<Part>("log");
  const box = useRef<HTMLElement>(null);
  const narrow = useIsNarrow();
  const { requestId, functionName, status, coldStart, reason } = view;
  // In one column it stands above the list that was tapped.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another request is another reason to look
  useEffect(() => {
    if (narrow) box.current?.scrollIntoView({ block: "start" });
  }, [narrow, requestId]);
  return (
    <section ref={box} className="pane detail" aria-label={`Request ${requestId}`}>
      <div className="pt">
        <h2>{functionName}</h2>
        <span className="muted mono" title={requestId}>
          {requestId}
        </span>
        <span className="grow" />
        <button type="button" className="ib icon" aria-label="Close request" onClick={() => selectInvocation(undefined)}>
          <Icon name="close" size={14} />
        </button>
      </div>
      <p className="reason">
        {status !== "throttled" && <StartMark cold={coldStart} />} <b className={status === "ok" ? "" : "bad"}>{status}</b> {reason}
      </p>
      {view.error && (
        <p className="error bad">
          <b>{view.error.errorType}</b> {view.error.errorMessage}
        </p>
      )}
      <PhaseBar invocation={view} />
      <Facts view={view} />
      <Tabs label="Parts of the request" idPrefix="request" value={part} options={PARTS} onChange={setPart} />
      <TabPanel idPrefix="request" value={part} className="detail-part">
        {part === "log" && <LogLines lines={view.logs} />}
        {part === "calls" && <CallList invocation={view} />}
        {part === "receipt" && <Receipt invocation={view} />}
        {part === "event" && <Json text={view.event} none="Its event is no longer kept." />}
        {part === "response" && <Json text={view.payload ?? errorText(view)} none="It returned nothing." />}
      </TabPanel>
    </section>
  );
}

function Facts({ view }: { view: InvocationView }) {
  const { selectContainer, show, showPane } = useIntents();
  const { containerId, version, arrivedAtMs, memoryMb, maxHeapBytes } = view;
  return (
    <p className="facts muted">
      arrived <span className="mono">{formatInstant(arrivedAtMs)}</span> · version {version}
      {containerId !== undefined && (
        <>
          {" "}
          · container{" "}
          <button
            type="button"
            className="lk mono"
            onClick={() => {
              selectContainer(containerId);
              show("build");
              showPane("fleet");
            }}
          >
            {containerId}
          </button>
        </>
      )}
      {" · "}
      {memoryMb} MB{maxHeapBytes === undefined ? "" : `, heap ${formatBytes(maxHeapBytes)}`}
    </p>
  );
}

function errorText({ error }: InvocationView): string {
  return error ? JSON.stringify(error) : "";
}

function Json({ text, none }: { text: string; none: string }) {
  if (text === "") return <p className="quiet">{none}</p>;
  return (
    // It scrolls, so the keyboard must reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <pre className="mono json" tabIndex={0}>
      {pretty(text)}
    </pre>
  );
}

/** Texts cut at a bound are no JSON any more: they are shown as they are. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
