/**
 * Who subscribes to what, and handing each subscriber its copy: functions through Lambda's internal queue, queues by
 * sending. What no subscriber took is noted as discarded; it counts what was published, delivered and filtered out.
 */
import { isRecord } from "../../triggers/parsed.ts";
import { ServiceError } from "../service-call.ts";
import type { NodeId, SendAbout, ServiceContext } from "../service-context.ts";
import type { FunctionServices, QueueSubscription, TopicConfig } from "../services-config.ts";
import type { TopicView } from "../services-view.ts";
import type { FilterScope } from "./filter-policy.ts";

interface Filtered {
  readonly filter?: unknown;
  readonly filterScope?: FilterScope;
}

export interface FunctionSubscriber extends Filtered {
  readonly type: "function";
  readonly name: string;
}

export interface QueueSubscriber extends Filtered {
  readonly type: "queue";
  readonly name: string;
  readonly rawDelivery: boolean;
}

export type Subscriber = FunctionSubscriber | QueueSubscriber;

/** What one subscriber gets. */
export interface Copy {
  readonly body: string;
  /** Of queues. */
  readonly about?: Omit<SendAbout, "from">;
  /** Why the queue cannot take it. */
  readonly refused?: string;
}

interface Counts {
  published: number;
  delivered: number;
  filteredOut: number;
}

type Refused = { readonly queue: string; readonly why: string };

export class FanOut {
  readonly #context: ServiceContext;
  readonly #kind: TopicConfig["kind"];
  readonly #counts: Map<string, Counts>;
  #subscribers = new Map<string, readonly Subscriber[]>();

  constructor(context: ServiceContext, kind: TopicConfig["kind"], state: unknown) {
    this.#context = context;
    this.#kind = kind;
    this.#counts = countsIn(state);
  }

  /** `always`: names that are there without being configured. */
  configure(topics: readonly TopicConfig[], functions: readonly FunctionServices[], always: readonly string[] = []): void {
    const own = topics.filter(({ kind }) => kind === this.#kind);
    const others = new Set(topics.filter(({ kind }) => kind !== this.#kind).map(({ name }) => name));
    const unconfigured = always.filter((name) => !others.has(name) && !own.some((topic) => topic.name === name));
    this.#subscribers = new Map([
      ...own.map(({ name, queues }) => [name, [...functionsOf(name, functions), ...queues.map(queueOf)]] as const),
      ...unconfigured.map((name) => [name, functionsOf(name, functions)] as const),
    ]);
    for (const name of this.#counts.keys()) if (!this.#subscribers.has(name)) this.#counts.delete(name);
  }

  names(): readonly string[] {
    return [...this.#subscribers.keys()];
  }

  subscribers(name: string): readonly Subscriber[] {
    return this.#subscribers.get(name) ?? [];
  }

  /** `copyFor`: what the subscriber gets, undefined when its filter does not match. */
  publish(name: string, eventId: string, copyFor: (subscriber: Subscriber) => Copy | undefined): void {
    const counts = this.#countsOf(name);
    counts.published += 1;
    const copies = this.#copies(name, counts, copyFor);
    if (copies.length === 0) return this.discard(name, eventId, "No subscription matched.");
    // Both pass the trace on: https://docs.aws.amazon.com/sns/latest/dg/sns-active-tracing.html,
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-related-service-xray.html
    this.#context.handOn({ at: `${this.#kind}:${name}`, eventId }, "passed-on", () => {
      const refused: Refused[] = [];
      for (const [subscriber, copy] of copies) {
        const why = this.#hand(name, subscriber, copy);
        if (why === undefined) counts.delivered += 1;
        else refused.push({ queue: subscriber.name, why });
      }
      for (const { queue, why } of refused) this.discard(name, `${eventId}/${queue}`, `The queue ${queue} did not take it: ${why}`);
    });
  }

  /** Who gets which. */
  #copies(name: string, counts: Counts, copyFor: (subscriber: Subscriber) => Copy | undefined): readonly (readonly [Subscriber, Copy])[] {
    const served = new Set<string>();
    const copies: (readonly [Subscriber, Copy])[] = [];
    for (const subscriber of this.subscribers(name)) {
      const endpoint = `${subscriber.type}:${subscriber.name}`;
      // A topic knows each endpoint once; the rules of a bus each call it.
      if (this.#kind === "topic" && served.has(endpoint)) continue;
      const copy = copyFor(subscriber);
      if (!copy) {
        counts.filteredOut += 1;
        continue;
      }
      served.add(endpoint);
      copies.push([subscriber, copy]);
    }
    return copies;
  }

  /** Accepted, and gone at once with its trace. */
  discard(name: string, eventId: string, detail: string): void {
    const at: NodeId = `${this.#kind}:${name}`;
    this.#context.note({ eventId, at, fate: "accepted" });
    this.#context.note({ eventId, at, fate: "discarded", detail });
  }

  views(): readonly TopicView[] {
    return this.names().map((name) => ({ name, kind: this.#kind, ...NONE, ...this.#counts.get(name) }));
  }

  state(): unknown {
    return { counts: Object.fromEntries(this.#counts) };
  }

  /** Undefined when it was taken, otherwise why not. */
  #hand(name: string, { type, name: to }: Subscriber, { body, about, refused }: Copy): string | undefined {
    const from: NodeId = `${this.#kind}:${name}`;
    if (type === "function") {
      this.#context.passed(from, `function:${to}`);
      this.#context.invokeAsync({ functionName: to, event: body, source: "topic" });
      return undefined;
    }
    if (refused !== undefined) return refused;
    try {
      this.#context.send({ type: "queue", name: to }, body, { ...about, from });
      return undefined;
    } catch (error) {
      if (error instanceof ServiceError) return error.message;
      throw error;
    }
  }

  #countsOf(name: string): Counts {
    const counts = this.#counts.get(name) ?? { ...NONE };
    this.#counts.set(name, counts);
    return counts;
  }
}

const NONE: Readonly<Counts> = { published: 0, delivered: 0, filteredOut: 0 };

const filtered = ({ filter, filterScope }: Filtered): Filtered => ({
  ...(filter === undefined ? {} : { filter }),
  ...(filterScope === undefined ? {} : { filterScope }),
});

const queueOf = ({ queue, rawDelivery, ...rest }: QueueSubscription): QueueSubscriber => ({
  type: "queue",
  name: queue,
  rawDelivery,
  ...filtered(rest),
});

function functionsOf(topic: string, functions: readonly FunctionServices[]): readonly FunctionSubscriber[] {
  return functions.flatMap(({ name, triggers }) =>
    triggers.flatMap((trigger) =>
      trigger.type === "topic" && trigger.topic === topic ? [{ type: "function" as const, name, ...filtered(trigger) }] : [],
    ),
  );
}

/** From an older state: what is no count is left out. */
function countsIn(state: unknown): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  if (!isRecord(state) || !isRecord(state.counts)) return counts;
  for (const [name, saved] of Object.entries(state.counts)) {
    if (!isRecord(saved)) continue;
    const { published, delivered, filteredOut } = saved;
    if (isCount(published) && isCount(delivered) && isCount(filteredOut)) counts.set(name, { published, delivered, filteredOut });
  }
  return counts;
}

const isCount = (value: unknown): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
