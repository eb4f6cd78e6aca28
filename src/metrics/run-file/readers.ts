/**
 * Readers of foreign JSON: each takes what stands at a place and gives back a value of its type, or says what is wrong
 * there. Fields are taken by name, so that what is not known is left behind, whatever it is called.
 */
import { isRecord } from "../../platform/triggers/parsed.ts";

/** `at` names the place in words: "rows.columns.status". */
export type Reader<T> = (value: unknown, at: string) => T;

/** What is wrong with a file, for a person. */
export class NotReadable extends Error {}

export function refuseAt(at: string, what: string): never {
  throw new NotReadable(`${at} ${what}.`);
}

/** Characters of a name, and of a text that is shown. */
export const NAME_CHARS = 500;
export const TEXT_CHARS = 1_000_000;
/** What a Date can hold: beyond it, a moment cannot be written. */
const LATEST_MS = 8.64e15;

export function text(most: number): Reader<string> {
  return (value, at) => {
    if (typeof value !== "string") return refuseAt(at, "is no text");
    return value.length <= most ? value : refuseAt(at, `is longer than ${most} characters`);
  };
}

export const name = text(NAME_CHARS);
export const words = text(TEXT_CHARS);

export function numberIn(least: number, most: number): Reader<number> {
  return (value, at) =>
    typeof value === "number" && value >= least && value <= most ? value : refuseAt(at, `is no number from ${least} to ${most}`);
}

export function wholeIn(least: number, most: number): Reader<number> {
  const read = numberIn(least, most);
  return (value, at) => (Number.isInteger(value) ? read(value, at) : refuseAt(at, "is no whole number"));
}

/** How many of something, or an exact sum. */
export const count = wholeIn(0, Number.MAX_SAFE_INTEGER);
/** A moment on the platform's clock. */
export const moment = numberIn(0, LATEST_MS);
export const durationMs = numberIn(0, LATEST_MS);

export const flag: Reader<boolean> = (value, at) => (typeof value === "boolean" ? value : refuseAt(at, "is neither true nor false"));

export function oneOf<const T extends string>(known: readonly T[]): Reader<T> {
  return (value, at) => known.find((each) => each === value) ?? refuseAt(at, "is none of the words that are known there");
}

export function list<T>(read: Reader<T>, most: number): Reader<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return refuseAt(at, "is no list");
    if (value.length > most) return refuseAt(at, `has more than ${most.toLocaleString("en-US")} entries`);
    return value.map((each, place) => read(each, `${at}[${place}]`));
  };
}

/** undefined where the field is absent; `fields` leaves it out. */
export function optional<T>(read: Reader<T>): Reader<T | undefined> {
  return (value, at) => (value === undefined ? undefined : read(value, at));
}

type Shape = Readonly<Record<string, Reader<unknown>>>;
type OptionalKeys<S extends Shape> = { [K in keyof S]: undefined extends ReturnType<S[K]> ? K : never }[keyof S];
type FieldsOf<S extends Shape> = { readonly [K in Exclude<keyof S, OptionalKeys<S>>]: ReturnType<S[K]> } & {
  readonly [K in OptionalKeys<S>]?: Exclude<ReturnType<S[K]>, undefined>;
};

export function fields<const S extends Shape>(shape: S): Reader<FieldsOf<S>> {
  const readers = Object.entries(shape);
  return (value, at) => {
    if (!isRecord(value)) return refuseAt(at, "is no object");
    const read: Record<string, unknown> = {};
    for (const [key, reader] of readers) {
      const field = reader(Object.hasOwn(value, key) ? value[key] : undefined, `${at}.${key}`);
      if (field !== undefined) read[key] = field;
    }
    return read as FieldsOf<S>;
  };
}

/** By what stands in the field `type`. */
export function byType<T>(readers: Readonly<Record<string, Reader<T>>>): Reader<T> {
  return (value, at) => {
    const type = isRecord(value) ? value.type : undefined;
    const read = typeof type === "string" && Object.hasOwn(readers, type) ? readers[type] : undefined;
    return read ? read(value, at) : refuseAt(`${at}.type`, "is none of the words that are known there");
  };
}

/** Where it is checked elsewhere, or is the person's own and never looked into. */
export const constant =
  <const T extends string>(expected: T): Reader<T> =>
  (value, at) =>
    value === expected ? expected : refuseAt(at, `is not "${expected}"`);
