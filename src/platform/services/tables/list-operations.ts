/** Query and Scan: pages of items, of one partition in the order of the sort key, or of the whole table. */
import type { JsonObject } from "../service-call.ts";
import { attributeOf, type Item, itemSizeBytes } from "./attribute-values.ts";
import { CapacityMeter, type Consistency, readUnits } from "./capacity.ts";
import { conditionHolds } from "./condition-evaluation.ts";
import { type Condition, operandsOf, parseCondition } from "./condition-expression.ts";
import { ExpressionNames } from "./expression-names.ts";
import { parseItem } from "./item-parser.ts";
import { parseKeyCondition } from "./key-condition.ts";
import { parseProjection } from "./projection.ts";
import { consistency, cutting } from "./read-operations.ts";
import { invalid } from "./refusals.ts";
import { choiceField, type Fields, field, flagField, refuseLegacy, textField, wholeField } from "./request-fields.ts";
import type { Table } from "./table.ts";
import type { TableDirectory } from "./table-directory.ts";
import type { TableKeys } from "./table-keys.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
const MAX_PAGE_BYTES = 1024 * 1024;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
const MAX_SEGMENTS = 1_000_000;

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
