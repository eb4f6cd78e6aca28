/**
 * A container: one classic worker, started by the frame, with a port straight to the page. It takes what it needs of the
 * browser before any user code is loaded, shapes the realm, and hands over to the runtime. User code shares this realm
 * but never sees the port.
 */
import type { FromContainer, WireLevel } from "../protocol/from-container.ts";
import type { InitMessage, ToContainer } from "../protocol/to-container.ts";
import { installBuiltins } from "./builtin-registry.ts";
import { createConsole, formatArguments } from "./console.ts";
import type { ContainerStart } from "./container-start.ts";
import { installEventLoop } from "./event-loop.ts";
import { createBlockingFreezer, createTimerFreezer, type Freezer } from "./freeze.ts";
import { createLogChannel } from "./log-channel.ts";
import { jsonRecord } from "./log-format.ts";
import { installPlatformDate } from "./platform-date.ts";
import { errorEventError, eventData, nowMs, postTo, rejectionReason } from "./primordials.ts";
import { shapeRealm } from "./realm.ts";
import { createLambdaRuntime, type LambdaRuntime } from "./runtimes/lambda-runtime.ts";
import { createAwslambda } from "./runtimes/response-stream.ts";
import { createServiceCalls, type ServiceCalls } from "./service-calls.ts";
import { completeWebCrypto } from "./web-crypto.ts";

/** What Lambda's images ship; the browser's engine differs, the number is what user code reads. */
const NODE_VERSIONS = { "nodejs22.x": "v22.20.0", "nodejs24.x": "v24.9.0" } as const;

interface Events {
  readonly EventEmitter: new () => {
    on(event: string, listener: (...args: unknown[]) => unknown): unknown;
    emit(event: string, ...args: unknown[]): boolean;
  };
}

interface Util {
  format(...args: unknown[]): string;
  inspect(value: unknown, options?: object): string;
}

const scope = globalThis;
const closeWorker = scope.close.bind(scope);
const date = installPlatformDate(scope);
const loop = installEventLoop(scope);

scope.onmessage = (event: MessageEvent) => {
  scope.onmessage = null;
  attach(event.data as ContainerStart);
};

function attach(start: ContainerStart): void {
  const { port } = start;
  completeWebCrypto(scope, start.cryptoPort, loop);
  const freezer: Freezer = start.gate ? createBlockingFreezer(new Int32Array(start.gate)) : createTimerFreezer(loop);
  const services = createServiceCalls((message) => postTo(port, message), loop);
  let runtime: LambdaRuntime | undefined;
  port.onmessage = (event) => {
    const message = eventData(event) as ToContainer;
    // What comes while the container is frozen waits for the thaw: in the port, or with the timers that are held.
    if (message.type === "service-answer") return loop.whenThawed(() => services.answered(message));
    date.setOffset(message.clockOffsetMs);
    if (message.type === "init") runtime = boot(message, start, freezer, services);
    else freezer.thaw(() => runtime?.invoke(message));
  };
}

function boot(init: InitMessage, start: ContainerStart, freezer: Freezer, services: ServiceCalls): LambdaRuntime {
  const send = (message: FromContainer) => postTo(start.port, message);
  const logs = createLogChannel((lines, dropped) => send({ type: "logs", lines, dropped }), date.nowMs);
  const environment: Record<string, string | undefined> = { ...init.environment };
  const requireBuiltin = installBuiltins(scope, start.builtins, {
    env: environment,
    taskFiles: init.taskFiles,
    tmpEntries: start.tmpEntries,
    tmpLimitBytes: start.tmpLimitBytes,
    recordTmp: (change) => postTo(start.tmpPort, change),
    write: (_stream, text) => logs.write("stdout", text),
    exit: (code) => runtime.exit(code),
    memoryLimitMb: Number(init.identity.memoryLimitInMB),
    nodeVersion: NODE_VERSIONS[init.runtime],
    callService: services.call,
    nowMs,
  });
  const util = () => requireBuiltin("util") as Util;

  const record = (stream: "console" | "runtime", level: WireLevel, args: readonly unknown[]) => {
    const format = (values: readonly unknown[]) => formatArguments(values, util);
    const atMs = date.nowMs();
    const text =
      init.logFormat === "JSON" ? jsonRecord({ atMs, level, requestId: runtime.currentRequestId(), args }, format) : format(args);
    logs.write(stream, text, level);
  };

  const runtime = createLambdaRuntime(init, loop, {
    send,
    log: (level, args) => record("runtime", level, args),
    flushLogs: logs.flush,
    freeze: freezer.freeze,
    halt: closeWorker,
    importModule: async () => ((await import(/* @vite-ignore */ start.bundleUrl)) as { handlerModule: unknown }).handlerModule,
    createEmitter: () => new (requireBuiltin("events") as Events).EventEmitter(),
    environment: (name) => environment[name],
  });

  const console = createConsole(
    { log: (level, args) => record("console", level, args), stdout: (text) => logs.write("stdout", text) },
    util,
  );
  Object.defineProperty(scope, "console", { value: console, writable: true, configurable: true });
  Object.defineProperty(scope, "awslambda", { value: createAwslambda(), writable: true, configurable: true, enumerable: true });
  listenForCrashes(runtime);
  shapeRealm(scope, requireBuiltin, loop, services.call);
  void runtime.initialize();

  return {
    ...runtime,
    invoke: (message) => {
      logs.restart();
      environment._X_AMZN_TRACE_ID = message.traceId;
      runtime.invoke(message);
    },
  };
}

function listenForCrashes(runtime: LambdaRuntime): void {
  scope.addEventListener("error", (event) => {
    event.preventDefault();
    runtime.crash("uncaught", errorEventError(event));
  });
  scope.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    runtime.crash("unhandled-rejection", rejectionReason(event));
  });
}
