/**
 * TransactWriteItems and TransactGetItems: all or nothing. A transaction's token makes it happen once: asked again within
 * ten minutes, it is answered and not repeated.
 */
import { type JsonObject, ServiceError } from "../service-call.ts";
import { itemSizeBytes } from "./attribute-values.ts";
import { CapacityMeter, readUnits, writeUnits } from "./capacity.ts";
import { parseItem } from "./item-parser.ts";
import { readProjection } from "./read-operations.ts";
import { invalid, unsatisfied } from "./refusals.ts";
import { choiceField, type Fields, field, listField, mapField, required, structure, textField } from "./request-fields.ts";
import type { TableDirectory } from "./table-directory.ts";
import type { PastTransaction } from "./table-state.ts";
import type { Commit } from "./write-operations.ts";
import { prepared, type ReadWrite, readWrite, sameItem, type Write, type WriteKind, type WriteRequest } from "./write-requests.ts";

const MAX_ITEMS = 100;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const TOKEN_LIFE_MS = 600_000;
const MAX_TOKEN = 36;

const KINDS: readonly WriteKind[] = ["ConditionCheck", "Put", "Delete", "Update"];

interface Reason extends JsonObject {
  readonly Code: string;
}
const NO_REASON: Reason = { Code: "None" };

export class Transactions {
  readonly #past = new Map<string, PastTransaction>();

  constructor(past: readonly PastTransaction[]) {
    for (const transaction of past) this.#past.set(transaction.token, transaction);
  }

  state(): readonly PastTransaction[] {
    return [...this.#past.values()];
  }

  write(input: Fields, tables: TableDirectory, commit: Commit, nowMs: number): JsonObject {
    const capacity = new CapacityMeter(input);
    choiceField(input, "ReturnItemCollectionMetrics", ["SIZE", "NONE"]);
    const token = textField(input, "ClientRequestToken");
    if (token !== undefined && (token === "" || token.length > MAX_TOKEN))
      throw unsatisfied(`'${token}'`, "clientRequestToken", `Member must have length between 1 and ${MAX_TOKEN}, inclusive`);
    const reads = entries(input).map(readTransactWrite);
    if (token !== undefined && this.#wasDone(token, input, nowMs)) return capacity.each();
    const writes = preparedTogether(reads, tables);
    for (const write of writes) {
      commit(write);
      capacity.add(write.table.name, writeUnits(write.before, write.after, true));
    }
    if (token !== undefined) this.#past.set(token, { token, fingerprint: fingerprint(input), atMs: nowMs });
    return capacity.each();
  }

  #wasDone(token: string, input: Fields, nowMs: number): boolean {
    for (const past of this.#past.values()) if (past.atMs + TOKEN_LIFE_MS <= nowMs) this.#past.delete(past.token);
    const past = this.#past.get(token);
    if (past !== undefined && past.fingerprint !== fingerprint(input))
      throw new ServiceError(
        "IdempotentParameterMismatchException",
        "DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.",
      );
    return past !== undefined;
  }
}

function entries(input: Fields): readonly Fields[] {
  const list = required(listField(input, "TransactItems"), "TransactItems").map(structure);
  if (list.length === 0) throw unsatisfied("'[]'", "transactItems", "Member must have length greater than or equal to 1");
  if (list.length > MAX_ITEMS)
    throw unsatisfied(`'[${list.length} items]'`, "transactItems", `Member must have length less than or equal to ${MAX_ITEMS}`);
  return list;
}

function readTransactWrite(entry: Fields): ReadWrite {
  const [kind, ...others] = KINDS.filter((each) => field(entry, each) !== undefined);
  if (kind === undefined || others.length > 0) throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
  return readWrite(kind, mapField(entry, kind) ?? {});
}

/** Every write, or TransactionCanceledException with each item's reason, in the request's order. */
function preparedTogether(reads: readonly ReadWrite[], tables: TableDirectory): readonly Write[] {
  const requests = reasoned(reads, (read) => read(tables));
  refuseTwice(requests);
  return reasoned(requests, prepared);
}

function refuseTwice(requests: readonly WriteRequest[]): void {
  if (requests.some((one, place) => requests.slice(0, place).some((other) => sameItem(one, other))))
    throw invalid("Transaction request cannot include multiple operations on one item");
}

function reasoned<From, To>(list: readonly From[], step: (each: From) => To): readonly To[] {
  const done: To[] = [];
  const reasons = list.map((each) => {
    try {
      done.push(step(each));
      return NO_REASON;
    } catch (error) {
      return reasonOf(error);
    }
  });
  if (done.length === list.length) return done;
  throw new ServiceError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(", ")}]`,
    400,
    { CancellationReasons: reasons },
  );
}

function reasonOf(error: unknown): Reason {
  if (!(error instanceof ServiceError)) throw error;
  const { code, message, details } = error.failure;
  if (code === "ConditionalCheckFailedException") return { Code: "ConditionalCheckFailed", Message: message, ...details };
  if (code === "ValidationException") return { Code: "ValidationError", Message: message };
  throw error;
}

/** Two 32-bit sums: enough to tell a repeated request from another one. */
function fingerprint(input: Fields): string {
  const text = JSON.stringify(field(input, "TransactItems"));
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (let place = 0; place < text.length; place += 1) {
    one = Math.imul(one ^ text.charCodeAt(place), 0x01000193);
    other = Math.imul(other + text.charCodeAt(place), 0x5bd1e995) ^ (other >>> 15);
  }
  return `${text.length}-${(one >>> 0).toString(16)}-${(other >>> 0).toString(16)}`;
}

export function transactGet(input: Fields, tables: TableDirectory): JsonObject {
  const capacity = new CapacityMeter(input);
  const wanted = entries(input).map((entry) => {
    const get = required(mapField(entry, "Get"), "Get");
    return { get, given: parseItem(required(field(get, "Key"), "Key")), cut: readProjection(get) };
  });
  const located = reasoned(wanted, ({ get, given, cut }) => {
    const table = tables.of(get);
    return { table, key: table.keys.ofRequest(given), cut };
  });
  const responses = located.map(({ table, key, cut }) => {
    const item = table.items.get(key);
    capacity.add(table.name, readUnits(item === undefined ? 0 : itemSizeBytes(item), "transaction"));
    return item === undefined ? {} : { Item: cut(item) };
  });
  return { Responses: responses, ...capacity.each() };
}
