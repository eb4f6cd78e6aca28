/** Answers that stand in for the network, first that fits first: a function can be tried without a way out. */
import { useState } from "react";
import type { RecordedAnswer } from "../../platform/services/network-config.ts";
import { TextField } from "../explorer/TextField.tsx";
import { Icon } from "../shared/Icon.tsx";
import { NumberField } from "../shared/NumberField.tsx";
import { FilterField } from "../trigger/forms/FilterField.tsx";
import { hostOf } from "./host-of.ts";

interface RecordedAnswersProps {
  recorded: readonly RecordedAnswer[];
  /** What is wrong in words, or undefined when it was taken. */
  onChange: (recorded: readonly RecordedAnswer[]) => string | undefined;
}

const FIRST: RecordedAnswer = { host: "api.example.com", status: 200, headers: { "content-type": "application/json" }, body: "{}" };
const STATUS = { min: 200, max: 599 };

export function RecordedAnswers({ recorded, onChange }: RecordedAnswersProps) {
  const [open, setOpen] = useState<number>();
  const replace = (place: number, next: RecordedAnswer) => onChange(recorded.map((each, index) => (index === place ? next : each)));
  return (
    <div className="settings-list">
      <div className="settings-list-head">
        <h4 className="field-label">Recorded answers</h4>
        <button
          type="button"
          className="lk"
          onClick={() => {
            if (onChange([...recorded, FIRST]) === undefined) setOpen(recorded.length);
          }}
        >
          <Icon name="plus" size={12} />
          Add answer
        </button>
      </div>
      {recorded.length === 0 && <p className="field-hint">None. A recorded answer needs no network and no consent.</p>}
      <ul className="network-recorded">
        {recorded.map((answer, place) => (
          // An answer is known by its place: the first that fits answers.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={place}>
            <div className="network-answer-head">
              <button
                type="button"
                className="lk"
                aria-expanded={open === place}
                onClick={() => setOpen(open === place ? undefined : place)}
              >
                <Icon name={open === place ? "chevron-down" : "chevron-right"} size={12} />
                <span className="mono">
                  {answer.method ?? "any"} {answer.host}
                  {answer.path ?? ""}
                </span>
              </button>
              <span className="muted">{answer.status}</span>
              <span className="grow" />
              <button
                type="button"
                className="ib icon"
                aria-label={`Remove the answer of ${answer.host}`}
                onClick={() => {
                  setOpen(undefined);
                  onChange(recorded.filter((_, index) => index !== place));
                }}
              >
                <Icon name="close" size={14} />
              </button>
            </div>
            {open === place && <AnswerForm answer={answer} onChange={(next) => replace(place, next)} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function AnswerForm({ answer, onChange }: { answer: RecordedAnswer; onChange: (next: RecordedAnswer) => string | undefined }) {
  const { method, path, ...others } = answer;
  const withOptional = (next: { method?: string | undefined; path?: string | undefined }) => {
    const { method: nextMethod = "", path: nextPath = "" } = { method, path, ...next };
    return onChange({ ...others, ...(nextMethod === "" ? {} : { method: nextMethod }), ...(nextPath === "" ? {} : { path: nextPath }) });
  };
  return (
    <div className="network-answer">
      <TextField label="Host" mono value={answer.host} onCommit={(text) => onChange({ ...answer, host: hostOf(text) })} />
      <TextField
        label="Method"
        mono
        placeholder="any"
        value={method ?? ""}
        onCommit={(text) => withOptional({ method: text.trim().toUpperCase() })}
      />
      <TextField
        label="Path begins with"
        mono
        placeholder="any"
        value={path ?? ""}
        onCommit={(text) => withOptional({ path: text.trim() })}
      />
      <NumberField label="Status" value={answer.status} {...STATUS} onChange={(status) => onChange({ ...answer, status })} />
      <FilterField
        label="Headers"
        value={answer.headers}
        placeholder='{ "content-type": "application/json" }'
        onCommit={(value) => {
          const headers = textsOf(value ?? {});
          return headers
            ? onChange({ ...answer, headers })
            : 'That is not an object of texts. Write { "content-type": "application/json" }.';
        }}
      />
      <BodyField value={answer.body} onCommit={(body) => onChange({ ...answer, body })} />
    </div>
  );
}

function textsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return texts.length === entries.length ? Object.fromEntries(texts) : undefined;
}

function BodyField({ value, onCommit }: { value: string; onCommit: (text: string) => string | undefined }) {
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const commit = () => {
    if (typed === undefined) return;
    const problem = onCommit(typed);
    setWrong(problem);
    if (problem === undefined) setTyped(undefined);
  };
  return (
    <label className="field form-wide">
      <span className="field-label">Body</span>
      <textarea
        className="code-input mono form-json"
        rows={4}
        spellCheck={false}
        value={typed ?? value}
        aria-invalid={wrong !== undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
      />
      {wrong !== undefined && (
        <span className="field-wrong" role="alert">
          {wrong}
        </span>
      )}
    </label>
  );
}
