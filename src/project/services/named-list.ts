/** A list of services of one kind: each may be a plain name, and no name stands twice. */
import { type Parsed, refuse } from "../../platform/triggers/parsed.ts";
import { FieldReader } from "../field-reader.ts";
import { isJsonObject, type Json } from "../plain-data.ts";

export interface Kind<T extends { readonly name: string }> {
  /** "queue": begins codes, and messages in capitals. */
  readonly kind: string;
  readonly example: string;
  /** Whether "orders" may stand for { name: "orders" }. */
  readonly shorthand: boolean;
  readonly read: (fields: FieldReader) => T;
}

function titleOf(kind: string): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

export function checkNamesDiffer(kind: string, names: readonly string[]) {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return undefined;
  return refuse(`${kind}-twice`, `Two ${kind}s are named "${twice}".`, `Give each ${kind} its own name.`);
}

function readItem<T extends { readonly name: string }>(item: Json, where: string, kind: Kind<T>, { about }: FieldReader): Parsed<T> {
  const input = kind.shorthand && typeof item === "string" ? { name: item } : item;
  if (!isJsonObject(input)) return refuse(kind.kind, `${where} is not a ${kind.kind}.`, `Write ${kind.example}.`);
  const owner = typeof input.name === "string" ? `${titleOf(kind.kind)} "${input.name.slice(0, 80)}"` : titleOf(where);
  const fields = new FieldReader(input, { owner, code: kind.kind, notes: about.notes });
  return fields.result(kind.read(fields));
}

/** Reads the field `${kind}s` of the project. */
export function readNamedList<T extends { readonly name: string }>(project: FieldReader, kind: Kind<T>): readonly T[] {
  const items = project.list(`${kind.kind}s`, (item, where) => readItem(item, where, kind, project));
  const twice = checkNamesDiffer(
    kind.kind,
    items.map(({ name }) => name),
  );
  if (twice) project.take(twice, undefined);
  return items;
}
