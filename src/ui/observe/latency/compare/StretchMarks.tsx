/** Marks the stretch that is shown as one of the two groups to compare; says how to where none is chosen. */
import type { ObservedRun } from "../../../../metrics/history/observed-run.ts";
import { formatClock } from "../../../shared/format.ts";
import { useColdstart } from "../../../shared/store-context.tsx";
import { markStretch } from "./compare-state.ts";

export function StretchMarks({ run }: { run: ObservedRun }) {
  const shown = useColdstart((state) => state.observe.window);
  if (!shown) return <p className="lat-hint">Drag across the cloud to show a stretch of time alone, or to compare it with another.</p>;
  const words = `${formatClock(shown.fromMs)} to ${formatClock(shown.toMs)}`;
  return (
    <p className="lat-hint">
      Shown: {words}
      {(["a", "b"] as const).map((side) => (
        <button key={side} type="button" className="btn" onClick={() => markStretch(side, { runId: run.id, ...shown })}>
          Mark as {side.toUpperCase()}
        </button>
      ))}
    </p>
  );
}
