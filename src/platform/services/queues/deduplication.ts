/** A FIFO queue's memory of what was sent in the last five minutes: a second send with the same id is answered as the first, and stored once. */
import { isRecord } from "../../triggers/parsed.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
export const DEDUPLICATION_MS = 300_000;

export interface SentBefore {
  readonly messageId: string;
  readonly sequenceNumber: string;
  readonly untilMs: number;
}

export class Deduplication {
  /** In order of their end. */
  readonly #sent = new Map<string, SentBefore>();

  constructor(state?: unknown) {
    if (!Array.isArray(state)) return;
    for (const entry of state) {
      const [id, sent] = Array.isArray(entry) ? entry : [];
      if (typeof id !== "string" || !isRecord(sent)) continue;
      const { messageId, sequenceNumber, untilMs } = sent;
      if (typeof messageId === "string" && typeof sequenceNumber === "string" && typeof untilMs === "number")
        this.#sent.set(id, { messageId, sequenceNumber, untilMs });
    }
  }

  find(deduplicationId: string, nowMs: number): SentBefore | undefined {
    this.#forget(nowMs);
    return this.#sent.get(deduplicationId);
  }

  remember(deduplicationId: string, sent: { readonly messageId: string; readonly sequenceNumber: string }, nowMs: number): void {
    this.#sent.set(deduplicationId, { ...sent, untilMs: nowMs + DEDUPLICATION_MS });
  }

  state(): readonly (readonly [string, SentBefore])[] {
    return [...this.#sent];
  }

  #forget(nowMs: number): void {
    for (const [id, { untilMs }] of this.#sent) {
      if (untilMs > nowMs) return;
      this.#sent.delete(id);
    }
  }
}
