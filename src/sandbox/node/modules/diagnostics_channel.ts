/** node:diagnostics_channel: named channels for messages inside one program. */
import { throwingExports } from "../gaps.ts";
import { invalidArgType, requireFunction } from "../node-errors.ts";

type Name = string | symbol;
type Subscriber = (message: unknown, name: Name) => void;
type Call = (...args: never[]) => unknown;
interface Storage {
  run<Result>(store: unknown, call: () => Result): Result;
}
type Transform = (message: unknown) => unknown;

/** Outside what publishes, so that a subscriber's error is an uncaught one. */
const throwLater = (error: unknown): void =>
  queueMicrotask(() => {
    throw error;
  });

class Channel {
  readonly name: Name;
  #subscribers: readonly Subscriber[] = [];
  readonly #stores = new Map<Storage, Transform | undefined>();

  constructor(name: Name) {
    this.name = name;
  }

  get hasSubscribers(): boolean {
    return this.#subscribers.length > 0 || this.#stores.size > 0;
  }

  subscribe(subscriber: Subscriber): void {
    requireFunction(subscriber, "subscription");
    this.#subscribers = [...this.#subscribers, subscriber];
  }

  unsubscribe(subscriber: Subscriber): boolean {
    const at = this.#subscribers.indexOf(subscriber);
    if (at === -1) return false;
    this.#subscribers = this.#subscribers.toSpliced(at, 1);
    return true;
  }

  publish(message: unknown): void {
    for (const subscriber of this.#subscribers) {
      try {
        subscriber(message, this.name);
      } catch (error) {
        throwLater(error);
      }
    }
  }

  bindStore(store: Storage, transform?: Transform): void {
    this.#stores.set(store, transform);
  }

  unbindStore(store: Storage): boolean {
    return this.#stores.delete(store);
  }

  runStores(message: unknown, call: Call, self?: unknown, ...args: unknown[]): unknown {
    let run = (): unknown => {
      this.publish(message);
      return Reflect.apply(call, self, args);
    };
    for (const [store, transform] of this.#stores) {
      const inner = run;
      run = () => {
        let value = message;
        try {
          if (transform) value = transform(message);
        } catch (error) {
          throwLater(error);
          return inner();
        }
        return store.run(value, inner);
      };
    }
    return run();
  }
}

const channels = new Map<Name, Channel>();

function channel(name: Name): Channel {
  if (typeof name !== "string" && typeof name !== "symbol") throw invalidArgType("channel", ["string", "symbol"], name);
  const found = channels.get(name) ?? new Channel(name);
  channels.set(name, found);
  return found;
}

const EVENTS = ["start", "end", "asyncStart", "asyncEnd", "error"] as const;
type Channels = Readonly<Record<(typeof EVENTS)[number], Channel>>;
type Handlers = Partial<Readonly<Record<(typeof EVENTS)[number], Subscriber>>>;

class TracingChannel implements Channels {
  readonly start: Channel;
  readonly end: Channel;
  readonly asyncStart: Channel;
  readonly asyncEnd: Channel;
  readonly error: Channel;

  constructor(of: string | Channels) {
    const each = (event: (typeof EVENTS)[number]) => (typeof of === "string" ? channel(`tracing:${of}:${event}`) : of[event]);
    this.start = each("start");
    this.end = each("end");
    this.asyncStart = each("asyncStart");
    this.asyncEnd = each("asyncEnd");
    this.error = each("error");
  }

  get hasSubscribers(): boolean {
    return EVENTS.some((event) => this[event].hasSubscribers);
  }

  subscribe(handlers: Handlers): void {
    for (const event of EVENTS) {
      const handler = handlers[event];
      if (handler) this[event].subscribe(handler);
    }
  }

  unsubscribe(handlers: Handlers): boolean {
    return EVENTS.map((event) => {
      const handler = handlers[event];
      return handler ? this[event].unsubscribe(handler) : true;
    }).every(Boolean);
  }

  traceSync(call: Call, context: Record<string, unknown> = {}, self?: unknown, ...args: unknown[]): unknown {
    if (!this.hasSubscribers) return Reflect.apply(call, self, args);
    return this.start.runStores(context, () => {
      try {
        context.result = Reflect.apply(call, self, args);
        return context.result;
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  tracePromise(call: Call, context: Record<string, unknown> = {}, self?: unknown, ...args: unknown[]): unknown {
    if (!this.hasSubscribers) return Reflect.apply(call, self, args);
    const settled = (key: "result" | "error", value: unknown) => {
      context[key] = value;
      if (key === "error") this.error.publish(context);
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    return this.start.runStores(context, () => {
      try {
        return Promise.resolve(Reflect.apply(call, self, args)).then(
          (result) => {
            settled("result", result);
            return result;
          },
          (error: unknown) => {
            settled("error", error);
            throw error;
          },
        );
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  traceCallback(call: Call, position = -1, context: Record<string, unknown> = {}, self?: unknown, ...args: unknown[]): unknown {
    if (!this.hasSubscribers) return Reflect.apply(call, self, args);
    const callback = args.at(position);
    requireFunction(callback, "callback");
    const traced = (error: unknown, result: unknown): unknown => {
      if (error) {
        context.error = error;
        this.error.publish(context);
      } else context.result = result;
      return this.asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, undefined, [error, result]);
        } finally {
          this.asyncEnd.publish(context);
        }
      });
    };
    args.splice(position, 1, traced);
    return this.start.runStores(context, () => {
      try {
        return Reflect.apply(call, self, args);
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
}

export default {
  ...throwingExports("diagnostics_channel"),
  channel,
  hasSubscribers: (name: Name): boolean => channels.get(name)?.hasSubscribers ?? false,
  subscribe: (name: Name, subscriber: Subscriber): void => channel(name).subscribe(subscriber),
  unsubscribe: (name: Name, subscriber: Subscriber): boolean => channels.get(name)?.unsubscribe(subscriber) ?? false,
  tracingChannel: (of: string | Channels): TracingChannel => new TracingChannel(of),
  Channel,
};
