/**
 * Lambda's Node.js runtime inside a container: loads the module, calls the handler for one request at a time, takes the
 * first completion and no other, and says how it ended. It follows the recorded behaviour of AWS's runtime interface
 * client, not its code.
 */
import { RESPONSE_PAYLOAD_BYTES } from "../../protocol/bounds.ts";
import type { FromContainer, WireLevel } from "../../protocol/from-container.ts";
import type { InitMessage, InvokeMessage } from "../../protocol/to-container.ts";
import type { EventLoop } from "../event-loop.ts";
import { nowMs, parseJson, stringifyJson, utf8Bytes } from "../primordials.ts";
import { contextOfPromises, contextWithCallbacks } from "./lambda-context.ts";
import { RuntimeError, toLogText, toWireError } from "./lambda-errors.ts";
import { exportPathOf, findHandler, type LoadedHandler, toLoadError } from "./lambda-handler.ts";
import { type Collected, collectStream } from "./response-stream.ts";

export interface RuntimeHost {
  send(message: FromContainer): void;
  log(level: WireLevel, args: readonly unknown[]): void;
  flushLogs(): void;
  /** The answer is out: stand still until the next request. */
  freeze(): void;
  /** The process is over. */
  halt(): void;
  importModule(): Promise<unknown>;
  createEmitter(): {
    on(event: string, listener: (...args: unknown[]) => unknown): unknown;
    emit(event: string, ...args: unknown[]): boolean;
  };
  environment(name: string): string | undefined;
}

export interface LambdaRuntime {
  initialize(): Promise<void>;
  invoke(message: InvokeMessage): void;
  /** An error that nobody caught, or a rejection that nobody handled. */
  crash(kind: "uncaught" | "unhandled-rejection", thrown: unknown): void;
  exit(code: number): never;
  currentRequestId(): string | undefined;
}

const NEVER_SETTLED =
  "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#process_exit_codes";
const CALLBACKS_REMOVED =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";
const CALLBACKS_DEPRECATED =
  "AWS Lambda plans to remove support for callback-based function handlers starting with Node.js 24. You will need to update this function to use an async handler to use Node.js 24 or later. For more information and to provide feedback on this change, see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/137. To disable this warning, set the AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING environment variable.";

/** Unwinds the stack of user code that called process.exit(). */
class Exiting extends Error {}

interface Running {
  readonly message: InvokeMessage;
  readonly startedMs: number;
  /** The first completion was taken; later ones are ignored. */
  settled: boolean;
  waits: boolean;
}

