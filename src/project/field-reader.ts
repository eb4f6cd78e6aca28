/**
 * Reads the fields of one JSON object of a project. Each read gives a value of its type and remembers the first thing that
 * is wrong; `result` tells it, or gives what was read. Fields nobody asked for are noted as ignored.
 */
import { type Parsed, type Refused, refuse } from "../platform/triggers/parsed.ts";
import { isJsonObject, type Json, type JsonObject } from "./plain-data.ts";

/** What a reading found besides the value: worth telling, no reason to refuse. */
export interface ReadingNotes {
  /** Kept, but this version does not carry it out. */
  readonly notYet: string[];
  /** Dropped: no field of this name is known. */
  readonly ignored: string[];
  /** Kept and carried out, but hardly what is meant. */
  readonly warnings: string[];
}

/** `owner` begins the messages ('Queue "orders"'), `code` the codes ("queue"). */
export interface Owner {
  readonly owner: string;
  readonly code: string;
  readonly notes: ReadingNotes;
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

export interface TextRule {
  readonly pattern: RegExp;
  /** "1 to 80 letters, digits, - and _": ends the remedy "Use …". */
  readonly rule: string;
}

/** Its own fields need no owner before their names. */
export const PROJECT_OWNER = "The project";

const ANY_TEXT: TextRule = { pattern: /^.{1,2048}$/s, rule: "a text of 1 to 2,048 characters" };

/** As a code ends: "batchSize" is "batch-size". */
function kebab(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function shown(value: Json | undefined): string {
  if (value === undefined) return "missing";
  return typeof value === "number" ? value.toLocaleString("en-US") : JSON.stringify(value).slice(0, 60);
}

/** The fields that are there: what an optional property takes, which may not be undefined. */
export function given<T extends object>(fields: T): { [Field in keyof T]?: Exclude<T[Field], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Field in keyof T]?: Exclude<T[Field], undefined> };
}

export class FieldReader {
  readonly about: Owner;
  readonly #input: JsonObject;
  readonly #asked = new Set<string>();
  #problem: Refused | undefined;

  constructor(input: JsonObject, about: Owner) {
    this.#input = input;
    this.about = about;
  }

  raw(field: string): Json | undefined {
    this.#asked.add(field);
    return this.#input[field];
  }

  /** The first problem is told; later ones often follow from it. */
  refuse(field: string, message: string, remedy: string): void {
    const { owner, code } = this.about;
    this.#problem ??= refuse(field === "" ? code : `${code}-${kebab(field)}`, `${owner}: ${message}`, remedy);
  }

  /** What another parser made of a field, in its own words. */
  take<T>(parsed: Parsed<T>, otherwise: T): T {
    if (parsed.ok) return parsed.value;
    this.#problem ??= refuse(parsed.code, `${this.about.owner}: ${parsed.message}`, parsed.remedy);
    return otherwise;
  }

  text(field: string, { pattern, rule }: TextRule = ANY_TEXT, fallback?: string): string {
    const value = this.raw(field) ?? fallback;
    if (typeof value === "string" && pattern.test(value)) return value;
    this.refuse(field, `${field} is ${shown(value)}.`, `Use ${rule}.`);
    return "";
  }

  optionalText(field: string, rule?: TextRule): string | undefined {
    return this.raw(field) === undefined ? undefined : this.text(field, rule);
  }

  flag(field: string, fallback: boolean): boolean {
    const value = this.raw(field) ?? fallback;
    if (typeof value === "boolean") return value;
    this.refuse(field, `${field} is ${shown(value)}.`, "Use true or false.");
    return fallback;
  }

  whole(field: string, { min, max }: Bounds, fallback?: number): number {
    const value = this.raw(field) ?? fallback;
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
    const range = `${min.toLocaleString("en-US")} to ${max.toLocaleString("en-US")}`;
    this.refuse(field, `${field} is ${shown(value)}.`, `Give a whole number from ${range}.`);
    return min;
  }

  optionalWhole(field: string, bounds: Bounds): number | undefined {
    return this.raw(field) === undefined ? undefined : this.whole(field, bounds);
  }

  oneOf<const Choice extends string>(field: string, choices: readonly [Choice, ...Choice[]], fallback?: Choice): Choice {
    const value = this.raw(field) ?? fallback;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    this.refuse(field, `${field} is ${shown(value)}.`, `Use ${choices.map((choice) => JSON.stringify(choice)).join(", ")}.`);
    return choices[0];
  }

  /** Absent is empty. `read` gets each item and where it stands: "queues[2]". */
  list<T>(field: string, read: (item: Json, where: string) => Parsed<T>): readonly T[] {
    const value = this.raw(field) ?? [];
    if (!Array.isArray(value)) {
      this.refuse(field, `${field} is not a list.`, `Write ${field}: [ … ].`);
      return [];
    }
    const items: T[] = [];
    for (const [index, item] of value.entries()) {
      const parsed = read(item, `${field}[${index}]`);
      if (parsed.ok) items.push(parsed.value);
      else this.#problem ??= parsed;
    }
    return items;
  }

  texts(field: string, rule: TextRule, fallback: readonly string[] = []): readonly string[] {
    if (this.raw(field) === undefined) return fallback;
    return this.list(field, (item, where) => {
      if (typeof item === "string" && rule.pattern.test(item)) return { ok: true, value: item };
      const { owner, code } = this.about;
      return refuse(`${code}-${kebab(field)}`, `${owner}: ${where} is ${shown(item)}.`, `Use ${rule.rule}.`);
    });
  }

  /** An object of texts; absent is empty. */
  textsByName(field: string, nameRule: TextRule, maxValueBytes: number): Readonly<Record<string, string>> {
    const value = this.raw(field) ?? {};
    if (!isJsonObject(value)) {
      this.refuse(field, `${field} is not an object.`, `Write ${field}: { name: "value" }.`);
      return {};
    }
    const entries: [string, string][] = [];
    for (const [name, text] of Object.entries(value)) {
      if (!nameRule.pattern.test(name)) this.refuse(field, `${field} has the name ${shown(name)}.`, `Use ${nameRule.rule}.`);
      else if (typeof text !== "string") this.refuse(field, `${field}: ${name} is ${shown(text)}.`, "Give a text, in quotes.");
      else if (new TextEncoder().encode(text).length > maxValueBytes) {
        this.refuse(field, `${field}: ${name} is too long.`, `Keep to ${maxValueBytes.toLocaleString("en-US")} bytes.`);
      } else entries.push([name, text]);
    }
    return Object.fromEntries(entries);
  }

  /** Undefined where the field is absent. */
  object<T>(field: string, read: (fields: FieldReader) => T): T | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    if (!isJsonObject(value)) {
      this.refuse(field, `${field} is not an object.`, `Write ${field}: { … }.`);
      return undefined;
    }
    const { owner, code, notes } = this.about;
    const inner = new FieldReader(value, { owner: `${owner}: ${field}`, code: `${code}-${kebab(field)}`, notes });
    const parsed = inner.result(read(inner));
    if (parsed.ok) return parsed.value;
    this.#problem ??= parsed;
    return undefined;
  }

  result<T>(value: T): Parsed<T> {
    if (this.#problem) return this.#problem;
    const { owner, notes } = this.about;
    const prefix = owner === PROJECT_OWNER ? "" : `${owner}: `;
    for (const field of Object.keys(this.#input)) if (!this.#asked.has(field)) notes.ignored.push(`${prefix}${field}`);
    return { ok: true, value };
  }
}
