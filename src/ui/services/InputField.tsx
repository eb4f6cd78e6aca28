/** A text under its label, passed on with every letter; what is wrong with it, or a hint, below. */
import { useId } from "react";
import "../shared/field.css";

interface InputFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  wrong?: string | undefined;
  hint?: string | undefined;
  placeholder?: string;
  /** More than one: a larger field. */
  rows?: number;
  mono?: boolean;
  hideLabel?: boolean;
}

export function InputField(props: InputFieldProps) {
  const { label, value, onChange, wrong, hint, placeholder, rows = 1, mono = true, hideLabel = false } = props;
  const id = useId();
  const below = wrong ?? hint;
  const common = {
    id,
    value,
    placeholder,
    autoComplete: "off",
    autoCapitalize: "off",
    spellCheck: false,
    "aria-invalid": wrong !== undefined,
    "aria-describedby": below === undefined ? undefined : `${id}-below`,
  };
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? "visually-hidden" : "field-label"}>
        {label}
      </label>
      {rows > 1 ? (
        <textarea {...common} rows={rows} className="code-input mono" onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...common} className={mono ? "input mono" : "input"} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
      {below !== undefined && (
        <span id={`${id}-below`} className={wrong === undefined ? "field-hint" : "field-wrong"} role="status">
          {below}
        </span>
      )}
    </div>
  );
}
