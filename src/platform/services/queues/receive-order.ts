/**
 * Which message is received next. Standard: the oldest that waits. FIFO: the oldest head of a group that has nothing in
 * flight, then what follows it in its group. It decides nothing about times.
 */
import { DueQueue } from "../../due-queue.ts";
import type { StoredMessage } from "./stored-message.ts";

interface Group {
  /** In order of their entry. */
  readonly messages: Set<StoredMessage>;
  inFlight: number;
}

export class ReceiveOrder {
  readonly #fifo: boolean;
  readonly #groups = new Map<string, Group>();
  /** By order of entry. What is no longer first, waiting or there is passed over. */
  readonly #receivable = new DueQueue<StoredMessage>(({ item }) => this.#isReceivable(item));
  readonly #members = new Set<StoredMessage>();

  constructor(fifo: boolean) {
    this.#fifo = fifo;
  }

  add(message: StoredMessage): void {
    this.#members.add(message);
    const group = this.#groupOf(message);
    if (group !== undefined) {
      group.messages.add(message);
      if (message.state === "in-flight") group.inFlight += 1;
    }
    this.#offer(message);
  }

  /** Before its state changes. */
  leaves(message: StoredMessage): void {
    const group = this.#groupOf(message);
    if (group !== undefined && message.state === "in-flight") group.inFlight -= 1;
  }

  /** After its state changed. */
  entered(message: StoredMessage): void {
    const group = this.#groupOf(message);
    if (group !== undefined && message.state === "in-flight") group.inFlight += 1;
    this.#offer(message);
  }

  remove(message: StoredMessage): void {
    this.leaves(message);
    this.#members.delete(message);
    const group = this.#groupOf(message);
    if (group === undefined) return;
    group.messages.delete(message);
    if (group.messages.size === 0) this.#groups.delete(message.groupId ?? "");
    else this.#offerHead(group);
  }

  hasReceivable(): boolean {
    return this.#receivable.peek() !== undefined;
  }

  /** One receive's messages, in order; each must be taken or removed before the next is asked for. SQS gives as many of one group as it can. */
  *next(exceptGroups?: ReadonlySet<string>): Generator<StoredMessage> {
    const passedOver: StoredMessage[] = [];
    try {
      for (let first = this.#receivable.peek(); first !== undefined; first = this.#receivable.peek()) {
        const group = this.#groupOf(first.item);
        if (group === undefined) yield first.item;
        else if (exceptGroups?.has(first.item.groupId ?? "")) {
          this.#receivable.takeDue(first.atMs);
          passedOver.push(first.item);
        } else
          for (const message of group.messages) {
            if (message.state === "delayed") break;
            if (message.state === "waiting") yield message;
          }
      }
    } finally {
      for (const message of passedOver) this.#offer(message);
    }
  }

  #groupOf(message: StoredMessage): Group | undefined {
    if (!this.#fifo) return undefined;
    const id = message.groupId ?? "";
    const found = this.#groups.get(id) ?? { messages: new Set(), inFlight: 0 };
    this.#groups.set(id, found);
    return found;
  }

  #offer(message: StoredMessage): void {
    const group = this.#groupOf(message);
    if (group !== undefined) this.#offerHead(group);
    else if (message.state === "waiting") this.#receivable.add(message.order, message);
  }

  #offerHead(group: Group): void {
    const [head] = group.messages;
    if (head !== undefined && this.#isReceivable(head)) this.#receivable.add(head.order, head);
  }

  #isReceivable(message: StoredMessage): boolean {
    if (message.state !== "waiting" || !this.#members.has(message)) return false;
    const group = this.#groupOf(message);
    return group === undefined || (group.inFlight === 0 && group.messages.values().next().value === message);
  }
}
