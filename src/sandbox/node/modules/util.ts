/** node:util. Its inspect and format are Node's own code, taken out by node-inspect-extracted; the rest is beside this file, in util/. */

import { isDeepStrictEqual } from "node:internal/comparisons";
import types from "node:util/types";
import { format, formatWithOptions, inspect, stripVTControlCharacters } from "node-inspect-extracted";
import { throwingExports } from "../gaps.ts";
import { invalidArgType, invalidArgValue } from "../node-errors.ts";
import { getSystemErrorMap, getSystemErrorMessage, getSystemErrorName } from "../system-errors.ts";
import { getCallSites } from "../util/call-sites.ts";
import { MIMEParams, MIMEType } from "../util/mime-type.ts";
import { parseArgs } from "../util/parse-args.ts";
import { parseEnv } from "../util/parse-env.ts";
import { aborted, callbackify, promisify } from "../util/promises.ts";
import { createDebuglog, deprecate, inherits } from "../util/warnings.ts";
import { showWebObjects } from "../util/web-inspection.ts";

for (const [name, value] of Object.entries({ inspect, format, formatWithOptions, stripVTControlCharacters }))
  Object.defineProperty(value, "name", { value: name, configurable: true });
showWebObjects(globalThis);

interface StyleOptions {
  readonly validateStream?: boolean;
  readonly stream?: { readonly isTTY?: boolean };
}

/** Colours are left out where the stream is no terminal, which a function's stdout never is. */
function styleText(style: string | readonly string[], text: string, { validateStream = true, stream }: StyleOptions = {}): string {
  if (typeof text !== "string") throw invalidArgType("text", "string", text);
  let opened = "";
  let closed = "";
  for (const name of typeof style === "string" ? [style] : style) {
    const codes = Reflect.get(inspect.colors, name) as readonly [number, number] | undefined;
    const names = Object.keys(inspect.colors).map((key) => `'${key}'`);
    if (!codes) throw invalidArgValue("format", name, `must be one of: ${names.join(", ")}`);
    opened += `\u001b[${codes[0]}m`;
    closed = `\u001b[${codes[1]}m${closed}`;
  }
  return validateStream && stream?.isTTY !== true ? text : `${opened}${text}${closed}`;
}

const debuglog = createDebuglog(format);
Object.defineProperty(debuglog, "name", { value: "debuglog", configurable: true });

function toUSVString(text: unknown): string {
  return String(text).replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}

function _extend(target: object, source: unknown): object {
  return typeof source === "object" && source !== null ? Object.assign(target, source) : target;
}

function _errnoException(errno: number, syscall: string, original?: string): Error {
  const code = getSystemErrorName(errno);
  return Object.assign(new Error(original ? `${syscall} ${code} ${original}` : `${syscall} ${code}`), { errno, code, syscall });
}

/** Deprecated in Node, still there in 22. */
const former = {
  isArray: Array.isArray,
  isBoolean: (value: unknown): boolean => typeof value === "boolean",
  isBuffer: (value: unknown): boolean => value instanceof Uint8Array && Reflect.get(value, "_isBuffer") === true,
  isNull: (value: unknown): boolean => value === null,
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
  isNumber: (value: unknown): boolean => typeof value === "number",
  isString: (value: unknown): boolean => typeof value === "string",
  isSymbol: (value: unknown): boolean => typeof value === "symbol",
  isUndefined: (value: unknown): boolean => value === undefined,
  isRegExp: types.isRegExp,
  isObject: (value: unknown): boolean => value !== null && typeof value === "object",
  isDate: types.isDate,
  isError: (value: unknown): boolean => types.isNativeError(value) || value instanceof Error,
  isFunction: (value: unknown): boolean => typeof value === "function",
  isPrimitive: (value: unknown): boolean => value === null || (typeof value !== "object" && typeof value !== "function"),
  log: (...args: unknown[]): void => console.log("%s - %s", new Date().toLocaleTimeString(), format(...args)),
};

export default {
  ...throwingExports("util"),
  ...former,
  _errnoException,
  _extend,
  aborted,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  formatWithOptions,
  getCallSites,
  getSystemErrorMap,
  getSystemErrorMessage,
  getSystemErrorName,
  inherits,
  inspect,
  isDeepStrictEqual,
  MIMEParams,
  MIMEType,
  parseArgs,
  parseEnv,
  promisify,
  stripVTControlCharacters,
  styleText,
  TextDecoder,
  TextEncoder,
  toUSVString,
  types,
};
