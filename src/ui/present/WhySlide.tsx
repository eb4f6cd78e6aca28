/** What hurts most and what would have avoided it, in one sentence; and the largest causes by their counts. */
import type { ObservedRun } from "../../metrics/history/observed-run.ts";
import { causeOf, kindNoun } from "../observe/why/cause-words.ts";
import { topSentence } from "../observe/why/remedy-words.ts";
import { useWhy } from "../observe/why/use-why.ts";
import { WhyNothing } from "../observe/why/WhyNothing.tsx";

const MOST_CAUSES = 4;

export function WhySlide({ run }: { run: ObservedRun }) {
  const why = useWhy(run);
  if (why.groups.length === 0) return <WhyNothing anyRan={run.history.rows.endSeq > 0} ran={why.ran} />;
  return (
    <div className="pres-why">
      <h2>{topSentence(why)}</h2>
      <ul aria-label="Causes">
        {why.groups.slice(0, MOST_CAUSES).map((group) => (
          <li key={group.key}>
            <b className="pres-many">{group.count.toLocaleString("en-US")}</b>
            <span>
              {kindNoun(group.kind, group.count)}, {causeOf(group)}
              <span className="mono muted">{group.functionName}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
