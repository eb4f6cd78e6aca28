/** What foreign data becomes: a value that holds what its type says, or what is wrong with it and what to do. */
import type { Problem } from "../results.ts";

export interface Refused extends Problem {
  readonly ok: false;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | Refused;

export function refuse(code: string, message: string, remedy: string): Refused {
  return { ok: false, code, message, remedy };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
