/** The change streams of all tables and the mappings that read them: one for each table trigger of a function, each at its own position. */

import { isRecord } from "../../triggers/parsed.ts";
import type { TableTrigger } from "../../triggers/trigger.ts";
import { earliestDueMs, runDueOf } from "../earliest-due.ts";
import type { ServiceContext } from "../service-context.ts";
import type { FunctionServices, TableConfig } from "../services-config.ts";
import type { MappingView } from "../services-view.ts";
import type { TableChange } from "../tables/table-change.ts";
import { StreamMapping } from "./stream-mapping.ts";
import { StreamShard } from "./stream-shard.ts";

/** A mapping whose trigger is no longer there. */
const GONE: Omit<TableTrigger, "table"> = {
  type: "table",
  batchSize: 1,
  batchingWindowMs: 0,
  startingPosition: "LATEST",
  bisectOnError: false,
  maximumRetryAttempts: -1,
  maximumRecordAgeMs: -1,
  partialBatchResponses: false,
  filters: [],
};

type Saved = Readonly<Record<string, unknown>>;

export class StreamMappings {
  readonly #context: ServiceContext;
  /** By table; tables without a stream have none. */
  readonly #shards = new Map<string, StreamShard>();
  /** By function and place of the trigger. */
  readonly #mappings = new Map<string, StreamMapping>();
  /** Of the page before, until it is configured. */
  #savedShards: Saved;
  #savedMappings: Saved;

  constructor(context: ServiceContext, options: { readonly state?: unknown } = {}) {
    this.#context = context;
    const { shards, mappings } = isRecord(options.state) ? options.state : {};
    this.#savedShards = isRecord(shards) ? shards : {};
    this.#savedMappings = isRecord(mappings) ? mappings : {};
  }

  configure(functions: readonly FunctionServices[], tables: readonly TableConfig[]): void {
    const views = new Map(tables.flatMap(({ name, stream }) => (stream === undefined ? [] : [[name, stream] as const])));
    for (const [name, view] of views) {
      const shard = this.#shards.get(name);
      if (shard) shard.view = view;
      else this.#shards.set(name, new StreamShard(name, view, this.#context.nowMs(), this.#context.ids, this.#savedShards[name]));
    }
    const wanted = new Set<string>();
    for (const { name: functionName, triggers } of functions)
      triggers.forEach((trigger, place) => {
        const shard = trigger.type === "table" ? this.#shards.get(trigger.table) : undefined;
        if (trigger.type !== "table" || shard === undefined || !views.has(trigger.table)) return;
        const key = `${functionName}/${place}`;
        wanted.add(key);
        const existing = this.#mappings.get(key);
        if (existing?.shard === shard) existing.trigger = trigger;
        else {
          existing?.remove("The trigger reads another table now.");
          const saved = this.#savedMappings[key];
          const state = isRecord(saved) && saved.table === trigger.table ? saved : undefined;
          this.#mappings.set(key, new StreamMapping(this.#context, shard, { functionName, place, trigger }, state));
        }
      });
    for (const [key, mapping] of this.#mappings) {
      if (wanted.has(key)) mapping.readSoon();
      else {
        mapping.remove("The trigger, or the table's stream, was removed.");
        this.#mappings.delete(key);
      }
    }
    for (const name of this.#shards.keys()) if (!views.has(name)) this.#shards.delete(name);
    this.#endSavedOf(wanted);
    this.#savedShards = {};
    this.#savedMappings = {};
  }

  /** Kept when the table has a stream; the functions run a little later, as Lambda polls. */
  record(change: TableChange): void {
    const shard = this.#shards.get(change.table);
    if (shard === undefined) return;
    this.#trim(shard);
    shard.add(change);
    for (const mapping of this.#mappings.values()) if (mapping.shard === shard) mapping.recordCame(change);
  }

  /** When the table's stream was enabled, as its ARN ends; undefined without a stream. */
  streamLabel(table: string): string | undefined {
    return this.#shards.get(table)?.label;
  }

  /** The next batch that succeeds is delivered once more with the same ids, to show what at-least-once means. */
  deliverTwice(functionName: string): void {
    for (const mapping of this.#mappings.values()) if (mapping.functionName === functionName) mapping.deliverTwice();
  }

  nextDueMs(): number | undefined {
    return earliestDueMs(this.#mappings.values());
  }

  runDue(): void {
    runDueOf(this.#mappings.values(), this.#context.nowMs());
    for (const shard of this.#shards.values()) this.#trim(shard);
  }

  views(): readonly MappingView[] {
    return [...this.#mappings.values()].map((mapping) => mapping.view());
  }

  state(): unknown {
    return {
      shards: Object.fromEntries([...this.#shards].map(([name, shard]) => [name, shard.state()])),
      mappings: Object.fromEntries([...this.#mappings].map(([key, mapping]) => [key, mapping.state()])),
    };
  }

  /** What was saved of a mapping that is no more ends as its records do. */
  #endSavedOf(wanted: ReadonlySet<string>): void {
    for (const [key, state] of Object.entries(this.#savedMappings)) {
      const table = isRecord(state) && typeof state.table === "string" ? state.table : "";
      const at = key.lastIndexOf("/");
      const of = { functionName: key.slice(0, at), place: Number(key.slice(at + 1)), trigger: { ...GONE, table } };
      if (table === "" || (wanted.has(key) && this.#mappings.get(key)?.shard.table === table)) continue;
      const shard = new StreamShard(table, "keys-only", this.#context.nowMs(), this.#context.ids, this.#savedShards[table]);
      new StreamMapping(this.#context, shard, of, state).remove("The trigger, or the table's stream, was removed.");
    }
  }

  /** What is unread by then has its end before it is gone. */
  #trim(shard: StreamShard): void {
    shard.trim(this.#context.nowMs(), (end) => {
      for (const mapping of this.#mappings.values()) if (mapping.shard === shard) mapping.expireBefore(end);
    });
  }
}
