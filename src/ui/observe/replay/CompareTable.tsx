/** A table of before, after and the difference, with its export. */
import type { ReactNode } from "react";
import { ExportMenu } from "../charts/ExportMenu.tsx";
import type { Cell } from "../charts/table-text.ts";

export interface CompareRow {
  readonly key: string;
  readonly name: ReactNode;
  readonly before: ReactNode;
  readonly after: ReactNode;
  readonly difference: string;
  readonly share: string;
  /** As numbers, for a file. */
  readonly data: readonly [string, number | undefined, number | undefined];
  readonly isTotal?: boolean;
}

interface CompareTableProps {
  readonly title: string;
  readonly note: ReactNode;
  readonly rows: readonly CompareRow[];
}

const COLUMNS = ["Item", "Before", "After", "Difference", "%"];

export function CompareTable({ title, note, rows }: CompareTableProps) {
  const table = () => ({
    columns: ["Item", "Before", "After", "Difference"],
    rows: rows.map(({ data: [name, before, after] }): readonly Cell[] => [name, before, after, difference(before, after)]),
  });
  return (
    <section className="pane rp-table" aria-label={title}>
      <div className="pt">
        <h2>{title}</h2>
        <span className="muted">{note}</span>
        <span className="grow" />
        <ExportMenu title={title} table={table} />
      </div>
      <table className="tbl" aria-label={`${title}, before and after`}>
        <thead>
          <tr>
            {COLUMNS.map((name, place) => (
              <th key={name} scope="col" className={place === 0 ? undefined : "num"}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, before, after, difference: by, share, isTotal }) => (
            <tr key={key} className={isTotal ? "total" : undefined}>
              <th scope="row">{name}</th>
              <td className="num mono">{before}</td>
              <td className="num mono">{after}</td>
              <td className="num mono">{by}</td>
              <td className="num mono">{share}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function difference(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : after - before;
}
