/** util.promisify, callbackify and aborted. */
import { invalidArgType, nodeError, requireFunction } from "../node-errors.ts";

type Fn = (...args: never[]) => unknown;
type Callback = (error: unknown, ...values: unknown[]) => void;

declare const require: (name: "node:timers/promises") => Readonly<Record<string, unknown>>;

export const CUSTOM_PROMISIFY: unique symbol = Symbol.for("nodejs.util.promisify.custom") as never;
const ARGUMENT_NAMES = Symbol.for("coldstart.promisify.arguments");

/** The timers have a promise form of their own; it is loaded when asked for. */
function promisedTimer(original: unknown): unknown {
  if (original === globalThis.setTimeout) return require("node:timers/promises").setTimeout;
  if (original === Reflect.get(globalThis, "setImmediate")) return require("node:timers/promises").setImmediate;
  return undefined;
}

export function promisify(original: Fn): Fn {
  requireFunction(original, "original");
  const custom: unknown = Reflect.get(original, CUSTOM_PROMISIFY) ?? promisedTimer(original);
  if (custom) {
    if (typeof custom !== "function") throw invalidArgType("util.promisify.custom", "function", custom);
    return Object.defineProperty(custom as Fn, CUSTOM_PROMISIFY, { value: custom, configurable: true });
  }
  const names: unknown = Reflect.get(original, ARGUMENT_NAMES);
  const promised = function (this: unknown, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const callback: Callback = (error, ...values) => {
        if (error) reject(error);
        else if (Array.isArray(names) && values.length > 1)
          resolve(Object.fromEntries(names.map((name: string, at) => [name, values[at]])));
        else resolve(values[0]);
      };
      Reflect.apply(original, this, [...args, callback]);
    });
  };
  Object.setPrototypeOf(promised, Object.getPrototypeOf(original));
  Object.defineProperty(promised, CUSTOM_PROMISIFY, { value: promised, configurable: true });
  return Object.defineProperties(promised, Object.getOwnPropertyDescriptors(original)) as Fn;
}
Object.defineProperty(promisify, "custom", { value: CUSTOM_PROMISIFY, writable: true, enumerable: true, configurable: true });

function rejectionOf(reason: unknown): unknown {
  if (reason) return reason;
  const error = nodeError(Error, "ERR_FALSY_VALUE_REJECTION", "Promise was rejected with falsy value");
  return Object.assign(error, { reason });
}

/** Outside the promise, so that what the callback throws is an uncaught error and no rejection. */
const later = (callback: Callback, ...args: [unknown, ...unknown[]]): void => queueMicrotask(() => callback(...args));

export function callbackify(original: (...args: never[]) => PromiseLike<unknown>): Fn {
  requireFunction(original, "original");
  const called = function (this: unknown, ...args: unknown[]): void {
    const last = args.pop();
    requireFunction(last, "last argument");
    const callback = (last as unknown as Callback).bind(this);
    const returned = Reflect.apply(original, this, args) as PromiseLike<unknown>;
    returned.then(
      (value) => later(callback, null, value),
      (reason: unknown) => later(callback, rejectionOf(reason)),
    );
  };
  const descriptors = Object.getOwnPropertyDescriptors(original) as Record<string, PropertyDescriptor>;
  if (typeof descriptors.length?.value === "number") descriptors.length.value += 1;
  if (typeof descriptors.name?.value === "string") descriptors.name.value += "Callbackified";
  return Object.defineProperties(called, descriptors) as Fn;
}

export function aborted(signal: AbortSignal, resource: object): Promise<void> {
  if (!(signal instanceof AbortSignal)) return Promise.reject(invalidArgType("signal", "AbortSignal", signal));
  if (typeof resource !== "object" || resource === null) return Promise.reject(invalidArgType("resource", "object", resource));
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
