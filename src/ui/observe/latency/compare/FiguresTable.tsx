/** The figures of both groups in two columns, and what is between them. */
import type { ReactNode } from "react";
import { type GroupFigures, LEAST_FOR_P99, LEAST_REQUESTS } from "../../../../metrics/latency/compare-groups.ts";
import { formatCount } from "../../../shared/counted.ts";
import { formatPercent } from "../../../shared/format.ts";
import { fineMs } from "../../charts/fine-ms.ts";
import { Asked } from "../../sources/Asked.tsx";
import type { FactId } from "../../sources/number-facts.ts";
import type { ComparedGroup } from "./ComparePane.tsx";

interface Figure {
  readonly name: ReactNode;
  readonly fact: FactId;
  readonly of: (figures: GroupFigures) => number | undefined;
  readonly write: (value: number) => string;
  /** Of fewer requests it says little. */
  readonly least: number;
}

const FIGURES: readonly Figure[] = [
  { name: "Requests", fact: "requests", of: ({ requests }) => requests, write: formatCount, least: 0 },
  {
    name: "Cold",
    fact: "cold-share",
    of: ({ coldStarts, requests }) => (requests === 0 ? undefined : coldStarts / requests),
    write: formatPercent,
    least: LEAST_REQUESTS,
  },
  { name: "p50", fact: "percentile", of: ({ quantiles }) => quantiles?.p50.ms, write: fineMs, least: LEAST_REQUESTS },
  { name: "p95", fact: "percentile", of: ({ quantiles }) => quantiles?.p95.ms, write: fineMs, least: LEAST_REQUESTS },
  { name: "p99", fact: "percentile", of: ({ quantiles }) => quantiles?.p99.ms, write: fineMs, least: LEAST_FOR_P99 },
  { name: "Slowest", fact: "latency", of: ({ maxMs }) => maxMs, write: fineMs, least: 0 },
];

export function FiguresTable({ a, b }: { a: ComparedGroup; b: ComparedGroup }) {
  return (
    <div className="lat-figures">
      <table className="tbl" aria-label="A and B in figures">
        <thead>
          <tr>
            <td />
            <th scope="col" className="num" title={a.name}>
              A
            </th>
            <th scope="col" className="num" title={b.name}>
              B
            </th>
            <th scope="col" className="num">
              B to A
            </th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map((figure, place) => (
            // The table is written above: its rows keep their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <FigureRow key={place} figure={figure} a={a.figures} b={b.figures} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FigureRow({ figure: { name, fact, of, write, least }, a, b }: { figure: Figure; a: GroupFigures; b: GroupFigures }) {
  const [inA, inB] = [of(a), of(b)];
  return (
    <tr>
      <th scope="row">
        <Asked fact={fact}>{name}</Asked>
      </th>
      <FigureCell value={inA} write={write} few={a.requests < least} least={least} />
      <FigureCell value={inB} write={write} few={b.requests < least} least={least} />
      <td className="num muted">{fact === "percentile" || fact === "latency" ? change(inA, inB) : ""}</td>
    </tr>
  );
}

interface FigureCellProps {
  readonly value: number | undefined;
  readonly write: (value: number) => string;
  readonly few: boolean;
  readonly least: number;
}

function FigureCell({ value, write, few, least }: FigureCellProps) {
  if (value === undefined) return <td className="num mono">–</td>;
  return (
    <td className={few ? "num mono muted" : "num mono"} title={few ? `Of fewer than ${least} requests: it may be chance` : undefined}>
      {few && "("}
      {write(value)}
      {few && ")"}
    </td>
  );
}

/** "+6 ms, × 1.50" */
function change(a: number | undefined, b: number | undefined): string {
  if (a === undefined || b === undefined) return "";
  if (a === b) return "±0";
  const times = a > 0 ? `, × ${Number((b / a).toPrecision(3))}` : "";
  return `${b > a ? "+" : "−"}${fineMs(Math.abs(b - a))}${times}`;
}
