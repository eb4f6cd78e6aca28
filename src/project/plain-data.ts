/**
 * The first gate for a project from outside (a script, a file, a link): copies plain data into plain data of our own.
 * It runs nothing of what it is given (accessors are refused, not called) and refuses keys that could reach a
 * prototype, values that JSON cannot hold, and structures too deep or too large to be a project.
 */
import { type Parsed, refuse } from "../platform/triggers/parsed.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Ours: far beyond any project, far below what would freeze the page. */
const MAX_DEPTH = 32;
const MAX_VALUES = 100_000;

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Budget {
  valuesLeft: number;
}

function notPlain(where: string, what: string) {
  return refuse("not-plain-data", `${where} is ${what}.`, "A project is plain JSON: texts, numbers, true, false, null, lists and objects.");
}

/** Object.prototype of whichever window the data comes from, or none. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (typeof prototype === "object" && Object.getPrototypeOf(prototype) === null);
}

function copyMember(owner: object, key: string, where: string, depth: number, budget: Budget): Parsed<Json | undefined> {
  const property = Object.getOwnPropertyDescriptor(owner, key);
  if (property && !("value" in property)) return notPlain(where, "a getter, which would run code");
  const value: unknown = property?.value;
  return value === undefined ? { ok: true, value: undefined } : copy(value, where, depth, budget);
}

function copyList(list: readonly unknown[], where: string, depth: number, budget: Budget): Parsed<Json> {
  const items: Json[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const item = copyMember(list, String(index), `${where}[${index}]`, depth, budget);
    if (!item.ok) return item;
    if (item.value === undefined) return notPlain(`${where}[${index}]`, "missing");
    items.push(item.value);
  }
  return { ok: true, value: items };
}

function copyObject(value: object, where: string, depth: number, budget: Budget): Parsed<Json> {
  const members: [string, Json][] = [];
  for (const key of Object.keys(value)) {
    if (key === "__proto__") return refuse("unsafe-key", `${where} has a key named __proto__.`, "Choose another name.");
    const member = copyMember(value, key, where === "" ? key : `${where}.${key}`, depth, budget);
    if (!member.ok) return member;
    if (member.value !== undefined) members.push([key, member.value]);
  }
  return { ok: true, value: Object.fromEntries(members) };
}

function copy(value: unknown, where: string, depth: number, budget: Budget): Parsed<Json> {
  budget.valuesLeft -= 1;
  if (depth > MAX_DEPTH || budget.valuesLeft < 0) {
    return refuse("too-large", "This holds more, or deeper, than a project does.", "Open a smaller project.");
  }
  switch (typeof value) {
    case "string":
    case "boolean":
      return { ok: true, value };
    case "number":
      return Number.isFinite(value) ? { ok: true, value } : notPlain(where, "not a finite number");
    case "object":
      if (value === null) return { ok: true, value };
      if (Array.isArray(value)) return copyList(value, where, depth + 1, budget);
      return isPlainObject(value)
        ? copyObject(value, where, depth + 1, budget)
        : notPlain(where || "The project", "an object of some class");
    default:
      return notPlain(where || "The project", `a ${typeof value}`);
  }
}

export function copyPlainData(input: unknown): Parsed<Json> {
  return copy(input, "", 0, { valuesLeft: MAX_VALUES });
}
