/** Asks a table: all of it (scan), or one partition (query), with a filter in words that DynamoDB's expressions are made of. */
import { type FormEvent, useState } from "react";
import type { TableConfig } from "../../platform/services/services-config.ts";
import { SelectField } from "../explorer/SelectField.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { InputField } from "./InputField.tsx";
import { ASK_ALL, SORT_CONDITIONS, type TableQuestion } from "./table-query.ts";

const BY = [
  { value: "scan", label: "Scan", title: "Reads every item" },
  { value: "query", label: "Query", title: "Reads one partition, in order of the sort key" },
] as const;
const CONDITIONS = SORT_CONDITIONS.map((value) => ({ value, label: value.replace("_", " ") }));

interface QueryBarProps {
  config: TableConfig;
  busy: boolean;
  asked: boolean;
  onAsk: (question: TableQuestion) => void;
  onClear: () => void;
}

export function QueryBar({ config, busy, asked, onAsk, onClear }: QueryBarProps) {
  const [question, setQuestion] = useState(ASK_ALL);
  const change = (next: Partial<TableQuestion>) => setQuestion({ ...question, ...next });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAsk(question);
  };
  return (
    <form className="service-bar query" onSubmit={submit}>
      <Segmented label="How to read" value={question.by} options={BY} onChange={(by) => change({ by })} />
      {question.by === "query" && (
        <>
          <span className="mono">{config.partitionKey} =</span>
          <InputField label={config.partitionKey} hideLabel value={question.partition} onChange={(partition) => change({ partition })} />
          {config.sortKey !== undefined && (
            <>
              <span className="mono">{config.sortKey}</span>
              <SelectField
                label={`Condition on ${config.sortKey}`}
                hideLabel
                value={question.sortCondition}
                options={CONDITIONS}
                onChange={(sortCondition) => change({ sortCondition })}
              />
              <InputField label={config.sortKey} hideLabel placeholder="any" value={question.sort} onChange={(sort) => change({ sort })} />
              {question.sortCondition === "between" && (
                <>
                  <span>and</span>
                  <InputField
                    label={`${config.sortKey}, up to`}
                    hideLabel
                    value={question.sortTo}
                    onChange={(sortTo) => change({ sortTo })}
                  />
                </>
              )}
              <label className="check">
                <input
                  type="checkbox"
                  checked={question.descending}
                  onChange={(event) => change({ descending: event.currentTarget.checked })}
                />
                Descending
              </label>
            </>
          )}
        </>
      )}
      <span className="query-filter">
        <InputField
          label="Filter"
          hideLabel
          placeholder='Filter: price >= 10 and begins_with(title, "A")'
          value={question.filter}
          onChange={(filter) => change({ filter })}
        />
      </span>
      <button type="submit" className="btn" disabled={busy}>
        Run
      </button>
      {asked && (
        <button type="button" className="btn ghost" onClick={onClear}>
          Show all, live
        </button>
      )}
    </form>
  );
}
