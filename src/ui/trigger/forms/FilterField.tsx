/** An event pattern as JSON: checked as it is written, taken when it is left; empty is no filter. */
import { useId, useState } from "react";
import { checkJson } from "../../../store/json-check.ts";

interface FilterFieldProps {
  label: string;
  value: unknown;
  placeholder: string;
  /** What is wrong in words, or undefined when it was taken. `undefined`: no filter. */
  onCommit: (value: unknown) => string | undefined;
  hint?: string;
}

export function FilterField({ label, value, placeholder, onCommit, hint }: FilterFieldProps) {
  const id = useId();
  const kept = value === undefined ? "" : JSON.stringify(value, null, 2);
  const [typed, setTyped] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const text = typed ?? kept;
  const problem = text.trim() === "" ? undefined : checkJson(text);
  const wrong = problem ? `${problem.message} ${problem.remedy}` : refused;
  const commit = () => {
    if (typed === undefined || problem) return;
    const words = typed === kept ? undefined : onCommit(typed.trim() === "" ? undefined : JSON.parse(typed));
    setRefused(words);
    if (words === undefined) setTyped(undefined);
  };
  return (
    <div className="field form-wide">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <textarea
        id={id}
        className="code-input mono form-json"
        rows={Math.min(8, Math.max(2, text.split("\n").length))}
        spellCheck={false}
        autoCapitalize="off"
        placeholder={placeholder}
        value={text}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong === undefined ? undefined : `${id}-wrong`}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setRefused(undefined);
        }}
        onBlur={commit}
      />
      {wrong !== undefined && (
        <span id={`${id}-wrong`} className="field-wrong" role="status">
          {wrong}
        </span>
      )}
      {wrong === undefined && hint !== undefined && <span className="field-hint">{hint}</span>}
    </div>
  );
}
