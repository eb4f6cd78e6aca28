/** Every request of the run that passes the filter, newest first or by any column. Enter or a click shows one in full. */
import { useLayoutEffect, useRef, useState } from "react";
import type { HistoryRow } from "../../../metrics/history/history-rows.ts";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { addTerm, hasTerm, removeTerm, type WrittenTerm } from "../../../metrics/query/edit-query.ts";
import { attemptIdOf } from "../../../store/attempt-id.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import { useColdstart, useIntents } from "../../shared/store-context.tsx";
import { useIsNarrow } from "../../shared/useMediaQuery.ts";
import { ExportMenu } from "../charts/ExportMenu.tsx";
import type { TableText } from "../charts/table-text.ts";
import { ColumnsMenu } from "./ColumnsMenu.tsx";
import { useColumnChoice } from "./column-choice.ts";
import { RowMenu } from "./RowMenu.tsx";
import { plainCell, type RequestColumn } from "./request-columns.tsx";
import { type RequestList, useRequestList } from "./use-request-list.ts";
import { type GridHandle, type MenuPlace, VirtualGrid } from "./VirtualGrid.tsx";
import "./requests.css";

const ROW_PX = 24;
const NARROW_ROW_PX = 44;
const HEADER_PX = 26;
/** What a spreadsheet opens; the whole run is a file of its own. */
const MOST_EXPORTED = 100_000;

export function RequestTable({ run }: { run: ObservedRun }) {
  const list = useRequestList(run);
  const narrow = useIsNarrow();
  const choice = useColumnChoice(narrow);
  const { selectInvocation, notify } = useIntents();
  const selectedId = useColdstart((state) => state.selectedAttemptId);
  const [menu, setMenu] = useState<{ readonly row: HistoryRow; readonly at: MenuPlace }>();
  const grid = useRef<GridHandle>(null);
  const rowHeightPx = narrow ? NARROW_ROW_PX : ROW_PX;
  useHeldInPlace(grid, list, run, rowHeightPx);
  const { columns } = choice;

  const open = (place: number) => {
    const row = list.rowAt(place);
    if (row) selectInvocation(attemptIdOf(row));
  };
  const table = (): TableText => {
    const count = Math.min(list.count, MOST_EXPORTED);
    if (count < list.count)
      notify(
        "info",
        `The file has the first ${count.toLocaleString("en-US")} of ${list.count.toLocaleString("en-US")} requests in this order.`,
        "Narrow the filter to have others.",
      );
    return {
      columns: columns.map(({ name }) => name),
      rows: Array.from({ length: count }, (_, place) => {
        const row = list.rowAt(place);
        return row ? columns.map((column) => plainCell(column, row, run.profile)) : [];
      }),
    };
  };
  const dropped = run.history.rows.firstSeq;
  return (
    <section className="pane requests" aria-label="Request list">
      <div className="pt">
        <h2>Requests</h2>
        <span className="muted">
          {list.count.toLocaleString("en-US")}
          {dropped > 0 && `; ${dropped.toLocaleString("en-US")} older ones let go`}
        </span>
        <span className="grow" />
        <QuickFilter />
        <ColumnsMenu choice={choice} />
        <ExportMenu title="Requests" table={table} />
      </div>
      <VirtualGrid
        ref={grid}
        label="Requests"
        className="rq-grid"
        rowCount={list.count}
        rowHeightPx={rowHeightPx}
        headerHeightPx={narrow ? NARROW_ROW_PX : HEADER_PX}
        template={columns.map(({ width }) => width).join(" ")}
        header={columns.map((column) => <HeaderCell key={column.id} column={column} list={list} />)}
        rowOf={(place) => {
          const row = list.rowAt(place);
          return row && { key: row.seq, selected: attemptIdOf(row) === selectedId, cells: cellsOf(row, columns, run) };
        }}
        active={list.active}
        onActive={list.setActive}
        onOpen={open}
        onMenu={(place, at) => {
          const row = list.rowAt(place);
          if (row) setMenu({ row, at });
        }}
      />
      {list.count === 0 && <Nothing run={run} />}
      {menu && (
        <RowMenu
          row={menu.row}
          at={menu.at}
          onOpen={() => selectInvocation(attemptIdOf(menu.row))}
          onClose={() => {
            setMenu(undefined);
            grid.current?.scroller?.focus();
          }}
        />
      )}
    </section>
  );
}

