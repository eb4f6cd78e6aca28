/**
 * One queue: its messages and what happens to each in time (delay, visibility timeout, retention), and their end. It
 * knows no other queue and no API; what may be done with a message is decided here, how it is asked for in queues.ts.
 */
import { DueQueue } from "../../due-queue.ts";
import { isRecord } from "../../triggers/parsed.ts";
import { keptCause, oneMore } from "../causes.ts";
import type { EventFate, NodeId, ServiceContext } from "../service-context.ts";
import type { QueueConfig } from "../services-config.ts";
import type { QueueView } from "../services-view.ts";
import { Deduplication } from "./deduplication.ts";
import { ReceiveOrder } from "./receive-order.ts";
import { eventSizeBytes, isStoredMessage, type MessageState, type NewMessage, type StoredMessage } from "./stored-message.ts";

export type QueueTotals = QueueView["totals"];
export type QueueCounts = Readonly<Record<MessageState, number>>;

/** FIFO sequence numbers have 20 digits and rise; this start is the one of AWS's documentation. */
const FIRST_SEQUENCE_NUMBER = 18_849_496_460_467_696_128n;
const SEQUENCE_STEP = 256n;
const HANDLE_CHARS = 52;

export interface Receive {
  readonly max: number;
  readonly visibilityTimeoutMs?: number;
  /** Stops before the event made of them, and of what is `usedBytes` already, would be larger; the first of an event always fits. */
  readonly budgetBytes?: number;
  readonly usedBytes?: number;
  /** Message groups to leave alone, FIFO only. */
  readonly exceptGroups?: ReadonlySet<string>;
}

export class Queue {
  readonly node: NodeId;
  config: QueueConfig;
  purgedAtMs: number | undefined;
  readonly deduplication: Deduplication;
  readonly #context: ServiceContext;
  /** In order of their entry. */
  readonly #messages = new Map<string, StoredMessage>();
  readonly #byHandle = new Map<string, StoredMessage>();
  readonly #order: ReceiveOrder;
  readonly #returns = new DueQueue<StoredMessage>(({ item, atMs }) => this.#holds(item) && item.untilMs === atMs);
  #expiries = this.#newExpiries();
  #counts: Record<MessageState, number> = { waiting: 0, delayed: 0, "in-flight": 0 };
  #totals: { -readonly [total in keyof QueueTotals]: number } = { sent: 0, received: 0, deleted: 0, deadLettered: 0, expired: 0 };
  #entered = 0;

  /** `state`: what `state()` gave; what of it does not fit is left out. */
  constructor(config: QueueConfig, context: ServiceContext, state?: unknown) {
    this.config = config;
    this.node = `queue:${config.name}`;
    this.#context = context;
    this.#order = new ReceiveOrder(config.fifo);
    const kept = isRecord(state) ? state : {};
    this.deduplication = new Deduplication(kept.deduplication);
    if (typeof kept.purgedAtMs === "number") this.purgedAtMs = kept.purgedAtMs;
    if (typeof kept.entered === "number") this.#entered = kept.entered;
    if (isRecord(kept.totals))
      for (const name of ["sent", "received", "deleted", "deadLettered", "expired"] as const) {
        const total = kept.totals[name];
        if (typeof total === "number") this.#totals[name] = total;
      }
    if (Array.isArray(kept.messages)) for (const message of kept.messages) if (isStoredMessage(message)) this.#takeUp({ ...message });
  }

