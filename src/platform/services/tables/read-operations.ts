/** GetItem, BatchGetItem, Query and Scan. */
import type { JsonObject } from "../service-call.ts";
import { attributeOf, type Item, itemSizeBytes } from "./attribute-values.ts";
import { CapacityMeter, type Consistency, readUnits } from "./capacity.ts";
import { conditionHolds } from "./condition-evaluation.ts";
import { type Condition, parseCondition } from "./condition-expression.ts";
import { type DocumentPath, projected } from "./document-path.ts";
import { ExpressionNames } from "./expression-names.ts";
import type { Operand } from "./expression-operands.ts";
import { parseItem } from "./item-parser.ts";
import { parseKeyCondition } from "./key-condition.ts";
import { parseProjection } from "./projection.ts";
import { invalid, unsatisfied } from "./refusals.ts";
import {
  choiceField,
  type Fields,
  field,
  flagField,
  listField,
  mapField,
  refuseLegacy,
  required,
  structure,
  textField,
  wholeField,
} from "./request-fields.ts";
import type { Table } from "./table.ts";
import type { TableDirectory } from "./table-directory.ts";
import type { TableKeys } from "./table-keys.ts";

const MAX_BATCH = 100;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
const MAX_PAGE_BYTES = 1024 * 1024;
const MAX_SEGMENTS = 1_000_000;

function consistency(input: Fields): Consistency {
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

function cutting(paths: readonly DocumentPath[] | undefined): (item: Item) => Item {
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

/** What Query and Scan have in common. */
interface Listing {
  readonly names: ExpressionNames;
  readonly filter: Condition | undefined;
  readonly cut: (item: Item) => Item;
  readonly countOnly: boolean;
  readonly limit: number | undefined;
  readonly start: Item | undefined;
  readonly level: Consistency;
  readonly capacity: CapacityMeter;
}

function readListing(input: Fields, keyCondition?: string): Listing {
  refuseLegacy(input);
  const capacity = new CapacityMeter(input);
  const limit = wholeField(input, "Limit", 1);
  const select = choiceField(input, "Select", ["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"]);
  const start = field(input, "ExclusiveStartKey");
  const [filterText, projectionText] = [textField(input, "FilterExpression"), textField(input, "ProjectionExpression")];
  const names = new ExpressionNames(field(input, "ExpressionAttributeNames"), field(input, "ExpressionAttributeValues"), {
    FilterExpression: filterText !== undefined,
    ...(keyCondition === undefined ? {} : { KeyConditionExpression: true }),
    ...(projectionText === undefined ? {} : { ProjectionExpression: true }),
  });
  const filter = filterText === undefined ? undefined : parseCondition("FilterExpression", filterText, names);
  const paths = projectionText === undefined ? undefined : parseProjection(projectionText, names);
  checkSelect(select, paths !== undefined);
  return {
    names,
    filter,
    cut: cutting(paths),
    countOnly: select === "COUNT",
    limit,
    start: start === undefined ? undefined : parseItem(start),
    level: consistency(input),
    capacity,
  };
}

function checkSelect(select: string | undefined, projects: boolean): void {
  if (projects && select !== undefined && select !== "SPECIFIC_ATTRIBUTES")
    throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${select === "COUNT" ? "only the Count" : select}`);
  if (!projects && select === "SPECIFIC_ATTRIBUTES")
    throw invalid("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
  if (select === "ALL_PROJECTED_ATTRIBUTES") throw invalid("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
}

function refuseIndex(input: Fields): void {
  const index = textField(input, "IndexName");
  if (index !== undefined) throw invalid(`The table does not have the specified index: ${index}`);
}

function startKey(given: Item | undefined, keys: TableKeys): Item | undefined {
  if (given === undefined) return undefined;
  const all = keys.all();
  if (Object.keys(given).length !== all.length || all.some(({ name }) => attributeOf(given, name) === undefined))
    throw invalid("The provided starting key is invalid");
  return keys.ofRequest(given);
}

export function query(input: Fields, tables: TableDirectory): JsonObject {
  const text = textField(input, "KeyConditionExpression");
  const listing = readListing(input, text);
  if (text === undefined) throw invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
  const forKeys = parseKeyCondition(text, listing.names);
  listing.names.checkAllUsed();
  const forward = flagField(input, "ScanIndexForward") ?? true;
  const table = tables.of(input);
  refuseIndex(input);
  const { partition, includes } = forKeys(table.keys);
  const start = startKey(listing.start, table.keys);
  if (
    start !== undefined &&
    (table.keys.position(start).partition !== table.keys.position(partition).partition || !includes(sortOf(start, table)))
  )
    throw invalid("The provided starting key is outside query boundaries based on provided conditions");
  if (listing.filter !== undefined) refuseKeysInFilter(listing.filter, table.keys);
  return page(table, inRange(table.items.query(partition, forward, start), table, includes), listing);
}

function sortOf(item: Item, table: Table) {
  return table.keys.sort === undefined ? undefined : attributeOf(item, table.keys.sort.name);
}

function* inRange(items: Iterable<Item>, table: Table, includes: (sort: ReturnType<typeof sortOf>) => boolean): Generator<Item> {
  for (const item of items) if (includes(sortOf(item, table))) yield item;
}

function refuseKeysInFilter(filter: Condition, keys: TableKeys): void {
  for (const operand of operandsOf(filter))
    if (operand.kind === "path" && keys.isKey(String(operand.path[0])))
      throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${String(operand.path[0])}`);
}

function operandsOf(condition: Condition): readonly Operand[] {
  const within = (operand: Operand): readonly Operand[] => (operand.kind === "call" ? operand.operands.flatMap(within) : [operand]);
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.parts.flatMap(operandsOf);
    case "not":
      return operandsOf(condition.part);
    case "compare":
      return [condition.left, condition.right].flatMap(within);
    case "between":
      return [condition.operand, condition.low, condition.high].flatMap(within);
    case "in":
      return [condition.operand, ...condition.choices].flatMap(within);
    case "call":
      return within(condition);
  }
}

