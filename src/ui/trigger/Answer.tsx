/** An answer: in one line, why it was cold or warm, where the time went; and its parts, one tab each. */
import { lazy, Suspense, useState } from "react";
import type { InvocationView } from "../../platform/results.ts";
import type { Exchange } from "../../store/state.ts";
import { LogLines } from "../shared/LogLines.tsx";
import { PhaseBar } from "../shared/PhaseBar.tsx";
import { useIntents } from "../shared/store-context.tsx";
import { TabPanel, Tabs } from "../shared/Tabs.tsx";
import { AnswerBody } from "./AnswerBody.tsx";
import { ExchangeStory } from "./ExchangeStory.tsx";
import { ReceiptPanel } from "./ReceiptPanel.tsx";
import { ResponseStatus } from "./ResponseStatus.tsx";

// Comes with the first run that calls something.
const CallList = lazy(() => import("../shared/CallList.tsx").then((module) => ({ default: module.CallList })));

type Part = "body" | "headers" | "logs" | "calls" | "receipt";

export function Answer({ exchange }: { exchange: Exchange }) {
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
