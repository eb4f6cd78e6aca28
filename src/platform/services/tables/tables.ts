/**
 * The tables of the project, answering DynamoDB's API (x-amz-json-1.0) and telling every change of a table with a stream.
 * Tables are made by the project's settings alone; PartiQL, secondary indexes and the parameters from before expressions
 * are refused in words.
 */
import { keptCause } from "../causes.ts";
import type { Ids } from "../ids.ts";
import { type JsonObject, ServiceError } from "../service-call.ts";
import type { Reply, Service, ServiceContext } from "../service-context.ts";
import type { TableConfig } from "../services-config.ts";
import type { TableView } from "../services-view.ts";
import { type Item, itemSizeBytes } from "./attribute-values.ts";
import { itemsEqual } from "./compare-values.ts";
import { query, scan } from "./list-operations.ts";
import { batchGet, getItem } from "./read-operations.ts";
import { invalid } from "./refusals.ts";
import { type Fields, refuseTooDeep, textField } from "./request-fields.ts";
import { plainItems, Table } from "./table.ts";
import type { TableChange } from "./table-change.ts";
import { describeTable, listTables, streamArnOf } from "./table-description.ts";
import { TableDirectory } from "./table-directory.ts";
import { TableKeys } from "./table-keys.ts";
import { readTables } from "./table-state.ts";
import { Transactions, transactGet } from "./transactions.ts";
import { batchWrite, writeItem } from "./write-operations.ts";
import type { Write } from "./write-requests.ts";

/** Where sequence numbers begin: the one of AWS's sample event. */
const FIRST_SEQUENCE_NUMBER = 4421584500000000017450439091n;

const TABLE_MAKERS = ["CreateTable", "DeleteTable", "UpdateTable"];
const PARTIQL = ["ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"];

export class Tables implements Service {
  readonly #context: ServiceContext;
  readonly #onChange: (change: TableChange) => void;
  readonly #tables = new TableDirectory();
  readonly #transactions: Transactions;
  #sequence: number;

  constructor(context: ServiceContext, options: { readonly state?: unknown; onChange(change: TableChange): void }) {
    this.#context = context;
    this.#onChange = (change) => options.onChange(change);
    const saved = readTables(options.state);
    this.#tables.replace(saved.tables);
    this.#sequence = saved.sequence;
    this.#transactions = new Transactions(saved.transactions);
  }

  /** Tables that still exist with the same keys keep their items; new ones get the project's; the others are gone. */
  configure(tables: readonly TableConfig[]): void {
    const nowMs = this.#context.nowMs();
    this.#tables.replace(
      tables.map((config) => {
        const known = this.#tables.find(config.name);
        if (known === undefined || !known.keys.same(new TableKeys(config))) return madeNew(config, this.#context.ids, nowMs);
        known.reconfigure(config, nowMs);
        return known;
      }),
    );
  }

  call(operation: string, input: Fields, reply: Reply): void {
    refuseTooDeep(input);
    reply({ ok: true, output: this.#answer(operation, input) });
  }

  #answer(operation: string, input: Fields): JsonObject {
    const commit = (write: Write) => this.#commit(write);
    switch (operation) {
      case "PutItem":
        return writeItem("Put", input, this.#tables, commit);
      case "UpdateItem":
        return writeItem("Update", input, this.#tables, commit);
      case "DeleteItem":
        return writeItem("Delete", input, this.#tables, commit);
      case "BatchWriteItem":
        return batchWrite(input, this.#tables, commit);
      case "TransactWriteItems":
        return this.#transactions.write(input, this.#tables, commit, this.#context.nowMs());
      case "GetItem":
        return getItem(input, this.#tables);
      case "BatchGetItem":
        return batchGet(input, this.#tables);
      case "TransactGetItems":
        return transactGet(input, this.#tables);
      case "Query":
        return query(input, this.#tables);
      case "Scan":
        return scan(input, this.#tables);
      case "DescribeTable":
        return describeTable(input, this.#tables);
      case "ListTables":
        return listTables(input, this.#tables);
      default:
        throw this.#refusal(operation, input);
    }
  }

  #refusal(operation: string, input: Fields): Error {
    const name = textField(input, "TableName") ?? "";
    if (operation === "CreateTable" && this.#tables.find(name) !== undefined)
      return new ServiceError("ResourceInUseException", `Table already exists: ${name}`);
    if (TABLE_MAKERS.includes(operation))
      return new ServiceError(
        "AccessDeniedException",
        `${operation} is not allowed here: tables are made, changed and taken away in the project. Do it there; functions then find the table by its name.`,
      );
    if (PARTIQL.includes(operation))
      return invalid(`${operation} needs PartiQL, which this playground does not know. Use GetItem, Query, PutItem or UpdateItem.`);
    return new ServiceError("UnknownOperationException", `${operation} is not an operation that the tables of this playground know.`);
  }

  /** A write that changes nothing writes no stream record: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
  #commit({ table, key, before, after }: Write): void {
    if (before === undefined ? after === undefined : after !== undefined && itemsEqual(before, after)) return;
    table.write(key, after);
    const view = table.config.stream;
    if (view === undefined) return;
    const shown = [view.startsWith("new") ? after : undefined, view.includes("old") ? before : undefined];
    const change: TableChange = {
      table: table.name,
      eventId: this.#context.ids.hex(32),
      eventName: before === undefined ? "INSERT" : after === undefined ? "REMOVE" : "MODIFY",
      keys: key,
      ...(after === undefined ? {} : { newImage: after }),
      ...(before === undefined ? {} : { oldImage: before }),
      sequenceNumber: String(FIRST_SEQUENCE_NUMBER + BigInt(this.#sequence)),
      atMs: this.#context.nowMs(),
      sizeBytes: [key, ...shown].reduce((total, item) => total + sizeOf(item), 0),
      ...keptCause(this.#context.origin()?.cause),
    };
    this.#sequence += 1;
    this.#onChange(change);
  }

  /** "arn:aws:dynamodb:…:table/orders/stream/…"; undefined for a table without a stream. */
  streamArn(table: string): string | undefined {
    const found = this.#tables.find(table);
    return found && streamArnOf(found);
  }

  views(): readonly TableView[] {
    return this.#tables.all().map((table) => table.view());
  }

  state(): unknown {
    return {
      tables: this.#tables.all().map((table) => table.state()),
      sequence: this.#sequence,
      transactions: this.#transactions.state(),
    };
  }
}

function madeNew(config: TableConfig, ids: Ids, nowMs: number): Table {
  return new Table(config, { tableId: ids.uuid(), createdAtMs: nowMs, changes: 0 }, plainItems(config));
}

function sizeOf(item: Item | undefined): number {
  return item === undefined ? 0 : itemSizeBytes(item);
}
