/** A subscription to a topic, or a rule of an event bus, with its filter. */

import { SelectField } from "../../explorer/SelectField.tsx";
import { useColdstart } from "../../shared/store-context.tsx";
import { SourcePicker } from "../SourcePicker.tsx";
import type { TriggerFormProps, TriggerOf } from "../trigger-forms.tsx";
import { FilterField } from "./FilterField.tsx";
import { useWrong } from "./use-wrong.tsx";

const BY_SHAPE = "by its shape";
const SCOPES = [
  { value: BY_SHAPE, label: "What its shape says: nested, the body" },
  { value: "MessageAttributes", label: "The message’s attributes" },
  { value: "MessageBody", label: "The message’s body, as JSON" },
] as const;

export function TopicForm({ functionName, trigger, onChange }: TriggerFormProps<TriggerOf<"topic">>) {
  const { run, words } = useWrong();
  const { topic, filter, filterScope } = trigger;
  const isBus = useColdstart((state) => topic === "default" || state.project.topics.find(({ name }) => name === topic)?.kind === "bus");
  return (
    <>
      <SourcePicker
        kind="topic"
        value={topic}
        suggestedName={`${functionName}-news`}
        onChange={(name) => onChange({ ...trigger, topic: name })}
      />
      <FilterField
        label={isBus ? "Event pattern" : "Filter policy"}
        value={filter}
        placeholder={isBus ? '{ "source": ["com.example.orders"] }' : '{ "region": ["eu"] }'}
        hint={
          isBus
            ? "Over source, detail-type, detail and the other fields of the event. Empty: every event."
            : "Each field that is named must have one of the values. Empty: every message."
        }
        onCommit={(next) => {
          const { filter: _, ...rest } = trigger;
          return onChange(next === undefined ? rest : { ...rest, filter: next });
        }}
      />
      {!isBus && filter !== undefined && (
        <div className="form-wide">
          <SelectField
            label="The policy is about"
            value={filterScope ?? BY_SHAPE}
            options={SCOPES}
            onChange={(scope) => {
              const { filterScope: _, ...rest } = trigger;
              run("scope", onChange(scope === BY_SHAPE ? rest : { ...rest, filterScope: scope }));
            }}
          />
          {words("scope")}
        </div>
      )}
    </>
  );
}
