/**
 * Why there were cold starts, throttles, retries and evictions, and what would have avoided them: a sentence, the causes,
 * and what is found of the one that is chosen.
 */
import { useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { Findings } from "./Findings.tsx";
import { GroupTable } from "./GroupTable.tsx";
import { topSentence } from "./remedy-words.ts";
import { useWhy } from "./use-why.ts";
import { WhyNothing } from "./WhyNothing.tsx";
import "./why.css";

export function WhyTab({ run }: { run: ObservedRun }) {
  const why = useWhy(run);
  const [chosen, setChosen] = useState<string>();
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
