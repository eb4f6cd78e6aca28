/** Why containers started and ended and why requests were refused, newest first. */
import { memo } from "react";
import { formatInstant, formatMs } from "../shared/format.ts";
import { type FleetEvent, whoOf } from "./fleet-log.ts";

const SHOWN = 12;
const DOTS: Readonly<Record<FleetEvent["kind"], string>> = {
  start: "r-init",
  evicted: "r-evicted",
  failed: "r-crash",
  throttled: "r-throttled",
};

export const FleetLog = memo(function FleetLog({ log }: { log: readonly FleetEvent[] }) {
  if (log.length === 0) return null;
  return (
    <section className="why" aria-label="Why it started">
      <h3>Why it started, why it ended</h3>
      <ol>
        {log.slice(0, SHOWN).map((event, place) => (
          <LogEntry key={event.key} event={event} before={log[place + 1]} />
        ))}
      </ol>
    </section>
  );
});

function LogEntry({ event, before }: { event: FleetEvent; before: FleetEvent | undefined }) {
  const sinceMs = before && Math.max(0, event.atMs - before.atMs);
  return (
    <li>
      <span className={event.kind === "start" && event.readyMs === undefined ? "rdot r-provision" : `rdot ${DOTS[event.kind]}`} />
      <div>
        <div className="rl">
          <b>{whoOf(event)}</b>
          <span className="muted mono">{formatInstant(event.atMs)}</span>
          <span className="grow" />
          {sinceMs !== undefined && (
            <span className="mono rd" title={`${formatMs(sinceMs)} after the event below`}>
              {sinceMs < 1 ? "at once" : `+${formatMs(sinceMs)}`}
            </span>
          )}
        </div>
        <p>
          {event.reason}
          {event.readyMs !== undefined && <span className="muted"> Ready after {formatMs(event.readyMs)}.</span>}
        </p>
      </div>
    </li>
  );
}
