/** Which functions the service starts; the way to the trigger of each, and to a new one. */
import type { Trigger } from "../../project/schema.ts";
import { isFedBy } from "../../store/service-changes.ts";
import type { ServiceRef } from "../../store/state.ts";
import { Icon } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { counted, durationWords } from "./words.ts";

export function ServiceTriggers({ service }: { service: ServiceRef }) {
  const functions = useColdstart((state) => state.project.functions);
  const { selectFunction, showPane } = useIntents();
  const open = (name: string) => {
    selectFunction(name);
    showPane("trigger");
  };
  const fed = functions.flatMap(({ name, triggers }) =>
    triggers.filter((trigger) => isFedBy(trigger, service)).map((trigger) => ({ name, trigger })),
  );
  return (
    <div className="service-triggers">
      <span className="muted">{fed.length === 0 ? "Starts no function yet." : "Starts"}</span>
      {fed.map(({ name, trigger }, place) => (
        <button
          // Two triggers of one function may be alike: their place tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={`${name}/${place}`}
          type="button"
          className="service-trigger"
          onClick={() => open(name)}
        >
          <Icon name="bolt" size={14} />
          <b>{name}</b>
          <span className="muted">{triggerWords(trigger)}</span>
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
        {functions.map(({ name }) => (
          <MenuItem key={name} onSelect={() => open(name)}>
            {name}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}

function triggerWords(trigger: Trigger): string {
  switch (trigger.type) {
    case "upload": {
      const where = [trigger.prefix && `${trigger.prefix}…`, trigger.suffix && `…${trigger.suffix}`].filter(Boolean).join(" ");
      return `when ${trigger.events.join(" or ")}${where && `, ${where}`}`;
    }
    case "queue":
    case "table": {
      const window = trigger.batchingWindowMs > 0 ? ` within ${durationWords(trigger.batchingWindowMs)}` : "";
      return `batches of up to ${counted(trigger.batchSize, trigger.type === "queue" ? "message" : "record")}${window}`;
    }
    case "topic":
      return trigger.filter === undefined ? "everything" : "what its filter lets through";
    case "alarm":
      return "when the state changes";
    default:
      return "";
  }
}
