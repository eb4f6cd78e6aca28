/** A new service: its kind, its name, and the few settings that matter. */
import { useState } from "react";
import type { ServiceDefinition } from "../../store/intents.ts";
import type { ServiceKind } from "../../store/state.ts";
import { problemWords } from "../shared/attempt.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { DefinitionForm } from "./DefinitionForm.tsx";
import { InputField } from "./InputField.tsx";
import { ServiceIcon } from "./ServiceIcon.tsx";
import { finished, freeName, newDefinition, withName } from "./service-defaults.ts";
import { nameProblem, namesOf } from "./service-names.ts";
import { arnOf, KIND_TEXTS, KINDS } from "./service-texts.ts";
import "./service-forms.css";

const FORM_ID = "new-service";

export function NewServiceDialog({ onClose }: { onClose: () => void }) {
  const project = useColdstart((state) => state.project);
  const { addService, show, showPane } = useIntents();
  const suggestion = (kind: ServiceKind) =>
    newDefinition(
      kind,
      freeName(KIND_TEXTS[kind].suggestedName, (name) => namesOf(project, kind).includes(name)),
    );
  const [definition, setDefinition] = useState<ServiceDefinition>(() => suggestion("bucket"));
  const [refused, setRefused] = useState<string>();
  const { kind, config } = definition;
  const whole = finished(definition);
  const wrong = nameProblem(whole, namesOf(project, kind));

  const change = (next: ServiceDefinition) => {
    setDefinition(next);
    setRefused(undefined);
  };
  const add = () => {
    if (wrong !== undefined) return;
    const problem = problemWords(() => addService(whole));
    setRefused(problem);
    if (problem !== undefined) return;
    show("build");
    showPane("code");
    onClose();
  };

  return (
    <Dialog
      title="New service"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={FORM_ID} className="btn pri">
            Add {kind === "topic" && definition.config.kind === "bus" ? "bus" : kind}
          </button>
        </>
      }
    >
      <form
        id={FORM_ID}
        className="service-form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <fieldset className="service-kinds">
          <legend className="field-label">Kind</legend>
          {KINDS.map((each) => (
            <label key={each} className="service-kind">
              <input type="radio" name="service-kind" value={each} checked={each === kind} onChange={() => change(suggestion(each))} />
              <ServiceIcon kind={each} />
              <span>
                <b>{KIND_TEXTS[each].label}</b> <span className="muted">as {KIND_TEXTS[each].aws}</span>
                <span className="service-kind-line">{KIND_TEXTS[each].line}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <InputField
          label="Name"
          value={config.name}
          wrong={wrong}
          hint={arnOf(kind === "topic" ? definition.config.kind : kind, whole.config.name)}
          onChange={(name) => change(withName(definition, name))}
        />
        <DefinitionForm definition={definition} onChange={change} exists={false} />
        {refused !== undefined && (
          <p className="field-wrong" role="alert">
            {refused}
          </p>
        )}
      </form>
    </Dialog>
  );
}
