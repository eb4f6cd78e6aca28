/**
 * Lambda's console: each method is one log record with a level, formatted by Node's own util.format. `dir` and `dirxml`
 * go to stdout unformatted, as recorded. Needs no `this`; a reference taken at load works.
 */
import type { WireLevel } from "../protocol/from-container.ts";
import { formatTable } from "./console-table.ts";
import { nowMs } from "./primordials.ts";

export interface ConsoleSink {
  log(level: WireLevel, args: readonly unknown[]): void;
  stdout(text: string): void;
}

interface Util {
  format(...args: unknown[]): string;
  inspect(value: unknown, options?: object): string;
}

/** Text alone needs no formatter, which is loaded when first wanted. */
export function formatArguments(args: readonly unknown[], util: () => Util): string {
  return joinTexts(args) ?? util().format(...args);
}

/** Undefined where something is not text, or where the first text has directives. */
function joinTexts(args: readonly unknown[]): string | undefined {
  let joined = "";
  for (let at = 0; at < args.length; at += 1) {
    const text = args[at];
    if (typeof text !== "string" || (at === 0 && args.length > 1 && text.includes("%"))) return undefined;
    joined = at === 0 ? text : `${joined} ${text}`;
  }
  return joined;
}

export function createConsole(sink: ConsoleSink, util: () => Util): object {
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const at =
    (level: WireLevel) =>
    (...args: unknown[]): void =>
      sink.log(level, args);
  const log = at("INFO");
  const warn = at("WARN");

  const elapsed = (label: string): string => {
    const startedMs = timers.get(label);
    return startedMs === undefined ? "" : formatElapsed(nowMs() - startedMs);
  };
  const methods = {
    log,
    debug: at("DEBUG"),
    info: at("INFO"),
    warn,
    error: at("ERROR"),
    trace: at("TRACE"),
    fatal: at("FATAL"),
    dir: (value: unknown, options?: object): void => sink.stdout(`${util().inspect(value, { customInspect: false, ...options })}\n`),
    dirxml: (...args: unknown[]): void => sink.stdout(`${formatArguments(args, util)}\n`),
    table: (data: unknown, columns?: readonly string[]): void => {
      const table = formatTable(data, columns, (value) =>
        util().inspect(value, { maxArrayLength: 3, breakLength: Number.POSITIVE_INFINITY, depth: 0 }),
      );
      if (table === undefined) log(data);
      else log(table);
    },
    group: (...args: unknown[]): void => {
      if (args.length > 0) log(...args);
    },
    groupCollapsed: (...args: unknown[]): void => {
      if (args.length > 0) log(...args);
    },
    groupEnd: (): void => {},
    count: (label = "default"): void => {
      const next = (counts.get(String(label)) ?? 0) + 1;
      counts.set(String(label), next);
      log(`${label}: ${next}`);
    },
    countReset: (label = "default"): void => {
      counts.delete(String(label));
    },
    assert: (condition?: unknown, ...args: unknown[]): void => {
      if (condition) return;
      const [first, ...rest] = args;
      if (typeof first === "string") warn(`Assertion failed: ${first}`, ...rest);
      else warn(...(args.length === 0 ? ["Assertion failed"] : ["Assertion failed:", ...args]));
    },
    time: (label = "default"): void => {
      timers.set(String(label), nowMs());
    },
    timeEnd: (label = "default"): void => {
      if (timers.has(String(label))) log("%s: %s", label, elapsed(String(label)));
      timers.delete(String(label));
    },
    timeLog: (label = "default", ...args: unknown[]): void => {
      if (timers.has(String(label))) log("%s: %s", label, elapsed(String(label)), ...args);
    },
    timeStamp: (): void => {},
    profile: (): void => {},
    profileEnd: (): void => {},
    clear: (): void => {},
  };
  Object.defineProperty(methods, Symbol.toStringTag, { value: "console", configurable: true });
  return methods;
}

function formatElapsed(ms: number): string {
  if (ms >= 60_000) return `${Math.floor(ms / 60_000)}:${((ms % 60_000) / 1_000).toFixed(3).padStart(6, "0")} (m:ss.mmm)`;
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}
