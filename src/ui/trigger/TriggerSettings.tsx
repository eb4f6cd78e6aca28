/** The form of the chosen trigger, and the way to take it away. A test event that nobody edited follows its settings. */
import { Suspense } from "react";
import type { Trigger } from "../../platform/triggers/trigger.ts";
import type { Coldstart } from "../../store/intents.ts";
import { activeDefinition, activeDraft } from "../../store/selectors.ts";
import { problemWords, useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { chosenTrigger, withoutFunctionUrl } from "./chosen-trigger.ts";
import { sampleText } from "./sample-text.ts";
import { TriggerForm } from "./trigger-forms.tsx";
import { type KeyedTrigger, keyedTriggers } from "./trigger-key.ts";
import "./forms.css";

export function TriggerSettings() {
  const definition = useColdstart(activeDefinition);
  const draft = useColdstart(activeDraft);
  const keyed = definition && chosenTrigger(definition, draft);
  if (!definition || !keyed) return <p className="request-note">This trigger is gone. Its test event stays until another is chosen.</p>;
  return <Settings key={`${definition.name}/${keyed.place}`} functionName={definition.name} keyed={keyed} />;
}

function Settings({ functionName, keyed }: { functionName: string; keyed: KeyedTrigger }) {
  const store = useStoreApi();
  const attempt = useAttempt();
  const { updateFunction, editDraft } = useIntents();
  const { trigger, place, key } = keyed;

  const change = (next: Trigger): string | undefined =>
    problemWords(() => {
      const before = activeDraft(store.getState());
      const wasSample = before.events?.[key] === undefined || before.events[key] === sampleText(store.getState(), functionName, trigger);
      const triggers = triggersOf(store.getState(), functionName).map((each, index) => (index === place ? next : each));
      updateFunction(functionName, { triggers });
      if (before.mode === "http") return;
      const nextKey = keyedTriggers(triggers)[place]?.key ?? key;
      const { [key]: text = "", ...others } = before.events ?? {};
      editDraft({
        trigger: nextKey,
        events: { ...others, [nextKey]: wasSample ? sampleText(store.getState(), functionName, next) : text },
      });
    });

  const remove = () => {
    updateFunction(functionName, { triggers: triggersOf(store.getState(), functionName).filter((_, index) => index !== place) });
    const { events: before, mode, target } = activeDraft(store.getState());
    const { [key]: _, ...events } = before ?? {};
    editDraft({ trigger: undefined, events, ...(mode === "http" ? { target: withoutFunctionUrl(target) } : {}) });
  };

  return (
    <div className="trigger-form">
      <Suspense fallback={<p className="request-note">The form is loading.</p>}>
        <TriggerForm functionName={functionName} trigger={trigger} onChange={change} />
      </Suspense>
      <p className="form-wide form-foot">
        <span className="field-hint">Triggers take effect at once; no deploy is needed.</span>
        <span className="grow" />
        <button type="button" className="lk form-remove" onClick={() => attempt(remove)}>
          <Icon name="trash" size={14} />
          Remove this trigger
        </button>
      </p>
    </div>
  );
}

function triggersOf({ project }: Coldstart, functionName: string): readonly Trigger[] {
  return project.functions.find(({ name }) => name === functionName)?.triggers ?? [];
}
