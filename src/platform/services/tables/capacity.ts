/**
 * What requests consume, in capacity units, and the ConsumedCapacity of answers that ask for it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html (read 2026-11-25): one unit
 * writes 1 KB, or reads 4 KB with strong consistency; eventual consistency takes half, transactions take double.
 */
import type { JsonObject } from "../service-call.ts";
import { type Item, itemSizeBytes } from "./attribute-values.ts";
import { choiceField, type Fields } from "./request-fields.ts";

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

export type Consistency = "eventual" | "strong" | "transaction";

export function readUnits(sizeBytes: number, consistency: Consistency): number {
  const units = Math.max(1, Math.ceil(sizeBytes / READ_UNIT_BYTES));
  return consistency === "eventual" ? units / 2 : consistency === "strong" ? units : units * 2;
}

/** By the larger of the item before and after. */
export function writeUnits(before: Item | undefined, after: Item | undefined, transaction = false): number {
  const sizeBytes = Math.max(before === undefined ? 0 : itemSizeBytes(before), after === undefined ? 0 : itemSizeBytes(after));
  return Math.max(1, Math.ceil(sizeBytes / WRITE_UNIT_BYTES)) * (transaction ? 2 : 1);
}

/** Adds up by table, and says it as the request asked. */
export class CapacityMeter {
  readonly #asked: "INDEXES" | "TOTAL" | "NONE";
  readonly #units = new Map<string, number>();

  constructor(input: Fields) {
    this.#asked = choiceField(input, "ReturnConsumedCapacity", ["INDEXES", "TOTAL", "NONE"]) ?? "NONE";
  }

  add(table: string, units: number): void {
    this.#units.set(table, (this.#units.get(table) ?? 0) + units);
  }

  /** For operations on one table. */
  one(): JsonObject {
    const [capacity] = this.#all();
    return capacity === undefined ? {} : { ConsumedCapacity: capacity };
  }

  /** For batches and transactions. */
  each(): JsonObject {
    return this.#asked === "NONE" ? {} : { ConsumedCapacity: this.#all() };
  }

  #all(): readonly JsonObject[] {
    if (this.#asked === "NONE") return [];
    return [...this.#units].map(([TableName, CapacityUnits]) => ({
      TableName,
      CapacityUnits,
      ...(this.#asked === "INDEXES" ? { Table: { CapacityUnits } } : {}),
    }));
  }
}
