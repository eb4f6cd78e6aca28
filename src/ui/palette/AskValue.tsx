/** An action's value, asked for where the action was chosen: a field, and what is often answered. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Icon } from "../shared/Icon.tsx";
import { useStoreApi } from "../shared/store-context.tsx";
import type { Ask } from "./action.ts";
import { movedTo } from "./moved-to.ts";

interface AskValueProps {
  readonly ask: Ask;
  readonly onDone: (value: string) => void;
  readonly onBack: () => void;
}

export function AskValue({ ask: { label, placeholder, suggestions = [], initial, problem }, onDone, onBack }: AskValueProps) {
  const store = useStoreApi();
  const [value, setValue] = useState(() => initial?.(store.getState()) ?? "");
  const [at, setAt] = useState(-1);
  const [wrong, setWrong] = useState<string>();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const shown = suggestions.filter((each) => each.startsWith(value.trim()));

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const done = (given: string) => {
    const found = given.trim() === "" ? "Nothing is written here yet." : problem?.(given);
    if (found === undefined) onDone(given.trim());
    else setWrong(found);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = movedTo(event.key, at, shown.length);
    if (next !== undefined) setAt(next);
    else if (event.key === "Enter") done(shown[at] ?? value);
    else if (event.key === "Backspace" && value === "") onBack();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="palette-field">
        <button type="button" className="ib icon" aria-label="Back to the actions" onClick={onBack}>
          <Icon name="chevron-left" />
        </button>
        <label htmlFor={`${id}-field`}>{label}</label>
        <input
          ref={field}
          id={`${id}-field`}
          type="text"
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
          aria-describedby={wrong === undefined ? undefined : `${id}-wrong`}
          aria-invalid={wrong !== undefined}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => {
            setValue(event.target.value);
            setAt(-1);
            setWrong(undefined);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={`${id}-list`} className="palette-list" role="listbox" aria-label="Suggestions" tabIndex={-1} hidden={shown.length === 0}>
        {shown.map((each, place) => (
          // The field keeps the focus, and has the keys.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={each}
            id={`${id}-${place}`}
            role="option"
            className="palette-option"
            aria-selected={place === at}
            onClick={() => done(each)}
            onMouseDown={(event) => event.preventDefault()}
          >
            <span className="palette-name">{each}</span>
          </div>
        ))}
      </div>
      {wrong !== undefined && (
        <p id={`${id}-wrong`} className="field-wrong palette-note" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
