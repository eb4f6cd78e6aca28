/** node:async_hooks: AsyncLocalStorage and AsyncResource. The hooks themselves need the engine and throw. */
import timers from "node:timers";
import { bound, carryContext, currentContext, enter, runIn } from "../async/context.ts";
import { throwingExports } from "../gaps.ts";
import { invalidArgType, requireFunction } from "../node-errors.ts";

type Fn = (...args: never[]) => unknown;

carryContext(globalThis);
// It may have been loaded before.
const { setTimeout, setInterval, setImmediate } = globalThis;
Object.assign(timers, { setTimeout, setInterval, setImmediate });

class AsyncLocalStorage<Store> {
  #isEnabled = false;
  readonly #defaultValue: Store | undefined;
  readonly name: string;

  constructor(options: { defaultValue?: Store; name?: string } = {}) {
    if (typeof options !== "object" || options === null) throw invalidArgType("options", "Object", options);
    this.#defaultValue = options.defaultValue;
    this.name = options.name ?? "";
  }

  static bind<T extends Fn>(call: T): T {
    requireFunction(call, "fn");
    return bound(call);
  }

  static snapshot(): (call: Fn, ...args: unknown[]) => unknown {
    const context = currentContext();
    return (call, ...args) => runIn(context, call, undefined, args);
  }

  #contextWith(store: Store | undefined): ReadonlyMap<object, unknown> {
    this.#isEnabled = true;
    return new Map(currentContext()).set(this, store);
  }

  run<Result>(store: Store, call: (...args: never[]) => Result, ...args: unknown[]): Result {
    requireFunction(call, "callback");
    return runIn(this.#contextWith(store), call, undefined, args);
  }

  exit<Result>(call: (...args: never[]) => Result, ...args: unknown[]): Result {
    requireFunction(call, "callback");
    const context = new Map(currentContext());
    context.delete(this);
    return runIn(context, call, undefined, args);
  }

  enterWith(store: Store): void {
    enter(this.#contextWith(store));
  }

  getStore(): Store | undefined {
    const context = currentContext();
    return this.#isEnabled && context.has(this) ? (context.get(this) as Store) : this.#defaultValue;
  }

  /** Until the next run or enterWith. */
  disable(): void {
    this.#isEnabled = false;
  }
}

class AsyncResource {
  readonly #context = currentContext();
  readonly #type: string;

  constructor(type: string) {
    if (typeof type !== "string") throw invalidArgType("type", "string", type);
    this.#type = type;
  }

  static bind<T extends Fn>(call: T, type?: string, self?: unknown): T {
    requireFunction(call, "fn");
    return new AsyncResource(type || call.name || "bound-anonymous-fn").bind(call, self);
  }

  get [Symbol.toStringTag](): string {
    return this.#type;
  }

  runInAsyncScope<Result>(call: (...args: never[]) => Result, self?: unknown, ...args: unknown[]): Result {
    return runIn(this.#context, call, self, args);
  }

  /** It would call the hooks, of which there can be none. */
  emitDestroy(): this {
    return this;
  }

  bind<T extends Fn>(call: T, self?: unknown): T {
    requireFunction(call, "fn");
    const resource = this;
    const boundCall = function (this: unknown, ...args: unknown[]): unknown {
      return resource.runInAsyncScope(call, self === undefined ? this : self, ...args);
    };
    return Object.defineProperty(boundCall, "length", { value: call.length, configurable: true }) as unknown as T;
  }
}

for (const [name, value] of Object.entries(throwingExports("async_hooks.AsyncResource")))
  Object.defineProperty(AsyncResource.prototype, name, { value, writable: true, configurable: true });

export default { ...throwingExports("async_hooks"), AsyncLocalStorage, AsyncResource };
