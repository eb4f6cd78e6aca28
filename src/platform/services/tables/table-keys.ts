/** The keys of one table: read from items and requests, checked against the schema, put in order. */
import { utf8Length } from "../../triggers/http-bytes.ts";
import type { KeyType, TableConfig } from "../services-config.ts";
import { type AttributeValue, attributeOf, emptyItem, type Item, typeOf, valueSizeBytes } from "./attribute-values.ts";
import { compareValues } from "./compare-values.ts";
import { invalid, invalidParameter } from "./refusals.ts";

const NO_MATCH = "The provided key element does not match the schema";
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-partition-sort-keys */
const MAX_PARTITION_KEY_BYTES = 2048;
const MAX_SORT_KEY_BYTES = 1024;

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

type KeyConfig = Pick<TableConfig, "partitionKey" | "partitionKeyType" | "sortKey" | "sortKeyType" | "keyTypes">;

/** A place in the table. */
export interface Position {
  /** Scans go by it: DynamoDB spreads partitions by a hash of their key. 32 bits. */
  readonly hash: number;
  /** Type and content of the partition key; equal for equal keys only. */
  readonly partition: string;
  readonly sort: AttributeValue | undefined;
}

export class TableKeys {
  partition: KeyAttribute;
  sort: KeyAttribute | undefined;
  #isOpen: boolean;

  constructor(config: KeyConfig) {
    this.#isOpen = config.keyTypes === "of-first-item";
    this.partition = { name: config.partitionKey, type: config.partitionKeyType };
    this.sort = config.sortKey === undefined ? undefined : { name: config.sortKey, type: config.sortKeyType };
  }

  all(): readonly KeyAttribute[] {
    return this.sort === undefined ? [this.partition] : [this.partition, this.sort];
  }

  isKey(name: string): boolean {
    return name === this.partition.name || name === this.sort?.name;
  }

  /** Is the project's table with `other` this one? Where its types are open, they are whatever was decided here. */
  same(other: TableKeys): boolean {
    const names = (keys: TableKeys) => JSON.stringify(keys.all().map(({ name }) => name));
    return other.#isOpen ? names(this) === names(other) : JSON.stringify(this.all()) === JSON.stringify(other.all());
  }

  /** Nothing has decided the types of the keys yet. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** By the first item that is written. */
  decide(item: Item): void {
    if (!this.#isOpen) return;
    const typed = ({ name, type }: KeyAttribute): KeyAttribute => {
      const value = attributeOf(item, name);
      return { name, type: value === undefined ? type : (keyTypeOf(value) ?? type) };
    };
    this.partition = typed(this.partition);
    this.sort = this.sort && typed(this.sort);
    this.#isOpen = false;
  }

  #fits(value: AttributeValue, type: KeyType): boolean {
    return this.#isOpen ? keyTypeOf(value) !== undefined : typeOf(value) === type;
  }

  /** Of an item to be put. */
  ofItem(item: Item): Item {
    const key = emptyItem();
    for (const { name, type } of this.all()) {
      const value = attributeOf(item, name);
      if (value === undefined) throw invalidParameter(`Missing the key ${name} in the item`);
      if (!this.#fits(value, type)) throw invalidParameter(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
      key[name] = value;
    }
    this.#checkContents(key);
    return key;
  }

  /** Of a request's Key: these attributes and no others. */
  ofRequest(given: Item): Item {
    if (Object.keys(given).length !== this.all().length) throw invalid(NO_MATCH);
    const key = emptyItem();
    for (const { name, type } of this.all()) {
      const value = attributeOf(given, name);
      if (value === undefined || !this.#fits(value, type)) throw invalid(NO_MATCH);
      key[name] = value;
    }
    this.#checkContents(key);
    return key;
  }

  /** Of an item that is in the table. */
  of(item: Item): Item {
    const key = emptyItem();
    for (const { name } of this.all()) {
      const value = attributeOf(item, name);
      if (value !== undefined) key[name] = value;
    }
    return key;
  }

  position(key: Item): Position {
    const value = attributeOf(key, this.partition.name);
    const partition = value === undefined ? "" : JSON.stringify(value);
    return { hash: hashOf(partition), partition, sort: this.sort && attributeOf(key, this.sort.name) };
  }

  #checkContents(key: Item): void {
    for (const { name } of this.all()) {
      const value = attributeOf(key, name);
      if (value === undefined) continue;
      const sizeBytes = valueSizeBytes(value);
      if (sizeBytes === 0) {
        const kind = "S" in value ? "string" : "binary";
        throw invalid(
          `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
        );
      }
      if (name === this.partition.name && sizeBytes > MAX_PARTITION_KEY_BYTES)
        throw invalidParameter(`Size of hashkey has exceeded the maximum size limit of${MAX_PARTITION_KEY_BYTES} bytes`);
      if (name === this.sort?.name && sizeBytes > MAX_SORT_KEY_BYTES)
        throw invalidParameter(`Aggregated size of all range keys has exceeded the size limit of ${MAX_SORT_KEY_BYTES} bytes`);
    }
  }
}

/** Undefined for what cannot be a key. */
function keyTypeOf(value: AttributeValue): KeyType | undefined {
  return (["S", "N", "B"] as const).find((type) => type === typeOf(value));
}

export function comparePartitions(one: Position, other: Position): number {
  return one.hash - other.hash || (one.partition < other.partition ? -1 : one.partition > other.partition ? 1 : 0);
}

export function compareSorts(one: AttributeValue | undefined, other: AttributeValue | undefined): number {
  return one === undefined || other === undefined ? 0 : (compareValues(one, other) ?? 0);
}

/** FNV-1a with a last mixing, so that keys that differ in their last letter lie apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 ^ utf8Length(text);
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
