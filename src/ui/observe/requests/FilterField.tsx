/**
 * The filter of every view, as one line of text: it completes keys and values of this run, says in words what it cannot
 * read, and how many requests match. "/" leads here.
 */
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import type { ObservedRun } from "../../../metrics/history/observed-run.ts";
import { type Completion, type Completions, completeQuery } from "../../../metrics/query/complete-query.ts";
import type { QueryProblem } from "../../../metrics/query/row-filter.ts";
import { Icon } from "../../shared/Icon.tsx";
import { useMatching } from "./use-matching.ts";
import { useSlashFocus } from "./use-slash-focus.ts";
import { useTypedQuery } from "./use-typed-query.ts";
import "./filter-field.css";

export function FilterField({ run }: { run: ObservedRun }) {
  const { text, type, set } = useTypedQuery();
  const matching = useMatching(run);
  const [caret, setCaret] = useState<number>();
  const [chosen, setChosen] = useState(-1);
  const [dismissed, setDismissed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useSlashFocus(field);

  const { rows } = run.history;
  const focused = caret !== undefined;
  const completions = useMemo(
    () => (caret === undefined ? undefined : completeQuery(text, caret, rows.dictionaries)),
    [text, caret, rows.dictionaries],
  );
  const options = completions && !dismissed ? completions.options : [];
  const open = options.length > 0;
  // A term that is still being written is not wrong yet.
  const problems = matching.filter.problems.filter(
    ({ from, to }) => text === matching.filter.text && !(focused && open && caret >= from && caret <= to),
  );
  const kept = rows.endSeq - rows.firstSeq;

  const moveCaret = () => setCaret(field.current?.selectionStart ?? undefined);
  const take = ({ from, to }: Completions, { insert }: Completion) => {
    const goesOn = insert.endsWith(":");
    const after = text.slice(to);
    const next = `${text.slice(0, from)}${insert}${goesOn || after.startsWith(" ") || after.startsWith(",") ? "" : " "}${after}`;
    const at = from + insert.length + (goesOn ? 0 : 1);
    setChosen(-1);
    setDismissed(!goesOn);
    if (goesOn) type(next);
    else set(next);
    setCaret(at);
    // The text is set with the next drawing; the caret after it.
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const option = options[chosen];
    if (step !== 0) {
      setDismissed(false);
      if (open) setChosen((chosen + step + options.length + (chosen < 0 && step < 0 ? 1 : 0)) % options.length);
    } else if (event.key === "Enter") {
      if (completions && option) take(completions, option);
      else {
        set(text);
        setDismissed(true);
      }
    } else if (event.key === "Escape" && open) {
      setDismissed(true);
      setChosen(-1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="ff">
      <div className={problems.length > 0 ? "ff-box bad" : "ff-box"}>
        <Icon name="sliders" size={14} />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label="Filter requests"
          aria-keyshortcuts="/"
          aria-expanded={open}
          aria-controls={open ? `${id}-list` : undefined}
          aria-activedescendant={open && chosen >= 0 ? `${id}-${chosen}` : undefined}
          aria-autocomplete="list"
          aria-invalid={problems.length > 0}
          aria-describedby={`${id}-count ${id}-problems`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="mono"
          placeholder="function:resize status:error duration:>200"
          value={text}
          onChange={(event) => {
            type(event.target.value);
            setCaret(event.target.selectionStart ?? event.target.value.length);
            setChosen(-1);
            setDismissed(false);
          }}
          onKeyDown={onKeyDown}
          onKeyUp={moveCaret}
          onClick={() => {
            moveCaret();
            setDismissed(false);
          }}
          onFocus={() => {
            moveCaret();
            // It opens when one types or asks with an arrow: who only passes is not shown a list.
            setDismissed(true);
          }}
          onBlur={() => {
            setCaret(undefined);
            setChosen(-1);
            if (text !== matching.filter.text) set(text);
          }}
        />
        <span id={`${id}-count`} className="ff-count muted">
          {matching.filter.isAll && !matching.window ? "" : `${matching.length.toLocaleString("en-US")} of ${kept.toLocaleString("en-US")}`}
        </span>
        {text !== "" && (
          <button
            type="button"
            className="ff-clear"
            aria-label="Clear the filter"
            onClick={() => {
              set("");
              field.current?.focus();
            }}
          >
            <Icon name="close" size={12} />
          </button>
        )}
      </div>
      {open && completions && (
        <div id={`${id}-list`} role="listbox" aria-label="Keys and values" className="ff-list">
          {options.map((option, place) => (
            // The field keeps the focus, and its keys choose.
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <div
              key={option.insert}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === chosen}
              ref={place === chosen ? keepInSight : undefined}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(completions, option)}
            >
              <span className="mono">{option.insert}</span>
              <span className="muted">{option.help}</span>
            </div>
          ))}
        </div>
      )}
      <div id={`${id}-problems`} role="status">
        {problems.length > 0 && <Problems problems={problems} text={text} />}
      </div>
    </div>
  );
}

const SHOWN_AT_ONCE = 3;

function Problems({ problems, text }: { problems: readonly QueryProblem[]; text: string }) {
  return (
    <ul className="ff-problems">
      {problems.slice(0, SHOWN_AT_ONCE).map(({ from, to, message }) => (
        <li key={from}>
          <code className="mono">{text.slice(from, Math.min(to, from + 40))}</code> is left out. {message}
        </li>
      ))}
      {problems.length > SHOWN_AT_ONCE && <li>{problems.length - SHOWN_AT_ONCE} more are left out.</li>}
    </ul>
  );
}

function keepInSight(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: "nearest" });
}
