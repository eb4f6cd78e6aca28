/** A chart with its title, the sentence that says its point, and its numbers as a table for those who want them (key T). */
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { type DrawChart, svgOfDrawing, svgOfElement } from "./chart-image.ts";
import { ExportMenu } from "./ExportMenu.tsx";
import { readPalette } from "./palette.ts";
import type { Cell } from "./table-text.ts";
import "./charts.css";

export interface ChartColumn {
  readonly name: string;
  readonly numeric?: boolean;
}

interface ChartPaneProps {
  readonly title: string;
  /** What is drawn and on which scale. */
  readonly note: ReactNode;
  readonly legend?: ReactNode;
  readonly summary: string;
  readonly columns: readonly ChartColumn[];
  /** Called only while the table is shown. */
  readonly rows: () => readonly (readonly string[])[];
  /** The numbers as they are, for a file; absent: as they are shown. As many to a row as there are columns. */
  readonly data?: (() => readonly (readonly Cell[])[]) | undefined;
  /** Draws it once more, for a picture; absent where Recharts draws it. */
  readonly draw?: DrawChart | undefined;
  readonly empty: boolean;
  readonly children: ReactNode;
}

export function ChartPane({ title, note, legend, summary, columns, rows, data, draw, empty, children }: ChartPaneProps) {
  const body = useRef<HTMLDivElement>(null);
  const [tabular, setTabular] = useState(false);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const typing = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
    if (event.key.toLowerCase() !== "t" || event.altKey || event.ctrlKey || event.metaKey || typing) return;
    event.preventDefault();
    setTabular(!tabular);
  };
  return (
    // One key more than the button offers, while the focus is within.
    <section className="pane chart" aria-label={title} onKeyDown={onKeyDown}>
      <div className="pt">
        <h2>{title}</h2>
        <span className="muted">{note}</span>
        <span className="grow" />
        {legend}
        <button
          type="button"
          className="lk"
          aria-pressed={tabular}
          title="Show the numbers as a table (T)"
          onClick={() => setTabular(!tabular)}
        >
          Table
        </button>
        {!empty && (
          <ExportMenu
            title={title}
            picture={tabular ? undefined : () => pictureOf(title, body.current, draw)}
            table={() => ({ columns: columns.map(({ name }) => name), rows: (data ?? rows)() })}
          />
        )}
      </div>
      <p className="point">{summary}</p>
      <div className="chart-body" ref={body}>
        {tabular ? (
          <ChartTable title={title} columns={columns} rows={rows()} />
        ) : empty ? (
          <p className="chart-none">Nothing to draw yet.</p>
        ) : (
          children
        )}
      </div>
    </section>
  );
}

function pictureOf(title: string, body: HTMLElement | null, draw: DrawChart | undefined): string {
  const chart = draw ? (body?.querySelector("canvas") ?? body) : body?.querySelector("svg.recharts-surface");
  if (!chart) throw new Error("There is no chart to make a picture of.");
  const palette = readPalette(chart);
  if (draw) return svgOfDrawing(title, draw, chart.getBoundingClientRect(), palette);
  if (chart instanceof SVGSVGElement) return svgOfElement(title, chart, palette);
  throw new Error("This chart is not one that a picture can be made of.");
}

const MOST_ROWS = 300;

function ChartTable({ title, columns, rows }: { title: string; columns: readonly ChartColumn[]; rows: readonly (readonly string[])[] }) {
  return (
    // A table longer than its pane is scrolled by the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div className="chart-table" tabIndex={0}>
      <table className="tbl" aria-label={`${title} in numbers`}>
        <thead>
          <tr>
            {columns.map(({ name, numeric }) => (
              <th key={name} scope="col" className={numeric ? "num" : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((cells, place) => (
            // Rows are drawn anew with each reading; their place is all they are told by.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={place}>
              {cells.map((cell, column) => (
                <td key={columns[column]?.name} className={columns[column]?.numeric ? "num mono" : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
