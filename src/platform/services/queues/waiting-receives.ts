/** Receives that wait for a message (long polling), each answered once: when messages come, or with none when its time is over. They end with the page. */
import { DueQueue } from "../../due-queue.ts";

export interface WaitingReceive {
  readonly queueName: string;
  readonly untilMs: number;
  /** Tries now; false while there is nothing. */
  tryNow(): boolean;
  giveUp(): void;
}

export class WaitingReceives {
  readonly #waiting = new Map<string, Set<WaitingReceive>>();
  readonly #deadlines = new DueQueue<WaitingReceive>(({ item }) => this.#waiting.get(item.queueName)?.has(item) === true);

  add(receive: WaitingReceive): void {
    const ofQueue = this.#waiting.get(receive.queueName) ?? new Set();
    this.#waiting.set(receive.queueName, ofQueue.add(receive));
    this.#deadlines.add(receive.untilMs, receive);
  }

  /** Who came first is served first. */
  messagesCame(queueName: string): void {
    const ofQueue = this.#waiting.get(queueName);
    if (ofQueue === undefined) return;
    for (const receive of ofQueue) {
      ofQueue.delete(receive);
      if (receive.tryNow()) continue;
      this.#waiting.set(queueName, new Set([receive, ...ofQueue]));
      return;
    }
  }

  queueWent(queueName: string): void {
    const ofQueue = this.#waiting.get(queueName) ?? [];
    this.#waiting.delete(queueName);
    for (const receive of ofQueue) receive.giveUp();
  }

  nextDueMs(): number | undefined {
    return this.#deadlines.peek()?.atMs;
  }

  runDue(nowMs: number): void {
    for (let due = this.#deadlines.takeDue(nowMs); due !== undefined; due = this.#deadlines.takeDue(nowMs)) {
      this.#waiting.get(due.item.queueName)?.delete(due.item);
      due.item.giveUp();
    }
  }
}