function HeaderCell({ column: { id, name, look }, list: { order, sortBy } }: { column: RequestColumn; list: RequestList }) {
  const sorted = order.column === id ? (order.descending ? "descending" : "ascending") : "none";
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are placed by hand are no table's rows
    // biome-ignore lint/a11y/useFocusableInteractive: its button is
    <div role="columnheader" aria-sort={sorted} className={look?.includes("num") ? "num" : undefined}>
      <button type="button" onClick={() => sortBy(id)}>
        {name}
      </button>
    </div>
  );
}

function cellsOf(row: HistoryRow, columns: readonly RequestColumn[], { profile }: ObservedRun) {
  return columns.map(({ id, look, cell }) => (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <span key={id} role="gridcell" className={look}>
      {cell(row, profile)}
    </span>
  ));
}

type Quick = "all" | "cold" | "failed";
const COLD: WrittenTerm = { key: "cold", value: "true" };
const FAILED: WrittenTerm = { key: "status", value: "failed" };
const QUICK: readonly { readonly value: Quick; readonly label: string; readonly title: string }[] = [
  { value: "all", label: "All", title: "Whatever else the filter says" },
  { value: "cold", label: "Cold", title: "cold:true" },
  { value: "failed", label: "Failed", title: "status:failed" },
];

/** The two questions that are asked most, as terms of the filter: nothing is hidden that is not written there. */
function QuickFilter() {
  const query = useColdstart((state) => state.observe.query);
  const { observe } = useIntents();
  const value: Quick = hasTerm(query, COLD) ? "cold" : hasTerm(query, FAILED) ? "failed" : "all";
  const choose = (next: Quick) => {
    const rest = removeTerm(removeTerm(query, COLD), FAILED);
    observe({ query: next === "all" ? rest : addTerm(rest, next === "cold" ? COLD : FAILED) });
  };
  return <Segmented label="Which requests" value={value} options={QUICK} onChange={choose} />;
}

function Nothing({ run }: { run: ObservedRun }) {
  const query = useColdstart((state) => state.observe.query);
  const window = useColdstart((state) => state.observe.window);
  const { observe } = useIntents();
  if (run.history.rows.endSeq === 0)
    return <p className="quiet rq-none">No requests yet. Send one, or start a load: each is listed here.</p>;
  return (
    <p className="quiet rq-none">
      None of {run.history.rows.endSeq.toLocaleString("en-US")} requests is like that.{" "}
      {query.trim() !== "" && (
        <button type="button" className="lk" onClick={() => observe({ query: "" })}>
          Clear the filter
        </button>
      )}
      {window && (
        <button type="button" className="lk" onClick={() => observe({ window: undefined })}>
          Show the whole run
        </button>
      )}
    </p>
  );
}

/** While new requests come in above, what is being read stays where it is. At the top, one sees them come. */
function useHeldInPlace(
  grid: React.RefObject<GridHandle | null>,
  { count, order }: RequestList,
  run: ObservedRun,
  rowHeightPx: number,
): void {
  const before = useRef({ count, order, run: run.id });
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { count, order, run: run.id };
    const scroller = grid.current?.scroller;
    const onTop = order.column === "ended" && order.descending;
    if (!scroller || !onTop || last.order !== order || last.run !== run.id || count <= last.count) return;
    if (scroller.scrollTop > rowHeightPx) grid.current?.scrollTo(scroller.scrollTop + (count - last.count) * rowHeightPx);
  }, [grid, count, order, run.id, rowHeightPx]);
}
