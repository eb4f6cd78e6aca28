/** GetItem and BatchGetItem, and what all reads share: consistency and projections. */
import type { JsonObject } from "../service-call.ts";
import { type Item, itemSizeBytes } from "./attribute-values.ts";
import { CapacityMeter, type Consistency, readUnits } from "./capacity.ts";
import { type DocumentPath, projected } from "./document-path.ts";
import { ExpressionNames } from "./expression-names.ts";
import { parseItem } from "./item-parser.ts";
import { parseProjection } from "./projection.ts";
import { invalid, unsatisfied } from "./refusals.ts";
import { type Fields, field, flagField, listField, mapField, refuseLegacy, required, structure, textField } from "./request-fields.ts";
import type { TableDirectory } from "./table-directory.ts";

const MAX_BATCH = 100;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

export function consistency(input: Fields): Consistency {
  return flagField(input, "ConsistentRead") === true ? "strong" : "eventual";
}

/** Cuts an item to ProjectionExpression. */
export function readProjection(input: Fields): (item: Item) => Item {
  refuseLegacy(input);
  const text = textField(input, "ProjectionExpression");
  const names = new ExpressionNames(field(input, "ExpressionAttributeNames"), undefined, { ProjectionExpression: text !== undefined });
  const paths = text === undefined ? undefined : parseProjection(text, names);
  names.checkAllUsed();
  return cutting(paths);
}

export function cutting(paths: readonly DocumentPath[] | undefined): (item: Item) => Item {
  return paths === undefined ? (item) => item : (item) => projected(item, paths);
}

export function getItem(input: Fields, tables: TableDirectory): JsonObject {
  const capacity = new CapacityMeter(input);
  const given = parseItem(required(field(input, "Key"), "Key"));
  const cut = readProjection(input);
  const level = consistency(input);
  const table = tables.of(input);
  const item = table.items.get(table.keys.ofRequest(given));
  capacity.add(table.name, readUnits(item === undefined ? 0 : itemSizeBytes(item), level));
  return { ...(item === undefined ? {} : { Item: cut(item) }), ...capacity.one() };
}

/** Answers up to 16 MB; the keys that are left come back unprocessed. */
export function batchGet(input: Fields, tables: TableDirectory): JsonObject {
  const capacity = new CapacityMeter(input);
  const wanted = Object.entries(required(mapField(input, "RequestItems"), "RequestItems")).map(([name, request]) => {
    const fields = structure(request);
    const keys = required(listField(fields, "Keys"), "Keys").map(parseItem);
    if (keys.length === 0)
      throw unsatisfied("'[]'", `requestItems.${name}.member.keys`, "Member must have length greater than or equal to 1");
    return { name, fields, keys, cut: readProjection(fields), level: consistency(fields) };
  });
  if (wanted.length === 0) throw unsatisfied("'{}'", "requestItems", "Member must have length greater than or equal to 1");
  if (wanted.reduce((total, { keys }) => total + keys.length, 0) > MAX_BATCH)
    throw invalid("Too many items requested for the BatchGetItem call");
  const located = wanted.map((each) => {
    const table = tables.named(each.name);
    const keys = each.keys.map((key) => table.keys.ofRequest(key));
    if (new Set(keys.map((key) => JSON.stringify(key))).size < keys.length) throw invalid("Provided list of item keys contains duplicates");
    return { ...each, table, keys };
  });
  const responses: Record<string, readonly Item[]> = Object.create(null);
  const unprocessed: Record<string, JsonObject> = Object.create(null);
  let sizeBytes = 0;
  for (const { name, fields, table, keys, cut, level } of located) {
    const items: Item[] = [];
    const left: Item[] = [];
    for (const key of keys) {
      const item = table.items.get(key);
      const itemBytes = item === undefined ? 0 : itemSizeBytes(item);
      if (sizeBytes + itemBytes > MAX_BATCH_BYTES) {
        left.push(key);
        continue;
      }
      sizeBytes += itemBytes;
      capacity.add(table.name, readUnits(itemBytes, level));
      if (item !== undefined) items.push(cut(item));
    }
    responses[name] = items;
    if (left.length > 0) unprocessed[name] = { ...(fields as JsonObject), Keys: left };
  }
  return { Responses: responses, UnprocessedKeys: unprocessed, ...capacity.each() };
}
