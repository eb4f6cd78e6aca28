/** A subscription to a topic, or a rule of an event bus, with its filter. */
import { useColdstart } from "../../shared/store-context.tsx";
import { SourcePicker } from "../SourcePicker.tsx";
import type { TriggerFormProps, TriggerOf } from "../trigger-forms.tsx";
import { FilterField } from "./FilterField.tsx";

export function TopicForm({ functionName, trigger, onChange }: TriggerFormProps<TriggerOf<"topic">>) {
  const { topic, filter } = trigger;
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
            : "Over the message’s attributes: each named one must have one of the values. Empty: every message."
        }
        onCommit={(next) => {
          const { filter: _, ...rest } = trigger;
          return onChange(next === undefined ? rest : { ...rest, filter: next });
        }}
      />
    </>
  );
}
