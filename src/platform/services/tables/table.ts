/** One table: its keys, its items, and how many changes it saw. Knows nothing of requests, streams' readers or other tables. */

import { ServiceError } from "../service-call.ts";
import type { TableConfig } from "../services-config.ts";
import { type TableView, VIEW_LIMIT } from "../services-view.ts";
import { type Item, marshallItem } from "./attribute-values.ts";
import { parseItem } from "./item-parser.ts";
import { ItemStore } from "./item-store.ts";
import { TableKeys } from "./table-keys.ts";

/** What of a table outlives the page, beside its name and keys. */
export interface TableAge {
  readonly tableId: string;
  readonly createdAtMs: number;
  /** When its stream was enabled; part of the stream's ARN. */
  readonly streamSinceMs?: number;
  readonly changes: number;
}

export class Table {
  readonly name: string;
  readonly keys: TableKeys;
  readonly items: ItemStore;
  readonly tableId: string;
  readonly createdAtMs: number;
  #config: TableConfig;
  #streamSinceMs: number | undefined;
  #changes: number;
  #view: TableView | undefined;

  /** `items`: attribute values; what does not fit the keys is left out. */
  constructor(config: TableConfig, age: TableAge, items: Iterable<unknown>) {
    this.name = config.name;
    this.keys = new TableKeys(config);
    this.items = new ItemStore(this.keys);
    this.tableId = age.tableId;
    this.createdAtMs = age.createdAtMs;
    this.#config = config;
    this.#streamSinceMs = config.stream === undefined ? undefined : (age.streamSinceMs ?? age.createdAtMs);
    this.#changes = age.changes;
    for (const given of items) {
      const item = fittingItem(given, this.keys);
      if (item === undefined) continue;
      this.keys.decide(item);
      this.items.put(item);
    }
  }

  get config(): TableConfig {
    return this.#config;
  }

  get streamSinceMs(): number | undefined {
    return this.#streamSinceMs;
  }

  /** The same keys, otherwise as the project now says. */
  reconfigure(config: TableConfig, nowMs: number): void {
    if (config.stream !== this.#config.stream) this.#streamSinceMs = config.stream === undefined ? undefined : nowMs;
    this.#config = config;
    this.#view = undefined;
  }

  /** `after`: undefined takes the item away. */
  write(key: Item, after: Item | undefined): void {
    if (after !== undefined) this.keys.decide(after);
    if (after === undefined) this.items.remove(key);
    else this.items.put(after);
    this.#changes += 1;
    this.#view = undefined;
  }

  view(): TableView {
    this.#view ??= this.#drawnView();
    return this.#view;
  }

  #drawnView(): TableView {
    const { name, stream } = this.#config;
    const { partitionKey, partitionKeyType, sortKey, sortKeyType } = this.#keysAsConfigured();
    const items: Item[] = [];
    for (const item of this.items.scan()) {
      if (items.length === VIEW_LIMIT) break;
      items.push(item);
    }
    return {
      name,
      partitionKey,
      partitionKeyType,
      ...(sortKey === undefined ? {} : { sortKey }),
      sortKeyType,
      items,
      itemCount: this.items.count,
      ...(stream === undefined ? {} : { stream }),
      changes: this.#changes,
    };
  }

  /** As they are now: open until the first item. */
  #keysAsConfigured() {
    const { partition, sort, isOpen } = this.keys;
    const { sortKeyType } = this.#config;
    return {
      partitionKey: partition.name,
      partitionKeyType: partition.type,
      sortKey: sort?.name,
      sortKeyType: sort?.type ?? sortKeyType,
      ...(isOpen ? { keyTypes: "of-first-item" as const } : {}),
    };
  }

  state(): unknown {
    const { name, stream } = this.#config;
    return {
      config: { name, ...this.#keysAsConfigured(), stream },
      age: { tableId: this.tableId, createdAtMs: this.createdAtMs, streamSinceMs: this.#streamSinceMs, changes: this.#changes },
      items: [...this.items.scan()],
    };
  }
}

/** Plain JSON items, as the project holds them. */
export function plainItems(config: TableConfig): readonly Item[] {
  return config.items.map(marshallItem);
}

function fittingItem(given: unknown, keys: TableKeys): Item | undefined {
  try {
    const item = parseItem(given);
    keys.ofItem(item);
    return item;
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}
