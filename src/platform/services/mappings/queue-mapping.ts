/**
 * One event source mapping of a queue: Lambda's poller, which receives messages, makes batches of them, runs the function
 * and removes what it processed. What a batch leaves stays in flight in the queue until its visibility timeout; nothing of
 * a delivery outlives the page.
 */
import { queueEvent } from "../../triggers/queue-event.ts";
import type { QueueTrigger } from "../../triggers/trigger.ts";
import type { Queues } from "../queues/queues.ts";
import type { ReceivedMessage } from "../queues/received-message.ts";
import { eventSizeBytes } from "../queues/stored-message.ts";
import type { DeliveryOutcome, NodeId, ServiceContext } from "../service-context.ts";
import type { MappingView } from "../services-view.ts";
import { backoffMs } from "./backoff.ts";
import { readBatchOutcome } from "./batch-response.ts";
import { messagePassesFilters } from "./mapping-filters.ts";
import { PollerConcurrency } from "./poller-concurrency.ts";
import { messagesAfterRun } from "./processed-messages.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: a synchronous invocation's payload. */
const EVENT_LIMIT_BYTES = 6 * 1_024 * 1_024;

interface Batch {
  readonly messages: readonly ReceivedMessage[];
  /** Throttled: when it is tried again. */
  readonly retryAtMs?: number;
}

/** Kept from page to page. */
export interface QueueMappingState {
  readonly filteredOut: number;
  readonly isTwice: boolean;
}

export class QueueMapping {
  readonly functionName: string;
  readonly place: number;
  trigger: QueueTrigger;
  readonly #context: ServiceContext;
  readonly #queues: Queues;
  readonly #source: NodeId;
  readonly #batches = new Set<Batch>();
  readonly #concurrency = new PollerConcurrency();
  #gathered: readonly ReceivedMessage[] = [];
  #gatheredBytes = 0;
  #windowEndsMs: number | undefined;
  #readAtMs: number | undefined;
  #throttlesInARow = 0;
  #pausedUntilMs: number | undefined;
  #filteredOut: number;
  #isTwice: boolean;
  #isReading = false;
  #isRemoved = false;
  #lastError: string | undefined;

  constructor(
    context: ServiceContext,
    queues: Queues,
    of: { readonly functionName: string; readonly place: number; readonly trigger: QueueTrigger },
    state: QueueMappingState,
  ) {
    this.#context = context;
    this.#queues = queues;
    this.functionName = of.functionName;
    this.place = of.place;
    this.trigger = of.trigger;
    this.#source = `queue:${of.trigger.queue}`;
    this.#filteredOut = state.filteredOut;
    this.#isTwice = state.isTwice;
  }

