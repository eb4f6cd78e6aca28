/**
 * What a value of a set-up may be at most, so that somebody else's neither fills the page nor starts what no person could.
 * Undefined is what does not fit: it is left out.
 */

/** Names and short lines that people type. */
export const MAX_NAME_CHARS = 1_000;
/** What is sent: API Gateway takes 10 MB, Lambda 6. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const MAX_BODY_CHARS = 10_000_000;

/** Finite and not below 0. */
export function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

export function isWithin(value: unknown, min: number, max: number): value is number {
  return typeof value === "number" && value >= min && value <= max;
}

export function isWhole(value: unknown, min = 0, max = Number.MAX_SAFE_INTEGER): value is number {
  return Number.isInteger(value) && isWithin(value, min, max);
}

export function isText(value: unknown, mostChars = MAX_NAME_CHARS): value is string {
  return typeof value === "string" && value.length <= mostChars;
}

export function asText(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

/** Those that can be read, in order, and of more than `most` the first. */
export function listOf<T>(input: unknown, parse: (item: unknown) => T | undefined, most = 1_000): readonly T[] {
  if (!Array.isArray(input)) return [];
  const read: T[] = [];
  for (const item of input) {
    const value = read.length < most ? parse(item) : undefined;
    if (value !== undefined) read.push(value);
  }
  return read;
}

/** The same of an object's entries. */
export function recordOf<T>(
  input: Readonly<Record<string, unknown>>,
  parse: (value: unknown) => T | undefined,
  { most = 1_000, mostKeyChars = MAX_NAME_CHARS } = {},
): Readonly<Record<string, T>> {
  const read: [string, T][] = [];
  for (const [key, given] of Object.entries(input)) {
    const value = read.length < most && key.length <= mostKeyChars ? parse(given) : undefined;
    if (value !== undefined) read.push([key, value]);
  }
  return Object.fromEntries(read);
}
