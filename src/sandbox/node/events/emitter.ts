/**
 * EventEmitter, as Node documents it. A function and no class, because old code calls `EventEmitter.call(this)`. The
 * listeners are kept where Node keeps them (`_events`), which libraries look at.
 */
import { invalidArgType, nodeError, outOfRange, received } from "../node-errors.ts";

export type Listener = (...args: unknown[]) => unknown;
type EventName = string | symbol;
type Kept = Listener & { listener?: Listener };
type Events = Record<EventName, Kept | Kept[] | undefined>;

export interface Emitter {
  _events: Events;
  _eventsCount: number;
  _maxListeners: number | undefined;
  [CAPTURES]?: boolean;
  on(name: EventName, listener: Listener): Emitter;
  off(name: EventName, listener: Listener): Emitter;
  emit(name: EventName, ...args: unknown[]): boolean;
  removeListener(name: EventName, listener: Listener): Emitter;
  removeAllListeners(name?: EventName): Emitter;
  getMaxListeners(): number;
  setMaxListeners(count: number): Emitter;
  listeners(name: EventName): Listener[];
  listenerCount(name: EventName, listener?: Listener): number;
}

export const CAPTURES: unique symbol = Symbol("kCapture") as never;
export const CAPTURE_REJECTION = Symbol.for("nodejs.rejection");
export const ERROR_MONITOR = Symbol("events.errorMonitor");

/** Changed by events.captureRejections and events.defaultMaxListeners. */
export const defaults = { captureRejections: false, maxListeners: 10 };

const emptyEvents = (): Events => Object.create(null) as Events;

export function checkListener(listener: unknown): asserts listener is Listener {
  if (typeof listener !== "function") throw invalidArgType("listener", "function", listener);
}

function checkCount(name: string, count: unknown): asserts count is number {
  if (typeof count !== "number") throw invalidArgType(name, "number", count);
  if (!(count >= 0)) throw outOfRange(name, ">= 0", count);
}

function EventEmitterConstructor(this: Emitter, options?: { captureRejections?: boolean }): void {
  initialize.call(this, options);
}

export function initialize(this: Emitter, options?: { captureRejections?: boolean }): void {
  if (this._events === undefined || this._events === (Object.getPrototypeOf(this) as Emitter | null)?._events) {
    this._events = emptyEvents();
    this._eventsCount = 0;
  }
  this._maxListeners ??= undefined;
  const captures = options?.captureRejections;
  if (captures !== undefined && typeof captures !== "boolean") throw invalidArgType("options.captureRejections", "boolean", captures);
  this[CAPTURES] = captures ?? defaults.captureRejections;
}

const listOf = (emitter: Emitter, name: EventName): readonly Kept[] => {
  const kept = emitter._events?.[name];
  return kept === undefined ? [] : typeof kept === "function" ? [kept] : kept;
};
const unwrapped = (kept: Kept): Listener => kept.listener ?? kept;

function add(emitter: Emitter, name: EventName, kept: Kept, first: boolean): Emitter {
  checkListener(unwrapped(kept));
  if (emitter._events === undefined) {
    emitter._events = emptyEvents();
    emitter._eventsCount = 0;
  } else if (emitter._events.newListener !== undefined) emitter.emit("newListener", name, unwrapped(kept));
  const before = emitter._events[name];
  if (before === undefined) {
    emitter._events[name] = kept;
    emitter._eventsCount += 1;
    return emitter;
  }
  const list = typeof before === "function" ? [before] : before;
  const after = first ? [kept, ...list] : [...list, kept];
  emitter._events[name] = after;
  warnOfLeak(emitter, name, after);
  return emitter;
}

const WARNED = new WeakMap<Emitter, Set<EventName>>();

function warnOfLeak(emitter: Emitter, name: EventName, list: Kept[]): void {
  const max = emitter.getMaxListeners();
  if (max <= 0 || list.length <= max || WARNED.get(emitter)?.has(name)) return;
  WARNED.set(emitter, (WARNED.get(emitter) ?? new Set()).add(name));
  const type = Object.getPrototypeOf(emitter)?.constructor?.name ?? "EventEmitter";
  const warning = Object.assign(
    new Error(
      `Possible EventEmitter memory leak detected. ${list.length} ${String(name)} listeners added to [${type}]. MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit`,
    ),
    { name: "MaxListenersExceededWarning", emitter, type: name, count: list.length },
  );
  (Reflect.get(globalThis, "process") as { emitWarning(warning: Error): void }).emitWarning(warning);
}

function onceWrapper(emitter: Emitter, name: EventName, listener: Listener): Kept {
  checkListener(listener);
  let fired = false;
  const wrapper: Kept = function (this: unknown, ...args: unknown[]): unknown {
    if (fired) return undefined;
    emitter.removeListener(name, wrapper);
    fired = true;
    return Reflect.apply(listener, emitter, args);
  };
  wrapper.listener = listener;
  return wrapper;
}

function unhandled(thrown: unknown): never {
  if (thrown instanceof Error) throw thrown;
  const shown = typeof thrown === "string" ? `'${thrown}'` : thrown === undefined ? "undefined" : shownInside(thrown);
  const error = nodeError(Error, "ERR_UNHANDLED_ERROR", `Unhandled error. (${shown})`);
  throw Object.assign(error, { context: thrown });
}

function shownInside(value: unknown): string {
  try {
    return typeof value === "object" && value !== null ? (JSON.stringify(value) ?? received(value)) : String(value);
  } catch {
    return received(value);
  }
}

