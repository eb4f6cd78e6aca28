/** A new trigger for a function: first of what type, then what it watches; its other settings follow in its form. */
import { useState } from "react";
import type { Trigger, TriggerType } from "../../platform/triggers/trigger.ts";
import { findFunction } from "../../store/selectors.ts";
import { problemWords } from "../shared/attempt.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { openTrigger } from "./open-trigger.ts";
import { SOURCE_WORDS, SourcePicker } from "./SourcePicker.tsx";
import { TRIGGER_CHOICES, TRIGGER_FORMS } from "./trigger-forms.tsx";
import { keyedTriggers, TRIGGER_LABELS } from "./trigger-key.ts";
import "./forms.css";

interface AddTriggerDialogProps {
  functionName: string;
  /** Chosen already. */
  type?: TriggerType | undefined;
  onClose: () => void;
}

export function AddTriggerDialog({ functionName, type: given, onClose }: AddTriggerDialogProps) {
  const store = useStoreApi();
  const { updateFunction } = useIntents();
  const functions = useColdstart((state) => state.project.functions);
  const [target, setTarget] = useState(functionName);
  const [type, setType] = useState(given);
  const [source, setSource] = useState("");
  const [wrong, setWrong] = useState<string>();

  const add = (chosen: TriggerType, subject: string) => {
    const before = findFunction(store.getState(), target)?.triggers ?? [];
    const first: Trigger = TRIGGER_FORMS[chosen].first(subject);
    const trigger = freeRoute(
      first,
      functions.flatMap(({ triggers }) => triggers),
    );
    const triggers = [...before, trigger];
    const problem = problemWords(() => updateFunction(target, { triggers }));
    setWrong(problem);
    if (problem !== undefined) return;
    onClose();
    const added = keyedTriggers(triggers).at(-1);
    if (added) openTrigger(store.getState(), target, added);
  };
  const pick = (chosen: TriggerType) => {
    setWrong(undefined);
    setSource("");
    setType(chosen);
  };
  const kind = type && TRIGGER_FORMS[type].source;

  return (
    <Dialog
      title={type === undefined ? "Add a trigger" : `Add a trigger: ${TRIGGER_LABELS[type]}`}
      onClose={onClose}
      {...(type === undefined
        ? {}
        : {
            footer: (
              <>
                <button type="button" className="btn" onClick={() => setType(undefined)}>
                  Another type
                </button>
                <button
                  type="button"
                  className="btn pri"
                  disabled={kind !== undefined && source === ""}
                  onClick={() => add(type, kind === undefined ? target : source)}
                >
                  Add to {target}
                </button>
              </>
            ),
          })}
    >
      {functions.length > 1 && (
        <div className="field add-target">
          <label className="field-label" htmlFor="add-trigger-function">
            Function
          </label>
          <select id="add-trigger-function" className="select" value={target} onChange={(event) => setTarget(event.currentTarget.value)}>
            {functions.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      )}
      {type === undefined ? (
        <ul className="add-types" aria-label="Types of triggers">
          {TRIGGER_CHOICES.map((choice) => (
            <li key={choice.type}>
              <button type="button" onClick={() => pick(choice.type)}>
                {choice.icon}
                <b>{choice.label}</b>
                <span className="muted">{choice.when}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <>
          <p className="muted add-when">{TRIGGER_FORMS[type].when}</p>
          {kind !== undefined && (
            <SourcePicker
              key={kind}
              kind={kind}
              value={source}
              none={`Choose a ${SOURCE_WORDS[kind].toLowerCase()}`}
              suggestedName={`${target.toLowerCase().replace(/[^a-z0-9-]/g, "-")}-${kind}`}
              onChange={(name) => {
                setSource(name);
                return undefined;
              }}
            />
          )}
          {kind === undefined && <p className="field-hint">{WITHOUT_SOURCE[type] ?? ""}</p>}
        </>
      )}
      {wrong !== undefined && (
        <p className="field-wrong" role="alert">
          {wrong}
        </p>
      )}
    </Dialog>
  );
}

const WITHOUT_SOURCE: Readonly<Partial<Record<TriggerType, string>>> = {
  http: "It begins with GET and the function’s name as its path. Change both in the function’s settings.",
  schedule: "It begins with rate(5 minutes). Change it in its form, which shows the next ten firings.",
  "function-url": "It answers every method and path under one address. A function has one at most.",
};

/** A route stands once in a project: the next method that is free. */
function freeRoute(first: Trigger, others: readonly Trigger[]): Trigger {
  if (first.type !== "http") return first;
  const taken = (method: string) => others.some((each) => each.type === "http" && each.path === first.path && each.method === method);
  const method = ["GET", "POST", "PUT", "DELETE", "PATCH", "ANY"].find((each) => !taken(each));
  return method === undefined ? first : { ...first, method };
}
