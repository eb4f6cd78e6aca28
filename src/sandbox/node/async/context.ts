/**
 * Carries a context (which store each AsyncLocalStorage has) along with callbacks. It wraps what hands callbacks on:
 * promises, microtasks and timers. A native `await` cannot be wrapped, so a bundle that imports node:async_hooks is built
 * with its async functions lowered to promises (NEEDS_LOWERED_ASYNC in builtin-names.ts).
 */
type Callback = (this: unknown, ...args: unknown[]) => unknown;
export type Context = ReadonlyMap<object, unknown>;

const { apply } = Reflect;
const nativeQueueMicrotask = globalThis.queueMicrotask;
const nativeResolve = Promise.resolve;
const ROOT: Context = new Map();

let current = ROOT;

export const currentContext = (): Context => current;

export function runIn<Result>(context: Context, call: (...args: never[]) => Result, self: unknown, args: readonly unknown[]): Result {
  const before = current;
  current = context;
  try {
    return apply(call, self, args) as Result;
  } finally {
    current = before;
  }
}

/** For the rest of this turn and all that it starts. What the runtime does after it begins afresh. */
export function enter(context: Context): void {
  if (current === ROOT) {
    apply(nativeQueueMicrotask, globalThis, [
      () => {
        current = ROOT;
      },
    ]);
  }
  current = context;
}

/** The same function, to be called later in the context of now. Anything else is handed back as it is. */
export function bound<T>(callback: T): T {
  if (typeof callback !== "function") return callback;
  const context = current;
  return function (this: unknown, ...args: unknown[]): unknown {
    return runIn(context, callback as unknown as Callback, this, args);
  } as T;
}

function replace(holder: object, name: string, make: (original: Callback) => Callback): void {
  const original: unknown = Reflect.get(holder, name);
  if (typeof original !== "function") return;
  const replaced = make(original as Callback);
  const { enumerable = false } = Object.getOwnPropertyDescriptor(holder, name) ?? {};
  Object.defineProperty(replaced, "name", { value: name, configurable: true });
  Object.defineProperty(replaced, "length", { value: original.length, configurable: true });
  Object.defineProperty(holder, name, { value: replaced, writable: true, configurable: true, enumerable });
}

const isForeignThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && !(value instanceof Promise) && typeof Reflect.get(value, "then") === "function";

export function carryContext(scope: object): void {
  replace(
    Promise.prototype,
    "then",
    (then) =>
      function (onFulfilled, onRejected) {
        return apply(then, this, [bound(onFulfilled), bound(onRejected)]);
      },
  );
  // An awaited thenable (a query builder, say) begins its work inside then(), which the engine would call without context.
  replace(
    Promise,
    "resolve",
    () =>
      function (value) {
        if (this !== Promise || !isForeignThenable(value)) return apply(nativeResolve, this as PromiseConstructor, [value]);
        return new Promise((resolve, reject) =>
          queueMicrotask(() => {
            try {
              value.then(resolve, reject);
            } catch (error) {
              reject(error);
            }
          }),
        );
      },
  );
  for (const name of ["queueMicrotask", "setTimeout", "setInterval", "setImmediate"]) {
    replace(
      scope,
      name,
      (start) =>
        (callback, ...args) =>
          apply(start, scope, [bound(callback), ...args]),
    );
  }
}
