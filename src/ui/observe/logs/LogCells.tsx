/** A row of the logs: the first of a line says when, how grave, and who wrote it; those below go on with its text. */

import { levelOf } from "../../../metrics/query/line-level.ts";
import type { InvocationView } from "../../../platform/results.ts";
import { formatInstant } from "../../shared/format.ts";
import { columnsOf } from "../../shared/log-columns.ts";
import type { LogEntry } from "./log-list.ts";
import { textRows } from "./wrap-text.ts";

interface LogCellsProps {
  readonly entry: LogEntry;
  /** Which row of the line. */
  readonly row: number;
  readonly width: number;
  readonly narrow: boolean;
  readonly onOpen: (view: InvocationView) => void;
}

export function LogCells({ entry: { view, line }, row, width, narrow, onOpen }: LogCellsProps) {
  const { kind, message } = columnsOf(line);
  const level = levelOf(line);
  const isFirst = row === 0;
  const name = kind === "" ? (level ?? "") : kind;
  const cell = (content: React.ReactNode, look = "") => (
    // biome-ignore lint/a11y/useSemanticElements: rows that are placed by hand are no table's rows
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <span role="gridcell" className={look}>
      {isFirst && content}
    </span>
  );
  return (
    <>
      {cell(formatInstant(line.atMs), "mono muted")}
      {cell(
        <>
          <i className={`lv lv-${(level ?? "stdout").toLowerCase()}`} aria-hidden="true" />
          <span className={narrow ? "visually-hidden" : undefined}>{name}</span>
        </>,
        "lv-name mono",
      )}
      {!narrow && cell(view.functionName)}
      {!narrow && cell(view.containerId ?? "–", "mono muted")}
      {!narrow &&
        cell(
          <button
            type="button"
            className="lk mono"
            tabIndex={-1}
            aria-label={`Request ${view.requestId.slice(0, 8)}`}
            onClick={(event) => {
              event.stopPropagation();
              onOpen(view);
            }}
          >
            {view.requestId.slice(0, 8)}
          </button>,
        )}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
      <span role="gridcell" className="lg-text mono">
        {textRows(message, width)[row]}
      </span>
    </>
  );
}
