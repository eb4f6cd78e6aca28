/** Which functions the service starts; the way to the trigger of each, and to a new one. */
import { kindOf, TRIGGER_KINDS } from "../../platform/triggers/kinds/registry.ts";
import type { ProjectFunction, Trigger } from "../../project/schema.ts";
import { isFedBy } from "../../store/service-changes.ts";
import type { ServiceRef } from "../../store/state.ts";
import { useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { openTrigger } from "../trigger/open-trigger.ts";
import { keyedTriggers } from "../trigger/trigger-key.ts";

export function ServiceTriggers({ service }: { service: ServiceRef }) {
  const functions = useColdstart((state) => state.project.functions);
  const store = useStoreApi();
  const { updateFunction, updateService } = useIntents();
  const attempt = useAttempt();
  const fed = functions.flatMap(({ name, triggers }) =>
    keyedTriggers(triggers)
      .filter(({ trigger }) => isFedBy(trigger, service))
      .map((keyed) => ({ name, keyed })),
  );
  /** With the settings that AWS gives it; its form, which opens, changes them. */
  const add = ({ name, triggers }: ProjectFunction) => {
    const table = service.kind === "table" ? store.getState().project.tables.find((each) => each.name === service.name) : undefined;
    // Without a stream there is nothing to read from: it comes with the first trigger.
    if (table && table.stream === undefined) {
      updateService(table.name, { kind: "table", config: { ...table, stream: "new-and-old-images" } });
    }
    const next = [...triggers, ...firstTrigger(service)];
    updateFunction(name, { triggers: next });
    const added = keyedTriggers(next).at(-1);
    if (added) openTrigger(store.getState(), name, added);
  };
  return (
    <div className="service-triggers">
      <span className="muted">{fed.length === 0 ? "Starts no function yet." : "Starts"}</span>
      {fed.map(({ name, keyed }) => (
        <button
          key={`${name}/${keyed.key}`}
          type="button"
          className="service-trigger"
          onClick={() => openTrigger(store.getState(), name, keyed)}
        >
          <Icon name="bolt" size={14} />
          <b>{name}</b>
          <span className="muted">{triggerWords(keyed.trigger)}</span>
        </button>
      ))}
      <span className="grow" />
      <Menu
        label="Add trigger"
        className="lk"
        align="end"
        trigger={
          <>
            <Icon name="plus" size={12} />
            Add trigger
          </>
        }
      >
        <p className="menu-title">Start which function?</p>
        {functions.map((definition) => (
          <MenuItem key={definition.name} onSelect={() => attempt(() => add(definition))}>
            {definition.name}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}

/** Of the kind that watches such a service. */
function firstTrigger({ kind, name }: ServiceRef): readonly Trigger[] {
  return Object.values(TRIGGER_KINDS).flatMap((each) => (each.watches?.kind === kind ? [each.first(name)] : []));
}

function triggerWords(trigger: Trigger): string {
  const kind = kindOf(trigger);
  return kind.watches ? kind.words(trigger) : "";
}
