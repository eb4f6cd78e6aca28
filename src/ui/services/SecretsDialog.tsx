/** The project's secrets (Secrets Manager) and parameters (Parameter Store): name to value. Values stay hidden until asked for. */
import { useId, useState } from "react";
import { TextField } from "../explorer/TextField.tsx";
import { problemWords } from "../shared/attempt.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import "./secrets.css";

type Values = Readonly<Record<string, string>>;

export function SecretsDialog({ onClose }: { onClose: () => void }) {
  const secrets = useColdstart((state) => state.project.secrets);
  const parameters = useColdstart((state) => state.project.parameters);
  const { setSecrets, setParameters } = useIntents();
  return (
    <Dialog title="Secrets and parameters" onClose={onClose}>
      <div className="secrets">
        <p className="field-hint">
          They are saved with the project and go wherever it is shared: put no real password here. They take effect at once.
        </p>
        <Values
          title="Secrets"
          noun="secret"
          hint="Functions read them with GetSecretValueCommand of @aws-sdk/client-secrets-manager."
          values={secrets}
          suggestedName="db/password"
          hidden
          onChange={(next) => problemWords(() => setSecrets(next))}
        />
        <Values
          title="Parameters"
          noun="parameter"
          hint="Functions read them with GetParameterCommand of @aws-sdk/client-ssm."
          values={parameters}
          suggestedName="/app/greeting"
          onChange={(next) => problemWords(() => setParameters(next))}
        />
      </div>
    </Dialog>
  );
}

interface ValuesProps {
  title: string;
  noun: string;
  hint: string;
  values: Values;
  suggestedName: string;
  hidden?: boolean;
  /** What is wrong in words, or undefined when it was taken. */
  onChange: (values: Values) => string | undefined;
}

function Values({ title, noun, hint, values, suggestedName, hidden = false, onChange }: ValuesProps) {
  const [wrong, setWrong] = useState<string>();
  const [shown, setShown] = useState(!hidden);
  const headingId = useId();
  const entries = Object.entries(values);
  const replace = (index: number, name: string, value: string) => {
    if (name === "") return `A ${noun} needs a name.`;
    if (entries.some(([each], at) => at !== index && each === name)) return `There is a ${noun} ${name} already. Choose another name.`;
    return onChange(Object.fromEntries(entries.map((entry, at) => (at === index ? [name, value] : entry))));
  };
  const freeName = () => {
    let number = 2;
    if (values[suggestedName] === undefined) return suggestedName;
    while (values[`${suggestedName}-${number}`] !== undefined) number += 1;
    return `${suggestedName}-${number}`;
  };

  return (
    <section aria-labelledby={headingId}>
      <div className="secrets-head">
        <h3 id={headingId}>{title}</h3>
        {hidden && entries.length > 0 && (
          <button type="button" className="lk" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? "Hide values" : "Show values"}
          </button>
        )}
        <span className="grow" />
        <button type="button" className="lk" onClick={() => setWrong(onChange({ ...values, [freeName()]: "change-me" }))}>
          <Icon name="plus" size={12} />
          Add {noun}
        </button>
      </div>
      <p className="field-hint">{hint}</p>
      {entries.map(([name, value], index) => (
        // A name changes as it is typed; its place does not.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div className="secrets-row" key={index}>
          <TextField
            label={`Name of ${noun} ${index + 1}`}
            hideLabel
            mono
            value={name}
            onCommit={(next) => replace(index, next.trim(), value)}
          />
          {shown ? (
            <TextField label={`Value of ${name}`} hideLabel mono value={value} onCommit={(next) => replace(index, name, next)} />
          ) : (
            <span className="secrets-dots" role="img" aria-label={`Value of ${name}, hidden`}>
              ••••••••
            </span>
          )}
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
    </section>
  );
}
