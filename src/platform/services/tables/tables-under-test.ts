/** What the tests of this folder share: tables with a clock that stands still, their answers, refusals and changes. */
import { ContextUnderTest } from "../context-under-test.ts";
import { type JsonObject, ServiceError, type ServiceFailure } from "../service-call.ts";
import type { TableConfig } from "../services-config.ts";
import type { TableChange } from "./table-change.ts";
import { Tables } from "./tables.ts";

export const NOW_MS = 1_428_537_600_000;

export function tableConfig(config: Partial<TableConfig> & { readonly name: string }): TableConfig {
  return { partitionKey: "id", partitionKeyType: "S", sortKeyType: "S", items: [], ...config };
}

/** One key. */
export const USERS = tableConfig({ name: "users", stream: "new-and-old-images" });
/** Two keys, the second a number. */
export const ORDERS = tableConfig({ name: "orders", partitionKey: "customer", sortKey: "placed", sortKeyType: "N" });

export class TableBench {
  readonly changes: TableChange[] = [];
  readonly context = new ContextUnderTest(NOW_MS);
  readonly tables: Tables;

  constructor(configs: readonly TableConfig[] = [USERS, ORDERS], state?: unknown) {
    this.tables = new Tables(this.context, { state, onChange: (change) => this.changes.push(change) });
    this.tables.configure(configs);
  }

  /** As the wire carries it: plain JSON. */
  call(operation: string, input: unknown): JsonObject {
    let output: JsonObject | undefined;
    this.tables.call(operation, input as Readonly<Record<string, unknown>>, (answer) => {
      if (answer.ok) output = answer.output;
    });
    if (output === undefined) throw new Error(`${operation} did not answer.`);
    return JSON.parse(JSON.stringify(output));
  }

  refusal(operation: string, input: unknown): ServiceFailure {
    try {
      this.call(operation, input);
    } catch (error) {
      if (error instanceof ServiceError) return error.failure;
      throw error;
    }
    throw new Error(`${operation} was not refused.`);
  }

  put(table: string, item: JsonObject): void {
    this.call("PutItem", { TableName: table, Item: item });
  }

  get(table: string, key: JsonObject): unknown {
    return this.call("GetItem", { TableName: table, Key: key }).Item;
  }
}
