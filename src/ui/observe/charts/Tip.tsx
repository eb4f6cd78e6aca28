/** The small card beside what is pointed at or reached by the arrow keys. */
import type { ReactNode } from "react";

export interface TipLine {
  readonly name: string;
  readonly value: string;
}

export function Tip({ title, lines }: { title: ReactNode; lines: readonly TipLine[] }) {
  return (
    <div className="tip">
      <b>{title}</b>
      <dl>
        {lines.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Recharts hands its tooltips untyped data: this is the one place that trusts it to be what the chart was given. */
export function pointedAt<T>({ active, payload }: { active: boolean; payload: readonly { payload?: unknown }[] }): T | undefined {
  const data = payload[0]?.payload;
  return active && data !== undefined ? (data as T) : undefined;
}
