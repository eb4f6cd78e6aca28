/** util.deprecate, debuglog and inherits. */
import { invalidArgType, requireFunction } from "../node-errors.ts";

type Fn = (...args: unknown[]) => unknown;
type Format = (format: string, ...args: unknown[]) => string;

interface Process {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  emitWarning(message: string, type: string, code: string | undefined, from: unknown): void;
  readonly stderr: { write(text: string): unknown };
}

/** Lazily: formatting a value needs no process. */
const theProcess = (): Process => Reflect.get(globalThis, "process") as Process;

const warnedCodes = new Set<string>();

export function deprecate(fn: Fn, message: string, code?: string): Fn {
  let warned = false;
  const warn = (from: unknown) => {
    if (warned) return;
    warned = true;
    if (code !== undefined && warnedCodes.has(code)) return;
    if (code !== undefined) warnedCodes.add(code);
    theProcess().emitWarning(message, "DeprecationWarning", code, from);
  };
  const deprecated = function (this: unknown, ...args: unknown[]): unknown {
    warn(deprecated);
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  };
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return Object.defineProperty(deprecated, "length", { value: fn.length, configurable: true });
}

export interface DebugLog {
  (message: string, ...args: unknown[]): void;
  readonly enabled: boolean;
}

/** NODE_DEBUG=http,foo* turns sections on, as in Node. */
function isSectionOn(section: string): boolean {
  return (theProcess().env.NODE_DEBUG ?? "").split(",").some((pattern) =>
    new RegExp(
      `^${pattern
        .trim()
        .replace(/[|\\{}()[\]^$+?.]/g, "\\$&")
        .replaceAll("*", ".*")}$`,
      "i",
    ).test(section),
  );
}

export function createDebuglog(format: Format): (section: string, onReady?: (log: DebugLog) => void) => DebugLog {
  return (section, onReady) => {
    const name = section.toUpperCase();
    let isOn: boolean | undefined;
    const enabled = () => {
      isOn ??= isSectionOn(section);
      return isOn;
    };
    const log = (message: string, ...args: unknown[]): void => {
      onReady?.(log as DebugLog);
      if (enabled()) theProcess().stderr.write(`${name} ${theProcess().pid}: ${format(message, ...args)}\n`);
    };
    return Object.defineProperty(log, "enabled", { get: enabled, configurable: true, enumerable: true }) as DebugLog;
  };
}

export function inherits(inheritor: Fn, superConstructor: Fn): void {
  requireFunction(inheritor, "ctor");
  requireFunction(superConstructor, "superCtor");
  if (superConstructor.prototype === undefined) throw invalidArgType("superCtor.prototype", "object", superConstructor.prototype);
  Object.defineProperty(inheritor, "super_", { value: superConstructor, writable: true, configurable: true });
  Object.setPrototypeOf(inheritor.prototype as object, superConstructor.prototype as object);
}
