/** A queue as an event source: how messages are gathered, how many batches at once, what happens when some fail. */
import { mappingProblem } from "../../../platform/services/mappings/mapping-problem.ts";
import { findFunction } from "../../../store/selectors.ts";
import { NumberField } from "../../shared/NumberField.tsx";
import { useColdstart } from "../../shared/store-context.tsx";
import { SourcePicker } from "../SourcePicker.tsx";
import type { TriggerFormProps, TriggerOf } from "../trigger-forms.tsx";
import { Caution } from "./Caution.tsx";
import { Check } from "./Check.tsx";
import { Filters } from "./Filters.tsx";
import { useWrong } from "./use-wrong.tsx";

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html */
const MAX = { batch: 10_000, windowS: 300, concurrency: 1_000 };
const FIRST_CONCURRENCY = 2;

export function QueueForm({ functionName, trigger, onChange }: TriggerFormProps<TriggerOf<"queue">>) {
  const { run, words } = useWrong();
  const { queue, batchSize, batchingWindowMs, maximumConcurrency, partialBatchResponses, filters } = trigger;
  const isFifo = queue.endsWith(".fifo");
  const problem = useColdstart(({ project }) => {
    const config = project.queues.find(({ name }) => name === queue);
    const timeoutMs = findFunction({ project }, functionName)?.timeoutMs;
    return config && timeoutMs !== undefined ? mappingProblem(trigger, config, timeoutMs) : undefined;
  });
  const limit = (limited: boolean) => {
    const { maximumConcurrency: _, ...rest } = trigger;
    run("concurrency", onChange(limited ? { ...rest, maximumConcurrency: FIRST_CONCURRENCY } : rest));
  };
  return (
    <>
      <SourcePicker
        kind="queue"
        value={queue}
        suggestedName={`${functionName}-jobs`}
        onChange={(name) => onChange({ ...trigger, queue: name })}
      />
      <Caution words={problem} />
      <div className="form-pair">
        <NumberField
          label="Batch size"
          unit="messages"
          value={batchSize}
          min={1}
          max={isFifo ? 10 : MAX.batch}
          onChange={(value) => run("batch", onChange({ ...trigger, batchSize: value }))}
        />
        <NumberField
          label="Batching window"
          unit="s"
          value={batchingWindowMs / 1_000}
          min={0}
          max={isFifo ? 0 : MAX.windowS}
          onChange={(value) => run("batch", onChange({ ...trigger, batchingWindowMs: value * 1_000 }))}
        />
      </div>
      {words("batch")}
      <Check
        label="Limit how many batches run at once"
        checked={maximumConcurrency !== undefined}
        onChange={limit}
        hint={maximumConcurrency === undefined ? "Without a limit the poller goes as far as the function’s concurrency." : undefined}
      />
      {maximumConcurrency !== undefined && (
        <NumberField
          label="Maximum concurrency"
          value={maximumConcurrency}
          min={2}
          max={MAX.concurrency}
          onChange={(value) => run("concurrency", onChange({ ...trigger, maximumConcurrency: value }))}
        />
      )}
      {words("concurrency")}
      <Check
        label="Partial batch responses"
        checked={partialBatchResponses}
        onChange={(on) => run("partial", onChange({ ...trigger, partialBatchResponses: on }))}
        hint="The function answers { batchItemFailures: [{ itemIdentifier }] }: only those come back. Without it, one failure brings the whole batch back."
      />
      {words("partial")}
      <Filters
        filters={filters}
        example={{ body: { status: ["paid"] } }}
        hint="A message that fits none is deleted unseen, as AWS does."
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
