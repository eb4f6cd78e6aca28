/** A queue's settings, and those of its dead-letter queue. */
import { useId } from "react";
import type { QueueConfig } from "../../platform/services/services-config.ts";
import { SelectField } from "../explorer/SelectField.tsx";
import { NumberField } from "../shared/NumberField.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { ChoiceField } from "./ChoiceField.tsx";
import { fifoName, standardName } from "./service-defaults.ts";

const KINDS = [
  { value: "standard", label: "Standard", title: "At least once, in any order" },
  { value: "fifo", label: "FIFO", title: "In order within a group, without duplicates" },
] as const;

/** A first try: enough to see a failing message come back, and leave. */
const FIRST_RECEIVE_COUNT = 3;

export interface FormProps<C> {
  readonly config: C;
  readonly onChange: (config: C) => void;
  /** It exists already: what AWS never changes afterwards is not offered. */
  readonly exists: boolean;
}

export function QueueForm({ config, onChange, exists }: FormProps<QueueConfig>) {
  const queues = useColdstart((state) => state.project.queues);
  const hintId = useId();
  const fit = queues.filter(({ name, fifo }) => fifo === config.fifo && (!exists || name !== config.name));
  const { deadLetterQueue, maxReceiveCount, ...withoutDeadLetters } = config;

  return (
    <>
      {!exists && (
        <ChoiceField
          label="Order"
          value={config.fifo ? "fifo" : "standard"}
          options={KINDS}
          onChange={(kind) => {
            const fifo = kind === "fifo";
            const name = fifo ? fifoName(config.name) : standardName(config.name);
            onChange({ ...withoutDeadLetters, name, fifo, contentBasedDeduplication: fifo });
          }}
        />
      )}
      {config.fifo && (
        <label className="check">
          <input
            type="checkbox"
            checked={config.contentBasedDeduplication}
            onChange={(event) => onChange({ ...config, contentBasedDeduplication: event.currentTarget.checked })}
          />
          Tell duplicates by their content where no deduplication id is given
        </label>
      )}
      <div className="form-row">
        <NumberField
          label="Visibility timeout"
          unit="s"
          min={0}
          max={43_200}
          value={config.visibilityTimeoutMs / 1_000}
          onChange={(seconds) => onChange({ ...config, visibilityTimeoutMs: seconds * 1_000 })}
        />
        <NumberField
          label="Delivery delay"
          unit="s"
          min={0}
          max={900}
          value={config.delayMs / 1_000}
          onChange={(seconds) => onChange({ ...config, delayMs: seconds * 1_000 })}
        />
        <NumberField
          label="Kept for"
          unit="s"
          min={60}
          max={1_209_600}
          value={config.retentionMs / 1_000}
          onChange={(seconds) => onChange({ ...config, retentionMs: seconds * 1_000 })}
        />
      </div>
      <div className="form-row" aria-describedby={hintId}>
        <SelectField
          label="Dead-letter queue"
          value={deadLetterQueue ?? ""}
          options={[{ value: "", label: "None" }, ...fit.map(({ name }) => ({ value: name, label: name }))]}
          onChange={(name) =>
            onChange(
              name === ""
                ? withoutDeadLetters
                : { ...withoutDeadLetters, deadLetterQueue: name, maxReceiveCount: maxReceiveCount ?? FIRST_RECEIVE_COUNT },
            )
          }
        />
        {deadLetterQueue !== undefined && (
          <NumberField
            label="After receives"
            min={1}
            max={1_000}
            value={maxReceiveCount ?? FIRST_RECEIVE_COUNT}
            onChange={(count) => onChange({ ...config, maxReceiveCount: count })}
          />
        )}
      </div>
      <p id={hintId} className="field-hint">
        {deadLetterQueue !== undefined
          ? `A message received ${maxReceiveCount ?? FIRST_RECEIVE_COUNT} times and never deleted moves to ${deadLetterQueue}.`
          : fit.length === 0
            ? `Without one, a message that always fails comes back until it expires. Add a second ${config.fifo ? "FIFO" : "standard"} queue to take such messages.`
            : "Without one, a message that always fails comes back until it expires."}
      </p>
    </>
  );
}
