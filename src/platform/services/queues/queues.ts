/**
 * The project's queues (SQS): which there are, sending, receiving, dead-lettering and moving between them, and telling
 * whoever waits when a message can be received. What one message goes through in time is queue.ts; how each operation
 * reads and answers is queue-operations.ts.
 */

import { nameIn, queueArn } from "../../aws-names.ts";
import { isRecord } from "../../triggers/parsed.ts";
import type { Timed } from "../earliest-due.ts";
import type { EventFate, Reply, Service, ServiceContext } from "../service-context.ts";
import type { QueueConfig } from "../services-config.ts";
import type { QueueView } from "../services-view.ts";
import { Queue, type QueueCounts, type Receive } from "./queue.ts";
import { type Input, queueDoesNotExist } from "./queue-inputs.ts";
import { OPERATIONS, unknownOperation } from "./queue-operations.ts";
import { queueView } from "./queue-view.ts";
import type { MessageAttributes, ReceivedMessage } from "./received-message.ts";
import { type SendInput, sendInput } from "./send-input.ts";
import { receivedMessage, type StoredMessage } from "./stored-message.ts";
import { WaitingReceives } from "./waiting-receives.ts";

export interface QueuesOptions {
  readonly state?: unknown;
  /** A message can be received now: it was sent, its delay is over, or it came back. */
  available(queueName: string): void;
}

export interface QueueSend {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  /** FIFO queues need one. */
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** ARN of what gave it up. */
  readonly deadLetterSource?: string;
}

export interface Sent {
  readonly messageId: string;
  readonly sequenceNumber?: string;
}

export class Queues implements Service, Timed {
  readonly waitingReceives = new WaitingReceives();
  readonly #context: ServiceContext;
  readonly #available: (queueName: string) => void;
  readonly #queues = new Map<string, Queue>();
  /** Of the page before, until its queue is configured. */
  readonly #saved = new Map<string, unknown>();
  readonly #changed = new Set<string>();
  #isTelling = false;

  constructor(context: ServiceContext, options: QueuesOptions) {
    this.#context = context;
    this.#available = (queueName) => options.available(queueName);
    const { queues } = isRecord(options.state) ? options.state : {};
    for (const queue of Array.isArray(queues) ? queues : [])
      if (isRecord(queue) && typeof queue.name === "string") this.#saved.set(queue.name, queue);
  }

  /** A queue that is gone takes its messages with it. */
  configure(configs: readonly QueueConfig[]): void {
    const wanted = new Map(configs.map((config) => [config.name, config]));
    for (const [name, queue] of this.#queues) {
      if (wanted.get(name)?.fifo === queue.config.fifo) continue;
      for (const message of [...queue.messages()]) queue.end(message, "removed", "The queue was removed.");
      this.#queues.delete(name);
      this.waitingReceives.queueWent(name);
    }
    for (const config of configs) {
      const queue = this.#queues.get(config.name);
      if (queue) queue.configure(config);
      else this.#queues.set(config.name, new Queue(config, this.#context, this.#saved.get(config.name)));
    }
    this.#endSavedOfNoQueue(wanted);
  }

  call(operation: string, input: Input, reply: Reply): void {
    const run = OPERATIONS.get(operation);
    if (run === undefined) throw unknownOperation(operation);
    this.#settled(() => run(this, input, reply));
  }

  /** By name, ARN or URL. Throws QueueDoesNotExist. */
  queue(nameOrArnOrUrl: string): Queue {
    const queue = this.#queues.get(nameIn(nameOrArnOrUrl));
    if (queue === undefined) throw queueDoesNotExist();
    return queue;
  }

  find(queueName: string): Queue | undefined {
    return this.#queues.get(queueName);
  }

