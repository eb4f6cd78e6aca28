/** One attribute edited where it stands: its type and its value. Enter keeps, Esc gives up. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { AttributeType, AttributeValue } from "../../platform/services/tables/attribute-values.ts";
import { asProblem } from "../../store/problem.ts";
import { editText, OFFERED_TYPES, parseCell, TYPE_WORDS, typeOf } from "./cell-values.ts";

interface CellEditorProps {
  column: string;
  value: AttributeValue | undefined;
  /** Undefined takes the attribute away. */
  onSave: (value: AttributeValue | undefined) => Promise<void>;
  onCancel: () => void;
}

const LONG: readonly AttributeType[] = ["L", "M", "SS", "NS", "BS"];

export function CellEditor({ column, value, onSave, onCancel }: CellEditorProps) {
  const [type, setType] = useState<AttributeType>(value ? typeOf(value) : "S");
  const [text, setText] = useState(value ? editText(value) : "");
  const [wrong, setWrong] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  const long = LONG.includes(type) || text.includes("\n");

  useEffect(() => {
    const field = box.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
    field?.focus();
    field?.select();
    const cell = box.current?.parentElement?.querySelector<HTMLElement>(".cell");
    return () => cell?.focus();
  }, []);

  const keep = (next: AttributeValue | undefined) => {
    onSave(next).catch((reason: unknown) => {
      const { message, remedy } = asProblem(reason);
      setWrong(`${message} ${remedy}`);
    });
  };
  const save = () => {
    const parsed = parseCell(type, text);
    if (parsed.ok) keep(parsed.value);
    else setWrong(`${parsed.message} ${parsed.remedy}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const keeps = event.key === "Enter" && !(event.target instanceof HTMLButtonElement) && (!long || event.ctrlKey || event.metaKey);
    if (!keeps && event.key !== "Escape") return;
    event.preventDefault();
    if (keeps) save();
    else onCancel();
  };
  const field = {
    "aria-label": `Value of ${column}`,
    "aria-invalid": wrong !== undefined,
    value: type === "NULL" ? "null" : text,
    disabled: type === "NULL",
    spellCheck: false,
  };

  return (
    <div ref={box} className="cell-editor" role="dialog" aria-label={`Edit ${column}`} onKeyDown={onKeyDown}>
      <div className="cell-editor-line">
        <select
          className="select"
          aria-label={`Type of ${column}`}
          value={type}
          onChange={(event) => {
            const next = OFFERED_TYPES.find((each) => each === event.currentTarget.value);
            if (next) setType(next);
          }}
        >
          {OFFERED_TYPES.map((each) => (
            <option key={each} value={each}>
              {TYPE_WORDS[each]}
            </option>
          ))}
        </select>
        {!long && <input {...field} className="input mono" onChange={(event) => setText(event.currentTarget.value)} />}
      </div>
      {long && <textarea {...field} rows={7} className="code-input mono" onChange={(event) => setText(event.currentTarget.value)} />}
      {wrong !== undefined && (
        <p className="field-wrong" role="alert">
          {wrong}
        </p>
      )}
      <div className="cell-editor-line">
        <button type="button" className="btn pri" onClick={save}>
          Keep
        </button>
        <button type="button" className="btn" onClick={onCancel}>
          Cancel
        </button>
        <span className="grow" />
        {value && (
          <button type="button" className="lk" onClick={() => keep(undefined)}>
            Remove attribute
          </button>
        )}
      </div>
      {long && <p className="field-hint">Ctrl Enter keeps it.</p>}
    </div>
  );
}
