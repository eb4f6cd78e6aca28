/**
 * Deep equality as assert.deepStrictEqual and util.isDeepStrictEqual have it, and the loose one of assert.deepEqual.
 * Follows Node's documented comparison details: own enumerable properties, prototypes and tags (strict), unordered Map
 * and Set, and structures that refer to themselves.
 */
import types from "node:util/types";

type Pairs = Map<object, object>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isEnumerable = (of: object, key: symbol) => Object.prototype.propertyIsEnumerable.call(of, key);
const symbolsOf = (value: object) => Object.getOwnPropertySymbols(value).filter((key) => isEnumerable(value, key));
const tagOf = (value: object) => Object.prototype.toString.call(value);
const isError = (value: unknown): value is Error => types.isNativeError(value) || value instanceof Error;
// biome-ignore lint/suspicious/noDoubleEquals: it is what assert.deepEqual means.
const looseEqual = (a: unknown, b: unknown) => a == b || (Number.isNaN(a) && Number.isNaN(b));

export function isDeepStrictEqual(a: unknown, b: unknown): boolean {
  return equal(a, b, true, new Map());
}

export function isDeepEqual(a: unknown, b: unknown): boolean {
  return equal(a, b, false, new Map());
}

function equal(a: unknown, b: unknown, strict: boolean, pairs: Pairs): boolean {
  if (a === b) return a !== 0 || !strict || Object.is(a, b);
  if (strict && !(isObject(a) && isObject(b))) return Number.isNaN(a) && Number.isNaN(b);
  if (!isObject(a) || !isObject(b)) return !isObject(a) && !isObject(b) && looseEqual(a, b);
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (tagOf(a) !== tagOf(b)) return false;
  const known = pairs.get(a);
  if (known !== undefined) return known === b;
  pairs.set(a, b);
  const result = equalContents(a, b, strict, pairs);
  pairs.delete(a);
  return result;
}

function equalContents(a: object, b: object, strict: boolean, pairs: Pairs): boolean {
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return equalKeys(a, b, strict, pairs);
  }
  if (Array.isArray(b)) return false;
  if (a instanceof Date || b instanceof Date) {
    if (!types.isDate(a) || !types.isDate(b) || !Object.is(a.getTime(), b.getTime())) return false;
  } else if (types.isRegExp(a) || types.isRegExp(b)) {
    if (!types.isRegExp(a) || !types.isRegExp(b) || String(a) !== String(b) || a.lastIndex !== b.lastIndex) return false;
  } else if (isError(a) || isError(b)) {
    if (!isError(a) || !isError(b) || !equalErrors(a, b, strict, pairs)) return false;
  } else if (ArrayBuffer.isView(a) || ArrayBuffer.isView(b)) {
    if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b) || !equalViews(a, b, strict)) return false;
    return equalNamedKeys(a, b, strict, pairs);
  } else if (types.isAnyArrayBuffer(a) || types.isAnyArrayBuffer(b)) {
    if (!types.isAnyArrayBuffer(a) || !types.isAnyArrayBuffer(b) || !equalBytes(new Uint8Array(a), new Uint8Array(b))) return false;
  } else if (types.isSet(a) || types.isSet(b)) {
    if (!types.isSet(a) || !types.isSet(b) || !equalSets(a, b, strict, pairs)) return false;
  } else if (types.isMap(a) || types.isMap(b)) {
    if (!types.isMap(a) || !types.isMap(b) || !equalMaps(a, b, strict, pairs)) return false;
  } else if (types.isBoxedPrimitive(a) || types.isBoxedPrimitive(b)) {
    if (!types.isBoxedPrimitive(a) || !types.isBoxedPrimitive(b) || !Object.is(a.valueOf(), b.valueOf())) return false;
  }
  return equalKeys(a, b, strict, pairs);
}

function equalErrors(a: Error, b: Error, strict: boolean, pairs: Pairs): boolean {
  const both = (key: string) => Object.hasOwn(a, key) === Object.hasOwn(b, key);
  if (a.message !== b.message || a.name !== b.name) return false;
  for (const key of ["cause", "errors"]) if (!both(key) || !equal(Reflect.get(a, key), Reflect.get(b, key), strict, pairs)) return false;
  return true;
}

const bytesOf = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function equalViews(a: ArrayBufferView, b: ArrayBufferView, strict: boolean): boolean {
  if (a.byteLength !== b.byteLength) return false;
  const areFloats = (types.isFloat32Array(a) || types.isFloat64Array(a)) && (types.isFloat32Array(b) || types.isFloat64Array(b));
  if (strict || !areFloats) return equalBytes(bytesOf(a), bytesOf(b));
  const [left, right] = [a as Float64Array, b as Float64Array];
  return left.length === right.length && left.every((value, at) => value === right[at]);
}

const isIndex = (key: string) => /^(?:0|[1-9]\d*)$/.test(key);

/** The bytes are compared already. */
function equalNamedKeys(a: object, b: object, strict: boolean, pairs: Pairs): boolean {
  const named = (value: object) => Object.keys(value).filter((key) => !isIndex(key));
  return equalProperties(a, b, named(a), named(b), strict, pairs);
}

function equalKeys(a: object, b: object, strict: boolean, pairs: Pairs): boolean {
  return equalProperties(a, b, Object.keys(a), Object.keys(b), strict, pairs);
}

function equalProperties(a: object, b: object, keys: string[], otherKeys: string[], strict: boolean, pairs: Pairs): boolean {
  if (keys.length !== otherKeys.length || !keys.every((key) => Object.prototype.propertyIsEnumerable.call(b, key))) return false;
  const all: PropertyKey[] = keys;
  if (strict) {
    const symbols = symbolsOf(a);
    if (symbols.length !== symbolsOf(b).length || !symbols.every((key) => isEnumerable(b, key))) return false;
    all.push(...symbols);
  }
  return all.every((key) => equal(Reflect.get(a, key), Reflect.get(b, key), strict, pairs));
}

/** Takes what has no partner of its own out of the other's rest, so that no partner serves twice. */
function equalSets(a: Set<unknown>, b: Set<unknown>, strict: boolean, pairs: Pairs): boolean {
  if (a.size !== b.size) return false;
  const mine = [...a].filter((value) => !b.has(value));
  const rest = new Set([...b].filter((value) => !a.has(value)));
  return mine.every((value) => {
    if (strict && !isObject(value)) return false;
    for (const candidate of rest) if (equal(value, candidate, strict, pairs)) return rest.delete(candidate);
    return false;
  });
}

function equalMaps(a: Map<unknown, unknown>, b: Map<unknown, unknown>, strict: boolean, pairs: Pairs): boolean {
  if (a.size !== b.size) return false;
  const rest = new Map([...b].filter(([key]) => !a.has(key)));
  for (const [key, value] of a) {
    if (b.has(key)) {
      if (!equal(value, b.get(key), strict, pairs)) return false;
      continue;
    }
    if (strict && !isObject(key)) return false;
    const partner = [...rest].find(([other, theirs]) => equal(key, other, strict, pairs) && equal(value, theirs, strict, pairs));
    if (!partner) return false;
    rest.delete(partner[0]);
  }
  return true;
}
