/** node:timers/promises, over the container's timers. */
import { throwingExports } from "../gaps.ts";
import { invalidArgType, nodeError } from "../node-errors.ts";

interface Options {
  readonly ref?: boolean;
  readonly signal?: AbortSignal;
}
interface Timer {
  unref(): unknown;
}
type Start = (callback: () => void, delayMs?: number) => Timer;

const timers = globalThis as unknown as Readonly<Record<"setTimeout" | "setInterval" | "setImmediate", Start>> &
  Readonly<Record<"clearTimeout" | "clearInterval" | "clearImmediate", (timer: Timer) => void>>;
const start = { timeout: timers.setTimeout, interval: timers.setInterval, immediate: timers.setImmediate };
const clear = { timeout: timers.clearTimeout, interval: timers.clearInterval, immediate: timers.clearImmediate };

function abortError(cause: unknown): Error {
  const error = new Error("The operation was aborted", { cause });
  return Object.assign(error, { name: "AbortError", code: "ABORT_ERR" });
}

function problemOf(options: Options): Error | undefined {
  if (typeof options !== "object" || options === null) return invalidArgType("options", "Object", options);
  const { signal, ref } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) return invalidArgType("options.signal", "AbortSignal", signal);
  if (ref !== undefined && typeof ref !== "boolean") return invalidArgType("options.ref", "boolean", ref);
  return signal?.aborted ? abortError(signal.reason) : undefined;
}

function after<T>(kind: "timeout" | "immediate", delayMs: number | undefined, value: T, options: Options): Promise<T> {
  const problem = problemOf(options);
  if (problem) return Promise.reject(problem);
  const { signal, ref } = options;
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clear[kind](timer);
      reject(abortError(signal?.reason));
    };
    const done = () => {
      signal?.removeEventListener("abort", onAbort);
      resolve(value);
    };
    const timer = kind === "timeout" ? start.timeout(done, delayMs) : start.immediate(done);
    if (ref === false) timer.unref();
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

function setTimeout<T>(delayMs?: number, value?: T, options: Options = {}): Promise<T | undefined> {
  if (delayMs !== undefined && typeof delayMs !== "number") return Promise.reject(invalidArgType("delay", "number", delayMs));
  return after("timeout", delayMs, value, options);
}

function setImmediate<T>(value?: T, options: Options = {}): Promise<T | undefined> {
  return after("immediate", undefined, value, options);
}

/** Ticks that come while nobody asks are counted and given at once. */
async function* setInterval<T>(delayMs?: number, value?: T, options: Options = {}): AsyncGenerator<T | undefined> {
  const problem = problemOf(options);
  if (problem) throw problem;
  const { signal, ref } = options;
  let ticks = 0;
  let wake = () => {};
  const timer = start.interval(() => {
    ticks += 1;
    wake();
  }, delayMs);
  if (ref === false) timer.unref();
  const onAbort = () => wake();
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    for (;;) {
      if (signal?.aborted) throw abortError(signal.reason);
      if (ticks === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      for (; ticks > 0; ticks -= 1) yield value;
    }
  } finally {
    clear.interval(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

const ILLEGAL = Symbol("illegal");

class Scheduler {
  constructor(key: unknown) {
    if (key !== ILLEGAL) throw nodeError(TypeError, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
  }

  wait(delayMs: number, options?: Options): Promise<undefined> {
    return setTimeout(delayMs, undefined, options);
  }

  yield(): Promise<undefined> {
    return setImmediate(undefined);
  }
}

export default { ...throwingExports("timers/promises"), setTimeout, setImmediate, setInterval, scheduler: new Scheduler(ILLEGAL) };
