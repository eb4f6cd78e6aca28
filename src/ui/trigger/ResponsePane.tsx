/** What came back: the answer in one line, why it was cold or warm, where the time went; and its parts, one tab each. */
import { lazy, Suspense, useState } from "react";
import type { InvocationView } from "../../platform/results.ts";
import { attemptIdOf } from "../../store/attempt-id.ts";
import type { Coldstart } from "../../store/intents.ts";
import type { Exchange } from "../../store/state.ts";
import { LogLines } from "../shared/LogLines.tsx";
import { PhaseBar } from "../shared/PhaseBar.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { TabPanel, Tabs } from "../shared/Tabs.tsx";
import { AnswerBody } from "./AnswerBody.tsx";
import { ExchangeStory } from "./ExchangeStory.tsx";
import { ReceiptPanel } from "./ReceiptPanel.tsx";
import { ResponseStatus } from "./ResponseStatus.tsx";
import { Waiting } from "./Waiting.tsx";
import "./response.css";

// Comes with the first run that calls something.
const CallList = lazy(() => import("../shared/CallList.tsx").then((module) => ({ default: module.CallList })));

export function ResponsePane({ exchange }: { exchange: Exchange | undefined }) {
  return (
    <section className="response" aria-label="Response" data-pane="Response">
      {exchange === undefined && <NothingYet />}
      {exchange?.state === "waiting" && <Waiting exchange={exchange} />}
      {exchange && exchange.state !== "waiting" && <Answer exchange={exchange} />}
    </section>
  );
}

/** Events that came by themselves have no response: their runs, with their logs, are in Observe. */
function NothingYet() {
  const functionName = useColdstart((state) => state.activeFunction);
  const runId = useColdstart((state) => newestRunOf(state, functionName));
  const { selectInvocation, show, showPane } = useIntents();
  const open = () => {
    selectInvocation(runId);
    show("observe");
    showPane("observe");
  };
  if (runId === undefined) {
    return (
      <div className="quiet response-empty">
        <h3>No requests yet.</h3>
        <p>Logs appear here after the first request.</p>
      </div>
    );
  }
  return (
    <div className="quiet response-empty">
      <h3>Events ran {functionName}. Nothing was sent by hand yet.</h3>
      <p>
        <button type="button" className="lk" onClick={open}>
          Show its last run
        </button>{" "}
        with its log, in Observe.
      </p>
    </div>
  );
}

function newestRunOf({ invocations }: Coldstart, functionName: string): string | undefined {
  const newest = invocations.findLast((each) => each.functionName === functionName);
  return newest && attemptIdOf(newest);
}

type Part = "body" | "headers" | "logs" | "calls" | "receipt";

function Answer({ exchange }: { exchange: Exchange }) {
  const [chosen, setChosen] = useState<Part>("body");
  const { http, invocation } = exchange;
  const parts = partsOf(exchange);
  const value = parts.find((part) => part.value === chosen)?.value ?? "body";
  const showLog = invocation && invocation.logs.length > 0 ? () => setChosen("logs") : undefined;

  return (
    <>
      <div className="response-head">
        <ResponseStatus exchange={exchange} />
        {/* With nothing but a story to tell, there is nothing to choose; the panel still needs its tab's name. */}
        <div hidden={parts.length === 1}>
          <Tabs label="Parts of the response" idPrefix="response" value={value} options={parts} onChange={setChosen} />
        </div>
      </div>
      {invocation && (
        <div className="response-why">
          <Why invocation={invocation} />
          <PhaseBar invocation={invocation} />
        </div>
      )}
      <TabPanel idPrefix="response" value={value} className="response-part">
        {value === "body" && (
          <div className="response-scroll">
            <ExchangeStory exchange={exchange} onShowLog={showLog} />
            <AnswerBody exchange={exchange} />
          </div>
        )}
        {value === "headers" && http && <Headers headers={http.headers} />}
        {value === "logs" && invocation && <LogLines key={invocation.requestId} lines={invocation.logs} />}
        {value === "calls" && invocation && (
          <div className="response-scroll">
            <Suspense>
              <CallList invocation={invocation} />
            </Suspense>
          </div>
        )}
        {value === "receipt" && invocation && <ReceiptPanel invocation={invocation} />}
      </TabPanel>
    </>
  );
}

/** How its container came to it, and the way to that container. */
function Why({ invocation: { reason, containerId } }: { invocation: InvocationView }) {
  const { selectContainer } = useIntents();
  return (
    <p>
      {reason}
      {containerId !== undefined && (
        <button type="button" className="lk mono" title={`Show container ${containerId}`} onClick={() => selectContainer(containerId)}>
          {containerId}
        </button>
      )}
    </p>
  );
}

function partsOf({ http, invocation }: Exchange) {
  return [
    { value: "body" as const, label: http || !invocation ? "Body" : "Result" },
    ...(http ? [{ value: "headers" as const, label: "Headers" }] : []),
    ...(invocation
      ? [
          { value: "logs" as const, label: "Logs" },
          ...(invocation.calls ? [{ value: "calls" as const, label: `Calls ${invocation.calls.length}` }] : []),
          { value: "receipt" as const, label: "Receipt", title: "Where the time went, and what it costs" },
        ]
      : []),
  ];
}

function Headers({ headers }: { headers: readonly (readonly [string, string])[] }) {
  return (
    <div className="response-scroll">
      <dl className="header-list mono">
        {headers.map(([name, value], index) => (
          // The same name may stand more than once: its place is its identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
