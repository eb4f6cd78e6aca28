/** A new function: from a template, under a name. */
import { useId, useState } from "react";
import { checkFunctionName } from "../../project/project-function.ts";
import { FUNCTION_TEMPLATES } from "../../project/templates.ts";
import { problemWords } from "../shared/attempt.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { keyedTriggers } from "../trigger/trigger-key.ts";
import { newFunctionWords } from "./new-function-words.ts";
import "./new-function.css";

const FORM_ID = "new-function";

export function NewFunctionDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const project = useColdstart((state) => state.project);
  const { functions } = project;
  const { addFunction, editDraft, showPane, show } = useIntents();
  const [templateId, setTemplateId] = useState(FUNCTION_TEMPLATES[0]?.id ?? "");
  const [typed, setTyped] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const template = FUNCTION_TEMPLATES.find((each) => each.id === templateId);
  const taken = (name: string) => functions.some((each) => each.name === name);
  const name = typed ?? freeName(template?.suggestedName ?? "function", taken);
  const wrong = wrongName(name, taken) ?? refused;

  const add = () => {
    if (!template || wrongName(name, taken) !== undefined) return;
    const definition = template.create(name);
    const problem = problemWords(() => addFunction(definition, template.services?.(name)));
    setRefused(problem);
    if (problem !== undefined) return;
    // Its own trigger, with a test event that is ready to send.
    const own = keyedTriggers(definition.triggers).find(({ trigger }) => trigger.type !== "http");
    if (own) editDraft({ mode: "event", trigger: own.key });
    show("build");
    showPane("code");
    onClose();
  };

  return (
    <Dialog
      title="New function"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={FORM_ID} className="btn pri">
            Add function
          </button>
        </>
      }
    >
      <form
        id={FORM_ID}
        className="new-function"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <fieldset>
          <legend className="field-label">Start from</legend>
          {FUNCTION_TEMPLATES.map(({ id: each, label, description }) => (
            <label key={each} className="template">
              <input
                type="radio"
                name="template"
                value={each}
                checked={each === templateId}
                onChange={() => {
                  setTemplateId(each);
                  setRefused(undefined);
                }}
              />
              <span>
                <b>{label}</b>
                <span className="muted">{description}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div className="field">
          <label htmlFor={id} className="field-label">
            Name
          </label>
          <input
            id={id}
            className="input mono"
            autoComplete="off"
            spellCheck={false}
            value={name}
            aria-invalid={wrong !== undefined}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setRefused(undefined);
            }}
          />
          <span id={`${id}-hint`} className={wrong === undefined ? "field-hint" : "field-wrong"} role="status">
            {wrong ?? (template && newFunctionWords(template, name, project))}
          </span>
        </div>
      </form>
    </Dialog>
  );
}

function wrongName(name: string, taken: (name: string) => boolean): string | undefined {
  if (taken(name)) return `There is a function ${name} already. Choose another name.`;
  const refused = checkFunctionName(name);
  return refused && `${refused.message} ${refused.remedy}`;
}

function freeName(suggested: string, taken: (name: string) => boolean): string {
  if (!taken(suggested)) return suggested;
  let number = 2;
  while (taken(`${suggested}-${number}`)) number += 1;
  return `${suggested}-${number}`;
}
