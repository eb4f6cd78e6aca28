/** A table's stream as an event source: batches in order, and what happens when one fails. */
import { SelectField } from "../../explorer/SelectField.tsx";
import { NumberField } from "../../shared/NumberField.tsx";
import { useColdstart } from "../../shared/store-context.tsx";
import { DestinationPicker } from "../DestinationPicker.tsx";
import { SourcePicker } from "../SourcePicker.tsx";
import type { TriggerFormProps, TriggerOf } from "../trigger-forms.tsx";
import { Check } from "./Check.tsx";
import { Filters } from "./Filters.tsx";
import { useWrong } from "./use-wrong.tsx";

/** https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html */
const MAX = { batch: 10_000, windowS: 300, retries: 10_000, ageS: 604_800 };
const FIRST = { retries: 3, ageS: 3_600 };
const STARTS = [
  { value: "LATEST", label: "LATEST: changes from now on" },
  { value: "TRIM_HORIZON", label: "TRIM_HORIZON: all that the stream holds" },
] as const;

export function TableForm({ functionName, trigger, onChange }: TriggerFormProps<TriggerOf<"table">>) {
  const { run, words } = useWrong();
  const { table, batchSize, batchingWindowMs, startingPosition, bisectOnError, maximumRetryAttempts, maximumRecordAgeMs, onFailure } =
    trigger;
  const streams = useColdstart((state) => state.project.tables.find(({ name }) => name === table)?.stream !== undefined);
  return (
    <>
      <SourcePicker
        kind="table"
        value={table}
        suggestedName={`${functionName}-items`}
        onChange={(name) => onChange({ ...trigger, table: name })}
      />
      {!streams && (
        <p className="field-wrong form-wide">{table} has no stream, so no change arrives. Switch its stream on in the table’s settings.</p>
      )}
      <div className="form-pair">
        <NumberField
          label="Batch size"
          unit="records"
          value={batchSize}
          min={1}
          max={MAX.batch}
          onChange={(value) => run("batch", onChange({ ...trigger, batchSize: value }))}
        />
        <NumberField
          label="Batching window"
          unit="s"
          value={batchingWindowMs / 1_000}
          min={0}
          max={MAX.windowS}
          onChange={(value) => run("batch", onChange({ ...trigger, batchingWindowMs: value * 1_000 }))}
        />
      </div>
      {words("batch")}
      <SelectField
        label="Starts at"
        value={startingPosition}
        options={STARTS}
        onChange={(value) => run("start", onChange({ ...trigger, startingPosition: value }))}
      />
      {words("start")}
      <Check
        label="Give up after some retries"
        checked={maximumRetryAttempts !== -1}
        onChange={(on) => run("retries", onChange({ ...trigger, maximumRetryAttempts: on ? FIRST.retries : -1 }))}
        hint="A batch that fails blocks those behind it. Without a limit it is tried until its records are 24 hours old."
      />
      {maximumRetryAttempts !== -1 && (
        <NumberField
          label="Retries"
          value={maximumRetryAttempts}
          min={0}
          max={MAX.retries}
          onChange={(value) => run("retries", onChange({ ...trigger, maximumRetryAttempts: value }))}
        />
      )}
      {words("retries")}
      <Check
        label="Give up on records older than"
        checked={maximumRecordAgeMs !== -1}
        onChange={(on) => run("age", onChange({ ...trigger, maximumRecordAgeMs: on ? FIRST.ageS * 1_000 : -1 }))}
      />
      {maximumRecordAgeMs !== -1 && (
        <NumberField
          label="Maximum record age"
          unit="s"
          value={maximumRecordAgeMs / 1_000}
          min={60}
          max={MAX.ageS}
          onChange={(value) => run("age", onChange({ ...trigger, maximumRecordAgeMs: value * 1_000 }))}
        />
      )}
      {words("age")}
      <Check
        label="Split a batch that fails in two"
        checked={bisectOnError}
        onChange={(on) => run("bisect", onChange({ ...trigger, bisectOnError: on }))}
        hint="Finds the one bad record. Splitting does not count as a retry."
      />
      <Check
        label="Partial batch responses"
        checked={trigger.partialBatchResponses}
        onChange={(on) => run("partial", onChange({ ...trigger, partialBatchResponses: on }))}
        hint="The function answers { batchItemFailures: [{ itemIdentifier }] }: it goes on from the first of them."
      />
      <DestinationPicker
        label="Failed batches go to"
        value={onFailure}
        types={["queue", "topic"]}
        suggestedName={`${functionName}-failed`}
        onChange={(next) => {
          const { onFailure: _, ...rest } = trigger;
          return onChange(next ? { ...rest, onFailure: next } : rest);
        }}
      />
      <Filters
        filters={trigger.filters}
        example={{ eventName: ["INSERT"] }}
        hint="A record that fits none is passed over."
        onChange={(next) => {
          const problem = onChange({ ...trigger, filters: next });
          run("filters", problem);
          return problem;
        }}
      />
      {words("filters")}
    </>
  );
}