  state(): unknown {
    return {
      name: this.config.name,
      fifo: this.config.fifo,
      entered: this.#entered,
      totals: { ...this.#totals },
      deduplication: this.deduplication.state(),
      ...(this.purgedAtMs === undefined ? {} : { purgedAtMs: this.purgedAtMs }),
      messages: [...this.#messages.values()].map((message) => ({ ...message })),
    };
  }

  configure(config: QueueConfig): void {
    const expiryMoved = config.retentionMs !== this.config.retentionMs;
    this.config = config;
    if (!expiryMoved) return;
    this.#expiries = this.#newExpiries();
    for (const message of this.#messages.values()) this.#expiries.add(this.#expiresAtMs(message), message);
  }

  get counts(): QueueCounts {
    return this.#counts;
  }

  get totals(): QueueTotals {
    return this.#totals;
  }

  /** In order of their entry. */
  messages(): Iterable<StoredMessage> {
    return this.#messages.values();
  }

  oldest(): StoredMessage | undefined {
    return this.#messages.values().next().value;
  }

  hasReceivable(): boolean {
    return this.#order.hasReceivable();
  }

  nextSequenceNumber(): string {
    return String(FIRST_SEQUENCE_NUMBER + BigInt(this.#entered) * SEQUENCE_STEP);
  }

  /** `moved`: of a dead-lettered message, which keeps its id, and on standard queues the moment it was sent. */
  add(message: NewMessage, delayMs: number, moved?: { readonly messageId: string; readonly sentAtMs: number }): StoredMessage {
    const nowMs = this.#context.nowMs();
    const stored: StoredMessage = {
      ...message,
      messageId: moved?.messageId ?? this.#context.ids.uuid(),
      sentAtMs: moved?.sentAtMs ?? nowMs,
      enteredAtMs: nowMs,
      order: this.#entered,
      receiveCount: 0,
      ...keptCause(message.cause ?? this.#context.origin()?.cause),
      ...(delayMs > 0 ? { state: "delayed", untilMs: nowMs + delayMs } : { state: "waiting" }),
    };
    this.#entered += 1;
    this.#totals.sent += 1;
    this.#put(stored);
    this.#context.note({ eventId: stored.messageId, at: this.node, fate: "accepted", ...keptCause(stored.cause) });
    return stored;
  }

  /** `giveUp` takes what was received too often already, and says whether it could. */
  receive(receive: Receive, giveUp: (message: StoredMessage) => boolean): readonly StoredMessage[] {
    const nowMs = this.#context.nowMs();
    const taken: StoredMessage[] = [];
    let sizeBytes = receive.usedBytes ?? 0;
    for (const message of this.#order.next(receive.exceptGroups)) {
      if (this.#isUsedUp(message) && giveUp(message)) continue;
      if (receive.budgetBytes !== undefined) {
        const isFirst = sizeBytes === 0;
        sizeBytes += eventSizeBytes(message.body, message.attributes);
        if (!isFirst && sizeBytes > receive.budgetBytes) break;
      }
      this.#take(message, nowMs + (receive.visibilityTimeoutMs ?? this.config.visibilityTimeoutMs));
      taken.push(message);
      if (taken.length >= receive.max) break;
    }
    return taken;
  }

  /** By the handle of its last receive. */
  findByHandle(receiptHandle: string): StoredMessage | undefined {
    return this.#byHandle.get(receiptHandle);
  }

  /** They go to a function. Gives how often the one did that did most often, this time included; what has ended meanwhile is passed over. */
  handOver(messageIds: readonly string[]): number {
    let attempt = 1;
    for (const id of messageIds) {
      const message = this.#messages.get(id);
      if (message === undefined) continue;
      message.deliveries = oneMore(message.deliveries);
      attempt = Math.max(attempt, message.deliveries);
    }
    return attempt;
  }

  /** From now on, for a message in flight; 0 lets it come back at once. */
  changeVisibility(message: StoredMessage, timeoutMs: number): void {
    if (timeoutMs === 0) this.#change(message, "waiting");
    else this.#change(message, "in-flight", this.#context.nowMs() + timeoutMs);
  }

  end(message: StoredMessage, fate: Exclude<EventFate, "accepted">, detail?: string): void {
    this.#order.remove(message);
    this.#messages.delete(message.messageId);
    if (message.receiptHandle !== undefined) this.#byHandle.delete(message.receiptHandle);
    this.#counts[message.state] -= 1;
    if (fate === "dead-lettered") this.#totals.deadLettered += 1;
    else if (fate === "expired") this.#totals.expired += 1;
    else this.#totals.deleted += 1;
    this.#context.note({ eventId: message.messageId, at: this.node, fate, ...(detail === undefined ? {} : { detail }) });
  }

  nextDueMs(): number | undefined {
    const [back, expiry] = [this.#returns.peek()?.atMs, this.#expiries.peek()?.atMs];
    return back === undefined ? expiry : expiry === undefined ? back : Math.min(back, expiry);
  }

  /** What may be received again, and what has outlived the retention. */
  runDue(): void {
    const nowMs = this.#context.nowMs();
    for (let due = this.#returns.takeDue(nowMs); due !== undefined; due = this.#returns.takeDue(nowMs)) this.#change(due.item, "waiting");
    for (let due = this.#expiries.takeDue(nowMs); due !== undefined; due = this.#expiries.takeDue(nowMs))
      this.end(due.item, "expired", `It was kept for its ${this.config.retentionMs / 1_000} s of retention and not deleted.`);
  }

  #isUsedUp(message: StoredMessage): boolean {
    return this.config.maxReceiveCount !== undefined && message.receiveCount >= this.config.maxReceiveCount;
  }

  #take(message: StoredMessage, untilMs: number): void {
    const nowMs = this.#context.nowMs();
    message.receiveCount += 1;
    message.firstReceivedAtMs ??= nowMs;
    message.lastReceivedAtMs = nowMs;
    if (message.receiptHandle !== undefined) this.#byHandle.delete(message.receiptHandle);
    message.receiptHandle = `AQEB${this.#context.ids.base64(HANDLE_CHARS)}`;
    this.#byHandle.set(message.receiptHandle, message);
    this.#totals.received += 1;
    this.#change(message, "in-flight", untilMs);
  }

  #change(message: StoredMessage, state: MessageState, untilMs?: number): void {
    this.#order.leaves(message);
    this.#counts[message.state] -= 1;
    message.state = state;
    this.#counts[state] += 1;
    if (untilMs === undefined) delete message.untilMs;
    else {
      message.untilMs = untilMs;
      this.#returns.add(untilMs, message);
    }
    this.#order.entered(message);
  }

  #takeUp(message: StoredMessage): void {
    this.#put(message);
    this.#context.stillWaits({ at: this.node, eventId: message.messageId }, message.enteredAtMs, message.cause);
  }

  #put(message: StoredMessage): void {
    this.#messages.set(message.messageId, message);
    if (message.receiptHandle !== undefined) this.#byHandle.set(message.receiptHandle, message);
    this.#counts[message.state] += 1;
    this.#order.add(message);
    if (message.untilMs !== undefined) this.#returns.add(message.untilMs, message);
    this.#expiries.add(this.#expiresAtMs(message), message);
  }

  #newExpiries(): DueQueue<StoredMessage> {
    return new DueQueue(({ item }) => this.#holds(item));
  }

  #expiresAtMs(message: StoredMessage): number {
    return message.sentAtMs + this.config.retentionMs;
  }

  #holds(message: StoredMessage): boolean {
    return this.#messages.get(message.messageId) === message;
  }
}
