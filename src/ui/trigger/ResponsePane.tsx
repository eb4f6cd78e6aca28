/** What came back of the request that was sent last: nothing yet, the waiting for it, or the answer. */
import { lazy, Suspense, useEffect } from "react";
import { attemptIdOf } from "../../store/attempt-id.ts";
import type { Coldstart } from "../../store/intents.ts";
import type { Exchange } from "../../store/state.ts";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { Waiting } from "./Waiting.tsx";
import "./response.css";

// None of the first screen, and there before the first answer is: fetched as soon as a request is on its way.
const loadAnswer = () => import("./Answer.tsx").then((module) => ({ default: module.Answer }));
const Answer = lazy(loadAnswer);

export function ResponsePane({ exchange }: { exchange: Exchange | undefined }) {
  const isWaiting = exchange?.state === "waiting";
  useEffect(() => {
    // Where it cannot be had, showing the answer says so.
    if (isWaiting) loadAnswer().catch(() => {});
  }, [isWaiting]);
  return (
    <section className="response" aria-label="Response" data-pane="Response">
      {exchange === undefined && <NothingYet />}
      {isWaiting && <Waiting exchange={exchange} />}
      {exchange && !isWaiting && (
        <Suspense fallback={<Waiting exchange={exchange} />}>
          <Answer exchange={exchange} />
        </Suspense>
      )}
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
