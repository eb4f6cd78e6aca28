/** Message attributes, one a row: name, type, value. */
import { SelectField } from "../explorer/SelectField.tsx";
import { Icon } from "../shared/Icon.tsx";
import { InputField } from "./InputField.tsx";
import type { AttributeRow, AttributeType } from "./message-attributes.ts";

const TYPES: readonly { readonly value: AttributeType; readonly label: string }[] = [
  { value: "String", label: "String" },
  { value: "Number", label: "Number" },
  { value: "Binary", label: "Binary" },
];
const TOPIC_TYPES = [...TYPES, { value: "String.Array", label: "String.Array" }] as const;

interface AttributeRowsProps {
  rows: readonly AttributeRow[];
  ofTopic?: boolean;
  onChange: (rows: readonly AttributeRow[]) => void;
}

export function AttributeRows({ rows, ofTopic = false, onChange }: AttributeRowsProps) {
  const change = (id: number, next: Partial<AttributeRow>) => onChange(rows.map((row) => (row.id === id ? { ...row, ...next } : row)));
  const add = () => onChange([...rows, { id: Math.max(0, ...rows.map(({ id }) => id)) + 1, name: "", type: "String", value: "" }]);
  return (
    <div className="attribute-rows">
      <div className="service-part-head">
        <span className="field-label">Attributes</span>
        <span className="grow" />
        <button type="button" className="lk" onClick={add}>
          <Icon name="plus" size={12} />
          Add attribute
        </button>
      </div>
      {rows.map(({ id, name, type, value }, place) => (
        <div className="attribute-row" key={id}>
          <InputField
            label={`Name of attribute ${place + 1}`}
            hideLabel
            placeholder="name"
            value={name}
            onChange={(next) => change(id, { name: next })}
          />
          <SelectField
            label={`Type of attribute ${place + 1}`}
            hideLabel
            value={type}
            options={ofTopic ? TOPIC_TYPES : TYPES}
            onChange={(next) => change(id, { type: next })}
          />
          <InputField
            label={`Value of attribute ${place + 1}`}
            hideLabel
            placeholder={type === "Binary" ? "base64" : type === "String.Array" ? '["a", "b"]' : "value"}
            value={value}
            onChange={(next) => change(id, { value: next })}
          />
          <button
            type="button"
            className="ib icon"
            aria-label={`Remove attribute ${name || place + 1}`}
            onClick={() => onChange(rows.filter((row) => row.id !== id))}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
