/** events.once, events.on and addAbortListener: events as promises. */
import { invalidArgType } from "../node-errors.ts";
import type { Emitter, Listener } from "./emitter.ts";

type Source = Emitter | EventTarget;
type EventName = string | symbol;
interface Options {
  readonly signal?: AbortSignal;
  readonly close?: readonly EventName[];
}

class AbortError extends Error {
  readonly code = "ABORT_ERR";
  override readonly name = "AbortError";
  constructor(cause: unknown) {
    super("The operation was aborted", { cause });
  }
}

function listen(source: Source, name: EventName, listener: Listener, once = false): () => void {
  if (source instanceof EventTarget) {
    const type = String(name);
    source.addEventListener(type, listener, { once });
    return () => source.removeEventListener(type, listener);
  }
  if (typeof source?.on !== "function") throw invalidArgType("emitter", "EventEmitter", source);
  source.on(name, listener);
  return () => void source.removeListener(name, listener);
}

export function addAbortListener(signal: AbortSignal, listener: (event: unknown) => void): Disposable {
  if (!(signal instanceof AbortSignal)) throw invalidArgType("signal", "AbortSignal", signal);
  if (typeof listener !== "function") throw invalidArgType("listener", "function", listener);
  let stop = () => {};
  if (signal.aborted) queueMicrotask(() => listener(undefined));
  else {
    signal.addEventListener("abort", listener, { once: true });
    stop = () => signal.removeEventListener("abort", listener);
  }
  const dispose: symbol = Reflect.get(Symbol, "dispose") ?? Symbol.for("nodejs.dispose");
  return { [dispose]: () => stop() } as unknown as Disposable;
}

/** Resolves with the event's arguments; an "error" rejects, unless it is what is waited for. */
export async function once(source: Source, name: EventName, options: Options = {}): Promise<unknown[]> {
  const { signal } = options;
  if (signal?.aborted) throw new AbortError(signal.reason);
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const settle = (finish: () => void) => {
      for (const stop of stops) stop();
      finish();
    };
    const onEvent: Listener = (...args) => settle(() => resolve(args));
    stops.push(listen(source, name, onEvent, true));
    if (name !== "error" && !(source instanceof EventTarget))
      stops.push(listen(source, "error", (error: unknown) => settle(() => reject(error))));
    if (signal) stops.push(listen(signal, "abort", () => settle(() => reject(new AbortError(signal.reason)))));
  });
}

/** An endless iterator over an event's arguments; what comes while nobody asks waits in line. */
export function on(source: Source, name: EventName, options: Options = {}): AsyncIterableIterator<unknown[]> {
  const { signal, close = [] } = options;
  if (signal?.aborted) throw new AbortError(signal.reason);
  const ready: unknown[][] = [];
  const asked: { resolve(result: IteratorResult<unknown[]>): void; reject(error: unknown): void }[] = [];
  let failure: { readonly error: unknown } | undefined;
  let ended = false;
  const stops: (() => void)[] = [];
  const finish = () => {
    ended = true;
    for (const stop of stops) stop();
    for (const { resolve } of asked.splice(0)) resolve({ value: undefined, done: true });
  };
  const fail = (error: unknown) => {
    const waiting = asked.shift();
    if (waiting) waiting.reject(error);
    else failure = { error };
    finish();
  };
  stops.push(
    listen(source, name, (...args) => {
      const waiting = asked.shift();
      if (waiting) waiting.resolve({ value: args, done: false });
      else ready.push(args);
    }),
  );
  if (name !== "error" && !(source instanceof EventTarget)) stops.push(listen(source, "error", (error: unknown) => fail(error)));
  for (const closing of close) stops.push(listen(source, closing, finish));
  if (signal) stops.push(listen(signal, "abort", () => fail(new AbortError(signal.reason))));

  const iterator: AsyncIterableIterator<unknown[]> = {
    next() {
      const value = ready.shift();
      if (value) return Promise.resolve({ value, done: false });
      if (failure) {
        const { error } = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (ended) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => asked.push({ resolve, reject }));
    },
    return() {
      finish();
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(error: unknown) {
      if (!(error instanceof Error)) throw invalidArgType("EventEmitter.AsyncIterator", "Error", error);
      fail(error);
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
