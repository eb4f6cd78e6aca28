/** The items of one table, partition by partition in the order of a hash, within a partition in the order of the sort key. */
import type { Item } from "./attribute-values.ts";
import { itemSizeBytes } from "./attribute-values.ts";
import { comparePartitions, compareSorts, type Position, type TableKeys } from "./table-keys.ts";

interface Entry {
  readonly position: Position;
  readonly item: Item;
}

interface Partition {
  readonly position: Position;
  /** Never empty. */
  readonly entries: Entry[];
}

export class ItemStore {
  readonly #keys: TableKeys;
  readonly #partitions: Partition[] = [];
  #count = 0;
  #sizeBytes = 0;

  constructor(keys: TableKeys) {
    this.#keys = keys;
  }

  get count(): number {
    return this.#count;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get(key: Item): Item | undefined {
    const position = this.#keys.position(key);
    const partition = this.#partition(position);
    const place = partition === undefined ? 0 : firstFrom(partition.entries, position);
    const entry = partition?.entries[place];
    return entry !== undefined && compareSorts(entry.position.sort, position.sort) === 0 ? entry.item : undefined;
  }

  put(item: Item): void {
    const position = this.#keys.position(item);
    const place = partitionPlace(this.#partitions, position);
    let partition = this.#partitions[place];
    if (partition === undefined || comparePartitions(partition.position, position) !== 0) {
      partition = { position, entries: [] };
      this.#partitions.splice(place, 0, partition);
    }
    const within = firstFrom(partition.entries, position);
    const before = partition.entries[within];
    const replaces = before !== undefined && compareSorts(before.position.sort, position.sort) === 0;
    partition.entries.splice(within, replaces ? 1 : 0, { position, item });
    this.#count += replaces ? 0 : 1;
    this.#sizeBytes += itemSizeBytes(item) - (replaces ? itemSizeBytes(before.item) : 0);
  }

  remove(key: Item): void {
    const position = this.#keys.position(key);
    const place = partitionPlace(this.#partitions, position);
    const partition = this.#partition(position);
    if (partition === undefined) return;
    const within = firstFrom(partition.entries, position);
    const before = partition.entries[within];
    if (before === undefined || compareSorts(before.position.sort, position.sort) !== 0) return;
    partition.entries.splice(within, 1);
    if (partition.entries.length === 0) this.#partitions.splice(place, 1);
    this.#count -= 1;
    this.#sizeBytes -= itemSizeBytes(before.item);
  }

  /** The items of one partition in the order of the sort key, or against it, after the given key. */
  *query(partitionOf: Item, forward: boolean, after?: Item): Generator<Item> {
    // Without a sort key a partition is one item, and nothing comes after it.
    if (after !== undefined && this.#keys.sort === undefined) return;
    const entries = this.#partition(this.#keys.position(partitionOf))?.entries ?? [];
    const start = after && this.#keys.position(after).sort;
    for (const { item, position } of forward ? entries : entries.toReversed()) {
      if (start !== undefined && (forward ? compareSorts(position.sort, start) <= 0 : compareSorts(position.sort, start) >= 0)) continue;
      yield item;
    }
  }

  /** Everything, or one of several equal segments of it, after the given key. */
  *scan(segment = 0, segments = 1, after?: Item): Generator<Item> {
    const start = after && this.#keys.position(after);
    const from = start === undefined ? 0 : partitionPlace(this.#partitions, start);
    for (const { position: at, entries } of this.#partitions.slice(from)) {
      if (Math.floor((at.hash * segments) / 0x1_0000_0000) !== segment) continue;
      const begun = start !== undefined && comparePartitions(at, start) === 0;
      for (const { item, position } of entries) if (!begun || compareSorts(position.sort, start.sort) > 0) yield item;
    }
  }

  #partition(position: Position): Partition | undefined {
    const partition = this.#partitions[partitionPlace(this.#partitions, position)];
    return partition !== undefined && comparePartitions(partition.position, position) === 0 ? partition : undefined;
  }
}

/** The first place that is not before it. */
function firstWhere<T>(list: readonly T[], reached: (each: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const each = list[middle];
    if (each !== undefined && reached(each)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function partitionPlace(partitions: readonly Partition[], position: Position): number {
  return firstWhere(partitions, (each) => comparePartitions(each.position, position) >= 0);
}

function firstFrom(entries: readonly Entry[], position: Position): number {
  return firstWhere(entries, (each) => compareSorts(each.position.sort, position.sort) >= 0);
}
