/** One request's time as a bar: queued, provision (modelled, hatched), init, run; to scale, but never too short to be seen. */
import type { InvocationView } from "../../platform/results.ts";
import { formatMs } from "./format.ts";
import "./PhaseBar.css";
import { type Phase, phasesOf } from "./phases.ts";

const TITLES: Readonly<Record<Phase["kind"], string>> = {
  queued: "Waiting for a container. Measured.",
  provision: "Getting a machine and the code onto it. Modelled from published figures; not billed.",
  browser: "Starting the Web Worker, and messages to it. Measured; a cloud has none of it, and it is not billed.",
  init: "Loading the module, once a container. Measured.",
  run: "The handler. Measured.",
};

/** Shares that sum to less than 1 would leave a part of the bar empty. */
const growOf = (ms: number) => ms * 1_000;

export function PhaseBar({ invocation }: { invocation: InvocationView }) {
  const phases = phasesOf(invocation);
  if (phases.length === 0) return <p className="phase-none">No container ran it, so no time passed.</p>;
  const failed = invocation.status !== "ok";
  return (
    <div className="phases">
      <div className={failed ? "phase-bar failed" : "phase-bar"} aria-hidden="true">
        {phases.map(({ kind, ms }) => (
          <i key={kind} className={`phase ${kind}`} style={{ flexGrow: growOf(ms) }} />
        ))}
      </div>
      <ul className="phase-legend" aria-label="Where the time went">
        {phases.map(({ kind, ms, origin }) => (
          <li key={kind} title={TITLES[kind]}>
            <i className={`phase ${kind}`} aria-hidden="true" />
            {kind} <b>{formatMs(ms)}</b>
            {kind === "browser" && <span className="badge">not billed</span>}
            {origin === "modelled" && <span className="badge">modelled</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
