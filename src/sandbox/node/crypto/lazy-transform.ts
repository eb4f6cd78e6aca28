/**
 * A Transform whose stream state is made when it is first used as a stream: most hashes and ciphers never are, and the
 * state costs more than hashing a short string.
 */
import { Transform, type TransformOptions } from "node:stream";

type Lazy = Transform & { _options: TransformOptions | undefined };

function Base(this: Lazy, options?: TransformOptions): void {
  this._options = options;
}

const stateProperty = (name: "_readableState" | "_writableState"): PropertyDescriptor => ({
  configurable: true,
  enumerable: true,
  get(this: Lazy) {
    Reflect.apply(Transform, this, [this._options]);
    // A string reaches _transform as it was written, with its encoding.
    Reflect.set(Reflect.get(this, "_writableState"), "decodeStrings", false);
    return Reflect.get(this, name);
  },
  set(this: Lazy, value: unknown) {
    Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
  },
});

Object.setPrototypeOf(Base, Transform);
Base.prototype = Object.create(Transform.prototype, {
  constructor: { value: Base, writable: true, configurable: true },
  _readableState: stateProperty("_readableState"),
  _writableState: stateProperty("_writableState"),
});

export const LazyTransform = Base as unknown as new (options?: TransformOptions) => Transform;
