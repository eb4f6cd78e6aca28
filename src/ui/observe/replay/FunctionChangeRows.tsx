/** Memory, reserved and provisioned concurrency of each function, as recorded until something is typed. */
import { useState } from "react";
import type { RecordedFunction } from "../../../metrics/replay/recording.ts";
import type { FunctionChanges } from "../../../metrics/replay/replay-changes.ts";
import type { ProviderProfile } from "../../../platform/profiles/provider-profile.ts";

interface FunctionChangeRowsProps {
  readonly functions: readonly RecordedFunction[];
  readonly changes: Readonly<Record<string, FunctionChanges>>;
  readonly profile: ProviderProfile;
  readonly onChange: (name: string, change: FunctionChanges) => void;
}

const MOST_CONCURRENCY = 100_000;

export function FunctionChangeRows({ functions, changes, profile, onChange }: FunctionChangeRowsProps) {
  const { minMemoryMb, maxMemoryMb } = profile.limits;
  const holdsReady = profile.prices.provisioned !== undefined;
  return (
    <table className="rp-functions">
      <thead>
        <tr>
          <th scope="col">Function</th>
          <th scope="col">MB</th>
          <th scope="col">Reserved</th>
          {holdsReady && <th scope="col">Provisioned</th>}
        </tr>
      </thead>
      <tbody>
        {functions.map(({ name, memoryMb, reservedConcurrency, provisionedConcurrency }) => {
          const change = changes[name] ?? {};
          return (
            <tr key={name}>
              <th scope="row" title={name}>
                {name}
              </th>
              <td>
                <NumberCell
                  label={`Memory of ${name}, MB`}
                  value={change.memoryMb ?? memoryMb}
                  min={minMemoryMb}
                  max={maxMemoryMb}
                  onChange={(mb) => mb !== null && onChange(name, { memoryMb: mb })}
                />
              </td>
              <td>
                <NumberCell
                  label={`Reserved concurrency of ${name}`}
                  value={change.reservedConcurrency === undefined ? (reservedConcurrency ?? null) : change.reservedConcurrency}
                  min={0}
                  max={MOST_CONCURRENCY}
                  optional
                  onChange={(reserved) => onChange(name, { reservedConcurrency: reserved })}
                />
              </td>
              {holdsReady && (
                <td>
                  <NumberCell
                    label={`Provisioned concurrency of ${name}`}
                    value={change.provisionedConcurrency === undefined ? (provisionedConcurrency ?? null) : change.provisionedConcurrency}
                    min={1}
                    max={MOST_CONCURRENCY}
                    optional
                    onChange={(provisioned) => onChange(name, { provisionedConcurrency: provisioned })}
                  />
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface NumberCellProps {
  readonly label: string;
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  /** Empty is none. */
  readonly optional?: boolean;
  readonly onChange: (value: number | null) => void;
}

/** Passes on only what is valid; what is not is marked and said. */
function NumberCell({ label, value, min, max, optional = false, onChange }: NumberCellProps) {
  const [typed, setTyped] = useState<string>();
  const text = typed ?? (value === null ? "" : String(value));
  const range = `${min.toLocaleString("en-US")} to ${max.toLocaleString("en-US")}${optional ? ", or nothing" : ""}`;
  const number = text.trim() === "" ? null : Number(text);
  const valid = number === null ? optional : Number.isInteger(number) && number >= min && number <= max;
  return (
    <input
      className="input num"
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      aria-invalid={!valid}
      title={valid ? range : `Give a whole number, ${range}.`}
      placeholder={optional ? "–" : undefined}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        const parsed = next.trim() === "" ? null : Number(next);
        if (parsed === null ? optional : Number.isInteger(parsed) && parsed >= min && parsed <= max) onChange(parsed);
      }}
      onBlur={() => valid && setTyped(undefined)}
    />
  );
}
