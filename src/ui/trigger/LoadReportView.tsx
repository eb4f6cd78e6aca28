/** A load while it runs, and what came of it. */
import type { LoadProgress, LoadReport } from "../../platform/results.ts";
import { formatMs, formatPercent, formatUsd } from "../shared/format.ts";

interface LoadRunningProps {
  progress: LoadProgress;
  /** Where time ends the run. */
  durationMs: number | undefined;
}

export function LoadRunning({ progress: { sent, done, planned, elapsedMs }, durationMs }: LoadRunningProps) {
  const share = planned === undefined ? (durationMs === undefined ? undefined : elapsedMs / durationMs) : done / planned;
  const count = (value: number) => value.toLocaleString("en-US");
  return (
    <div className="load-running">
      <progress max={1} value={share === undefined ? undefined : Math.min(1, share)} aria-label="Load" />
      <p>
        {count(sent)}
        {planned !== undefined && ` of ${count(planned)}`} sent, {count(done)} answered, <span className="mono">{formatMs(elapsedMs)}</span>
      </p>
    </div>
  );
}

export function LoadReportView({ report }: { report: LoadReport }) {
  const { sent, ok, errors, throttled, coldStarts, p50Ms, p95Ms, p99Ms, billedMs, costUsd } = report;
  const ran = ok + errors;
  const count = (value: number) => value.toLocaleString("en-US");
  const entries: readonly (readonly [string, string, boolean?])[] = [
    ["sent", count(sent)],
    ["ok", count(ok)],
    ["errors", count(errors), errors > 0],
    ["throttled", count(throttled), throttled > 0],
    ["cold", ran === 0 ? "–" : `${count(coldStarts)} (${formatPercent(coldStarts / ran)})`],
    ["p50", ran === 0 ? "–" : formatMs(p50Ms)],
    ["p95", ran === 0 ? "–" : formatMs(p95Ms)],
    ["p99", ran === 0 ? "–" : formatMs(p99Ms)],
    ["billed", formatMs(billedMs)],
    ["cost", formatUsd(costUsd)],
  ];
  return (
    <div className="load-report">
      <h3 className="visually-hidden">Report of the last load</h3>
      <dl>
        {entries.map(([name, value, isBad]) => (
          <div key={name} className={isBad ? "bad" : undefined}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
