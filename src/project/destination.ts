/**
 * Where the record of an asynchronous invocation, or of a failed batch, goes: { type: "queue", name: "failed" }, or
 * "queue:failed" for short. Whether it exists is checked when the whole project is known.
 */
import type { Destination } from "../platform/triggers/trigger.ts";
import type { FieldReader } from "./field-reader.ts";
import { isJsonObject, type Json } from "./plain-data.ts";

const TYPES = ["queue", "topic", "function", "bus"] as const;

function partsOf(value: Json): { readonly type?: Json; readonly name?: Json } {
  if (isJsonObject(value)) return value;
  const [, type, name] = typeof value === "string" ? (/^([a-z]+):(.+)$/.exec(value) ?? []) : [];
  return type === undefined || name === undefined ? {} : { type, name };
}

export function readDestination(fields: FieldReader, field: string): Destination | undefined {
  const value = fields.raw(field);
  if (value === undefined) return undefined;
  const { type, name } = partsOf(value);
  const known = TYPES.find((each) => each === type);
  if (known !== undefined && typeof name === "string" && name !== "") return { type: known, name };
  fields.refuse(field, `${field} is not a destination.`, `Write ${field}: { type: "queue", name: "failed" }; or topic, function, bus.`);
  return undefined;
}