export function scan(input: Fields, tables: TableDirectory): JsonObject {
  const listing = readListing(input);
  listing.names.checkAllUsed();
  const segments = wholeField(input, "TotalSegments", 1, MAX_SEGMENTS);
  const segment = wholeField(input, "Segment", 0, MAX_SEGMENTS - 1);
  if (segment !== undefined && segments === undefined)
    throw invalid("The TotalSegments parameter is required but was not present in the request when Segment parameter is present");
  if (segment === undefined && segments !== undefined)
    throw invalid("The Segment parameter is required but was not present in the request when parameter TotalSegments is present");
  if (segment !== undefined && segments !== undefined && segment >= segments)
    throw invalid(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${segments}`,
    );
  const table = tables.of(input);
  refuseIndex(input);
  return page(table, table.items.scan(segment, segments, startKey(listing.start, table.keys)), listing);
}

/** Limit and 1 MB bound what is read; the filter comes afterwards, so a page may be empty and yet have a next one. */
function page(table: Table, items: Iterable<Item>, { filter, cut, countOnly, limit, level, capacity }: Listing): JsonObject {
  const kept: Item[] = [];
  let [scanned, sizeBytes] = [0, 0];
  let [last, more]: [Item | undefined, boolean] = [undefined, false];
  for (const item of items) {
    const itemBytes = itemSizeBytes(item);
    if (last !== undefined && sizeBytes + itemBytes > MAX_PAGE_BYTES) {
      more = true;
      break;
    }
    scanned += 1;
    sizeBytes += itemBytes;
    last = item;
    if (filter === undefined || conditionHolds(filter, item)) kept.push(item);
    // Whether more follows is not looked up: a full page always has a LastEvaluatedKey.
    if (scanned === limit) {
      more = true;
      break;
    }
  }
  capacity.add(table.name, readUnits(sizeBytes, level));
  return {
    ...(countOnly ? {} : { Items: kept.map(cut) }),
    Count: kept.length,
    ScannedCount: scanned,
    ...(more && last !== undefined ? { LastEvaluatedKey: table.keys.of(last) } : {}),
    ...capacity.one(),
  };
}
