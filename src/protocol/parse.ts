/** The few checks that every parser here is made of. They read plain data only: what structured clone delivers has no getters. */

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

export function refuse(detail: string): { readonly ok: false; readonly detail: string } {
  return { ok: false, detail };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown, maxChars: number): value is string {
  return typeof value === "string" && value.length <= maxChars;
}

/** A finite duration from 0 to a day. */
export function isDuration(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 86_400_000;
}

export function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
