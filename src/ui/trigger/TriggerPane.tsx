/** Where a function is called: the request, the load, and what came back. On a phone one of the three at a time. */
import { useState } from "react";
import { useColdstart } from "../shared/store-context.tsx";
import { TabPanel, Tabs } from "../shared/Tabs.tsx";
import { useIsNarrow } from "../shared/useMediaQuery.ts";
import { LoadPane } from "./LoadPane.tsx";
import { RequestDetails } from "./RequestDetails.tsx";
import { RequestHead } from "./RequestHead.tsx";
import { RequestLine } from "./RequestLine.tsx";
import { ResponsePane } from "./ResponsePane.tsx";
import "./trigger.css";
import "./request.css";
import { useShownExchange } from "./use-shown-exchange.ts";

export function TriggerPane() {
  return useIsNarrow() ? <OnePart /> : <AllParts />;
}

function AllParts() {
  const { exchange, pick } = useShownExchange();
  return (
    <div className="trigger">
      <RequestHead />
      <div className="trigger-body">
        <div className="trigger-left">
          <section className="request" aria-label="Request">
            <RequestLine />
            <RequestDetails shownId={exchange?.id} onPick={pick} />
          </section>
          <LoadPane />
        </div>
        <ResponsePane exchange={exchange} />
      </div>
    </div>
  );
}

const PARTS = [
  { value: "request", label: "Request" },
  { value: "response", label: "Response" },
  { value: "load", label: "Load" },
] as const;

type Part = (typeof PARTS)[number]["value"];

function OnePart() {
  const { exchange, pick } = useShownExchange();
  const [part, setPart] = useState<Part>("request");
  // Whatever sent it (this pane, a key, the first visit's button), its answer is what is looked at next.
  const newestId = useColdstart((state) => state.history[0]?.id);
  const [seenId, setSeenId] = useState(newestId);
  if (newestId !== seenId) {
    setSeenId(newestId);
    if (newestId !== undefined) setPart("response");
  }
  return (
    <div className="trigger">
      <RequestHead />
      <div className="request">
        <RequestLine />
      </div>
      <div className="trigger-parts">
        <Tabs label="Request, response, load" idPrefix="trigger" value={part} options={PARTS} onChange={setPart} />
      </div>
      <TabPanel idPrefix="trigger" value={part} className="trigger-part">
        {part === "request" && (
          <section className="request" aria-label="Request">
            <RequestDetails
              shownId={exchange?.id}
              onPick={(id) => {
                pick(id);
                setPart("response");
              }}
            />
          </section>
        )}
        {part === "response" && <ResponsePane exchange={exchange} />}
        {part === "load" && <LoadPane />}
      </TabPanel>
    </div>
  );
}
