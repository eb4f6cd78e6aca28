/** A function's environment variables: process.env in its code, with the next deploy. */
import { useState } from "react";
import { Icon } from "../shared/Icon.tsx";
import { TextField } from "./TextField.tsx";

type Environment = Readonly<Record<string, string>>;

interface EnvironmentEditorProps {
  environment: Environment;
  /** What is wrong in words, or undefined when it was taken. */
  onChange: (environment: Environment) => string | undefined;
}

export function EnvironmentEditor({ environment, onChange }: EnvironmentEditorProps) {
  const [wrong, setWrong] = useState<string>();
  const entries = Object.entries(environment);
  const replace = (index: number, name: string, value: string) => {
    if (entries.some(([each], at) => at !== index && each === name)) return `There is a variable ${name} already. Choose another name.`;
    return onChange(Object.fromEntries(entries.map((entry, at) => (at === index ? [name, value] : entry))));
  };

  return (
    <div className="settings-list">
      <div className="settings-list-head">
        <h3>Environment</h3>
        <button type="button" className="lk" onClick={() => setWrong(onChange({ ...environment, [freeName(environment)]: "" }))}>
          <Icon name="plus" size={12} />
          Add variable
        </button>
      </div>
      {entries.map(([name, value], index) => (
        // A name changes as it is typed; its place does not.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div className="variable" key={index}>
          <TextField
            label={`Name of variable ${index + 1}`}
            hideLabel
            mono
            value={name}
            onCommit={(next) => replace(index, next.trim(), value)}
          />
          <TextField
            label={`Value of ${name}`}
            hideLabel
            mono
            value={value}
            placeholder="empty"
            onCommit={(next) => replace(index, name, next)}
          />
          <button
            type="button"
            className="ib icon"
            aria-label={`Remove ${name}`}
            onClick={() => setWrong(onChange(Object.fromEntries(entries.filter((_, at) => at !== index))))}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
      {wrong !== undefined && (
        <p className="field-wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

function freeName(environment: Environment): string {
  let number = 1;
  while (environment[`NAME_${number}`] !== undefined) number += 1;
  return `NAME_${number}`;
}
