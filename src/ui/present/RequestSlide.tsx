/** One request, the chosen one or else the last: where its time went, why it started as it did, and what it cost. */
import type { ObservedRun } from "../../metrics/history/observed-run.ts";
import { attemptIdOf } from "../../store/attempt-id.ts";
import { fineMs } from "../observe/charts/fine-ms.ts";
import { PhaseBar } from "../shared/PhaseBar.tsx";
import { Receipt } from "../shared/Receipt.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";

export function RequestSlide({ run: { details, profile } }: { run: ObservedRun }) {
  const selected = useColdstart((state) => state.selectedAttemptId);
  const { selectInvocation } = useIntents();
  const chosen = selected === undefined ? undefined : details.findLast((each) => attemptIdOf(each) === selected);
  const view = chosen ?? details.at(-1);
  if (!view) return <p className="pres-none">No request has ended yet.</p>;
  const { functionName, containerId, status, coldStart, arrivedAtMs, endedAtMs, reason } = view;
  const start = containerId === undefined ? status : coldStart ? "cold" : "warm";
  return (
    <div className="pres-request">
      <section aria-label="Where its time went">
        <h2>
          {chosen ? "The chosen request" : "The last request"}: {start}, {fineMs(endedAtMs - arrivedAtMs)}
        </h2>
        <p className="pres-who">
          <span className="mono">
            {functionName}
            {containerId !== undefined && ` in ${containerId}`}
          </span>
          {status !== "ok" && containerId !== undefined && <b> {status}</b>}
        </p>
        <PhaseBar invocation={view} />
        <p className="pres-reason">{reason}</p>
        {chosen && (
          <button type="button" className="btn" onClick={() => selectInvocation(undefined)}>
            Show the last
          </button>
        )}
      </section>
      <section aria-label="What it cost">
        <Receipt invocation={view} profile={profile} />
      </section>
    </div>
  );
}