/** A listener that returned a promise which rejects: the error goes to the emitter. */
function capture(emitter: Emitter, returned: unknown, name: EventName, args: readonly unknown[]): void {
  if (typeof returned !== "object" || returned === null || typeof Reflect.get(returned, "then") !== "function") return;
  (returned as PromiseLike<unknown>).then(undefined, (error: unknown) => {
    const handler: unknown = Reflect.get(emitter, CAPTURE_REJECTION);
    queueMicrotask(() => {
      if (typeof handler === "function") {
        Reflect.apply(handler, emitter, [error, name, ...args]);
        return;
      }
      const captures = emitter[CAPTURES] ?? false;
      try {
        emitter[CAPTURES] = false;
        emitter.emit("error", error);
      } finally {
        emitter[CAPTURES] = captures;
      }
    });
  });
}

const methods = {
  emit(this: Emitter, name: EventName, ...args: unknown[]): boolean {
    if (name === "error") {
      if (listOf(this, ERROR_MONITOR).length > 0) this.emit(ERROR_MONITOR, ...args);
      if (listOf(this, "error").length === 0) unhandled(args[0]);
    }
    const kept = this._events?.[name];
    if (kept === undefined) return false;
    // The list is never changed in place, so that listeners may add and remove.
    for (const listener of typeof kept === "function" ? [kept] : kept) {
      const returned = Reflect.apply(listener, this, args);
      if (this[CAPTURES] && returned !== undefined) capture(this, returned, name, args);
    }
    return true;
  },
  addListener(this: Emitter, name: EventName, listener: Listener): Emitter {
    return add(this, name, listener, false);
  },
  on(this: Emitter, name: EventName, listener: Listener): Emitter {
    return add(this, name, listener, false);
  },
  prependListener(this: Emitter, name: EventName, listener: Listener): Emitter {
    return add(this, name, listener, true);
  },
  once(this: Emitter, name: EventName, listener: Listener): Emitter {
    checkListener(listener);
    return this.on(name, onceWrapper(this, name, listener));
  },
  prependOnceListener(this: Emitter, name: EventName, listener: Listener): Emitter {
    checkListener(listener);
    return add(this, name, onceWrapper(this, name, listener), true);
  },
  removeListener(this: Emitter, name: EventName, listener: Listener): Emitter {
    checkListener(listener);
    const list = listOf(this, name);
    const at = list.findLastIndex((kept) => kept === listener || kept.listener === listener);
    if (at === -1) return this;
    const rest = list.toSpliced(at, 1);
    if (rest.length === 0) {
      delete this._events[name];
      this._eventsCount -= 1;
    } else this._events[name] = rest.length === 1 ? rest[0] : rest;
    if (this._events.removeListener !== undefined) this.emit("removeListener", name, listener);
    return this;
  },
  off(this: Emitter, name: EventName, listener: Listener): Emitter {
    return this.removeListener(name, listener);
  },
  removeAllListeners(this: Emitter, name?: EventName): Emitter {
    const names = name === undefined ? Reflect.ownKeys(this._events ?? {}) : [name];
    if (this._events?.removeListener !== undefined) {
      for (const each of [...names.filter((one) => one !== "removeListener"), ...names.filter((one) => one === "removeListener")])
        for (const kept of listOf(this, each).toReversed()) this.removeListener(each, unwrapped(kept));
    }
    if (name === undefined) {
      this._events = emptyEvents();
      this._eventsCount = 0;
    } else if (this._events?.[name] !== undefined) {
      delete this._events[name];
      this._eventsCount -= 1;
    }
    return this;
  },
  setMaxListeners(this: Emitter, count: number): Emitter {
    checkCount("setMaxListeners", count);
    this._maxListeners = count;
    return this;
  },
  getMaxListeners(this: Emitter): number {
    return this._maxListeners ?? defaults.maxListeners;
  },
  listeners(this: Emitter, name: EventName): Listener[] {
    return listOf(this, name).map(unwrapped);
  },
  rawListeners(this: Emitter, name: EventName): Listener[] {
    return [...listOf(this, name)];
  },
  listenerCount(this: Emitter, name: EventName, listener?: Listener): number {
    const list = listOf(this, name);
    return listener ? list.filter((kept) => kept === listener || kept.listener === listener).length : list.length;
  },
  eventNames(this: Emitter): EventName[] {
    return this._eventsCount > 0 ? (Reflect.ownKeys(this._events) as EventName[]) : [];
  },
};

export function setDefaultMaxListeners(count: unknown): void {
  checkCount("defaultMaxListeners", count);
  defaults.maxListeners = count;
}

export function setMaxListeners(count = defaults.maxListeners, ...targets: (Emitter | EventTarget)[]): void {
  checkCount("setMaxListeners", count);
  if (targets.length === 0) defaults.maxListeners = count;
  for (const target of targets) {
    if (target instanceof EventTarget) MAX_OF_TARGET.set(target, count);
    else if (typeof target?.setMaxListeners === "function") target.setMaxListeners(count);
    else throw invalidArgType("eventTargets", ["EventEmitter", "EventTarget"], target);
  }
}

export const MAX_OF_TARGET = new WeakMap<EventTarget, number>();

Object.defineProperty(EventEmitterConstructor, "name", { value: "EventEmitter" });
Object.assign(EventEmitterConstructor.prototype, methods, { _events: undefined, _eventsCount: 0, _maxListeners: undefined });

export const EventEmitter = EventEmitterConstructor as unknown as (new (options?: object) => Emitter) & { prototype: Emitter };
