/** A text that is, or should be, JSON: says where it stops being so, and lays it out on demand. */
import { useId } from "react";
import { checkJson } from "../../store/json-check.ts";

interface JsonEditorProps {
  label: string;
  value: string;
  /** Otherwise it is any text, and nothing is checked. */
  isJson: boolean;
  placeholder?: string;
  onChange: (value: string) => void;
}

export function JsonEditor({ label, value, isJson, placeholder, onChange }: JsonEditorProps) {
  const id = useId();
  const problem = isJson && value.trim() !== "" ? checkJson(value) : undefined;
  const format = () => onChange(JSON.stringify(JSON.parse(value), null, 2));
  return (
    <div className="json-editor">
      <textarea
        className="code-input mono"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? id : undefined}
        placeholder={placeholder}
        spellCheck={false}
        autoCapitalize="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {isJson && value.trim() !== "" && (
        <div className="json-foot">
          {problem ? (
            <p id={id} className="field-wrong" role="status">
              {problem.message} {problem.remedy}
            </p>
          ) : (
            <>
              <span className="muted">JSON</span>
              <button type="button" className="lk" onClick={format}>
                Format
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
