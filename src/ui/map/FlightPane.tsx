/** Every event that waits, everything that will fire by itself, and how what was accepted ended; each can be found by its id. */
import { useState } from "react";
import type { ServicesView } from "../../platform/services/services-view.ts";
import { formatInstant } from "../shared/format.ts";
import { usePlatformNowMs } from "../shared/platform-now.ts";
import { TabPanel, Tabs } from "../shared/Tabs.tsx";
import { EventSum } from "./EventSum.tsx";
import { endedRows, type FlightRow, matching, type Opens, timerRows, untilWords, waitingRows } from "./flight-rows.ts";
import "./flight.css";

const AT_ONCE = 200;

type Part = "waiting" | "timers" | "ended";

export function FlightPane({ services, onOpen }: { services: ServicesView; onOpen: (opens: Opens) => void }) {
  const [part, setPart] = useState<Part>("waiting");
  const [find, setFind] = useState("");
  const [most, setMost] = useState(AT_ONCE);
  const nowMs = usePlatformNowMs();
  const waiting = waitingRows(services);
  const timers = timerRows(services);
  const ended = endedRows(services.recent);
  const options = [
    { value: "waiting", label: `In flight ${services.counts.waiting.toLocaleString("en-US")}`, title: "Accepted, and not ended yet" },
    { value: "timers", label: `Schedules and alarms ${timers.length}`, title: "What fires by itself" },
    { value: "ended", label: "Ended", title: "The newest that ended, and how" },
  ] as const;
  const rows = part === "waiting" ? waiting : part === "timers" ? timers : ended;
  const found = matching<FlightRow & { readonly atMs?: number }>(rows, find);

  return (
    <section className="flight" aria-label="Events in flight">
      <div className="flight-head">
        <Tabs label="Events" idPrefix="flight" value={part} options={options} onChange={setPart} />
        <input
          type="search"
          className="input flight-find"
          aria-label="Find by id, function, source or state"
          placeholder="Find by id, function, source"
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
        <span className="grow" />
        <EventSum counts={services.counts} />
      </div>
      <TabPanel idPrefix="flight" value={part} className="flight-body">
        {found.length > 0 && (
          <table
            className="tbl flight-table"
            aria-label={part === "ended" ? "Ended events" : part === "timers" ? "Schedules and alarms" : "Waiting events"}
          >
            <thead>
              <tr>
                {columnsOf(part).map(([name, look]) => (
                  <th key={name} scope="col" className={look}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.slice(0, most).map((row) => (
                <Row key={row.key} row={row} part={part} nowMs={nowMs} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        )}
        {found.length === 0 && <Nothing part={part} find={find} any={rows.length > 0} />}
        {found.length > most && (
          <button type="button" className="btn ghost wide" onClick={() => setMost(most + AT_ONCE)}>
            Show {Math.min(AT_ONCE, found.length - most)} more of {found.length.toLocaleString("en-US")}
          </button>
        )}
      </TabPanel>
    </section>
  );
}

function columnsOf(part: Part): readonly (readonly [string, string])[] {
  if (part === "ended")
    return [
      ["At", ""],
      ["Where", ""],
      ["Kind", "c-wide"],
      ["How it ended", ""],
      ["Why", "c-fill"],
      ["Id", "c-wide"],
    ];
  if (part === "timers")
    return [
      ["What", ""],
      ["Source", "c-wide"],
      ["State", ""],
      ["Next in", "num"],
      ["Why", "c-fill c-wide"],
    ];
  return [
    ["Where", ""],
    ["Source", "c-wide"],
    ["State", ""],
    ["Attempts", "num"],
    ["Next in", "num"],
    ["Expires in", "num c-wide"],
    ["Last error, or body", "c-fill c-wide"],
    ["Id", "c-wide"],
  ];
}

interface RowProps {
  row: FlightRow & { readonly atMs?: number };
  part: Part;
  nowMs: number;
  onOpen: (opens: Opens) => void;
}

function Row({ row, part, nowMs, onOpen }: RowProps) {
  const { id, what, source, state, tone, attempts, nextMs, expiresMs, detail, opens, atMs } = row;
  const until = (ms: number | undefined) => (ms === undefined ? "–" : untilWords(ms - nowMs));
  return (
    <tr>
      {part === "ended" && <td className="mono">{atMs === undefined ? "–" : formatInstant(atMs)}</td>}
      <td className="c-name">
        {opens ? (
          <button type="button" className="lk" onClick={() => onOpen(opens)}>
            {what}
          </button>
        ) : (
          what
        )}
      </td>
      <td className="muted c-wide">{source}</td>
      <td className={`flight-state ${tone}`}>{state}</td>
      {part === "waiting" && <td className="num mono">{attempts ?? "–"}</td>}
      {part !== "ended" && <td className="num mono">{until(nextMs)}</td>}
      {part === "waiting" && <td className="num mono c-wide">{until(expiresMs)}</td>}
      <td className={`c-fill muted ${part === "ended" ? "" : "c-wide"}`} title={detail}>
        {detail ?? ""}
      </td>
      {part !== "timers" && (
        <td className="mono muted c-id c-wide" title={id}>
          {id ?? ""}
        </td>
      )}
    </tr>
  );
}

function Nothing({ part, find, any }: { part: Part; find: string; any: boolean }) {
  if (any) return <p className="quiet">Nothing here is like “{find}”. Ids may be cut short: a part of one is enough.</p>;
  if (part === "timers") {
    return (
      <div className="quiet">
        <h3>Nothing fires by itself.</h3>
        <p>Give a function a schedule, or add an alarm: its next moment stands here.</p>
      </div>
    );
  }
  if (part === "ended") {
    return (
      <div className="quiet">
        <h3>Nothing has ended yet.</h3>
        <p>Every event that a service accepted ends here once: processed, dead-lettered, expired, discarded or removed.</p>
      </div>
    );
  }
  return (
    <div className="quiet">
      <h3>Nothing waits.</h3>
      <p>Upload a file, send a message or invoke asynchronously: until it is dealt with, the event stands here, across reloads too.</p>
    </div>
  );
}
