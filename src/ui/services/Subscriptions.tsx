/** Who gets what is published: functions by their triggers, queues here, each with its filter. */
import { useState } from "react";
import type { TopicConfig } from "../../platform/services/services-config.ts";
import { problemWords, useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { useColdstart, useIntents, useStoreApi } from "../shared/store-context.tsx";
import { openTrigger } from "../trigger/open-trigger.ts";
import { keyedTriggers } from "../trigger/trigger-key.ts";
import { FilterDialog } from "./FilterDialog.tsx";
import { ServiceIcon } from "./ServiceIcon.tsx";

type Subscription = TopicConfig["queues"][number];

export function Subscriptions({ config }: { config: TopicConfig }) {
  const functions = useColdstart((state) => state.project.functions);
  const queues = useColdstart((state) => state.project.queues);
  const store = useStoreApi();
  const { updateService, openService } = useIntents();
  const attempt = useAttempt();
  const [filtering, setFiltering] = useState<string>();
  const isBus = config.kind === "bus";

  const replace = (next: readonly Subscription[]) => updateService(config.name, { kind: "topic", config: { ...config, queues: next } });
  const change = (queue: string, next: Subscription) => replace(config.queues.map((each) => (each.queue === queue ? next : each)));
  const free = queues.filter(({ name }) => !config.queues.some(({ queue }) => queue === name));
  const subscribers = functions.flatMap(({ name, triggers }) =>
    keyedTriggers(triggers).flatMap((keyed) =>
      keyed.trigger.type === "topic" && keyed.trigger.topic === config.name ? [{ name, keyed, filter: keyed.trigger.filter }] : [],
    ),
  );
  const edited = config.queues.find(({ queue }) => queue === filtering);

  return (
    <section className="service-part" aria-label="Subscriptions">
      <div className="service-part-head">
        <h3>Subscriptions</h3>
        <span className="grow" />
        <Menu
          label="Subscribe a queue"
          className="lk"
          align="end"
          trigger={
            <>
              <Icon name="plus" size={12} />
              Subscribe a queue
            </>
          }
        >
          {free.length === 0 && <p className="menu-note">No queue is left to subscribe. Add one under Services.</p>}
          {free.map(({ name }) => (
            <MenuItem key={name} onSelect={() => attempt(() => replace([...config.queues, { queue: name, rawDelivery: false }]))}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      </div>
      {subscribers.length + config.queues.length === 0 && (
        <p className="field-hint">Nobody has subscribed: what is published is gone. Add a trigger, or subscribe a queue.</p>
      )}
      <ul className="subscriptions">
        {subscribers.map(({ name, keyed, filter }) => (
          <li key={`${name}/${keyed.key}`}>
            <Icon name="bolt" size={14} />
            <button type="button" className="lk" onClick={() => openTrigger(store.getState(), name, keyed)}>
              {name}
            </button>
            <FilterText filter={filter} />
          </li>
        ))}
        {config.queues.map((each) => (
          <li key={each.queue}>
            <ServiceIcon kind="queue" size={14} />
            <button type="button" className="lk" onClick={() => openService({ kind: "queue", name: each.queue })}>
              {each.queue}
            </button>
            <FilterText filter={each.filter} />
            <span className="grow" />
            {!isBus && (
              <label className="check" title="The queue gets the message as it was published, without SNS's envelope">
                <input
                  type="checkbox"
                  checked={each.rawDelivery}
                  onChange={(event) => {
                    const rawDelivery = event.currentTarget.checked;
                    attempt(() => change(each.queue, { ...each, rawDelivery }));
                  }}
                />
                Raw
              </label>
            )}
            <button type="button" className="lk" onClick={() => setFiltering(each.queue)}>
              Filter
            </button>
            <button
              type="button"
              className="ib icon"
              aria-label={`Unsubscribe ${each.queue}`}
              onClick={() => attempt(() => replace(config.queues.filter(({ queue }) => queue !== each.queue)))}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      {edited && (
        <FilterDialog
          title={`Filter of ${edited.queue}`}
          filter={edited.filter}
          isBus={isBus}
          onClose={() => setFiltering(undefined)}
          onSave={(filter) => {
            const { filter: _, ...others } = edited;
            return problemWords(() => change(edited.queue, filter === undefined ? others : { ...others, filter }));
          }}
        />
      )}
    </section>
  );
}

function FilterText({ filter }: { filter: unknown }) {
  if (filter === undefined) return <span className="muted">gets everything</span>;
  return (
    <code className="mono subscription-filter" title={JSON.stringify(filter, null, 2)}>
      {JSON.stringify(filter)}
    </code>
  );
}
