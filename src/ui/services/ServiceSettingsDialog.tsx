/** An existing service's settings and name. Kept as a whole, so that half a change never counts. */
import { useState } from "react";
import type { ServiceDefinition } from "../../store/intents.ts";
import { problemWords } from "../shared/attempt.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { DefinitionForm } from "./DefinitionForm.tsx";
import { InputField } from "./InputField.tsx";
import { finished, withName } from "./service-defaults.ts";
import { nameProblem, namesOf } from "./service-names.ts";
import "./service-forms.css";

const FORM_ID = "service-settings";

export function ServiceSettingsDialog({ definition: before, onClose }: { definition: ServiceDefinition; onClose: () => void }) {
  const project = useColdstart((state) => state.project);
  const { updateService } = useIntents();
  const [definition, setDefinition] = useState(before);
  const [refused, setRefused] = useState<string>();
  const { kind, config } = definition;
  const { name } = before.config;
  const others = namesOf(project, kind).filter((each) => each !== name);
  const wrong = nameProblem(finished(definition), others);
  const change = (next: ServiceDefinition) => {
    setDefinition(next);
    setRefused(undefined);
  };

  const save = () => {
    if (wrong !== undefined) return;
    const problem = problemWords(() => updateService(name, finished(definition)));
    setRefused(problem);
    if (problem === undefined) onClose();
  };

  return (
    <Dialog
      title={`Settings of ${name}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={FORM_ID} className="btn pri">
            Save
          </button>
        </>
      }
    >
      <form
        id={FORM_ID}
        className="service-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <InputField
          label="Name"
          value={config.name}
          wrong={wrong}
          hint={config.name === name ? undefined : "Its triggers move with it. Code that names it has to be changed."}
          onChange={(next) => change(withName(definition, next))}
        />
        <DefinitionForm definition={definition} onChange={change} exists />
        {refused !== undefined && (
          <p className="field-wrong" role="alert">
            {refused}
          </p>
        )}
      </form>
    </Dialog>
  );
}
