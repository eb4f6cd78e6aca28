/**
 * What goes without saying is left out of a link, and put back when it is read. The defaults are those of the link's own
 * version: a later page may begin with others, and an old link still means what it meant.
 */
import { isJsonObject, type Json, type JsonObject } from "../plain-data.ts";

export interface Shape {
  /** Left out where a field has just this value. */
  readonly defaults?: JsonObject;
  readonly fields?: Readonly<Record<string, Shape>>;
  /** Of every item of a list. */
  readonly each?: Shape;
  /** Of every item: left out where it is the item's place, counted from 1. */
  readonly numbered?: string;
  /** By what the field "type" says. */
  readonly byType?: Readonly<Record<string, Shape>>;
}

export function leaveOut(value: Json, shape: Shape): Json {
  return mapped(value, shape, (object, { defaults = {} }) =>
    Object.entries(object).filter(([field, held]) => !(Object.hasOwn(defaults, field) && sameJson(held, defaults[field]))),
  );
}

export function putBack(value: Json, shape: Shape): Json {
  return mapped(value, shape, (object, { defaults = {} }) => [
    ...Object.entries(object),
    ...Object.entries(defaults).filter(([field]) => !Object.hasOwn(object, field)),
  ]);
}

type Fields = (object: JsonObject, shape: Shape) => readonly (readonly [string, Json])[];

/** What is not shaped as expected stays as it is: whether it is any good, the parser says. */
function mapped(value: Json, shape: Shape, fieldsOf: Fields): Json {
  if (Array.isArray(value)) {
    const { each, numbered } = shape;
    if (!each) return value;
    return value.map((item: Json, place) => {
      const ofItem = numbered === undefined ? each : { ...each, defaults: { ...each.defaults, [numbered]: place + 1 } };
      return mapped(item, ofItem, fieldsOf);
    });
  }
  if (!isJsonObject(value)) return value;
  const { type } = value;
  const ofType = typeof type === "string" && shape.byType && Object.hasOwn(shape.byType, type) ? shape.byType[type] : undefined;
  const own = ofType ?? shape;
  const entries = fieldsOf(value, own).map(([field, held]) => {
    const inner = own.fields && Object.hasOwn(own.fields, field) ? own.fields[field] : undefined;
    return [field, inner ? mapped(held, inner, fieldsOf) : held] as const;
  });
  return Object.fromEntries(entries);
}

export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item: Json, place) => sameJson(item, b[place]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const fields = Object.keys(a);
  return fields.length === Object.keys(b).length && fields.every((field) => Object.hasOwn(b, field) && sameJson(a[field], b[field]));
}