  all(): readonly Queue[] {
    return [...this.#queues.values()];
  }

  nowMs(): number {
    return this.#context.nowMs();
  }

  newId(): string {
    return this.#context.ids.uuid();
  }

  /** Checked as SendMessage is; throws ServiceError. Gives the message's id. */
  send(queueName: string, { body, attributes, groupId, deduplicationId, deadLetterSource }: QueueSend): string {
    const queue = this.queue(queueName);
    const input = { MessageBody: body, MessageAttributes: attributes, MessageGroupId: groupId, MessageDeduplicationId: deduplicationId };
    const read = sendInput(queue, input);
    const message = deadLetterSource === undefined ? read.message : { ...read.message, deadLetterSource };
    return this.#settled(() => this.store(queue, { ...read, message }).messageId);
  }

  /** A duplicate on a FIFO queue is answered as the first was, and not stored. */
  store(queue: Queue, { message, delayMs }: SendInput): Sent {
    const { fifo, name } = queue.config;
    if (!fifo) {
      const { messageId } = queue.add(message, delayMs);
      this.#changed.add(name);
      return { messageId };
    }
    const nowMs = this.#context.nowMs();
    const id = message.deduplicationId ?? "";
    const before = queue.deduplication.find(id, nowMs);
    if (before) return { messageId: before.messageId, sequenceNumber: before.sequenceNumber };
    const sequenceNumber = queue.nextSequenceNumber();
    const { messageId } = queue.add({ ...message, sequenceNumber }, delayMs);
    queue.deduplication.remember(id, { messageId, sequenceNumber }, nowMs);
    this.#changed.add(name);
    return { messageId, sequenceNumber };
  }

  /** Empty when nothing can be received, or there is no such queue. */
  receive(queueName: string, receive: Receive): readonly ReceivedMessage[] {
    const queue = this.#queues.get(queueName);
    if (queue === undefined) return [];
    return this.#settled(() => {
      const messages = queue.receive(receive, (message) => this.#giveUp(queue, message));
      const received = messages.map(receivedMessage);
      // With a visibility timeout of 0 they can be received again at once.
      if ((receive.visibilityTimeoutMs ?? queue.config.visibilityTimeoutMs) === 0)
        for (const message of messages) this.changeVisibility(queue, message, 0);
      return received;
    });
  }

  /** Those still in flight under that handle; the others have come back, or ended. */
  inFlight(queueName: string, messages: readonly ReceivedMessage[]): readonly ReceivedMessage[] {
    const queue = this.#queues.get(queueName);
    return messages.filter(({ receiptHandle }) => queue?.findByHandle(receiptHandle)?.state === "in-flight");
  }

