/** Tables: their keys, their stream, and what they hold at first, by DynamoDB's rules for keys. */
import type { KeyType, StreamView, TableConfig } from "../../platform/services/services-config.ts";
import { type FieldReader, given } from "../field-reader.ts";
import { isJsonObject, type Json, type JsonObject } from "../plain-data.ts";
import { KEY_NAME, TABLE_NAME } from "../resource-names.ts";
import { readNamedList } from "./named-list.ts";

const KEY_TYPES = ["S", "N", "B"] as const;
const STREAM_VIEWS = ["keys-only", "new-image", "old-image", "new-and-old-images"] as const satisfies readonly StreamView[];

interface Key {
  readonly name: string;
  readonly type: KeyType;
}

const IN_WORDS: Readonly<Record<KeyType, string>> = { S: "a text that is not empty", N: "a number", B: "bytes as base64 text" };

function fitsKey(value: Json | undefined, type: KeyType): boolean {
  return type === "N" ? typeof value === "number" : typeof value === "string" && value !== "";
}

/** What is said, else what the first item has, else a text. */
function keyTypeOf(fields: FieldReader, field: string, keyName: string | undefined, items: readonly JsonObject[]): KeyType {
  const found = keyName !== undefined && typeof items[0]?.[keyName] === "number" ? "N" : "S";
  return fields.oneOf(field, KEY_TYPES, found);
}

function checkItems(fields: FieldReader, items: readonly JsonObject[], keys: readonly Key[]): void {
  const taken = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const wrong = keys.find(({ name, type }) => !Object.hasOwn(item, name) || !fitsKey(item[name], type));
    if (wrong) {
      fields.refuse("items", `items[${index}] has no key "${wrong.name}" that is ${IN_WORDS[wrong.type]}.`, `Give it "${wrong.name}".`);
      return;
    }
    const key = JSON.stringify(keys.map(({ name }) => item[name]));
    const other = taken.get(key);
    if (other !== undefined) {
      fields.refuse("items", `items[${other}] and items[${index}] have the same key.`, "Change the key of one, or remove it.");
      return;
    }
    taken.set(key, index);
  }
}

function readStream(fields: FieldReader): StreamView | undefined {
  return fields.raw("stream") === undefined ? undefined : fields.oneOf("stream", STREAM_VIEWS);
}

function readTable(fields: FieldReader): TableConfig {
  const name = fields.text("name", TABLE_NAME);
  const partitionKey = fields.text("partitionKey", KEY_NAME);
  const sortKey = fields.optionalText("sortKey", KEY_NAME);
  if (sortKey !== undefined && sortKey === partitionKey) {
    fields.refuse("sortKey", "its sort key is its partition key.", "Name another attribute, or leave sortKey out.");
  }
  const given_ = fields.list("items", (item, where) => ({ ok: true, value: isJsonObject(item) ? item : where }));
  const items = given_.filter((item) => typeof item !== "string");
  const noItem = given_.find((item) => typeof item === "string");
  if (noItem !== undefined) fields.refuse("items", `${noItem} is not an object.`, `Write { ${partitionKey || "id"}: … }.`);
  const saidNothing = [fields.raw("partitionKeyType"), fields.raw("sortKeyType")].every((type) => type === undefined);
  const isOpen = fields.raw("keyTypes") === "of-first-item" || (saidNothing && items.length === 0);
  const partitionKeyType = keyTypeOf(fields, "partitionKeyType", partitionKey, items);
  const sortKeyType = keyTypeOf(fields, "sortKeyType", sortKey, items);
  const sort = sortKey === undefined ? [] : [{ name: sortKey, type: sortKeyType }];
  checkItems(fields, items, [{ name: partitionKey, type: partitionKeyType }, ...sort]);
  return {
    name,
    partitionKey,
    partitionKeyType,
    ...given({ sortKey }),
    sortKeyType,
    ...(isOpen ? { keyTypes: "of-first-item" as const } : {}),
    ...given({ stream: readStream(fields) }),
    items,
  };
}

export function readTables(project: FieldReader): readonly TableConfig[] {
  const example = '{ name: "orders", partitionKey: "id" }';
  return readNamedList(project, { kind: "table", example, shorthand: false, read: readTable });
}
