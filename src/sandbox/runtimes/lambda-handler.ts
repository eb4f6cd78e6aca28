/** Finds the handler in the deployed module, with Lambda's own errors where it is not there. */
import { RuntimeError } from "./lambda-errors.ts";

export type Handler = (...args: unknown[]) => unknown;

/** Lambda calls the handler as a method of this, and its stack traces say so: "at Runtime.handler". */
class Runtime {
  readonly handler: Handler;

  constructor(handler: Handler) {
    this.handler = handler;
  }
}
Object.defineProperty(Runtime, "name", { value: "Runtime" });

export interface LoadedHandler {
  readonly runtime: Runtime;
  readonly argumentCount: number;
  readonly isAsync: boolean;
  readonly streaming: boolean;
}

/** Marks a handler wrapped by awslambda.streamifyResponse. */
export const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");

const FILE_AND_EXPORT = /^([^.]*)\.(.+)$/;

/** The keys to follow from the module to the handler: "nested/path.api.handler" -> ["api", "handler"]. Throws Runtime.MalformedHandlerName. */
export function exportPathOf(handler: string): readonly string[] {
  if (handler.includes("..")) {
    throw new RuntimeError(
      "Runtime.MalformedHandlerName",
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const exportPath = FILE_AND_EXPORT.exec(handler.slice(handler.lastIndexOf("/") + 1))?.[2];
  if (exportPath === undefined) throw new RuntimeError("Runtime.MalformedHandlerName", "Bad handler");
  return exportPath.split(".");
}

/** Throws Runtime.HandlerNotFound. Runs after user code, so it follows the keys by index. */
export function findHandler(module: unknown, keys: readonly string[], handler: string): LoadedHandler {
  let found: unknown = module;
  for (let at = 0; at < keys.length && found !== undefined && found !== null; at += 1) found = readKey(found, keys[at] ?? "");
  if (found === undefined || found === null) throw new RuntimeError("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
  if (typeof found !== "function") throw new RuntimeError("Runtime.HandlerNotFound", `${handler} is not a function`);
  const call = found as Handler;
  const isAsync = call.constructor?.name === "AsyncFunction";
  return { runtime: new Runtime(call), argumentCount: call.length, isAsync, streaming: readKey(call, STREAMING) !== undefined };
}

function readKey(holder: unknown, key: string | symbol): unknown {
  return (holder as Readonly<Record<string | symbol, unknown>>)[key];
}

/** What loading the module threw, as Lambda names it: import, syntax, or the error itself. */
export function toLoadError(thrown: unknown): unknown {
  if (thrown instanceof RuntimeError) return thrown;
  if (thrown instanceof SyntaxError) return keepStack(new RuntimeError("Runtime.UserCodeSyntaxError", String(thrown)), thrown);
  const code: unknown = thrown instanceof Error ? Reflect.get(thrown, "code") : undefined;
  if (thrown instanceof Error && (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND"))
    return keepStack(new RuntimeError("Runtime.ImportModuleError", String(thrown)), thrown);
  return thrown;
}

function keepStack(error: Error, from: Error): Error {
  if (typeof from.stack === "string") error.stack = `${error.name}: ${from.stack}`;
  return error;
}
