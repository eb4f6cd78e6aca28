/** Which alarm invokes the function, and what it watches. */
import { useColdstart } from "../../shared/store-context.tsx";
import { SourcePicker } from "../SourcePicker.tsx";
import type { TriggerFormProps, TriggerOf } from "../trigger-forms.tsx";

export function AlarmForm({ functionName, trigger, onChange }: TriggerFormProps<TriggerOf<"alarm">>) {
  const alarm = useColdstart((state) => state.project.alarms.find(({ name }) => name === trigger.alarm));
  return (
    <>
      <SourcePicker
        kind="alarm"
        value={trigger.alarm}
        suggestedName={`${functionName}-errors`}
        onChange={(name) => onChange({ ...trigger, alarm: name })}
      />
      {alarm && (
        <p className="field-hint form-wide">
          It goes off when {alarm.metric} of {alarm.of ?? "all functions"} ({alarm.statistic} over {alarm.periodMs / 1_000} s) is{" "}
          {alarm.comparison} {alarm.threshold}. The function is invoked once for each change to ALARM.
        </p>
      )}
    </>
  );
}
