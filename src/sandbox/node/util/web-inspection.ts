/**
 * Node shows the properties of URL, Headers and their like; a browser's own have none that inspect could see. This gives
 * their prototypes the method that inspect asks for.
 */
type Inspect = (value: unknown, options?: object) => string;
interface Options {
  readonly depth: number | null;
  stylize(text: string, style: string): string;
}

const CUSTOM = Symbol.for("nodejs.util.inspect.custom");

/** Shown as "Name { … }", or as "[Name]" below the depth that was asked for. */
const asFields = (name: string, fieldsOf: (value: object) => object) =>
  function (this: object, depth: number, options: Options, inspect: Inspect): string {
    if (depth < 0) return options.stylize(`[${name}]`, "special");
    const nested = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `${name} ${inspect(fieldsOf(this), nested)}`;
  };

const properties =
  (...names: readonly string[]) =>
  (value: object): object =>
    Object.fromEntries(names.map((name) => [name, Reflect.get(value, name)]));

function asEntries(this: Iterable<[string, unknown]>, depth: number, options: Options, inspect: Inspect): string {
  if (depth < 0) return options.stylize("[Object]", "special");
  const shown = [...this].map(([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`);
  const name = Object.getPrototypeOf(this).constructor.name as string;
  return shown.length === 0 ? `${name} {}` : `${name} { ${shown.join(", ")} }`;
}

const URL_FIELDS = ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search"];

const METHODS: Readonly<Record<string, (...args: never[]) => string>> = {
  URL: asFields("URL", properties(...URL_FIELDS, "searchParams", "hash")),
  URLSearchParams: asEntries,
  Headers: asFields("Headers", (headers) => Object.fromEntries(headers as Headers)),
  Blob: asFields("Blob", properties("size", "type")),
  File: asFields("File", properties("size", "type", "name", "lastModified")),
  AbortSignal: asFields("AbortSignal", properties("aborted")),
  AbortController: asFields("AbortController", properties("signal")),
  Response: asFields("Response", properties("status", "statusText", "headers", "body", "bodyUsed", "ok", "redirected", "type", "url")),
  Request: asFields("Request", properties("method", "url", "headers", "signal")),
};

export function showWebObjects(scope: object): void {
  for (const [name, method] of Object.entries(METHODS)) {
    const prototype: unknown = Reflect.get(scope, name)?.prototype;
    if (typeof prototype !== "object" || prototype === null || CUSTOM in prototype) continue;
    Object.defineProperty(prototype, CUSTOM, { value: method, writable: true, configurable: true });
  }
}
