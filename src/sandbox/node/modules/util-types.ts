/**
 * node:util/types: asks the engine's own brands, by methods that refuse everything else, so that a subclass or an object
 * of another realm is known and a look-alike is not. They are taken when this file loads.
 */
import { throwingExports } from "../gaps.ts";

type Brand = (value: unknown) => boolean;

const { apply } = Reflect;

/** True where the method or getter, called on the value, does not throw. */
function branded(prototype: object | undefined, member: string | symbol, args: readonly unknown[] = []): Brand {
  const descriptor = prototype && Object.getOwnPropertyDescriptor(prototype, member);
  const method: unknown = descriptor?.get ?? descriptor?.value;
  if (typeof method !== "function") return () => false;
  return (value) => {
    if (value === null || value === undefined) return false;
    try {
      apply(method, value, args);
      return true;
    } catch {
      return false;
    }
  };
}

const boxed = (prototype: object, member = "valueOf"): Brand => {
  const isBranded = branded(prototype, member);
  return (value) => typeof value === "object" && isBranded(value);
};

const tagGetter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype) as object, Symbol.toStringTag)?.get;
const tagOf = (value: unknown): unknown => (tagGetter && ArrayBuffer.isView(value) ? apply(tagGetter, value, []) : undefined);
const typedArray =
  (name: string): Brand =>
  (value) =>
    tagOf(value) === name;

/** For what has no brand to ask: the tag that the engine gives, unless the object carries one of its own. */
const objectToString = Object.prototype.toString;
const tagged =
  (...tags: readonly string[]): Brand =>
  (value) =>
    value !== null && (typeof value === "object" || typeof value === "function") && tags.includes(apply(objectToString, value, []));
const taggedByEngine = (tag: string): Brand => {
  const isTagged = tagged(tag);
  return (value) => typeof value === "object" && isTagged(value) && !(Symbol.toStringTag in (value as object));
};

const isErrorTagged = taggedByEngine("[object Error]");
/** Where the object has a tag of its own: Error.isError is new in browsers, and takes a DOMException for an error. */
const isTaggedError = (value: unknown): boolean => {
  const isErrorByEngine = Reflect.get(Error, "isError") as Brand | undefined;
  if (typeof value !== "object" || value === null || value instanceof DOMException || !(Symbol.toStringTag in value)) return false;
  return isErrorByEngine?.(value) ?? value instanceof Error;
};
const isGlobalClass =
  (name: string): Brand =>
  (value) => {
    const known: unknown = Reflect.get(globalThis, name);
    return typeof known === "function" && value instanceof known;
  };

const isDataView = branded(DataView.prototype, "byteLength");
const isArrayBuffer = branded(ArrayBuffer.prototype, "byteLength");
const isSharedArrayBuffer = branded(Reflect.get(globalThis, "SharedArrayBuffer")?.prototype, "byteLength");
const boxes = {
  isNumberObject: boxed(Number.prototype),
  isStringObject: boxed(String.prototype),
  isBooleanObject: boxed(Boolean.prototype),
  isBigIntObject: boxed(BigInt.prototype),
  isSymbolObject: boxed(Symbol.prototype),
};
const boxBrands = Object.values(boxes);

const types = {
  ...throwingExports("util/types"),
  ...boxes,
  /** Objects of native addons, of which there are none. */
  isExternal: (_value: unknown): boolean => false,
  isDate: branded(Date.prototype, "getTime"),
  isArgumentsObject: taggedByEngine("[object Arguments]"),
  isNativeError: (value: unknown): boolean => isErrorTagged(value) || isTaggedError(value),
  isRegExp: (value: unknown): boolean => value !== RegExp.prototype && isRegExpLike(value),
  isAsyncFunction: (value: unknown): boolean => typeof value === "function" && isAsyncTagged(value),
  isGeneratorFunction: (value: unknown): boolean => typeof value === "function" && isGeneratorTagged(value),
  isGeneratorObject: tagged("[object Generator]", "[object AsyncGenerator]"),
  isPromise: (value: unknown): boolean => value instanceof Promise,
  isMap: branded(Map.prototype, "size"),
  isSet: branded(Set.prototype, "size"),
  isMapIterator: tagged("[object Map Iterator]"),
  isSetIterator: tagged("[object Set Iterator]"),
  isWeakMap: branded(WeakMap.prototype, "has", [{}]),
  isWeakSet: branded(WeakSet.prototype, "has", [{}]),
  isArrayBuffer,
  isDataView,
  isSharedArrayBuffer,
  isModuleNamespaceObject: (value: unknown): boolean =>
    tagged("[object Module]")(value) && !Object.isExtensible(value) && Object.getPrototypeOf(value) === null,
  isAnyArrayBuffer: (value: unknown): boolean => isArrayBuffer(value) || isSharedArrayBuffer(value),
  isBoxedPrimitive: (value: unknown): boolean => boxBrands.some((isBoxed) => isBoxed(value)),
  isArrayBufferView: (value: unknown): boolean => ArrayBuffer.isView(value),
  isTypedArray: (value: unknown): boolean => tagOf(value) !== undefined,
  isUint8Array: typedArray("Uint8Array"),
  isUint8ClampedArray: typedArray("Uint8ClampedArray"),
  isUint16Array: typedArray("Uint16Array"),
  isUint32Array: typedArray("Uint32Array"),
  isInt8Array: typedArray("Int8Array"),
  isInt16Array: typedArray("Int16Array"),
  isInt32Array: typedArray("Int32Array"),
  isFloat16Array: typedArray("Float16Array"),
  isFloat32Array: typedArray("Float32Array"),
  isFloat64Array: typedArray("Float64Array"),
  isBigInt64Array: typedArray("BigInt64Array"),
  isBigUint64Array: typedArray("BigUint64Array"),
  isEventTarget: isGlobalClass("EventTarget"),
  isCryptoKey: isGlobalClass("CryptoKey"),
  /** By the tag that node:crypto gives its keys; it may not be loaded. */
  isKeyObject: tagged("[object KeyObject]"),
};

const isRegExpLike = branded(RegExp.prototype, "source");
const isAsyncTagged = tagged("[object AsyncFunction]", "[object AsyncGeneratorFunction]");
const isGeneratorTagged = tagged("[object GeneratorFunction]", "[object AsyncGeneratorFunction]");

for (const [name, value] of Object.entries(types)) Object.defineProperty(value, "name", { value: name, configurable: true });

export default types;
