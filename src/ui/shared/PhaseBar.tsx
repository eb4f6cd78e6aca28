/** One request's time as a bar: queued, provision (modelled, hatched), init, run; to scale, but never too short to be seen. */
import type { InvocationView } from "../../platform/results.ts";
import { formatMs } from "./format.ts";
import "./PhaseBar.css";
import { phasesOf } from "./phases.ts";

export function PhaseBar({ invocation }: { invocation: InvocationView }) {
  const phases = phasesOf(invocation);
  if (phases.length === 0) return <p className="phase-none">No container ran it, so no time passed.</p>;
  const failed = invocation.status !== "ok";
  return (
    <div className="phases">
      <div className={failed ? "phase-bar failed" : "phase-bar"} aria-hidden="true">
        {phases.map(({ kind, ms }) => (
          <i key={kind} className={`phase ${kind}`} style={{ flexGrow: ms }} />
        ))}
      </div>
      <ul className="phase-legend" aria-label="Where the time went">
        {phases.map(({ kind, ms, origin }) => (
          <li key={kind}>
            <i className={`phase ${kind}`} aria-hidden="true" />
            {kind} <b>{formatMs(ms)}</b>
            {origin === "modelled" && <span className="badge">modelled</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
