/** Queues with their context and what they said, for tests: calls are made and answered as a function's are. */
import { ContextUnderTest } from "../context-under-test.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { QueueConfig } from "../services-config.ts";
import { Queues } from "./queues.ts";

export function queueConfig(name: string, settings: Partial<QueueConfig> = {}): QueueConfig {
  return {
    name,
    fifo: name.endsWith(".fifo"),
    contentBasedDeduplication: false,
    visibilityTimeoutMs: 30_000,
    delayMs: 0,
    retentionMs: 345_600_000,
    ...settings,
  };
}

export interface Answered {
  output?: JsonObject;
  error?: { readonly code: string; readonly message: string; readonly status: number };
}

/** What tests look into of an answer. */
export interface Answer {
  readonly [key: string]: unknown;
  readonly MessageId: string;
  readonly Messages?: readonly (Readonly<Record<string, unknown>> & {
    readonly Body: string;
    readonly MessageId: string;
    readonly ReceiptHandle: string;
    readonly Attributes: Readonly<Record<string, string>>;
  })[];
}

export class QueuesUnderTest {
  readonly context: ContextUnderTest;
  readonly queues: Queues;
  /** The queues that said "a message can be received now", in order. */
  readonly available: string[] = [];
  onAvailable: (queueName: string) => void = () => {};

  constructor(configs: readonly QueueConfig[], options: { readonly context?: ContextUnderTest; readonly state?: unknown } = {}) {
    this.context = options.context ?? new ContextUnderTest();
    this.queues = new Queues(this.context, {
      state: options.state,
      available: (name) => {
        this.available.push(name);
        this.onAvailable(name);
      },
    });
    this.queues.configure(configs);
  }

  /** Empty until it is answered. */
  begin(operation: string, input: Readonly<Record<string, unknown>>): Answered {
    const answered: Answered = {};
    try {
      this.queues.call(operation, input, (answer) => {
        if (answered.output || answered.error) throw new Error(`${operation} was answered twice.`);
        if (answer.ok) answered.output = answer.output;
        else answered.error = answer.error;
      });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      answered.error = error.failure;
    }
    return answered;
  }

  /** The output of what must succeed at once. */

  call(operation: string, input: Readonly<Record<string, unknown>>): Answer {
    const { output, error } = this.begin(operation, input);
    if (error) throw new Error(`${operation}: ${error.code}: ${error.message}`);
    if (!output) throw new Error(`${operation} was not answered at once.`);
    return output as unknown as Answer;
  }

  send(queue: string, body: string, more: Readonly<Record<string, unknown>> = {}): string {
    return this.call("SendMessage", { QueueUrl: queue, MessageBody: body, ...more }).MessageId;
  }

  /** Bodies of one receive, with what it takes to delete them. */
  receive(
    queue: string,
    more: Readonly<Record<string, unknown>> = {},
  ): { readonly body: string; readonly id: string; readonly handle: string }[] {
    const { Messages = [] } = this.call("ReceiveMessage", { QueueUrl: queue, MaxNumberOfMessages: 10, ...more });
    return Messages.map(({ Body, MessageId, ReceiptHandle }) => ({ body: Body, id: MessageId, handle: ReceiptHandle }));
  }

  bodies(queue: string, more: Readonly<Record<string, unknown>> = {}): string[] {
    return this.receive(queue, more).map(({ body }) => body);
  }

  remove(queue: string, handle: string): void {
    this.call("DeleteMessage", { QueueUrl: queue, ReceiptHandle: handle });
  }

  /** "waiting delayed in-flight". */
  counts(queue: string): string {
    const counts = this.queues.counts(queue);
    return `${counts?.waiting} ${counts?.delayed} ${counts?.["in-flight"]}`;
  }
}
