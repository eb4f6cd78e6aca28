/**
 * What one item's write asks for, alone or in a transaction: Put, Update, Delete, or a check alone. A request is read
 * whole before a table is looked at, and what it would do is known before anything is done.
 */
import { attributeOf, emptyItem, type Item, itemSizeBytes } from "./attribute-values.ts";
import { conditionHolds } from "./condition-evaluation.ts";
import { type Condition, parseCondition } from "./condition-expression.ts";
import type { DocumentPath } from "./document-path.ts";
import { ExpressionNames } from "./expression-names.ts";
import { parseItem } from "./item-parser.ts";
import { conditionFailed, invalid, invalidParameter } from "./refusals.ts";
import { choiceField, type Fields, field, refuseLegacy, required, textField } from "./request-fields.ts";
import type { Table } from "./table.ts";
import type { TableDirectory } from "./table-directory.ts";
import { touchedPaths, updated } from "./update-evaluation.ts";
import { parseUpdate, type UpdateActions } from "./update-expression.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items */
const MAX_ITEM_BYTES = 400 * 1024;

export type WriteKind = "Put" | "Update" | "Delete" | "ConditionCheck";

export interface WriteRequest {
  readonly table: Table;
  readonly key: Item;
  readonly condition: Condition | undefined;
  readonly itemOnFailure: boolean;
  /** The item that is to be; undefined for none. May refuse what only shows when the item is known. */
  readonly after: (before: Item | undefined) => Item | undefined;
  /** What an update names; undefined for whole items. */
  readonly touched?: readonly DocumentPath[];
}

/** A write that may be done: its condition holds. */
export interface Write {
  readonly table: Table;
  readonly key: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

export function prepared({ table, key, condition, itemOnFailure, after }: WriteRequest): Write {
  const before = table.items.get(key);
  if (condition !== undefined && !conditionHolds(condition, before ?? emptyItem()))
    throw conditionFailed(itemOnFailure ? before : undefined);
  return { table, key, before, after: after(before) };
}

/** Split in two, as DynamoDB refuses what is wrong with the text of a request before it looks for the table. */
export type ReadWrite = (tables: TableDirectory) => WriteRequest;

export function readWrite(kind: WriteKind, input: Fields): ReadWrite {
  refuseLegacy(input);
  switch (kind) {
    case "Put":
      return readPut(input);
    case "Update":
      return readUpdate(input);
    case "Delete":
      return readDelete(input, () => undefined);
    case "ConditionCheck":
      required(textField(input, "ConditionExpression"), "ConditionExpression");
      return readDelete(input, (before) => before);
  }
}

interface Expressions {
  readonly condition: Condition | undefined;
  readonly actions: UpdateActions | undefined;
  readonly itemOnFailure: boolean;
}

function readExpressions(input: Fields, update: boolean): Expressions {
  const conditionText = textField(input, "ConditionExpression");
  const updateText = update ? textField(input, "UpdateExpression") : undefined;
  const names = new ExpressionNames(field(input, "ExpressionAttributeNames"), field(input, "ExpressionAttributeValues"), {
    ...(update ? { UpdateExpression: updateText !== undefined } : {}),
    ConditionExpression: conditionText !== undefined,
  });
  const actions = updateText === undefined ? undefined : parseUpdate(updateText, names);
  const condition = conditionText === undefined ? undefined : parseCondition("ConditionExpression", conditionText, names);
  names.checkAllUsed();
  const itemOnFailure = choiceField(input, "ReturnValuesOnConditionCheckFailure", ["ALL_OLD", "NONE"]) === "ALL_OLD";
  return { condition, actions, itemOnFailure };
}

function readPut(input: Fields): ReadWrite {
  const item = parseItem(required(field(input, "Item"), "Item"));
  const { condition, itemOnFailure } = readExpressions(input, false);
  return (tables) => {
    const table = tables.of(input);
    const key = table.keys.ofItem(item);
    if (itemSizeBytes(item) > MAX_ITEM_BYTES) throw invalid("Item size has exceeded the maximum allowed size");
    return { table, key, condition, itemOnFailure, after: () => item };
  };
}

function readDelete(input: Fields, after: WriteRequest["after"]): ReadWrite {
  const given = parseItem(required(field(input, "Key"), "Key"));
  const { condition, itemOnFailure } = readExpressions(input, false);
  return (tables) => {
    const table = tables.of(input);
    return { table, key: table.keys.ofRequest(given), condition, itemOnFailure, after };
  };
}

function readUpdate(input: Fields): ReadWrite {
  const given = parseItem(required(field(input, "Key"), "Key"));
  const { condition, actions, itemOnFailure } = readExpressions(input, true);
  return (tables) => {
    const table = tables.of(input);
    const key = table.keys.ofRequest(given);
    const touched = actions === undefined ? [] : touchedPaths(actions);
    for (const [name] of touched)
      if (typeof name === "string" && table.keys.isKey(name))
        throw invalidParameter(`Cannot update attribute ${name}. This attribute is part of the key`);
    return { table, key, condition, itemOnFailure, touched, after: (before) => afterUpdate(before ?? key, before === undefined, actions) };
  };
}

/** An update that only takes away makes no item where there is none: https://github.com/scylladb/scylladb/issues/5862 */
function afterUpdate(before: Item, isNew: boolean, actions: UpdateActions | undefined): Item | undefined {
  if (actions === undefined) return before;
  if (isNew && actions.set.length === 0 && actions.add.length === 0) return undefined;
  const after = updated(before, actions);
  if (itemSizeBytes(after) > MAX_ITEM_BYTES) throw invalid("Item size to update has exceeded the maximum allowed size");
  return after;
}

/** Whether two requests are about one item. */
export function sameItem(one: WriteRequest, other: WriteRequest): boolean {
  return (
    one.table === other.table &&
    one.table.keys.all().every(({ name }) => JSON.stringify(attributeOf(one.key, name)) === JSON.stringify(attributeOf(other.key, name)))
  );
}
