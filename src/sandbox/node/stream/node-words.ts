/**
 * Gives readable-stream Node's own words for wrong arguments: its copies of these errors are of an earlier version, and one
 * is broken. Must be imported before the library, which takes them when it loads.
 */
import errors from "readable-stream/lib/ours/errors.js";
import { invalidArgType, invalidArgValue, missingArgs, outOfRange } from "../node-errors.ts";

/** Since Node.js 20 a chunk may be any view; the library says so in the words of before. */
function words(expected: string | readonly string[]): string | readonly string[] {
  return expected.includes("Uint8Array") && typeof expected !== "string" ? ["string", "Buffer", "TypedArray", "DataView"] : expected;
}

/** The library makes them with `new`, and derives a class from one. */
const made = <Args extends unknown[]>(make: (...args: Args) => Error): unknown =>
  new Proxy(class {}, { construct: (_class, args) => make(...(args as Args)) });

Object.assign(errors.codes, {
  ERR_INVALID_ARG_TYPE: made((name: string, expected: string | readonly string[], value: unknown) =>
    invalidArgType(name, words(expected), value),
  ),
  ERR_INVALID_ARG_VALUE: made(invalidArgValue),
  ERR_MISSING_ARGS: made((...names: string[]) => missingArgs(...names)),
  ERR_OUT_OF_RANGE: made(outOfRange),
});
