/** What can be traced: requests and events that nothing here caused, newest first; and a field for any id. */
import { type FormEvent, memo, useState } from "react";
import { namedBy, traceFrom } from "../../../metrics/traces/trace.ts";
import { causeKey, type TraceIndex } from "../../../metrics/traces/trace-index.ts";
import type { TraceCause } from "../../../platform/services/trace-note.ts";
import { formatInstant, formatMs } from "../../shared/format.ts";
import { causeWords } from "./trace-words.ts";
import { MOST_TRACES, type TraceChoice } from "./use-traces.ts";

interface TraceListProps {
  readonly index: TraceIndex;
  readonly choices: readonly TraceChoice[];
  readonly chosen: TraceCause | undefined;
  readonly onChoose: (id: string) => void;
}

export function TraceList({ index, choices, chosen, onChoose }: TraceListProps) {
  const chosenKey = chosen && causeKey(chosen);
  return (
    <section className="pane trace-list" aria-label="Traces">
      <div className="pt">
        <h2>Traces</h2>
        <span className="muted">{choices.length === MOST_TRACES ? `the newest ${MOST_TRACES}` : choices.length}</span>
        <span className="grow" />
        <FindField index={index} onChoose={onChoose} />
      </div>
      {choices.length === 0 ? (
        <p className="quiet">No request or event is kept in full that passes the filter. Send one and its trace is here.</p>
      ) : (
        <ul>
          {choices.map(({ root, atMs }) => (
            <Choice
              key={causeKey(root)}
              index={index}
              root={root}
              atMs={atMs}
              selected={causeKey(root) === chosenKey}
              onChoose={onChoose}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface ChoiceProps {
  readonly index: TraceIndex;
  readonly root: TraceCause;
  readonly atMs: number;
  readonly selected: boolean;
  readonly onChoose: (id: string) => void;
}

const Choice = memo(function Choice({ index, root, atMs, selected, onChoose }: ChoiceProps) {
  const { requests, failed, retries, deadLetters, fromMs, toMs } = traceFrom(index, root);
  const marks = [
    failed > 0 ? `${failed} failed` : "",
    retries > 0 ? `${retries} retried` : "",
    deadLetters > 0 ? `${deadLetters} dead ${deadLetters === 1 ? "letter" : "letters"}` : "",
  ].filter(Boolean);
  return (
    <li>
      <button
        type="button"
        className={selected ? "trace-choice sel" : "trace-choice"}
        aria-pressed={selected}
        onClick={() => onChoose(root.type === "request" ? root.requestId : root.eventId)}
      >
        <span className="mono">{formatInstant(atMs)}</span>
        <span className="trace-what">{causeWords(index, root)}</span>
        <span className="muted">
          {requests === 1 ? "1 request" : `${requests} requests`}
          {marks.length > 0 && <span className="bad">, {marks.join(", ")}</span>}
        </span>
        <span className="mono trace-took">{formatMs(toMs - fromMs)}</span>
      </button>
    </li>
  );
});

function FindField({ index, onChoose }: Pick<TraceListProps, "index" | "onChoose">) {
  const [text, setText] = useState("");
  const [unknown, setUnknown] = useState(false);
  const find = (event: FormEvent) => {
    event.preventDefault();
    const id = text.trim();
    if (id === "") return;
    const known = namedBy(index, id) !== undefined;
    setUnknown(!known);
    if (known) onChoose(id);
  };
  return (
    <form onSubmit={find} className="trace-find">
      <input
        type="search"
        className="mono"
        aria-label="Request id, message id or event id"
        aria-invalid={unknown}
        aria-describedby={unknown ? "trace-unknown" : undefined}
        placeholder="request or message id"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setUnknown(false);
        }}
      />
      {unknown && (
        <p id="trace-unknown" className="field-problem" role="alert">
          Nothing that is kept has this id.
        </p>
      )}
    </form>
  );
}
