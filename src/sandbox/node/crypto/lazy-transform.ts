/**
 * A Transform whose stream half is loaded and set up when it is first used as a stream. Most hashes and ciphers never are:
 * then the stream built-in, larger than this one, is not loaded at all, and no state is made for each hash.
 */
import type { Transform, TransformOptions } from "node:stream";

type Lazy = Transform & { _options: TransformOptions | undefined };

function Base(this: Lazy, options?: TransformOptions): void {
  this._options = options;
}

const stateProperty = (name: "_readableState" | "_writableState"): PropertyDescriptor => ({
  configurable: true,
  enumerable: true,
  get(this: Lazy) {
    Reflect.apply(loadTransform(), this, [this._options]);
    // A string reaches _transform as it was written, with its encoding.
    Reflect.set(Reflect.get(this, "_writableState"), "decodeStrings", false);
    return Reflect.get(this, name);
  },
  set(this: Lazy, value: unknown) {
    Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
  },
});

const inherited: object = Object.defineProperties(
  {},
  {
    constructor: { value: Base, writable: true, configurable: true },
    _readableState: stateProperty("_readableState"),
    _writableState: stateProperty("_writableState"),
  },
);

let loaded: typeof Transform | undefined;

function loadTransform(): typeof Transform {
  if (loaded) return loaded;
  const stream = require("node:stream") as typeof import("node:stream");
  Object.setPrototypeOf(Base, stream.Transform);
  Object.setPrototypeOf(inherited, stream.Transform.prototype);
  loaded = stream.Transform;
  return loaded;
}

/** Whoever asks for what a hash or cipher has not itself, or for its ancestors, asks for the stream. */
Base.prototype = new Proxy(inherited, {
  get(target, key, receiver) {
    if (!(key in target)) loadTransform();
    return Reflect.get(target, key, receiver);
  },
  has(target, key) {
    if (!(key in target)) loadTransform();
    return Reflect.has(target, key);
  },
  getPrototypeOf(target) {
    loadTransform();
    return Reflect.getPrototypeOf(target);
  },
});

export const LazyTransform = Base as unknown as new (options?: TransformOptions) => Transform;
