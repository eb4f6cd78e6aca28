/** What all functions of a run wrote, in order of time, under the filter of every view; new lines are followed at the end. */
import { useRef, useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import { LIVE } from "../../../store/shown-run.ts";
import { CopyButton } from "../../shared/CopyButton.tsx";
import { columnsOf } from "../../shared/log-columns.ts";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { useIsNarrow } from "../../shared/useMediaQuery.ts";
import { ExportMenu } from "../charts/ExportMenu.tsx";
import type { TableText } from "../charts/table-text.ts";
import { RequestDetail } from "../requests/RequestDetail.tsx";
import { useSelectedRequest } from "../requests/SelectedRequest.tsx";
import { type GridHandle, VirtualGrid } from "../requests/VirtualGrid.tsx";
import { LevelFilter } from "./LevelFilter.tsx";
import { LogCells } from "./LogCells.tsx";
import { entryAt, entryOfRow, findEntry, type LogEntry, type LogList } from "./log-list.ts";
import { useLetters } from "./use-letters.ts";
import { useLogList } from "./use-log-list.ts";
import { useTail } from "./use-tail.ts";
import "./logs.css";

const ROW_PX = 18;
const HEADER_PX = 26;
const WIDE = { template: "86px 82px minmax(60px, 110px) 56px 60px minmax(0, 1fr)", takenPx: 86 + 82 + 110 + 56 + 60 + 5 * 8 + 2 * 16 + 14 };
const NARROW = { template: "84px 14px minmax(0, 1fr)", takenPx: 84 + 14 + 2 * 8 + 2 * 16 + 6 };
const WIDE_COLUMNS = ["Time", "Level", "Function", "Container", "Request", "Message"];
const NARROW_COLUMNS = ["Time", "Level", "Message"];

export function LogsTab({ run }: { run: ObservedRun }) {
  const found = useSelectedRequest(run);
  return (
    <div className={`orow2 rq-tall${found ? " with-detail" : ""}`}>
      <LogPane run={run} />
      {found && <RequestDetail run={run} {...found} />}
    </div>
  );
}

function LogPane({ run }: { run: ObservedRun }) {
  const narrow = useIsNarrow();
  const { template, takenPx } = narrow ? NARROW : WIDE;
  const box = useRef<HTMLElement>(null);
  const grid = useRef<GridHandle>(null);
  const width = useLetters(box, takenPx);
  const list = useLogList(run, width);
  const tail = useTail(grid, list, ROW_PX);
  const selectedId = useColdstart((state) => state.selectedAttemptId);
  const { selectInvocation } = useIntents();
  const [active, setActive] = useState<{ readonly entry: LogEntry; readonly row: number }>();
  const activeRow = active && rowOfActive(list, active);

  return (
    <section ref={box} className="pane logs-all" aria-label="Logs of all functions">
      <div className="pt">
        <h2>Logs</h2>
        <span className="muted">{countWords(list)}</span>
        <span className="grow" />
        <LevelFilter />
        <CopyButton label="Copy these lines" text={() => asText(list)} />
        <ExportMenu title="Logs" table={() => asTable(list)} />
      </div>
      <VirtualGrid
        ref={grid}
        label="Log lines"
        className="lg-grid"
        rowCount={list.rowCount}
        rowHeightPx={ROW_PX}
        headerHeightPx={HEADER_PX}
        template={template}
        header={(narrow ? NARROW_COLUMNS : WIDE_COLUMNS).map((name) => (
          // biome-ignore lint/a11y/useSemanticElements: rows that are placed by hand are no table's rows
          // biome-ignore lint/a11y/useFocusableInteractive: it only names the column
          <span key={name} role="columnheader">
            {narrow && name === "Level" ? <span className="visually-hidden">{name}</span> : name}
          </span>
        ))}
        rowOf={(row) => {
          const place = entryOfRow(list, row);
          const entry = entryAt(list, place);
          if (!entry) return undefined;
          const within = row - (list.starts[place] ?? 0);
          const { tone } = columnsOf(entry.line);
          return {
            key: `${attemptIdOf(entry.view)} ${entry.at} ${within}`,
            className: `lg-row lg-${tone}`,
            selected: attemptIdOf(entry.view) === selectedId,
            cells: (
              <LogCells entry={entry} row={within} width={width} narrow={narrow} onOpen={(view) => selectInvocation(attemptIdOf(view))} />
            ),
          };
        }}
        active={activeRow}
        onActive={(row) => {
          const place = entryOfRow(list, row);
          const entry = entryAt(list, place);
          if (entry) setActive({ entry, row: row - (list.starts[place] ?? 0) });
        }}
        onOpen={(row) => {
          const entry = entryAt(list, entryOfRow(list, row));
          if (entry) selectInvocation(attemptIdOf(entry.view));
        }}
        onScroll={tail.onScroll}
      />
      {list.length === 0 && <Nothing run={run} />}
      {!tail.follows && list.length > 0 && (
        <button type="button" className="btn lg-more" onClick={tail.follow}>
          {tail.newLines > 0
            ? `${tail.newLines.toLocaleString("en-US")} new ${tail.newLines === 1 ? "line" : "lines"}`
            : run.id === LIVE
              ? "Follow the end"
              : "To the end"}
        </button>
      )}
    </section>
  );
}

function rowOfActive(list: LogList, { entry, row }: { readonly entry: LogEntry; readonly row: number }): number | undefined {
  const place = findEntry(list, entry);
  return place === undefined ? undefined : Math.min((list.starts[place] ?? 0) + row, (list.starts[place + 1] ?? 1) - 1);
}

function countWords({ length, isCut }: LogList): string {
  const lines = `${length.toLocaleString("en-US")} ${length === 1 ? "line" : "lines"}`;
  return isCut ? `the newest ${lines}` : lines;
}

function Nothing({ run }: { run: ObservedRun }) {
  const query = useColdstart((state) => state.observe.query);
  if (run.details.length === 0)
    return <p className="quiet rq-none">No log lines yet. What a function writes with console appears here when its request ends.</p>;
  return (
    <p className="quiet rq-none">
      {query.trim() === ""
        ? "None of the requests that are kept wrote a line."
        : "No line of the requests that are kept is like that. Logs are kept for the newest requests."}
    </p>
  );
}

function entriesOf(list: LogList): readonly LogEntry[] {
  return Array.from({ length: list.length }, (_, place) => entryAt(list, place)).filter((entry) => entry !== undefined);
}

/** As printed, with the name of the function before each. */
function asText(list: LogList): string {
  return entriesOf(list)
    .map(({ view, line }) => `${view.functionName}\t${line.text.trimEnd()}`)
    .join("\n");
}

function asTable(list: LogList): TableText {
  return {
    columns: ["Time", "Level", "Function", "Container", "Request", "Message"],
    rows: entriesOf(list).map(({ view, line }) => {
      const { kind, message } = columnsOf(line);
      return [new Date(line.atMs).toISOString(), kind, view.functionName, view.containerId, view.requestId, message];
    }),
  };
}
