/** How far a replay is, with its Stop; or why the last one came to nothing. */
import type { ReplayProgress as Progress } from "../../../store/state.ts";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";

export function ReplayProgress() {
  const progress = useColdstart((state) => state.replay?.progress);
  const problem = useColdstart((state) => state.replay?.problem);
  const { replay } = useIntents();
  if (progress) {
    return (
      <div className="rp-progress">
        <progress
          aria-label="Replay"
          max={Math.max(1, progress.planned)}
          {...(progress.doing === "sending" ? { value: progress.done } : {})}
        />
        <span className="muted">{progressWords(progress)}</span>
        {progress.doing === "sending" && (
          <button type="button" className="btn" onClick={() => replay?.stopReplay()}>
            Stop
          </button>
        )}
      </div>
    );
  }
  if (!problem) return null;
  return (
    <p className="rp-problem" role="alert">
      {problem.message} {problem.remedy}
    </p>
  );
}

function progressWords({ doing, done, planned }: Progress): string {
  if (doing === "deploying") return "Deploying what changed.";
  const all = planned.toLocaleString("en-US");
  return doing === "modelling" ? `Modelling ${all} arrivals.` : `${done.toLocaleString("en-US")} of ${all} answered.`;
}
