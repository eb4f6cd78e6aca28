/**
 * The three forms of a call. The work is done at once, in the order it was asked for; what came out is told one turn of the
 * loop later, through setImmediate, so that the loop waits for it and a callback never runs before the call returns.
 */
import { invalidArgType, nodeError } from "../node-errors.ts";

export type Call = (...args: never[]) => unknown;
type Callback = (error: unknown, ...results: unknown[]) => void;

/** Wrong arguments are thrown, not told; ERR_FS_… are answers. */
const isArgumentError = (error: unknown): boolean => /^ERR_(?!FS_|DIR_|METHOD_)/.test(String(Reflect.get(Object(error), "code")));

export function abortError(signal: AbortSignal): Error {
  const error = nodeError(Error, "ABORT_ERR", "The operation was aborted");
  Object.defineProperty(error, "name", { value: "AbortError", configurable: true, writable: true });
  Object.defineProperty(error, "cause", { value: signal.reason, configurable: true, writable: true });
  return error;
}

function signalIn(args: readonly unknown[]): AbortSignal | undefined {
  for (const arg of args) {
    const signal: unknown = typeof arg === "object" && arg !== null ? Reflect.get(arg, "signal") : undefined;
    if (signal instanceof AbortSignal) return signal;
  }
  return undefined;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

function attempt(call: Call, args: readonly unknown[]): Outcome {
  const signal = signalIn(args);
  if (signal?.aborted) return { error: abortError(signal) };
  try {
    return { value: Reflect.apply(call, undefined, args) };
  } catch (error) {
    return { error };
  }
}

export function named<T extends (...args: never[]) => unknown>(name: string, run: T): T {
  return Object.defineProperty(run, "name", { value: name });
}

/** `required` arguments come before the callback; `results` are what it gets after the error. */
export function callbackForm(
  name: string,
  call: Call,
  required: number,
  results: (value: unknown, args: readonly unknown[]) => unknown[] = (value) => (value === undefined ? [] : [value]),
): (...args: unknown[]) => void {
  return named(name, (...all: unknown[]) => {
    const at = all.findLastIndex((arg, index) => index >= Math.min(required, 1) && typeof arg === "function");
    if (at < 0) throw invalidArgType("cb", "function", all.length > required ? all.at(-1) : undefined);
    const callback = all[at] as Callback;
    const args = all.slice(0, at);
    const outcome = attempt(call, args);
    if ("error" in outcome && isArgumentError(outcome.error)) throw outcome.error;
    setImmediate(() => {
      if ("error" in outcome) callback(outcome.error);
      else callback(null, ...results(outcome.value, args));
    });
  });
}

export function promiseForm<Args extends unknown[]>(name: string, call: (...args: Args) => unknown): (...args: Args) => Promise<unknown> {
  return named(name, (...args: Args) => {
    const outcome = attempt(call as unknown as Call, args);
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        if ("error" in outcome) reject(outcome.error);
        else resolve(outcome.value);
      });
    });
  });
}
