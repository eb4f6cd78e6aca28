/** A whole or decimal number with its bounds. It keeps what is typed, passes on only what is valid, and says what is wrong. */
import { useId, useState } from "react";
import "./field.css";

interface NumberFieldProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  unit?: string;
  onChange: (value: number) => void;
  hideLabel?: boolean;
}

export function NumberField({ label, value, min, max, step = 1, unit, onChange, hideLabel = false }: NumberFieldProps) {
  const id = useId();
  // While it is being typed, the text is the person's; after that, and when the value changes elsewhere, it is the value.
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: number }>();
  const text = typed && typed.of === value ? typed.text : String(value);
  const wrong = problemOf(text, { label, min, max, step, unit });

  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? "visually-hidden" : "field-label"}>
        {label}
      </label>
      <span className="field-box">
        <input
          id={id}
          className="input num"
          inputMode={Number.isInteger(step) ? "numeric" : "decimal"}
          autoComplete="off"
          value={text}
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong === undefined ? undefined : `${id}-wrong`}
          onChange={(event) => {
            const next = event.currentTarget.value;
            const valid = problemOf(next, { label, min, max, step, unit }) === undefined;
            setTyped({ text: next, of: valid ? numberOf(next) : value });
            if (valid && numberOf(next) !== value) onChange(numberOf(next));
          }}
          onBlur={() => {
            if (wrong === undefined) setTyped(undefined);
          }}
          onKeyDown={(event) => {
            const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
            if (direction === 0 || event.altKey) return;
            event.preventDefault();
            setTyped(undefined);
            onChange(stepped(wrong === undefined ? numberOf(text) : value, direction * step, min, max));
          }}
        />
        {unit && <span className="field-unit">{unit}</span>}
      </span>
      {wrong !== undefined && (
        <span id={`${id}-wrong`} className="field-wrong" role="status">
          {wrong}
        </span>
      )}
    </div>
  );
}

interface Bounds {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string | undefined;
}

function numberOf(text: string): number {
  const plain = text.replace(/[\s,_]/g, "");
  return plain === "" ? Number.NaN : Number(plain);
}

function problemOf(text: string, { label, min, max, step, unit }: Bounds): string | undefined {
  const number = numberOf(text);
  const range = `${min.toLocaleString("en-US")} to ${max.toLocaleString("en-US")}${unit ? ` ${unit}` : ""}`;
  if (Number.isNaN(number)) return text.trim() === "" ? `${label} is empty. Give ${range}.` : `That is not a number. Give ${range}.`;
  if (Number.isInteger(step) && !Number.isInteger(number)) return `Give a whole number, ${range}.`;
  if (number < min) return `Too small. Give ${range}.`;
  return number > max ? `Too large. Give ${range}.` : undefined;
}

function stepped(value: number, change: number, min: number, max: number): number {
  // Decimal steps add up inexactly: 0.1 + 0.2.
  return Math.min(max, Math.max(min, Number((value + change).toPrecision(12))));
}