export function createLambdaRuntime(init: InitMessage, loop: EventLoop, host: RuntimeHost): LambdaRuntime {
  const strict = init.runtime === "nodejs24.x";
  let handler: LoadedHandler | undefined;
  let running: Running | undefined;
  let over = false;

  const elapsed = () => (running ? nowMs() - running.startedMs : 0);

  const logFailure = (label: string, thrown: unknown) => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    host.log("ERROR", init.logFormat === "JSON" ? [error] : [label, toLogText(error)]);
  };

  const halt = (code: number, error: unknown) => {
    if (over) return;
    over = true;
    host.flushLogs();
    host.send({ type: "exiting", code, durationMs: elapsed(), error: error === undefined ? undefined : toWireError(error, strict) });
    host.halt();
  };

  const finish = (message: FromContainer) => {
    host.flushLogs();
    running = undefined;
    host.send(message);
    host.freeze();
  };

  const succeed = (run: Running, result: unknown) => {
    let payload: string;
    try {
      payload = stringifyJson(result === undefined ? null : result) ?? "null";
    } catch {
      fail(run, new RuntimeError(strict ? "Runtime.JSONStringifyError" : "Error", "Unable to stringify response body"));
      return;
    }
    const bytes = payload.length * 3 <= RESPONSE_PAYLOAD_BYTES ? 0 : utf8Bytes(payload);
    if (bytes > RESPONSE_PAYLOAD_BYTES) {
      const error = {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${RESPONSE_PAYLOAD_BYTES} bytes).`,
        trace: [],
      };
      finish({ type: "failed", requestId: run.message.requestId, durationMs: elapsed(), error });
      return;
    }
    finish({ type: "completed", requestId: run.message.requestId, durationMs: elapsed(), payload });
  };

  const fail = (run: Running, thrown: unknown) => {
    logFailure("Invoke Error", thrown);
    finish({ type: "failed", requestId: run.message.requestId, durationMs: elapsed(), error: toWireError(thrown, strict) });
  };

  /** Takes the first completion; `held` waits for the event loop to empty first, as `callback` does by default. */
  const settle = (run: Running, held: boolean, complete: () => void) => {
    if (run.settled || run !== running) return;
    run.settled = true;
    if (held) loop.whenEmpty(() => run === running && complete(), false);
    else complete();
  };

  const orHandled = (error: unknown) => (strict ? error : error || "handled");

  const contextFor = (run: Running, streaming: boolean): object => {
    const parts = { identity: init.identity, invoke: run.message, deadlineMs: run.startedMs + run.message.remainingMs };
    if (strict) return contextOfPromises(parts);
    const waits = {
      getWaits: () => run.waits,
      setWaits: (next: boolean) => {
        run.waits = next;
      },
    };
    const succeedNow = (result?: unknown) => settle(run, false, () => succeed(run, result));
    const failNow = (error?: unknown) => settle(run, false, () => fail(run, orHandled(error)));
    const done = (error?: unknown, result?: unknown) => (error === undefined || error === null ? succeedNow(result) : failNow(error));
    return contextWithCallbacks(parts, waits, streaming ? undefined : { ...waits, succeed: succeedNow, fail: failNow, done });
  };

  const callBuffered = (run: Running, loaded: LoadedHandler, event: unknown) => {
    const callback = (error?: unknown, result?: unknown) => {
      const failed = error !== undefined && error !== null;
      settle(run, run.waits, () => (failed ? fail(run, error) : succeed(run, result)));
    };
    let returned: unknown;
    try {
      returned = strict
        ? loaded.runtime.handler(event, contextFor(run, false))
        : loaded.runtime.handler(event, contextFor(run, false), callback);
    } catch (error) {
      if (!(error instanceof Exiting)) settle(run, false, () => fail(run, orHandled(error)));
      return;
    }
    if (isThenable(returned)) {
      returned.then(
        (result) => settle(run, false, () => succeed(run, result)),
        (error) => error instanceof Exiting || settle(run, false, () => fail(run, orHandled(error))),
      );
      loop.whenEmpty(() => giveUp(run), true);
    } else if (strict) settle(run, false, () => succeed(run, returned));
    else loop.whenEmpty(() => settle(run, false, () => succeed(run, null)), true);
  };

  /** The loop is empty and the promise has not settled: Node would exit here. */
  const giveUp = (run: Running) => {
    if (run !== running || run.settled) return;
    run.settled = true;
    const error = new RuntimeError("Runtime.NodeJsExit", NEVER_SETTLED);
    logFailure("Invoke Error", error);
    halt(13, error);
  };

  const callStreaming = async (run: Running, loaded: LoadedHandler, event: unknown) => {
    const collected = collectStream(init.runtime, host.createEmitter);
    let failure: { thrown: unknown } | undefined;
    try {
      const returned = loaded.runtime.handler(event, collected.stream, contextFor(run, true));
      if (!isThenable(returned)) {
        // As recorded: it is logged, and what was written is the answer all the same.
        logFailure("Invoke Error", new Error("Streaming does not support non-async handlers."));
        return settle(run, false, () => finishStream(run, collected, undefined));
      }
      const never = new Promise<"never">((resolve) => loop.whenEmpty(() => resolve("never"), true));
      if ((await Promise.race([returned, never])) === "never" && run === running) return giveUp(run);
      if (!collected.isEnded() && (await Promise.race([collected.ended, never])) === "never") {
        throw new RuntimeError("Runtime.InvalidStreamingOperation", "Response stream is not finished.");
      }
    } catch (thrown) {
      if (thrown instanceof Exiting) return;
      failure = { thrown };
    }
    settle(run, false, () => finishStream(run, collected, failure));
  };

  const finishStream = (run: Running, collected: Collected, failure: { thrown: unknown } | undefined) => {
    if (failure) logFailure("Invoke Error", failure.thrown);
    const { requestId } = run.message;
    const error = failure ? toWireError(failure.thrown, strict) : undefined;
    finish({
      type: "streamed",
      requestId,
      durationMs: elapsed(),
      contentType: collected.contentType(),
      prelude: collected.prelude(),
      body: collected.body(),
      error,
    });
  };

  const failInit = (thrown: unknown, label: string) => {
    if (over) return;
    over = true;
    logFailure(label, thrown);
    host.flushLogs();
    host.send({ type: "init-failed", initMs: nowMs(), error: toWireError(thrown, strict) });
    host.halt();
  };

  return {
    async initialize() {
      try {
        const keys = exportPathOf(init.handler);
        const module = await host.importModule();
        // Rejections of load are reported in a turn of their own; they end init, as an exit of Node would.
        await loop.nextTurn();
        await loop.nextTurn();
        if (over) return;
        handler = findHandler(module, keys, init.handler);
        const isCallbackStyle = handler.argumentCount >= 3 && !handler.isAsync && !handler.streaming;
        if (strict && handler.argumentCount >= 3 && !handler.streaming)
          throw new RuntimeError("Runtime.CallbackHandlerDeprecated", CALLBACKS_REMOVED);
        if (isCallbackStyle && host.environment("AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING") === undefined)
          host.log("WARN", [CALLBACKS_DEPRECATED]);
      } catch (thrown) {
        if (!(thrown instanceof Exiting)) failInit(toLoadError(thrown), "Uncaught Exception");
        return;
      }
      if (over) return;
      host.flushLogs();
      host.send({ type: "initialized", initMs: nowMs() });
      host.freeze();
    },
    invoke(message) {
      if (!handler || over) return;
      const run: Running = { message, startedMs: nowMs(), settled: false, waits: true };
      running = run;
      const event: unknown = parseJson(message.event);
      if (handler.streaming) void callStreaming(run, handler, event);
      else callBuffered(run, handler, event);
    },
    crash(kind, thrown) {
      if (over || thrown instanceof Exiting) return;
      const label = kind === "uncaught" ? "Uncaught Exception" : "Unhandled Promise Rejection";
      const error = kind === "uncaught" ? thrown : asRejection(thrown);
      if (!handler) return failInit(kind === "uncaught" ? toLoadError(error) : error, label);
      if (kind === "unhandled-rejection" && strict) return halt(1, undefined);
      logFailure(label, error);
      halt(kind === "uncaught" ? 129 : 128, error);
    },
    exit(code) {
      halt(code, undefined);
      throw new Exiting(`process.exit(${code})`);
    },
    currentRequestId: () => running?.message.requestId,
  };
}

function asRejection(reason: unknown): Error {
  const error = new RuntimeError("Runtime.UnhandledPromiseRejection", String(reason));
  return Object.assign(error, { reason, promise: {} });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function";
}
