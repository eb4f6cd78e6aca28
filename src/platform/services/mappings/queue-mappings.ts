/** The event source mappings of all queues: one for each queue trigger of a function. Functions that share a queue take turns at its messages. */

import { isRecord } from "../../triggers/parsed.ts";
import { earliestDueMs, runDueOf } from "../earliest-due.ts";
import type { Queues } from "../queues/queues.ts";
import type { ServiceContext } from "../service-context.ts";
import type { FunctionServices } from "../services-config.ts";
import type { MappingView } from "../services-view.ts";
import { QueueMapping } from "./queue-mapping.ts";

export { mappingProblem } from "./mapping-problem.ts";

export class QueueMappings {
  readonly #context: ServiceContext;
  readonly #queues: Queues;
  /** By function and place of the trigger. */
  readonly #mappings = new Map<string, QueueMapping>();
  readonly #saved: Readonly<Record<string, unknown>>;
  /** Who is asked first next time. */
  #turn = 0;

  constructor(context: ServiceContext, queues: Queues, options: { readonly state?: unknown } = {}) {
    this.#context = context;
    this.#queues = queues;
    const { mappings } = isRecord(options.state) ? options.state : {};
    this.#saved = isRecord(mappings) ? mappings : {};
  }

  configure(functions: readonly FunctionServices[]): void {
    const wanted = new Set<string>();
    for (const { name, triggers } of functions)
      triggers.forEach((trigger, place) => {
        if (trigger.type !== "queue") return;
        const key = `${name}/${place}`;
        wanted.add(key);
        const existing = this.#mappings.get(key);
        if (existing?.trigger.queue === trigger.queue) existing.trigger = trigger;
        else {
          existing?.remove();
          this.#mappings.set(
            key,
            new QueueMapping(this.#context, this.#queues, { functionName: name, place, trigger }, this.#savedOf(key)),
          );
        }
      });
    for (const [key, mapping] of this.#mappings) {
      if (wanted.has(key)) mapping.readSoon();
      else {
        mapping.remove();
        this.#mappings.delete(key);
      }
    }
  }

  /** A message of the queue can be received now. */
  available(queueName: string): void {
    const ofQueue = [...this.#mappings.values()].filter(({ trigger }) => trigger.queue === queueName);
    this.#turn += 1;
    const first = ofQueue.length === 0 ? 0 : this.#turn % ofQueue.length;
    for (const mapping of [...ofQueue.slice(first), ...ofQueue.slice(0, first)]) mapping.read();
  }

  /** The next batch that succeeds is delivered once more with the same ids, to show what at-least-once means. */
  deliverTwice(functionName: string): void {
    for (const mapping of this.#mappings.values()) if (mapping.functionName === functionName) mapping.deliverTwice();
  }

  nextDueMs(): number | undefined {
    return earliestDueMs(this.#mappings.values());
  }

  runDue(): void {
    runDueOf(this.#mappings.values(), this.#context.nowMs());
  }

  views(): readonly MappingView[] {
    return [...this.#mappings.values()].map((mapping) => mapping.view());
  }

  /** Deliveries are not in it: their messages come back after their visibility timeout. */
  state(): unknown {
    return { mappings: Object.fromEntries([...this.#mappings].map(([key, mapping]) => [key, mapping.state()])) };
  }

  #savedOf(key: string): { readonly filteredOut: number; readonly isTwice: boolean } {
    const saved = this.#saved[key];
    const { filteredOut, isTwice } = isRecord(saved) ? saved : {};
    return { filteredOut: typeof filteredOut === "number" ? filteredOut : 0, isTwice: isTwice === true };
  }
}
