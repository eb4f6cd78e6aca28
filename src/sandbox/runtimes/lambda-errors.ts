/**
 * How Lambda's Node.js runtime turns what was thrown into an answer and into a log line. Behaviour as recorded in the
 * conformance rows (runtime interface client 3.3.0 for nodejs22.x, 4.0.2 for nodejs24.x).
 */
import { ERROR_TEXT_CHARS, TRACE_LINES } from "../../protocol/bounds.ts";
import type { WireError } from "../../protocol/from-container.ts";
import { stringifyJson } from "../primordials.ts";

/** An error of the runtime itself, named as Lambda names it. */
export class RuntimeError extends Error {
  constructor(errorType: string, message: string) {
    super(message);
    this.name = errorType;
  }
}

const cut = (text: string): string => (text.length > ERROR_TEXT_CHARS ? text.slice(0, ERROR_TEXT_CHARS) : text);

function isErrorLike(value: unknown): value is { name: string; message: string; stack: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "message" in value &&
    typeof value.message === "string" &&
    "stack" in value &&
    typeof value.stack === "string"
  );
}

/** The answer's error object. `strict`: nodejs24.x no longer takes error-like objects for errors. */
export function toWireError(thrown: unknown, strict: boolean): WireError {
  try {
    if (thrown instanceof Error || (!strict && isErrorLike(thrown))) {
      const stack = typeof thrown.stack === "string" ? withHeader(thrown.stack, thrown) : "";
      return {
        errorType: cut(String(thrown.name)),
        errorMessage: cut(String(thrown.message)),
        trace: stack === "" ? [] : traceLines(stack),
      };
    }
    return { errorType: typeof thrown, errorMessage: cut(String(thrown)), trace: [] };
  } catch {
    return {
      errorType: "handled",
      errorMessage:
        "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
      trace: [],
    };
  }
}

/** Firefox's stacks have no first line; V8's begin with "Name: message". */
function withHeader(stack: string, error: { name: string; message: string }): string {
  return /^\s*at\s/m.test(stack) || stack.startsWith(error.name) ? stack : `${error.name}: ${error.message}\n${stack}`;
}

function traceLines(stack: string): readonly string[] {
  const lines = stack.split("\n");
  const kept: string[] = [];
  for (let at = 0; at < lines.length && at < TRACE_LINES; at += 1) kept[at] = cut(lines[at] ?? "");
  return kept;
}

/** What follows "Invoke Error" and its like in the log: a tab and the error as JSON, causes and own fields included. */
export function toLogText(thrown: unknown): string {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  try {
    return `\t${stringifyJson(error, (_key, value: unknown) => withFields(value))}`;
  } catch {
    return `\t${stringifyJson(toWireError(error, true))}`;
  }
}

function withFields(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const code: unknown = Reflect.get(value, "code");
  const stack = typeof value.stack === "string" ? { stack: value.stack.split("\n") } : {};
  return {
    errorType: value.name,
    errorMessage: value.message,
    code,
    ...value,
    ...(value.cause === undefined ? {} : { cause: value.cause }),
    ...stack,
  };
}
