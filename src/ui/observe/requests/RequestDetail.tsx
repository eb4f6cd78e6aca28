/** One request in full: why it was cold or warm, where its time went, what it logged, took, answered and cost. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import type { InvocationView } from "../../../platform/results.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import { LIVE } from "../../../store/shown-run.ts";
import { CallList } from "../../shared/CallList.tsx";
import { formatBytes, formatInstant } from "../../shared/format.ts";
import { Icon } from "../../shared/Icon.tsx";
import { LogLines } from "../../shared/LogLines.tsx";
import { Menu } from "../../shared/Menu.tsx";
import { PhaseBar } from "../../shared/PhaseBar.tsx";
import { Receipt } from "../../shared/Receipt.tsx";
import { StartMark } from "../../shared/StartMark.tsx";
import { useIntents } from "../../shared/store-context.tsx";
import { TabPanel, Tabs } from "../../shared/Tabs.tsx";
import { useIsNarrow } from "../../shared/useMediaQuery.ts";
import { FilterItems } from "./FilterItems.tsx";
import { RequestFigures } from "./RequestFigures.tsx";
import "./detail.css";

type Part = "log" | "calls" | "receipt" | "event" | "response";
const PARTS: readonly { readonly value: Part; readonly label: string }[] = [
  { value: "log", label: "Log" },
  { value: "calls", label: "Calls" },
  { value: "receipt", label: "Receipt" },
  { value: "event", label: "Event" },
  { value: "response", label: "Response" },
];

interface RequestDetailProps {
  readonly run: ObservedRun;
  readonly view: InvocationView;
  /** false: what is not in the row was let go. */
  readonly inFull: boolean;
}

export function RequestDetail({ run, view, inFull }: RequestDetailProps) {
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
        <Ways view={view} />
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
      <RequestFigures view={view} />
      <Facts run={run} view={view} />
      <Attempts run={run} view={view} />
      <Tabs label="Parts of the request" idPrefix="request" value={part} options={PARTS} onChange={setPart} />
      <TabPanel idPrefix="request" value={part} className="detail-part">
        {part === "receipt" ? (
          <Receipt invocation={view} profile={run.profile} />
        ) : inFull ? (
          <Kept part={part} view={view} />
        ) : (
          <LetGo run={run} />
        )}
      </TabPanel>
    </section>
  );
}

function Kept({ part, view }: { part: Exclude<Part, "receipt">; view: InvocationView }) {
  switch (part) {
    case "log":
      return <LogLines lines={view.logs} />;
    case "calls":
      return <CallList invocation={view} />;
    case "event":
      return <Json text={view.event} none="Its event is no longer kept." />;
    case "response":
      return <Json text={view.payload ?? errorText(view)} none="It returned nothing." />;
  }
}

function LetGo({ run }: { run: ObservedRun }) {
  return (
    <p className="quiet">
      The log, calls, event and response of this request were let go: they are kept for the newest{" "}
      {run.details.length.toLocaleString("en-US")}. Times, reason and receipt are kept for all.
    </p>
  );
}

/** Where else to look at it, and what of it to filter by. */
function Ways({ view }: { view: InvocationView }) {
  const { observe } = useIntents();
  return (
    <>
      <button type="button" className="lk" onClick={() => observe({ tab: "traces", tracedId: view.requestId })}>
        Trace
      </button>
      <button type="button" className="lk" onClick={() => observe({ tab: "why" })}>
        Why
      </button>
      <Menu label="Filter by this request" className="lk" trigger="Filter" align="end">
        <FilterItems row={view} />
      </Menu>
    </>
  );
}

/** Retries share the request's id: each is a request of its own in the list. */
function Attempts({ run, view }: { run: ObservedRun; view: InvocationView }) {
  const { selectInvocation } = useIntents();
  const attempts = useMemo(() => run.details.filter(({ requestId }) => requestId === view.requestId), [run.details, view.requestId]);
  if (attempts.length < 2) return null;
  const shown = attemptIdOf(view);
  return (
    <p className="facts muted">
      attempt{" "}
      {attempts.map((each, place) => (
        <button
          key={attemptIdOf(each)}
          type="button"
          className="lk"
          aria-label={`Attempt ${place + 1} of ${attempts.length}, ${each.status}`}
          aria-current={attemptIdOf(each) === shown ? "true" : undefined}
          onClick={() => selectInvocation(attemptIdOf(each))}
        >
          {place + 1} {each.status}
        </button>
      ))}{" "}
      of {attempts.length}
    </p>
  );
}

function Facts({ run, view }: { run: ObservedRun; view: InvocationView }) {
  const { containerId, version, arrivedAtMs, maxHeapBytes } = view;
  return (
    <p className="facts muted">
      arrived <span className="mono">{formatInstant(arrivedAtMs)}</span> · version {version}
      {containerId !== undefined && (
        <>
          {" "}
          · container <ContainerLink containerId={containerId} isLive={run.id === LIVE} />
        </>
      )}
      {maxHeapBytes !== undefined && ` · heap ${formatBytes(maxHeapBytes)}`}
    </p>
  );
}

/** Only of the run that goes on does the fleet show containers. */
function ContainerLink({ containerId, isLive }: { containerId: string; isLive: boolean }) {
  const { selectContainer, show, showPane } = useIntents();
  if (!isLive) return <span className="mono">{containerId}</span>;
  return (
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