  /** What is gone already, or was received again since, is passed over. */
  remove(queueName: string, receiptHandles: readonly string[], fate: Exclude<EventFate, "accepted"> = "processed", detail?: string): void {
    const queue = this.#queues.get(queueName);
    if (queue === undefined) return;
    this.#settled(() => {
      for (const handle of receiptHandles) {
        const message = queue.findByHandle(handle);
        if (message) this.end(queue, message, fate, detail);
      }
    });
  }

  end(queue: Queue, message: StoredMessage, fate: Exclude<EventFate, "accepted">, detail?: string): void {
    queue.end(message, fate, detail);
    // Its group may have waited for it.
    if (queue.config.fifo) this.#changed.add(queue.config.name);
  }

  changeVisibility(queue: Queue, message: StoredMessage, timeoutMs: number): void {
    queue.changeVisibility(message, timeoutMs);
    this.#changed.add(queue.config.name);
  }

  /** To another queue as a new message with a new id, as a redrive does. */
  move(from: Queue, message: StoredMessage, to: Queue): void {
    const { body, attributes, groupId, deduplicationId } = message;
    from.end(message, "removed", `Moved to the queue ${to.config.name}.`);
    const ids = to.config.fifo
      ? {
          groupId: groupId ?? message.messageId,
          deduplicationId: deduplicationId ?? message.messageId,
          sequenceNumber: to.nextSequenceNumber(),
        }
      : groupId === undefined
        ? {}
        : { groupId };
    to.add({ body, attributes, ...ids, ...causedBy(from, message) }, to.config.delayMs);
    this.#context.passed(from.node, to.node);
    this.#changed.add(to.config.name).add(from.config.name);
  }

  /** See Queue. */
  handOver(queueName: string, messages: readonly ReceivedMessage[]): number {
    return this.#queues.get(queueName)?.handOver(messages.map(({ messageId }) => messageId)) ?? 1;
  }

  counts(queueName: string): QueueCounts | undefined {
    return this.#queues.get(queueName)?.counts;
  }

  /** Undefined when it is empty, or not there. */
  oldestAgeMs(queueName: string): number | undefined {
    const oldest = this.#queues.get(queueName)?.oldest();
    return oldest && this.#context.nowMs() - oldest.enteredAtMs;
  }

  views(): readonly QueueView[] {
    return this.all().map((queue) => queueView(queue, this.sourcesOf(queue.config.name)));
  }

  nextDueMs(): number | undefined {
    let next = this.waitingReceives.nextDueMs();
    for (const queue of this.#queues.values()) {
      const dueMs = queue.nextDueMs();
      if (dueMs !== undefined && (next === undefined || dueMs < next)) next = dueMs;
    }
    return next;
  }

  runDue(): void {
    const nowMs = this.#context.nowMs();
    this.#settled(() => {
      for (const queue of this.#queues.values()) {
        if ((queue.nextDueMs() ?? Number.POSITIVE_INFINITY) > nowMs) continue;
        queue.runDue();
        this.#changed.add(queue.config.name);
      }
    });
    // A message that comes at the last moment is still received.
    this.waitingReceives.runDue(nowMs);
  }

  state(): unknown {
    return { queues: this.all().map((queue) => queue.state()) };
  }

  /** SQS moves it instead of giving it to the consumer once more. False when its dead-letter queue is not there. */
  #giveUp(queue: Queue, message: StoredMessage): boolean {
    const { name, deadLetterQueue, maxReceiveCount } = queue.config;
    const target = deadLetterQueue === undefined ? undefined : this.#queues.get(deadLetterQueue);
    if (target === undefined || target === queue || target.config.fifo !== queue.config.fifo) return false;
    queue.end(message, "dead-lettered", `Received ${maxReceiveCount} times and not deleted; moved to the queue ${deadLetterQueue}.`);
    const { body, attributes, groupId, messageId } = message;
    const group = groupId === undefined ? {} : { groupId };
    const moved = { body, attributes, ...group, deadLetterSource: queueArn(name), ...causedBy(queue, message) };
    // The original's id takes the deduplication id's place, and a FIFO queue counts retention anew:
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
    if (queue.config.fifo)
      target.add({ ...moved, deduplicationId: messageId, sequenceNumber: target.nextSequenceNumber() }, 0, {
        messageId,
        sentAtMs: this.#context.nowMs(),
      });
    else target.add(moved, 0, { messageId, sentAtMs: message.sentAtMs });
    this.#context.passed(queue.node, target.node);
    this.#changed.add(target.config.name);
    return true;
  }

  /** Runs it, then tells who waits: never in the midst of a change. */
  #settled<T>(run: () => T): T {
    const result = run();
    this.#tell();
    return result;
  }

  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      for (const name of this.#changed) {
        this.#changed.delete(name);
        if (!this.#queues.get(name)?.hasReceivable()) continue;
        this.waitingReceives.messagesCame(name);
        if (this.#queues.get(name)?.hasReceivable()) this.#available(name);
      }
    } finally {
      this.#isTelling = false;
    }
  }

  /** The queues whose dead-letter queue it is. */
  sourcesOf(queueName: string): readonly string[] {
    return this.all().flatMap(({ config }) => (config.deadLetterQueue === queueName ? [config.name] : []));
  }

  /** What was saved of a queue that the project no longer has ends as its messages do. */
  #endSavedOfNoQueue(wanted: ReadonlyMap<string, QueueConfig>): void {
    for (const [name, saved] of this.#saved) {
      if (wanted.has(name) || !isRecord(saved)) continue;
      const config = {
        name,
        fifo: saved.fifo === true,
        contentBasedDeduplication: true,
        visibilityTimeoutMs: 0,
        delayMs: 0,
        retentionMs: 0,
      };
      const queue = new Queue(config, this.#context, saved);
      for (const message of [...queue.messages()]) queue.end(message, "removed", "The queue was removed.");
    }
    this.#saved.clear();
  }
}

/** Of a message that goes on to another queue. */
function causedBy({ node }: Queue, { messageId }: StoredMessage): Pick<StoredMessage, "cause"> {
  return { cause: { type: "event", at: node, eventId: messageId } };
}
