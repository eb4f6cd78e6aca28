/** Beside Send: the other ways an event reaches the function, and the real thing that makes one. */
import { useEffect, useState } from "react";
import { sourceOf } from "../../platform/triggers/kinds/registry.ts";
import { eventText } from "../../store/draft-request.ts";
import { activeDefinition, activeDraft } from "../../store/selectors.ts";
import { useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { AsyncSettingsDialog } from "./AsyncSettingsDialog.tsx";
import { sampleText } from "./sample-text.ts";
import { triggerOfKey } from "./trigger-key.ts";
import "./forms.css";

export function EventActions() {
  const store = useStoreApi();
  const definition = useColdstart(activeDefinition);
  const draft = useColdstart(activeDraft);
  const { invokeLater, callService, openService, editDraft, notify } = useIntents();
  const attempt = useAttempt();
  const [settings, setSettings] = useState(false);
  const keyed = definition && triggerOfKey(definition.triggers, draft.trigger);
  const { trigger: key, events } = draft;
  const text = key === undefined ? undefined : events?.[key];
  const sample = definition && keyed ? sampleText(store.getState(), definition.name, keyed.trigger) : undefined;

  // What is sent stands in the draft: the sample, until a person writes another.
  useEffect(() => {
    if (key !== undefined && text === undefined && sample !== undefined) editDraft({ events: { ...events, [key]: sample } });
  }, [key, text, sample, events, editDraft]);

  if (!definition) return null;
  const { name } = definition;
  const source = keyed && sourceOf(keyed.trigger);
  const later = async () => {
    const { requestId } = await invokeLater(name, JSON.parse(eventText(activeDraft(store.getState()))));
    notify("info", `${name} accepted the event to run later.`, `Its request id is ${requestId}: the map’s events say where it stands.`);
  };
  const coldstart = (operation: string, input: Readonly<Record<string, string | number>>, said: string) => async () => {
    await callService({ service: "coldstart", operation, input });
    notify("info", said);
  };

  return (
    <div className="event-actions">
      <button
        type="button"
        className="lk"
        title="Into Lambda’s internal queue: no answer is waited for, failures are retried"
        onClick={() => attempt(later)}
      >
        Send asynchronously
      </button>
      {keyed?.trigger.type === "schedule" && (
        <button
          type="button"
          className="lk"
          title="The schedule itself fires, beside what is planned"
          onClick={() => attempt(coldstart("FireSchedule", { functionName: name, place: keyed.place }, `The schedule of ${name} fired.`))}
        >
          Fire now
        </button>
      )}
      {source && source.name !== "default" && (
        <button type="button" className="lk" title={`Cause a real event in ${source.name}`} onClick={() => openService(source)}>
          Open {source.name}
        </button>
      )}
      <Menu label="More ways to send" className="ib icon" align="end" trigger={<Icon name="more" size={14} />}>
        <MenuItem
          onSelect={() => attempt(coldstart("DeliverTwice", { functionName: name }, `The next event for ${name} is delivered twice.`))}
        >
          Deliver the next event twice
        </MenuItem>
        <MenuItem onSelect={() => setSettings(true)}>Retries and destinations</MenuItem>
        {key !== undefined && sample !== undefined && text !== sample && (
          <MenuItem onSelect={() => editDraft({ events: { ...events, [key]: sample } })}>Put the sample event back</MenuItem>
        )}
      </Menu>
      {settings && <AsyncSettingsDialog functionName={name} onClose={() => setSettings(false)} />}
    </div>
  );
}
