/** Items as rows. Enter or a click edits a cell; arrows move from cell to cell; a key opens the whole item. */
import { type KeyboardEvent, memo, useMemo, useState } from "react";
import type { Json } from "../../platform/services/service-call.ts";
import type { TableConfig } from "../../platform/services/services-config.ts";
import { type AttributeValue, attributeOf, type Item } from "../../platform/services/tables/attribute-values.ts";
import { Icon } from "../shared/Icon.tsx";
import { CellEditor } from "./CellEditor.tsx";
import { cellText, TYPE_WORDS, typeOf } from "./cell-values.ts";
import { columnsOf, keyNames, keyOf, keyText } from "./table-columns.ts";
import { jsonValues } from "./table-query.ts";

interface TableGridProps {
  items: readonly Item[];
  config: TableConfig;
  selected: ReadonlySet<string>;
  onSelect: (keys: ReadonlySet<string>) => void;
  onOpen: (item: Item) => void;
  onChange: (operation: "UpdateItem", input: Record<string, Json>) => Promise<void>;
}

/** More rows than this are asked for: a grid of thousands of cells is slow to draw. */
const ROWS_AT_ONCE = 100;
const MOST_COLUMNS = 30;

export function TableGrid({ items, config, selected, onSelect, onOpen, onChange }: TableGridProps) {
  const [rows, setRows] = useState(ROWS_AT_ONCE);
  const [editing, setEditing] = useState<{ readonly row: string; readonly column: string }>();
  const all = useMemo(() => columnsOf(items, config), [items, config]);
  const columns = all.slice(0, MOST_COLUMNS);
  const keys = keyNames(config);
  const shown = items.slice(0, rows);
  const allSelected = shown.every((item) => selected.has(keyText(item, config)));

  const save = async (item: Item, column: string, value: AttributeValue | undefined) => {
    const names = { "#a": column };
    await onChange("UpdateItem", {
      Key: jsonValues(keyOf(item, config)),
      ExpressionAttributeNames: names,
      ...(value === undefined
        ? { UpdateExpression: "REMOVE #a" }
        : { UpdateExpression: "SET #a = :v", ExpressionAttributeValues: jsonValues({ ":v": value }) }),
    });
    setEditing(undefined);
  };
  const toggle = (key: string) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onSelect(next);
  };

  return (
    <>
      <table className="grid" onKeyDown={moveInGrid}>
        <thead>
          <tr>
            <th className="grid-check">
              <input
                type="checkbox"
                aria-label="Select all rows"
                checked={allSelected}
                onChange={() => onSelect(allSelected ? new Set() : new Set(shown.map((item) => keyText(item, config))))}
              />
            </th>
            {columns.map((column) => (
              <th key={column} className="mono" scope="col">
                {column}
                {column === config.partitionKey && <small>partition key</small>}
                {column === config.sortKey && <small>sort key</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((item, row) => {
            const key = keyText(item, config);
            return (
              <tr key={key} className={selected.has(key) ? "on" : undefined}>
                <td className="grid-check">
                  <input type="checkbox" aria-label={`Select row ${row + 1}`} checked={selected.has(key)} onChange={() => toggle(key)} />
                </td>
                {columns.map((column, place) => {
                  const value = attributeOf(item, column);
                  const isKey = keys.includes(column);
                  const open = editing?.row === key && editing.column === column;
                  return (
                    <td key={column} className={open ? "editing" : undefined}>
                      <Cell
                        column={column}
                        value={value}
                        row={row}
                        place={place}
                        isKey={isKey}
                        onOpen={() => (isKey ? onOpen(item) : setEditing({ row: key, column }))}
                      />
                      {open && (
                        <CellEditor
                          column={column}
                          value={value}
                          onSave={(next) => save(item, column, next)}
                          onCancel={() => setEditing(undefined)}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {(shown.length < items.length || columns.length < all.length) && (
        <p className="grid-more">
          {shown.length < items.length && (
            <button type="button" className="lk" onClick={() => setRows(rows + ROWS_AT_ONCE)}>
              Show {Math.min(ROWS_AT_ONCE, items.length - shown.length)} more rows
            </button>
          )}
          {columns.length < all.length && (
            <span className="muted">{all.length - columns.length} rarer attributes are only in the item itself: open it by its key.</span>
          )}
        </p>
      )}
    </>
  );
}

interface CellProps {
  column: string;
  value: AttributeValue | undefined;
  row: number;
  place: number;
  isKey: boolean;
  onOpen: () => void;
}

const Cell = memo(DrawnCell, (a, b) => a.value === b.value && a.row === b.row && a.place === b.place && a.column === b.column);

function DrawnCell({ column, value, row, place, isKey, onOpen }: CellProps) {
  const type = value && typeOf(value);
  const text = value === undefined ? "" : cellText(value);
  return (
    <button
      type="button"
      className={`cell${isKey ? " key" : ""}`}
      data-row={row}
      data-place={place}
      tabIndex={place === 0 ? 0 : -1}
      aria-label={`${column}: ${type ? `${text}, ${TYPE_WORDS[type]}` : "not there"}. ${isKey ? "Open the item" : "Edit"}`}
      title={type === undefined ? undefined : `${TYPE_WORDS[type]}: ${text.slice(0, 400)}`}
      onClick={onOpen}
    >
      {type === undefined ? (
        <span className="muted">–</span>
      ) : (
        <>
          <i className="cell-type">{type}</i>
          <span className="cell-text mono">{text === "" ? '""' : text.slice(0, 200)}</span>
        </>
      )}
      {isKey && <Icon name="pencil" size={12} />}
    </button>
  );
}

const STEPS: Readonly<Record<string, readonly [row: number, place: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function moveInGrid(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  const cell = event.target;
  if (!step || !(cell instanceof HTMLButtonElement) || cell.dataset.row === undefined) return;
  const [row, place] = [Number(cell.dataset.row) + step[0], Number(cell.dataset.place) + step[1]];
  const next = event.currentTarget.querySelector<HTMLElement>(`.cell[data-row="${row}"][data-place="${place}"]`);
  if (!next) return;
  event.preventDefault();
  next.focus();
}
