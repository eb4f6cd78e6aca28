/** What Lambda does with events that it accepted to run later: how often and how long it tries, and where the outcome goes. */
import type { AsyncConfig } from "../../platform/services/services-config.ts";
import { findFunction } from "../../store/selectors.ts";
import { problemWords } from "../shared/attempt.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { NumberField } from "../shared/NumberField.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { DestinationPicker } from "./DestinationPicker.tsx";
import { useWrong } from "./forms/use-wrong.tsx";
import { SourcePicker } from "./SourcePicker.tsx";
import "./forms.css";

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html */
const AGE_MINUTES = { min: 1, max: 360 };
const MINUTE_MS = 60_000;
const TYPES = ["queue", "topic", "function", "bus"] as const;

export function AsyncSettingsDialog({ functionName, onClose }: { functionName: string; onClose: () => void }) {
  const config = useColdstart((state) => findFunction(state, functionName)?.asyncInvocation);
  const { updateFunction } = useIntents();
  const { run, words } = useWrong();
  if (!config) return null;
  const change = (next: AsyncConfig) => problemWords(() => updateFunction(functionName, { asyncInvocation: next }));
  const { deadLetterQueue, onSuccess, onFailure, ...plain } = config;
  const kept = {
    ...(deadLetterQueue === undefined ? {} : { deadLetterQueue }),
    ...(onSuccess === undefined ? {} : { onSuccess }),
    ...(onFailure === undefined ? {} : { onFailure }),
  };

  return (
    <Dialog title={`Asynchronous invocation of ${functionName}`} onClose={onClose}>
      <p className="muted add-when">
        Schedules, uploads, topics, buses, alarms and “Send asynchronously” hand their event to Lambda’s internal queue. The caller has its
        answer at once; the function runs when it can.
      </p>
      <div className="trigger-form">
        <div className="form-pair">
          <NumberField
            label="Retries"
            value={config.maximumRetryAttempts}
            min={0}
            max={2}
            onChange={(maximumRetryAttempts) => run("retries", change({ ...config, maximumRetryAttempts }))}
          />
          <NumberField
            label="Maximum age of an event"
            unit="minutes"
            value={config.maximumEventAgeMs / MINUTE_MS}
            {...AGE_MINUTES}
            onChange={(minutes) => run("retries", change({ ...config, maximumEventAgeMs: minutes * MINUTE_MS }))}
          />
        </div>
        {words("retries")}
        <p className="field-hint form-wide">
          The first retry comes after a minute, the second two minutes later. Throttled events wait and do not use up a retry.
        </p>
        <SourcePicker
          kind="queue"
          label="Dead-letter queue"
          none="None: what fails for good is discarded"
          value={deadLetterQueue ?? ""}
          suggestedName={`${functionName}-dead-letters`}
          onChange={(name) => {
            const { deadLetterQueue: _, ...rest } = kept;
            return change({ ...plain, ...rest, ...(name === "" ? {} : { deadLetterQueue: name }) });
          }}
        />
        <p className="field-hint form-wide">It gets the event as it was, with why it failed as attributes.</p>
        <DestinationPicker
          label="On success, a record goes to"
          value={onSuccess}
          types={TYPES}
          suggestedName={`${functionName}-done`}
          onChange={(next) => {
            const { onSuccess: _, ...rest } = kept;
            return change({ ...plain, ...rest, ...(next ? { onSuccess: next } : {}) });
          }}
        />
        <DestinationPicker
          label="On failure, a record goes to"
          value={onFailure}
          types={TYPES}
          suggestedName={`${functionName}-failed`}
          onChange={(next) => {
            const { onFailure: _, ...rest } = kept;
            return change({ ...plain, ...rest, ...(next ? { onFailure: next } : {}) });
          }}
        />
        <p className="field-hint form-wide">A record holds the event, the answer or error, and how often it was tried.</p>
      </div>
    </Dialog>
  );
}
