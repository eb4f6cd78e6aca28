/** Where a record is sent: nowhere, or to a queue, topic, function or bus; a queue that is not there is made on the spot. */
import { useState } from "react";
import type { Destination } from "../../platform/triggers/trigger.ts";
import { SelectField } from "../explorer/SelectField.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { SourcePicker } from "./SourcePicker.tsx";

type DestinationType = Destination["type"];

const TYPE_LABELS: Readonly<Record<DestinationType, string>> = {
  queue: "A queue",
  topic: "A topic",
  function: "A function",
  bus: "An event bus",
};

interface DestinationPickerProps {
  label: string;
  value: Destination | undefined;
  types: readonly DestinationType[];
  suggestedName: string;
  /** What is wrong in words, or undefined when it was taken. */
  onChange: (next: Destination | undefined) => string | undefined;
}

export function DestinationPicker({ label, value, types, suggestedName, onChange }: DestinationPickerProps) {
  const [choosing, setChoosing] = useState<DestinationType>();
  const [wrong, setWrong] = useState<string>();
  const type = choosing ?? value?.type;
  const options = [{ value: "none", label: "Nowhere" }, ...types.map((each) => ({ value: each, label: TYPE_LABELS[each] }))] as const;
  const take = (name: string): string | undefined => {
    if (type === undefined || name === "") return undefined;
    const problem = onChange({ type, name });
    if (problem === undefined) setChoosing(undefined);
    return problem;
  };
  return (
    <div className="form-wide form-pair">
      <SelectField
        label={label}
        value={type ?? "none"}
        options={options}
        onChange={(next) => {
          setWrong(undefined);
          if (next === "none") {
            setChoosing(undefined);
            setWrong(onChange(undefined));
          } else setChoosing(next);
        }}
      />
      {type === "function" && (
        <FunctionPicker value={value?.type === "function" ? value.name : ""} onChange={(name) => setWrong(take(name))} />
      )}
      {(type === "queue" || type === "topic" || type === "bus") && (
        <SourcePicker
          kind={type === "queue" ? "queue" : "topic"}
          label={type === "bus" ? "Bus" : type === "topic" ? "Topic" : "Queue"}
          value={value?.type === type ? value.name : ""}
          none="Choose"
          suggestedName={suggestedName}
          onChange={take}
        />
      )}
      {wrong !== undefined && (
        <p className="field-wrong form-wide" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

function FunctionPicker({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const functions = useColdstart((state) => state.project.functions);
  return (
    <SelectField
      label="Function"
      value={value}
      options={[{ value: "", label: "Choose" }, ...functions.map(({ name }) => ({ value: name, label: name }))]}
      onChange={onChange}
    />
  );
}
