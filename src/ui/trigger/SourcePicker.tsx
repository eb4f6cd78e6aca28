/** Which bucket, queue, table, topic or alarm: one that is there, or a new one, made on the spot. */
import { type FormEvent, useId, useState } from "react";
import type { Coldstart, ServiceDefinition } from "../../store/intents.ts";
import type { ServiceKind } from "../../store/state.ts";
import { newDefinition, withName } from "../services/service-defaults.ts";
import { problemWords } from "../shared/attempt.ts";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import "./forms.css";

const NEW = "\n";

export const SOURCE_WORDS: Readonly<Record<ServiceKind, string>> = {
  bucket: "Bucket",
  queue: "Queue",
  table: "Table",
  topic: "Topic or bus",
  alarm: "Alarm",
};

/** As one text, so that the selector gives the same while nothing changed. */
function namesOf({ project }: Coldstart, kind: ServiceKind): string {
  const lists = { queue: project.queues, table: project.tables, topic: project.topics, alarm: project.alarms };
  const names = kind === "bucket" ? project.buckets : lists[kind].map(({ name }) => name);
  // The default bus is always there.
  return [...names, ...(kind === "topic" ? ["default"] : [])].join("\n");
}

interface SourcePickerProps {
  kind: ServiceKind;
  value: string;
  /** What is wrong in words, or undefined when it was taken. */
  onChange: (name: string) => string | undefined;
  label?: string;
  suggestedName: string;
  /** Offered first: nothing. */
  none?: string;
}

export function SourcePicker({ kind, value, onChange, suggestedName, none, label = SOURCE_WORDS[kind] }: SourcePickerProps) {
  const id = useId();
  const names = useColdstart((state) => namesOf(state, kind))
    .split("\n")
    .filter((name) => name !== "");
  const [making, setMaking] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const isNew = making || (names.length === 0 && none === undefined);
  const known = value === "" || names.includes(value) ? names : [value, ...names];
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <select
        id={id}
        className="select"
        value={isNew ? NEW : value}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          setMaking(chosen === NEW);
          setWrong(chosen === NEW ? undefined : onChange(chosen));
        }}
      >
        {none !== undefined && <option value="">{none}</option>}
        {known.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value={NEW}>Create new…</option>
      </select>
      {isNew && (
        <NewSource
          kind={kind}
          suggestedName={names.includes(suggestedName) ? `${suggestedName}-2` : suggestedName}
          onMade={(name) => {
            setMaking(false);
            setWrong(onChange(name));
          }}
        />
      )}
      {wrong !== undefined && (
        <span className="field-wrong" role="alert">
          {wrong}
        </span>
      )}
    </div>
  );
}

function NewSource({ kind, suggestedName, onMade }: { kind: ServiceKind; suggestedName: string; onMade: (name: string) => void }) {
  const store = useStoreApi();
  const { addService, openService } = useIntents();
  const [name, setName] = useState(suggestedName);
  const [wrong, setWrong] = useState<string>();
  const make = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const { openService: before, view } = store.getState();
    const problem = problemWords(() => {
      addService(newSource(kind, name.trim()));
      // It was made on the way to something else: what was shown stays.
      openService(before);
      store.getState().intents.show(view);
    });
    setWrong(problem);
    if (problem === undefined) onMade(name.trim());
  };
  return (
    <form className="new-source" onSubmit={make}>
      <input
        className="input mono"
        aria-label={`Name of the new ${SOURCE_WORDS[kind].toLowerCase()}`}
        aria-invalid={wrong !== undefined}
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" className="btn">
        Create
      </button>
      {wrong !== undefined && (
        <span className="field-wrong" role="alert">
          {wrong}
        </span>
      )}
    </form>
  );
}

/** With what a trigger needs of it: a table with a stream, as without one no change reaches a function. */
function newSource(kind: ServiceKind, name: string): ServiceDefinition {
  const made = newDefinition(kind, name);
  if (made.kind === "table") return { kind: "table", config: { ...made.config, stream: "new-and-old-images" } };
  if (made.kind === "queue" && name.endsWith(".fifo")) return withName({ kind: "queue", config: { ...made.config, fifo: true } }, name);
  return made;
}
