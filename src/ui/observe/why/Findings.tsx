/** Each of a cause, newest first, as many as one asks for: when, where, the platform's own reason, and what would have avoided it. */
import { useState } from "react";
import type { Finding, WhyGroup } from "../../../metrics/why/finding.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import { formatInstant } from "../../shared/format.ts";
import { useIntents } from "../../shared/store-context.tsx";
import { ExportMenu } from "../charts/ExportMenu.tsx";
import { cellMs } from "../charts/fine-ms.ts";
import { pointAtMoment } from "../charts/time-cursor.ts";
import { capital, causeOf } from "./cause-words.ts";
import { findingWords } from "./finding-words.ts";
import { stepTo } from "./step-to.ts";
import { findingsTable } from "./why-tables.ts";

const AT_ONCE = 50;

export function Findings({ group, startedAtMs }: { group: WhyGroup; startedAtMs: number }) {
  const [most, setMost] = useState(AT_ONCE);
  const shown = Array.from({ length: Math.min(most, group.count) }, (_, newest) => group.finding(newest));
  const title = `${capital(causeOf(group))}, ${group.functionName}`;
  return (
    <section className="pane why-findings" aria-label={title}>
      <div className="pt">
        <h2>{title}</h2>
        <span className="muted">
          {shown.length < group.count ? `the newest ${shown.length} of ${group.count.toLocaleString("en-US")}` : "newest first"}
        </span>
        <span className="grow" />
        <ExportMenu title={title} table={() => findingsTable(group)} />
      </div>
      <div className="why-scroll">
        <table
          className="tbl why-list"
          aria-label={title}
          onKeyDown={(event) => stepTo(event, "tr td:first-child button, tr td:first-child span")}
        >
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col" className="c-wide">
                Container
              </th>
              <th scope="col" className="num c-wide">
                Waited ms
              </th>
              <th scope="col">The platform’s reason, and what would have avoided it</th>
              <th scope="col">
                <span className="visually-hidden">Moment</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((finding) => (
              <FindingRow key={finding.key} finding={finding} startedAtMs={startedAtMs} />
            ))}
          </tbody>
        </table>
        {shown.length < group.count && (
          <button type="button" className="btn ghost wide" onClick={() => setMost(most + AT_ONCE)}>
            Show {Math.min(AT_ONCE, group.count - shown.length)} older ones
          </button>
        )}
      </div>
    </section>
  );
}

function FindingRow({ finding, startedAtMs }: { finding: Finding; startedAtMs: number }) {
  const { atMs, containerId, lostMs, reason, request, fromMs, toMs, version } = finding;
  const { observe, selectInvocation } = useIntents();
  const time = formatInstant(atMs);
  return (
    <tr onMouseEnter={() => pointAtMoment(atMs)} onMouseLeave={() => pointAtMoment(undefined)}>
      <td className="mono">
        {request ? (
          <button
            type="button"
            className="lk"
            aria-label={`Request at ${time}`}
            onClick={() => {
              selectInvocation(attemptIdOf(request));
              observe({ tab: "requests" });
            }}
          >
            {time}
          </button>
        ) : (
          time
        )}
        <span className="why-narrow muted">{containerId}</span>
      </td>
      <td className="mono c-wide" title={`Version ${version}`}>
        {containerId ?? "none"}
      </td>
      <td className="num mono c-wide">{lostMs === undefined ? "–" : cellMs(lostMs)}</td>
      <td className="why-text">
        <b>{reason}</b> {findingWords(finding)}
      </td>
      <td className="num">
        <button
          type="button"
          className="lk"
          aria-label={`Show the moment, ${time}, on the timeline`}
          onClick={() => observe({ tab: "overview", window: { fromMs: Math.max(startedAtMs, fromMs), toMs } })}
        >
          Moment
        </button>
      </td>
    </tr>
  );
}
