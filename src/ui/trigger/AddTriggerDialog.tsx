/** A new trigger for a function: first of what type, then what it watches; its other settings follow in its form. */
import { useState } from "react";
import { TRIGGER_KINDS } from "../../platform/triggers/kinds/registry.ts";
import type { Trigger, TriggerType } from "../../platform/triggers/trigger.ts";
import { findFunction } from "../../store/selectors.ts";
import { problemWords } from "../shared/attempt.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { openTrigger } from "./open-trigger.ts";
import { SOURCE_WORDS, SourcePicker } from "./SourcePicker.tsx";
import { TRIGGER_CHOICES } from "./trigger-forms.tsx";
import { keyedTriggers } from "./trigger-key.ts";
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
    const first: Trigger = TRIGGER_KINDS[chosen].first(subject);
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
  const kind = type && TRIGGER_KINDS[type];
  const watched = kind?.watches?.kind;

  return (
    <Dialog
      title={kind === undefined ? "Add a trigger" : `Add a trigger: ${kind.label}`}
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
                  disabled={watched !== undefined && source === ""}
                  onClick={() => add(type, watched === undefined ? target : source)}
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
      {kind === undefined ? (
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
          <p className="muted add-when">
            {kind.when} {DELIVERY_WORDS[kind.delivery]}
          </p>
          {watched === undefined ? (
            <p className="field-hint">{kind.watches ? "" : kind.beginning}</p>
          ) : (
            <SourcePicker
              key={watched}
              kind={watched}
              value={source}
              none={`Choose a ${SOURCE_WORDS[watched].toLowerCase()}`}
              suggestedName={`${target.toLowerCase().replace(/[^a-z0-9-]/g, "-")}-${watched}`}
              onChange={(name) => {
                setSource(name);
                return undefined;
              }}
            />
          )}
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

const DELIVERY_WORDS = {
  synchronous: "The caller gets the function’s answer, or its error.",
  asynchronous: "Nobody waits for the answer; Lambda retries what fails.",
  polled: "Lambda reads it in batches, and again what failed.",
} as const;

/** A route stands once in a project: the next method that is free. */
function freeRoute(first: Trigger, others: readonly Trigger[]): Trigger {
  if (first.type !== "http") return first;
  const taken = (method: string) => others.some((each) => each.type === "http" && each.path === first.path && each.method === method);
  const method = ["GET", "POST", "PUT", "DELETE", "PATCH", "ANY"].find((each) => !taken(each));
  return method === undefined ? first : { ...first, method };
}