  state(): QueueMappingState {
    return { filteredOut: this.#filteredOut, isTwice: this.#isTwice };
  }

  /** What runs may still end; what was only gathered comes back by itself. */
  remove(): void {
    this.#isRemoved = true;
    for (const batch of this.#batches) if (batch.retryAtMs !== undefined) this.#batches.delete(batch);
  }

  deliverTwice(): void {
    this.#isTwice = true;
  }

  /** At the next `runDue`: messages may wait from before. */
  readSoon(): void {
    this.#readAtMs = this.#context.nowMs();
  }

  /** Receives and delivers as long as there are messages and room for a batch. */
  read(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#hasRoom() && this.#readOnce());
    } finally {
      this.#isReading = false;
    }
    this.#watchBacklog();
  }

  nextDueMs(): number | undefined {
    const moments = [this.#readAtMs, this.#windowEndsMs, this.#concurrency.growsAtMs, this.#pausedUntilMs];
    for (const { retryAtMs } of this.#batches) moments.push(retryAtMs);
    const due = moments.filter((moment) => moment !== undefined);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  runDue(): void {
    const nowMs = this.#context.nowMs();
    const isDue = (moment: number | undefined) => moment !== undefined && moment <= nowMs;
    if (isDue(this.#readAtMs)) this.#readAtMs = undefined;
    if (isDue(this.#pausedUntilMs)) this.#pausedUntilMs = undefined;
    if (isDue(this.#concurrency.growsAtMs)) this.#concurrency.grow();
    if (isDue(this.#windowEndsMs)) this.#deliverGathered();
    for (const batch of [...this.#batches]) if (isDue(batch.retryAtMs)) this.#retry(batch);
    this.read();
  }

  view(): MappingView {
    const retries = [...this.#batches].flatMap(({ retryAtMs }) => (retryAtMs === undefined ? [] : [retryAtMs]));
    const nextAttemptMs = retries.length > 0 ? Math.min(...retries) : this.#windowEndsMs;
    const running = this.#batches.size - retries.length;
    return {
      functionName: this.functionName,
      place: this.place,
      source: this.#source,
      state:
        retries.length > 0 || this.#pausedUntilMs !== undefined
          ? "backing-off"
          : running > 0
            ? "delivering"
            : this.#gathered.length > 0
              ? "gathering"
              : "waiting",
      inFlightBatches: running,
      waitingRecords: this.#gathered.length,
      attempts: this.#throttlesInARow,
      ...(nextAttemptMs === undefined ? {} : { nextAttemptMs }),
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
    };
  }

  get #isFifo(): boolean {
    return this.#queues.find(this.trigger.queue)?.config.fifo ?? false;
  }

  #hasRoom(): boolean {
    if (this.#isRemoved || this.#pausedUntilMs !== undefined) return false;
    return this.#batches.size < this.#concurrency.limit(this.trigger.maximumConcurrency);
  }

  /** False when there was nothing to receive, or it is gathered until the window is over. */
  #readOnce(): boolean {
    const { queue, batchSize, batchingWindowMs, filters } = this.trigger;
    const received = this.#queues.receive(queue, {
      max: batchSize - this.#gathered.length,
      budgetBytes: EVENT_LIMIT_BYTES,
      usedBytes: this.#gatheredBytes,
      exceptGroups: this.#busyGroups(),
    });
    if (received.length === 0) {
      // Something waits, but does not fit any more.
      if (this.#gathered.length === 0 || !this.#queues.find(queue)?.hasReceivable()) return false;
      this.#deliverGathered();
      return true;
    }
    const { Records } = queueEvent(received, queue);
    const [wanted, unwanted]: [ReceivedMessage[], ReceivedMessage[]] = [[], []];
    for (const [place, record] of Records.entries()) {
      const message = received[place];
      if (message) (messagePassesFilters(filters, record) ? wanted : unwanted).push(message);
    }
    this.#dropFiltered(unwanted);
    this.#gathered = [...this.#gathered, ...wanted];
    for (const { body, messageAttributes } of wanted) this.#gatheredBytes += eventSizeBytes(body, messageAttributes);
    if (this.#gathered.length === 0) return true;
    // FIFO queues have no window.
    if (batchingWindowMs === 0 || this.#isFifo || this.#gathered.length >= batchSize) this.#deliverGathered();
    else this.#windowEndsMs ??= this.#context.nowMs() + batchingWindowMs;
    return true;
  }

  /** Lambda removes what no filter lets through. */
  #dropFiltered(messages: readonly ReceivedMessage[]): void {
    if (messages.length === 0) return;
    this.#filteredOut += messages.length;
    this.#queues.remove(
      this.trigger.queue,
      messages.map(({ receiptHandle }) => receiptHandle),
      "discarded",
      `Filtered out: no filter of the function ${this.functionName} matches it.`,
    );
  }

  /** Lambda never runs two batches of one message group at once, even when a message came back meanwhile. */
  #busyGroups(): ReadonlySet<string> {
    const groups = new Set<string>();
    if (this.#isFifo)
      for (const { messages } of this.#batches) for (const { attributes } of messages) groups.add(attributes.MessageGroupId ?? "");
    return groups;
  }

  #deliverGathered(): void {
    // What was gathered too long has come back to the queue, and is received again.
    const messages = this.#queues.inFlight(this.trigger.queue, this.#gathered);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#windowEndsMs = undefined;
    if (messages.length > 0) this.#deliver(messages);
  }

  #deliver(messages: readonly ReceivedMessage[], isAgain = false): void {
    const batch: Batch = { messages };
    this.#batches.add(batch);
    this.#context.passed(this.#source, `function:${this.functionName}`);
    const event = JSON.stringify(queueEvent(messages, this.trigger.queue));
    const attempt = this.#queues.handOver(this.trigger.queue, messages);
    const handed = { at: this.#source, eventIds: messages.map(({ messageId }) => messageId), attempt };
    this.#context.invoke({ functionName: this.functionName, event, source: "queue", handed }, (outcome) => {
      this.#batches.delete(batch);
      this.#ended(messages, outcome, isAgain);
      this.read();
    });
  }

  #ended(messages: readonly ReceivedMessage[], outcome: DeliveryOutcome, isAgain: boolean): void {
    if (outcome.status === "throttled") {
      this.#lastError = outcome.error?.errorMessage ?? "Throttled.";
      if (!this.#isRemoved) this.#holdBack(messages);
      return;
    }
    this.#throttlesInARow = 0;
    this.#pausedUntilMs = undefined;
    const { queue, partialBatchResponses } = this.trigger;
    const ids = messages.map(({ messageId }) => messageId);
    const response = readBatchOutcome(outcome, partialBatchResponses, ids);
    const { processed, problem } = messagesAfterRun(messages, response, this.#isFifo);
    this.#lastError = problem;
    if (problem !== undefined) this.#concurrency.halve();
    if (this.#isTwice && !isAgain && processed.length === messages.length) {
      this.#isTwice = false;
      this.#deliver(messages, true);
      return;
    }
    this.#queues.remove(
      queue,
      processed.map(({ receiptHandle }) => receiptHandle),
    );
  }

  /** Lambda tries a throttled batch again until its messages come back to the queue. */
  #holdBack(messages: readonly ReceivedMessage[]): void {
    this.#throttlesInARow += 1;
    const retryAtMs = this.#context.nowMs() + backoffMs(this.#throttlesInARow);
    this.#pausedUntilMs = Math.max(retryAtMs, this.#pausedUntilMs ?? 0);
    this.#batches.add({ messages, retryAtMs });
  }

  #retry(batch: Batch): void {
    this.#batches.delete(batch);
    const messages = this.#queues.inFlight(this.trigger.queue, batch.messages);
    if (messages.length > 0) this.#deliver(messages);
  }

  #watchBacklog(): void {
    if (this.#isRemoved) return this.#concurrency.stopGrowing();
    const { queue, maximumConcurrency } = this.trigger;
    this.#concurrency.watch(this.#queues.counts(queue)?.waiting ?? 0, this.#batches.size, this.#context.nowMs(), maximumConcurrency);
  }
}
