/**
 * A table's change stream: its records of the last 24 hours, in order. One shard: a table of this size has one partition,
 * and a stream has a shard for each. Who reads it, and how far, is stream-mapping.ts.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 */
import { isRecord } from "../../triggers/parsed.ts";
import { tableEvent } from "../../triggers/table-event.ts";
import type { Ids } from "../ids.ts";
import type { StreamView } from "../services-config.ts";
import type { TableChange } from "../tables/table-change.ts";

/** The same page. */
export const KEPT_MS = 86_400_000;

interface ShardState {
  readonly enabledAtMs: number;
  readonly shardId: string;
  /** The place of the oldest record kept. */
  readonly first: number;
  readonly records: readonly TableChange[];
}

export class StreamShard {
  readonly table: string;
  readonly enabledAtMs: number;
  readonly shardId: string;
  view: StreamView;
  #first: number;
  #records: TableChange[];

  constructor(table: string, view: StreamView, nowMs: number, ids: Ids, state?: unknown) {
    const saved = isShardState(state) ? state : undefined;
    this.table = table;
    this.view = view;
    this.enabledAtMs = saved?.enabledAtMs ?? nowMs;
    this.shardId = saved?.shardId ?? `shardId-${String(nowMs).padStart(20, "0")}-${ids.hex(8)}`;
    this.#first = saved?.first ?? 0;
    this.#records = [...(saved?.records ?? [])];
  }

  state(): ShardState {
    return { enabledAtMs: this.enabledAtMs, shardId: this.shardId, first: this.#first, records: this.#records };
  }

  /** When the stream was enabled, as its ARN ends: "2026-11-25T00:00:00.000". */
  get label(): string {
    return new Date(this.enabledAtMs).toISOString().slice(0, -1);
  }

  /** The place of the oldest record kept. */
  get first(): number {
    return this.#first;
  }

  /** The place of the next record to come. */
  get end(): number {
    return this.#first + this.#records.length;
  }

  at(place: number): TableChange | undefined {
    return this.#records[place - this.#first];
  }

  /** From one place to before another, as far as they are kept. */
  between(from: number, to: number): readonly TableChange[] {
    return this.#records.slice(Math.max(0, from - this.#first), Math.max(0, to - this.#first));
  }

  /** The event that a function gets with them. */
  eventOf(records: readonly TableChange[]) {
    return tableEvent(records, this.table, this.view, this.label);
  }

  add(change: TableChange): void {
    this.#records.push(change);
  }

  /** Lets go of what is too old; `going` is told before, up to which place. */
  trim(nowMs: number, going: (end: number) => void): void {
    const stays = this.#records.findIndex(({ atMs }) => atMs + KEPT_MS > nowMs);
    const gone = stays === -1 ? this.#records.length : stays;
    if (gone === 0) return;
    going(this.#first + gone);
    this.#records = this.#records.slice(gone);
    this.#first += gone;
  }
}

export function isTableChange(value: unknown): value is TableChange {
  return (
    isRecord(value) &&
    ["table", "eventId", "eventName", "sequenceNumber"].every((name) => typeof value[name] === "string") &&
    isRecord(value.keys) &&
    typeof value.atMs === "number" &&
    typeof value.sizeBytes === "number"
  );
}

function isShardState(value: unknown): value is ShardState {
  return (
    isRecord(value) &&
    Number.isFinite(value.enabledAtMs) &&
    typeof value.shardId === "string" &&
    Number.isSafeInteger(value.first) &&
    Array.isArray(value.records) &&
    value.records.every(isTableChange)
  );
}
