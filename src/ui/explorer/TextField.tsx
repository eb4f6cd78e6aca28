/** One line of text that is kept when it is left or Enter is pressed; what is wrong with it is said beside it. */
import { useId, useState } from "react";
import "../shared/field.css";

interface TextFieldProps {
  label: string;
  value: string;
  onCommit: (text: string) => string | undefined;
  hideLabel?: boolean;
  mono?: boolean;
  placeholder?: string;
}

export function TextField({ label, value, onCommit, hideLabel = false, mono = false, placeholder }: TextFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState<string>();

  const commit = () => {
    if (typed === undefined) return;
    const problem = typed === value ? undefined : onCommit(typed);
    setWrong(problem);
    if (problem === undefined) setTyped(undefined);
  };

  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? "visually-hidden" : "field-label"}>
        {label}
      </label>
      <input
        id={id}
        className={mono ? "input mono" : "input"}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={typed ?? value}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong === undefined ? undefined : `${id}-wrong`}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key !== "Escape" || typed === undefined) return;
          event.stopPropagation();
          setTyped(undefined);
          setWrong(undefined);
        }}
      />
      {wrong !== undefined && (
        <span id={`${id}-wrong`} className="field-wrong" role="alert">
          {wrong}
        </span>
      )}
    </div>
  );
}
