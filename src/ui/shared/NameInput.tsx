/** A name changed in place. Enter keeps it, Esc gives it up, leaving keeps what is good. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import "./field.css";

interface NameInputProps {
  label: string;
  value: string;
  placeholder?: string;
  /** What is wrong with it, in words; undefined when it was taken. */
  onCommit: (name: string) => string | undefined;
  onCancel: () => void;
}

export function NameInput({ label, value, placeholder, onCommit, onCancel }: NameInputProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string>();
  // Taking the input away blurs it once more: what is done is not done again.
  const done = useRef(false);

  useEffect(() => {
    input.current?.focus();
    // The ending of a file's name is seldom what is changed.
    const dot = input.current?.value.lastIndexOf(".") ?? -1;
    input.current?.setSelectionRange(0, dot > 0 ? dot : -1);
    if (dot <= 0) input.current?.select();
  }, []);

  const commit = () => {
    const name = input.current?.value.trim() ?? "";
    if (name === value || name === "") return cancel();
    const problem = onCommit(name);
    if (problem === undefined) done.current = true;
    setWrong(problem);
  };
  const cancel = () => {
    done.current = true;
    onCancel();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key !== "Enter" && event.key !== "Escape") return;
    // What takes the focus then is not to get the key too.
    event.preventDefault();
    if (event.key === "Enter") commit();
    else cancel();
  };

  return (
    <span className="name-input">
      <input
        ref={input}
        className="input"
        aria-label={label}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong === undefined ? undefined : id}
        autoComplete="off"
        spellCheck={false}
        defaultValue={value}
        placeholder={placeholder}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (!done.current) commit();
        }}
      />
      {wrong !== undefined && (
        <span id={id} className="field-wrong" role="alert">
          {wrong}
        </span>
      )}
    </span>
  );
}
