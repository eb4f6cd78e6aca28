/**
 * How far a mapping has read its table's stream, and what it read that is not yet a batch. A batch is ready when it is
 * full, when its window is over, or when the next record does not fit. What becomes of a batch is stream-mapping.ts.
 */
import { utf8Length } from "../../triggers/http-bytes.ts";
import type { TableTrigger } from "../../triggers/trigger.ts";
import type { TableChange } from "../tables/table-change.ts";
import { passesFilters } from "./mapping-filters.ts";
import { isTableChange, KEPT_MS, type StreamShard } from "./stream-shard.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const EVENT_LIMIT_BYTES = 6 * 1_024 * 1_024;

export class StreamReader {
  readonly #shard: StreamShard;
  /** The place of the first record not read. */
  #next: number;
  #gathered: TableChange[] = [];
  #gatheredBytes = 0;
  #windowEndsMs: number | undefined;

  /** `next`: the place where it begins. */
  constructor(shard: StreamShard, next: number) {
    this.#shard = shard;
    this.#next = next;
  }

  /** Goes on from what `state()` gave, whose place it already has. */
  restore({ gathered, windowEndsMs }: Readonly<Record<string, unknown>>): void {
    if (Array.isArray(gathered)) this.#gathered = gathered.filter(isTableChange);
    this.#gatheredBytes = utf8Length(JSON.stringify(this.#shard.eventOf(this.#gathered)));
    if (typeof windowEndsMs === "number") this.#windowEndsMs = windowEndsMs;
  }

  state() {
    return {
      next: this.#next,
      gathered: this.#gathered,
      ...(this.#windowEndsMs === undefined ? {} : { windowEndsMs: this.#windowEndsMs }),
    };
  }

  /** Read, and waiting for the rest of their batch. */
  get gathered(): readonly TableChange[] {
    return this.#gathered;
  }

  get windowEndsMs(): number | undefined {
    return this.#windowEndsMs;
  }

  get isAtEnd(): boolean {
    return this.#next >= this.#shard.end;
  }

  /** Gathered or unread. */
  get waitingRecords(): number {
    return this.#gathered.length + (this.#shard.end - this.#next);
  }

  unread(): readonly TableChange[] {
    return this.#shard.between(this.#next, this.#shard.end);
  }

  /** When the stream lets go of the first record not read. */
  unreadExpiresMs(): number | undefined {
    const record = this.#shard.at(this.#next);
    return record && record.atMs + KEPT_MS;
  }

  /** Passes over what the stream keeps no longer at that moment, and gives it. */
  skipExpired(nowMs: number): readonly TableChange[] {
    let place = this.#next;
    for (let record = this.#shard.at(place); record !== undefined && record.atMs + KEPT_MS <= nowMs; record = this.#shard.at(place))
      place += 1;
    return this.skipTo(place);
  }

  /** Passes over what is before that place, and gives it. */
  skipTo(place: number): readonly TableChange[] {
    const skipped = this.#shard.between(this.#next, place);
    this.#next = Math.max(this.#next, place);
    return skipped;
  }

  /** Reads on. Gives the records of a batch that is ready, undefined when none is. */
  gather(
    { batchSize, batchingWindowMs, filters }: Pick<TableTrigger, "batchSize" | "batchingWindowMs" | "filters">,
    nowMs: number,
    filteredOut: (change: TableChange) => void,
  ): readonly TableChange[] | undefined {
    let isFull = this.#gathered.length >= batchSize;
    while (!isFull && !this.isAtEnd) {
      const change = this.#shard.at(this.#next);
      if (change !== undefined) {
        const [record] = this.#shard.eventOf([change]).Records;
        if (!passesFilters(filters, record)) filteredOut(change);
        else {
          const sizeBytes = utf8Length(JSON.stringify(record));
          if (this.#gathered.length > 0 && this.#gatheredBytes + sizeBytes > EVENT_LIMIT_BYTES) break;
          this.#gathered.push(change);
          this.#gatheredBytes += sizeBytes;
          this.#windowEndsMs ??= nowMs + batchingWindowMs;
        }
      }
      this.#next += 1;
      isFull = this.#gathered.length >= batchSize;
    }
    const isOver = this.#windowEndsMs !== undefined && this.#windowEndsMs <= nowMs;
    // What did not fit into this one is the next one's.
    const isCut = this.#gathered.length > 0 && !this.isAtEnd;
    if (!isFull && !isOver && !isCut) return undefined;
    const records = this.#gathered;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#windowEndsMs = undefined;
    return records;
  }
}
