/** The settings of one function. All but routes take effect with the next deploy; what Lambda would refuse is refused here. */

import type { FunctionChange } from "../../store/intents.ts";
import { findFunction, profileOf } from "../../store/selectors.ts";
import { problemWords, useAttempt } from "../shared/attempt.ts";
import { Icon } from "../shared/Icon.tsx";
import { NumberField } from "../shared/NumberField.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";
import { EnvironmentEditor } from "./EnvironmentEditor.tsx";
import { RoutesEditor } from "./RoutesEditor.tsx";
import { SelectField } from "./SelectField.tsx";
import { TextField } from "./TextField.tsx";

const RUNTIMES = [
  { value: "nodejs22.x", label: "nodejs22.x" },
  { value: "nodejs24.x", label: "nodejs24.x" },
] as const;

const LOG_FORMATS = [
  { value: "Text", label: "Text" },
  { value: "JSON", label: "JSON" },
] as const;

/** What a reservation begins with: enough to see it bite. */
const FIRST_RESERVATION = 5;

export function FunctionSettings({ functionName }: { functionName: string }) {
  const definition = useColdstart((state) => findFunction(state, functionName));
  const { limits } = useColdstart(profileOf);
  const accountConcurrency = useColdstart((state) => state.settings.accountConcurrency);
  const { updateFunction } = useIntents();
  const attempt = useAttempt();
  if (!definition) return null;

  const {
    memoryMb,
    timeoutMs,
    reservedConcurrency,
    provisionedConcurrency = 0,
    handler,
    nodeRuntime,
    logFormat = "Text",
    environment,
    triggers,
  } = definition;
  const change = (next: FunctionChange) => attempt(() => updateFunction(functionName, next));
  const tryChange = (next: FunctionChange) => problemWords(() => updateFunction(functionName, next));

  return (
    <section className="settings" aria-label={`Settings of ${functionName}`}>
      <div className="ph">
        <h2>
          Settings <span className="mono">{functionName}</span>
        </h2>
      </div>
      <div className="settings-rows">
        <NumberField
          label="Memory"
          unit="MB"
          value={memoryMb}
          min={limits.minMemoryMb}
          max={limits.maxMemoryMb}
          step={64}
          onChange={(value) => change({ memoryMb: value })}
        />
        <NumberField
          label="Time limit"
          unit="s"
          value={timeoutMs / 1_000}
          min={1}
          max={limits.maxTimeoutMs / 1_000}
          onChange={(value) => change({ timeoutMs: value * 1_000 })}
        />
        {reservedConcurrency === undefined ? (
          <div className="field">
            <span className="field-label">Reserved concurrency</span>
            <button
              type="button"
              className="lk"
              onClick={() => change({ reservedConcurrency: Math.max(FIRST_RESERVATION, provisionedConcurrency) })}
            >
              Reserve
            </button>
          </div>
        ) : (
          <div className="with-remove">
            <NumberField
              label="Reserved concurrency"
              value={reservedConcurrency}
              min={0}
              max={accountConcurrency}
              onChange={(value) =>
                change({ reservedConcurrency: value, ...(provisionedConcurrency > value ? { provisionedConcurrency: value } : {}) })
              }
            />
            <button
              type="button"
              className="ib icon"
              aria-label="Take the reservation away"
              onClick={() => change({ reservedConcurrency: undefined })}
            >
              <Icon name="close" size={14} />
            </button>
          </div>
        )}
        <NumberField
          label="Provisioned concurrency"
          value={provisionedConcurrency}
          min={0}
          max={reservedConcurrency ?? accountConcurrency}
          onChange={(value) => change({ provisionedConcurrency: value })}
        />
        <TextField label="Handler" mono value={handler} onCommit={(text) => tryChange({ handler: text.trim() })} />
        <SelectField label="Runtime" value={nodeRuntime} options={RUNTIMES} onChange={(value) => change({ nodeRuntime: value })} />
        <SelectField label="Log format" value={logFormat} options={LOG_FORMATS} onChange={(value) => change({ logFormat: value })} />
      </div>
      <RoutesEditor triggers={triggers} onChange={(next) => tryChange({ triggers: next })} suggestedPath={`/${functionName}`} />
      <EnvironmentEditor environment={environment} onChange={(next) => tryChange({ environment: next })} />
    </section>
  );
}
