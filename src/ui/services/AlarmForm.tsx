/** What an alarm watches, when that is too much, and where it says so. The sentence below says it whole. */
import type { AlarmConfig } from "../../platform/services/services-config.ts";
import { SelectField } from "../explorer/SelectField.tsx";
import { NumberField } from "../shared/NumberField.tsx";
import { useColdstart } from "../shared/store-context.tsx";
import { alarmSentence, COMPARISONS, METRICS, MISSING_DATA, metricOf, PERIODS_S, STATISTICS } from "./alarm-words.ts";
import { ChoiceField } from "./ChoiceField.tsx";
import type { FormProps } from "./QueueForm.tsx";
import { durationWords } from "./words.ts";

/** A day of evaluation is the most CloudWatch allows for short periods; a screen shows fewer. */
const MAX_PERIODS = 100;

export function AlarmForm({ config, onChange, exists }: FormProps<AlarmConfig>) {
  const functions = useColdstart((state) => state.project.functions);
  const queues = useColdstart((state) => state.project.queues);
  const { of, ...withoutOf } = config;
  const { queue, ...withoutQueue } = config;
  const watchesQueues = metricOf(config.metric)?.of === "queue";
  const subjects = (watchesQueues ? queues : functions).map(({ name }) => ({ value: name, label: name }));
  const periods = [...new Set([...PERIODS_S, config.periodMs / 1_000])].map((seconds) => ({
    value: String(seconds),
    label: durationWords(seconds * 1_000),
  }));

  return (
    <>
      <div className="form-row">
        <SelectField
          label="Metric"
          value={config.metric}
          options={METRICS}
          onChange={(metric) => {
            const sameSubject = metricOf(metric)?.of === metricOf(config.metric)?.of;
            const statistic = metric === "duration" || metric === "queue-age" || metric === "concurrent-executions" ? "maximum" : "sum";
            const next: AlarmConfig = { ...(sameSubject ? config : withoutOf), metric, statistic };
            // The age is one queue's: there is none of all queues.
            const [first] = queues;
            onChange(metric === "queue-age" && next.of === undefined && first ? { ...next, of: first.name } : next);
          }}
        />
        <SelectField
          label={watchesQueues ? "Of the queue" : "Of the function"}
          value={of ?? ""}
          options={
            config.metric === "queue-age" ? subjects : [{ value: "", label: watchesQueues ? "All queues" : "All functions" }, ...subjects]
          }
          onChange={(name) => onChange(name === "" ? withoutOf : { ...config, of: name })}
        />
      </div>
      <div className="form-row">
        <SelectField
          label="Statistic"
          value={config.statistic}
          options={STATISTICS}
          onChange={(statistic) => onChange({ ...config, statistic })}
        />
        <SelectField
          label="Over a period of"
          value={String(config.periodMs / 1_000)}
          options={periods}
          onChange={(seconds) => onChange({ ...config, periodMs: Number(seconds) * 1_000 })}
        />
      </div>
      <div className="form-row">
        <ChoiceField
          label="Is"
          value={config.comparison}
          options={COMPARISONS}
          onChange={(comparison) => onChange({ ...config, comparison })}
        />
        <NumberField
          label="Threshold"
          min={0}
          max={1_000_000_000}
          step={0.001}
          value={config.threshold}
          onChange={(threshold) => onChange({ ...config, threshold })}
        />
        <NumberField
          label="Breaching periods"
          min={1}
          max={config.evaluationPeriods}
          value={config.datapointsToAlarm}
          onChange={(datapointsToAlarm) => onChange({ ...config, datapointsToAlarm })}
        />
        <NumberField
          label="Out of periods"
          min={1}
          max={MAX_PERIODS}
          value={config.evaluationPeriods}
          onChange={(evaluationPeriods) =>
            onChange({ ...config, evaluationPeriods, datapointsToAlarm: Math.min(config.datapointsToAlarm, evaluationPeriods) })
          }
        />
      </div>
      <div className="form-row">
        <SelectField
          label="Missing data counts as"
          value={config.missingData}
          options={MISSING_DATA}
          onChange={(missingData) => onChange({ ...config, missingData })}
        />
        <SelectField
          label="Also tell the queue"
          value={queue ?? ""}
          options={[{ value: "", label: "None" }, ...queues.map(({ name }) => ({ value: name, label: name }))]}
          onChange={(name) => onChange(name === "" ? withoutQueue : { ...config, queue: name })}
        />
      </div>
      {!exists && <AlarmSentence config={config} />}
      <p className="field-hint">A function is told by a trigger of type alarm.</p>
    </>
  );
}

export function AlarmSentence({ config }: { config: AlarmConfig }) {
  return (
    <p className="form-sentence">
      <b>In alarm</b> when {alarmSentence(config)}.
    </p>
  );
}
