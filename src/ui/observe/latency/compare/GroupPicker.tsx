/** Chooses one of the two groups: of which run, which of its requests, or those that a typed filter leaves. */
import { useId } from "react";
import type { ObservedRun } from "../../../../metrics/history/observed-run.ts";
import type { QueryProblem } from "../../../../metrics/query/row-filter.ts";
import type { Side } from "./compare-state.ts";
import { type Group, type GroupBy, groupKey, groupName, groupOptions, type Stretch } from "./groups.ts";

interface GroupPickerProps {
  readonly side: Side;
  readonly group: Group;
  readonly run: ObservedRun;
  readonly runs: readonly ObservedRun[];
  readonly stretches: readonly Stretch[];
  readonly problems: readonly QueryProblem[];
  readonly onChoose: (group: Group) => void;
}

export function GroupPicker({ side, group, run, runs, stretches, problems, onChoose }: GroupPickerProps) {
  const name = side.toUpperCase();
  const hint = useId();
  const { by } = group;
  const choices = choicesOf(run, stretches, by);
  const all = choices.flatMap(({ options }) => options);
  const typed = by.kind === "query" ? by.text : "";
  return (
    <fieldset className="lat-group">
      <legend className="visually-hidden">Group {name}</legend>
      <svg className={`lat-key lat-${side}`} width="18" height="8" aria-hidden="true">
        <path d="M0 4H18" strokeDasharray={side === "b" ? "6 4" : undefined} />
      </svg>
      <b aria-hidden="true">{name}</b>
      {runs.length > 1 && (
        <select
          aria-label={`${name}: run`}
          value={run.id}
          onChange={(event) => onChoose({ runId: event.target.value, by: { kind: "all" } })}
        >
          {runs.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name} ({each.profile.label}
              {each.origin === "modelled" ? ", modelled" : ""})
            </option>
          ))}
        </select>
      )}
      <select
        aria-label={`${name}: requests`}
        value={groupKey(by)}
        onChange={(event) => {
          const chosen = all.find((each) => groupKey(each) === event.target.value);
          if (chosen) onChoose({ runId: run.id, by: chosen });
        }}
      >
        {choices.map(({ label, options }) => (
          <optgroup key={label} label={label}>
            {options.map((each) => (
              <option key={groupKey(each)} value={groupKey(each)}>
                {each.kind === "query" ? "Filter of its own…" : groupName(each)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {by.kind === "query" && (
        <input
          className="mono"
          aria-label={`${name}: filter`}
          aria-invalid={problems.length > 0}
          aria-describedby={problems.length > 0 ? hint : undefined}
          placeholder="cold:true duration:>200"
          spellCheck={false}
          value={typed}
          onChange={(event) => onChoose({ runId: run.id, by: { kind: "query", text: event.target.value } })}
        />
      )}
      {problems.length > 0 && (
        <span id={hint} className="lat-problem">
          {problems.map(({ message }) => message).join(" ")}
        </span>
      )}
    </fieldset>
  );
}

interface Choices {
  readonly label: string;
  readonly options: readonly GroupBy[];
}

function choicesOf(run: ObservedRun, stretches: readonly Stretch[], chosen: GroupBy): readonly Choices[] {
  const { functions, versions, memories } = groupOptions(run.history.rows);
  const marked = stretches.filter(({ runId }) => runId === run.id).map(({ fromMs, toMs }): GroupBy => ({ kind: "stretch", fromMs, toMs }));
  const any: readonly GroupBy[] = [{ kind: "all" }, chosen.kind === "query" ? chosen : { kind: "query", text: "" }];
  const offered = [
    { label: "Any", options: any },
    { label: "Functions", options: functions },
    { label: "Versions", options: versions },
    { label: "Memory", options: memories },
    { label: "Marked stretches", options: marked },
  ].filter(({ options }) => options.length > 0);
  // What was chosen stays a choice, though its run may no longer have such requests.
  const known = offered.some(({ options }) => options.some((each) => groupKey(each) === groupKey(chosen)));
  return known ? offered : [...offered, { label: "Chosen before", options: [chosen] }];
}
