/** One log record as the function's log format asks: the message alone (the page adds time, id and level), or a whole JSON record. */
import type { WireLevel } from "../protocol/from-container.ts";
import { NativeDate, stringifyJson } from "./primordials.ts";

interface LogRecord {
  readonly atMs: number;
  readonly level: WireLevel;
  readonly requestId: string | undefined;
  readonly args: readonly unknown[];
}

export function jsonRecord(record: LogRecord, format: (args: readonly unknown[]) => string): string {
  const head = { timestamp: new NativeDate(record.atMs).toISOString(), level: record.level, requestId: record.requestId };
  const [only] = record.args;
  if (record.args.length === 1) {
    try {
      return stringifyJson({ ...head, message: only }, expandError);
    } catch {
      return stringifyJson({ ...head, message: format([only]) });
    }
  }
  const error = record.args.find((value) => value instanceof Error);
  return stringifyJson({ ...head, message: format(record.args), ...(error ? errorFields(error) : {}) });
}

function errorFields(error: Error): { errorType: string; errorMessage: string; stackTrace: readonly string[] } {
  return {
    errorType: error.constructor?.name ?? "UnknownError",
    errorMessage: error.message,
    stackTrace: typeof error.stack === "string" ? error.stack.split("\n") : [],
  };
}

function expandError(_key: string, value: unknown): unknown {
  return value instanceof Error ? { ...errorFields(value), ...value } : value;
}
