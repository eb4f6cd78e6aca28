/**
 * Node ends a process when its event loop is empty; a browser's never is. This file counts what Node would wait for
 * (timers that are not unref'd, operations that were begun) and says when nothing is left. It also owns the timers,
 * because without cross-origin isolation a freeze is done by holding them back. It iterates by index and calls through
 * captured functions: user code may have replaced iterators and array methods.
 */
import {
  applyFunction,
  NativeMessageChannel,
  NativePromise,
  nativeClearInterval,
  nativeClearTimeout,
  nativeSetInterval,
  nativeSetTimeout,
  postTo,
} from "./primordials.ts";

/** How long the loop must stay empty before we believe it: operations that nobody counts (a digest, a blob read) may still be under way. */
const QUIET_MS = 40;

export interface EventLoop {
  /** Counts an operation until its promise settles. */
  track<T>(operation: Promise<T>): Promise<T>;
  /** Calls back once nothing is left; with `certain` waits for the quiet time too. Returns a cancel function. */
  whenEmpty(callback: () => void, certain: boolean): () => void;
  /** One turn of the loop later. */
  nextTurn(): Promise<void>;
  /** At once, or with the held timers once thawed. */
  whenThawed(run: () => void): void;
  /** Held timers: callbacks that fall due while frozen wait for the thaw. */
  setFrozen(frozen: boolean): void;
}

/** First in, first out, without array methods. */
class Queue {
  readonly #items: ((() => void) | undefined)[] = [];
  #head = 0;

  add(run: () => void): void {
    this.#items[this.#items.length] = run;
  }

  take(): (() => void) | undefined {
    const run = this.#items[this.#head];
    if (run === undefined) return undefined;
    this.#items[this.#head] = undefined;
    this.#head += 1;
    if (this.#head === this.#items.length) {
      this.#items.length = 0;
      this.#head = 0;
    }
    return run;
  }
}

export class Timeout {
  #native: number | undefined;
  #referenced = true;
  readonly #start: () => number;
  readonly #stop: (id: number) => void;
  readonly #loop: PendingCount;

  constructor(start: () => number, stop: (id: number) => void, loop: PendingCount) {
    this.#start = start;
    this.#stop = stop;
    this.#loop = loop;
    this.#arm();
  }

  #arm(): void {
    this.#native = this.#start();
    if (this.#referenced) this.#loop.add();
  }

  /** The timer has run out or was cleared. */
  end(): void {
    if (this.#native === undefined) return;
    this.#stop(this.#native);
    this.#native = undefined;
    if (this.#referenced) this.#loop.remove();
  }

  ref(): this {
    if (!this.#referenced && this.#native !== undefined) this.#loop.add();
    this.#referenced = true;
    return this;
  }

  unref(): this {
    if (this.#referenced && this.#native !== undefined) this.#loop.remove();
    this.#referenced = false;
    return this;
  }

  hasRef(): boolean {
    return this.#referenced;
  }

  refresh(): this {
    this.end();
    this.#arm();
    return this;
  }

  close(): this {
    this.end();
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#native ?? -1;
  }
}

interface PendingCount {
  add(): void;
  remove(): void;
}

type Callback = (...args: unknown[]) => void;

export function installEventLoop(scope: typeof globalThis): EventLoop {
  let pending = 0;
  let frozen = false;
  const held = new Queue();
  const waiting: ((() => void) | undefined)[] = [];
  const byNumber = new Map<number, Timeout>();

  const count: PendingCount = {
    add: () => {
      pending += 1;
    },
    remove: () => {
      pending -= 1;
      if (pending !== 0) return;
      for (let at = 0; at < waiting.length; at += 1) waiting[at]?.();
    },
  };

  const whenThawed = (run: () => void): void => {
    if (frozen) held.add(run);
    else run();
  };

  const remember = (timer: Timeout): Timeout => {
    byNumber.set(Number(timer), timer);
    return timer;
  };

  const setTimeout = (callback: Callback, delayMs?: number, ...args: unknown[]): Timeout => {
    requireFunction(callback);
    const timer: Timeout = new Timeout(
      () =>
        nativeSetTimeout(() => {
          whenThawed(() => {
            byNumber.delete(Number(timer));
            timer.end();
            applyFunction(callback, undefined, args);
          });
        }, delayMs),
      nativeClearTimeout,
      count,
    );
    return remember(timer);
  };

  const setInterval = (callback: Callback, delayMs?: number, ...args: unknown[]): Timeout => {
    requireFunction(callback);
    return remember(
      new Timeout(
        () => nativeSetInterval(() => whenThawed(() => applyFunction(callback, undefined, args)), delayMs),
        nativeClearInterval,
        count,
      ),
    );
  };

  const clear = (timer: unknown): void => {
    const found = timer instanceof Timeout ? timer : byNumber.get(Number(timer));
    if (!found) return;
    byNumber.delete(Number(found));
    found.end();
  };

  const turns = new NativeMessageChannel();
  const turnQueue = new Queue();
  turns.port1.onmessage = () => {
    const run = turnQueue.take();
    if (run) whenThawed(run);
  };
  const nextTurn = (run: () => void): void => {
    turnQueue.add(run);
    postTo(turns.port2, 0);
  };

  const setImmediate = (callback: Callback, ...args: unknown[]): Timeout => {
    requireFunction(callback);
    let cleared = false;
    const immediate: Timeout = new Timeout(
      () => {
        nextTurn(() => {
          if (cleared) return;
          immediate.end();
          applyFunction(callback, undefined, args);
        });
        return 0;
      },
      () => {
        cleared = true;
      },
      count,
    );
    return immediate;
  };
  const clearImmediate = (immediate: unknown): void => {
    if (immediate instanceof Timeout) immediate.end();
  };

  Object.assign(scope, { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear, setImmediate, clearImmediate });

  return {
    track(operation) {
      count.add();
      operation.then(count.remove, count.remove);
      return operation;
    },
    whenEmpty(callback, certain) {
      let cancelled = false;
      let quiet: number | undefined;
      const confirm = () => {
        if (cancelled || pending !== 0) return;
        cancel();
        callback();
      };
      const check = () => {
        if (cancelled || pending !== 0) return;
        if (!certain) nextTurn(confirm);
        else {
          nativeClearTimeout(quiet);
          quiet = nativeSetTimeout(confirm, QUIET_MS);
        }
      };
      const cancel = () => {
        cancelled = true;
        nativeClearTimeout(quiet);
        waiting[slot] = undefined;
        while (waiting.length > 0 && waiting[waiting.length - 1] === undefined) waiting.length -= 1;
      };
      const slot = waiting.length;
      waiting[slot] = check;
      nextTurn(check);
      return cancel;
    },
    nextTurn: () => new NativePromise((resolve) => nextTurn(resolve)),
    whenThawed,
    setFrozen(value) {
      frozen = value;
      if (frozen) return;
      for (let run = held.take(); run; run = held.take()) nextTurn(run);
    },
  };
}

function requireFunction(callback: unknown): void {
  if (typeof callback === "function") return;
  throw Object.assign(
    new TypeError(`The "callback" argument must be of type function. Received ${callback === null ? "null" : typeof callback}`),
    {
      code: "ERR_INVALID_ARG_TYPE",
    },
  );
}
