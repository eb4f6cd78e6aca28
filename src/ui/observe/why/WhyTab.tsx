/**
 * Why there were cold starts, throttles, retries and evictions, and what would have avoided them: a sentence, the causes,
 * and what is found of the one that is chosen.
 */
import { useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { groupKey } from "../../../metrics/why/finding.ts";
import { useColdstart } from "../../shared/store-context.tsx";
import { findRequest } from "../requests/find-request.ts";
import { Findings } from "./Findings.tsx";
import { GroupTable } from "./GroupTable.tsx";
import { topSentence } from "./remedy-words.ts";
import { useWhy } from "./use-why.ts";
import { WhyNothing } from "./WhyNothing.tsx";
import "./why.css";

/** The key of the group that the request is of, where it is one that is explained. */
function causeOfRequest(run: ObservedRun, attemptId: string | undefined): string | undefined {
  const record = attemptId === undefined ? undefined : findRequest(run, attemptId)?.view;
  if (!record) return undefined;
  const { coldStart, status, because, functionName } = record;
  if (status === "throttled") return groupKey("throttle", because, functionName);
  return coldStart ? groupKey("cold", because, functionName) : undefined;
}

export function WhyTab({ run }: { run: ObservedRun }) {
  const why = useWhy(run);
  const selected = useColdstart((state) => state.selectedAttemptId);
  // Whoever comes from a request finds its cause chosen; what is chosen here stays chosen.
  const [chosen, setChosen] = useState(() => causeOfRequest(run, selected));
  const group = why.groups.find(({ key }) => key === chosen) ?? why.groups[0];
  if (!group) return <WhyNothing anyRan={run.history.rows.endSeq > 0} ran={why.ran} />;
  return (
    <div className="obs-why">
      <p className="why-point">{topSentence(why)}</p>
      <GroupTable groups={why.groups} p99Ms={why.p99Ms} chosen={group.key} onChoose={setChosen} />
      <Findings key={group.key} group={group} startedAtMs={run.history.startedAtMs} />
    </div>
  );
}
