/** PutItem, UpdateItem, DeleteItem and BatchWriteItem. `commit` does a write and tells the stream. */
import type { JsonObject } from "../service-call.ts";
import { emptyItem, type Item } from "./attribute-values.ts";
import { CapacityMeter, writeUnits } from "./capacity.ts";
import { projected } from "./document-path.ts";
import { invalid, unsatisfied } from "./refusals.ts";
import { choiceField, type Fields, field, listField, mapField, required, structure } from "./request-fields.ts";
import type { TableDirectory } from "./table-directory.ts";
import { prepared, readWrite, sameItem, type Write, type WriteRequest } from "./write-requests.ts";

export type Commit = (write: Write) => void;

const MAX_BATCH = 25;

const RETURN_VALUES = ["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"] as const;
type ReturnValues = (typeof RETURN_VALUES)[number];

export function writeItem(kind: "Put" | "Update" | "Delete", input: Fields, tables: TableDirectory, commit: Commit): JsonObject {
  const returned = choiceField(input, "ReturnValues", RETURN_VALUES) ?? "NONE";
  choiceField(input, "ReturnItemCollectionMetrics", ["SIZE", "NONE"]);
  const capacity = new CapacityMeter(input);
  if (kind !== "Update" && returned !== "NONE" && returned !== "ALL_OLD") throw invalid("ReturnValues can only be ALL_OLD or NONE");
  const request = readWrite(kind, input)(tables);
  const write = prepared(request);
  commit(write);
  capacity.add(write.table.name, writeUnits(write.before, write.after));
  const attributes = returnedAttributes(returned, request, write);
  return { ...(attributes === undefined ? {} : { Attributes: attributes }), ...capacity.one() };
}

function returnedAttributes(returned: ReturnValues, { touched }: WriteRequest, { before, after }: Write): Item | undefined {
  const part = (item: Item | undefined): Item | undefined => {
    const cut = projected(item ?? emptyItem(), touched ?? []);
    return Object.keys(cut).length === 0 ? undefined : cut;
  };
  switch (returned) {
    case "NONE":
      return undefined;
    case "ALL_OLD":
      return before;
    case "ALL_NEW":
      return after;
    case "UPDATED_OLD":
      return part(before);
    case "UPDATED_NEW":
      return part(after);
  }
}

/** All are read and checked before the first is done; there are no conditions, so none fails afterwards. */
export function batchWrite(input: Fields, tables: TableDirectory, commit: Commit): JsonObject {
  const capacity = new CapacityMeter(input);
  choiceField(input, "ReturnItemCollectionMetrics", ["SIZE", "NONE"]);
  const wanted = Object.entries(required(mapField(input, "RequestItems"), "RequestItems"));
  if (wanted.length === 0) throw unsatisfied("'{}'", "requestItems", "Member must have length greater than or equal to 1");
  const reads = wanted.flatMap(([TableName, requests]) => {
    const list = listField({ requests }, "requests") ?? [];
    if (list.length === 0) throw invalid(`The batch write request list for a table cannot be null or empty: ${TableName}`);
    return list.map((request) => readBatchEntry(TableName, structure(request)));
  });
  if (reads.length > MAX_BATCH) throw invalid("Too many items requested for the BatchWriteItem call");
  const requests = reads.map((read) => read(tables));
  if (requests.some((one, place) => requests.slice(0, place).some((other) => sameItem(one, other))))
    throw invalid("Provided list of item keys contains duplicates");
  for (const write of requests.map(prepared)) {
    commit(write);
    capacity.add(write.table.name, writeUnits(write.before, write.after));
  }
  return { UnprocessedItems: {}, ...capacity.each() };
}

function readBatchEntry(TableName: string, request: Fields) {
  const [put, remove] = [mapField(request, "PutRequest"), mapField(request, "DeleteRequest")];
  if ((put === undefined) === (remove === undefined))
    throw invalid("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
  return put === undefined
    ? readWrite("Delete", { TableName, Key: field(remove ?? {}, "Key") })
    : readWrite("Put", { TableName, Item: field(put, "Item") });
}
