/** A request's own numbers, each of which can be asked where it is from. */
import { latencyMs, wasServed } from "../../../metrics/history/latency-of.ts";
import type { InvocationView } from "../../../platform/results.ts";
import { formatUsd } from "../../shared/format.ts";
import { fineMs } from "../charts/fine-ms.ts";
import { Asked } from "../sources/Asked.tsx";
import type { FactId } from "../sources/number-facts.ts";

interface Figure {
  readonly name: string;
  readonly fact: FactId;
  readonly value: string;
}

export function RequestFigures({ view }: { view: InvocationView }) {
  if (!wasServed(view)) return null;
  return (
    <dl className="rq-figures">
      {figuresOf(view).map(({ name, fact, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Asked fact={fact}>{value}</Asked>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Phases that took no time are left out. */
function figuresOf(view: InvocationView): readonly Figure[] {
  const { queueMs, provisionMs, initMs, durationMs, billed, memoryMb, costUsd } = view;
  const phases: readonly (readonly [string, FactId, number])[] = [
    ["queued", "queue", queueMs],
    ["provision", "provision", provisionMs],
    ["init", "init", initMs],
  ];
  return [
    { name: "latency", fact: "latency", value: fineMs(latencyMs(view)) },
    ...phases.filter(([, , ms]) => ms > 0).map(([name, fact, ms]) => ({ name, fact, value: fineMs(ms) })),
    { name: "run", fact: "duration", value: fineMs(durationMs) },
    { name: "billed", fact: "billed", value: `${billed.billedMs} ms` },
    { name: "memory", fact: "memory", value: `${memoryMb} MB` },
    { name: "cost", fact: "cost", value: formatUsd(costUsd) },
  ];
}
