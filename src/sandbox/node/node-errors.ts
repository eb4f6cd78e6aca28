/** Errors with Node's codes and words. Small, and bundled into each built-in that throws them. */

type ErrorClass = new (message: string) => Error;

/** `stack` begins with "TypeError [CODE]: message", as Node's own errors do; `name` stays the class's. */
export function nodeError(Base: ErrorClass, code: string, message: string): Error & { code: string } {
  const error = new Base(message);
  const headed = `${error.name} [${code}]`;
  const stack = (error.stack ?? "").replace(/^\w+(?=: |\n|$)/, headed);
  Object.defineProperty(error, "stack", { value: stack, configurable: true, writable: true });
  Object.defineProperty(error, "toString", { value: () => `${headed}: ${message}`, configurable: true, writable: true });
  return Object.assign(error, { code });
}

const quoted = (text: string) => (text.includes("'") ? JSON.stringify(text) : `'${text}'`);

/** "type string ('abc')", "an instance of Foo", "null": what Node says it received. */
export function received(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value === "object") {
    const name: unknown = Reflect.get(value, "constructor")?.name;
    return typeof name === "string" && name !== "" ? `an instance of ${name}` : "[Object: null prototype] {}";
  }
  let shown = typeof value === "string" ? quoted(value) : typeof value === "bigint" ? `${value}n` : String(value);
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return `type ${typeof value} (${shown})`;
}

const joined = (words: readonly string[], last = "or"): string =>
  words.length < 3 ? words.join(` ${last} `) : `${words.slice(0, -1).join(", ")}, ${last} ${words[words.length - 1]}`;

const withArticle = (words: string) => (/[A-Z]/.test(words) ? `an ${words}` : words);

/** `expected` lists types ("string"), classes ("Buffer") and other words, which Node tells apart by their first letter. */
export function invalidArgType(name: string, expected: string | readonly string[], value: unknown): Error {
  const all = typeof expected === "string" ? [expected] : expected;
  const isType = (word: string) => /^(?:string|function|number|object|Function|Object|boolean|bigint|symbol)$/.test(word);
  const types = all.filter(isType).map((word) => word.toLowerCase());
  const classes = all.filter((word) => !isType(word) && /^[A-Z][A-Za-z0-9]*$/.test(word));
  const others = all.filter((word) => !isType(word) && !classes.includes(word));
  const parts: string[] = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? "one of type" : "of type"} ${joined(types)}`);
  if (classes.length > 0) parts.push(`an instance of ${joined(classes)}`);
  if (others.length > 0) parts.push(others.length > 1 ? `one of ${joined(others)}` : withArticle(others[0] ?? ""));
  const subject = name.endsWith(" argument") ? `The ${name}` : `The "${name}" ${name.includes(".") ? "property" : "argument"}`;
  return nodeError(TypeError, "ERR_INVALID_ARG_TYPE", `${subject} must be ${parts.join(" or ")}. Received ${received(value)}`);
}

export function invalidArgValue(name: string, value: unknown, reason = "is invalid"): Error {
  const subject = name.includes(".") ? "property" : "argument";
  const shown = typeof value === "string" ? quoted(value) : String(value);
  return nodeError(TypeError, "ERR_INVALID_ARG_VALUE", `The ${subject} '${name}' ${reason}. Received ${shown}`);
}

const grouped = (value: number | bigint): string => String(value).replace(/\B(?=(\d{3})+$)/g, "_");

export function outOfRange(name: string, range: string, value: unknown): Error {
  const isLarge =
    typeof value === "bigint" ? value > 2n ** 32n || value < -(2n ** 32n) : Number.isInteger(value) && Math.abs(Number(value)) > 2 ** 32;
  const digits = isLarge ? grouped(value as number | bigint) : String(value);
  const shown = typeof value === "bigint" ? `${digits}n` : digits;
  return nodeError(RangeError, "ERR_OUT_OF_RANGE", `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`);
}

export function missingArgs(...names: readonly string[]): Error {
  const quotedNames = names.map((name) => `"${name}"`);
  const plural = names.length > 1 ? "arguments" : "argument";
  return nodeError(TypeError, "ERR_MISSING_ARGS", `The ${joined(quotedNames, "and")} ${plural} must be specified`);
}

export function requireFunction(value: unknown, name: string): asserts value is (...args: never[]) => unknown {
  if (typeof value !== "function") throw invalidArgType(name, "function", value);
}

export function requireString(value: unknown, name: string): asserts value is string {
  if (typeof value !== "string") throw invalidArgType(name, "string", value);
}
