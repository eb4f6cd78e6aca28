/** node:process, the global `process`: what a container's one process is, says and can do. */
import EventEmitter from "node:events";
import { throwingExports } from "../gaps.ts";
import { host } from "../host.ts";
import { invalidArgType, requireFunction } from "../node-errors.ts";
import { hrtime, memoryUsage } from "../process/clocks.ts";
import { tellCrashes } from "../process/crash-events.ts";
import { Output } from "../process/output.ts";
import { toWarning, type Warning, warningText } from "../process/warnings.ts";

declare const require: (name: string) => unknown;

const PID = 1;
const NODE = "/var/lang/bin/node";
const TASK_ROOT = "/var/task";

let exitCode: number | undefined;
let exiting = false;
const outputs: { stdout?: Output; stderr?: Output } = {};

function output(name: "stdout" | "stderr"): Output {
  outputs[name] ??= new Output(name);
  return outputs[name];
}

function toExitCode(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const code = typeof value === "string" && value !== "" ? Number(value) : value;
  if (typeof code !== "number" || !Number.isInteger(code)) throw invalidArgType("code", "integer", value);
  return code;
}

function exit(code?: unknown): never {
  exitCode = toExitCode(code) ?? exitCode;
  if (!exiting) {
    exiting = true;
    process.emit("exit", exitCode ?? 0);
  }
  return host.exit(exitCode ?? 0);
}

/** A microtask: in its turn among promises, where Node would run it before them. */
function nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]): void {
  requireFunction(callback, "callback");
  queueMicrotask(() => Reflect.apply(callback, undefined, args));
}

let hinted = false;
function printWarning(warning: Warning): void {
  if (host.env.NODE_NO_WARNINGS === "1") return;
  host.write("stderr", warningText(warning, PID));
  if (hinted || warning.name !== "DeprecationWarning") return;
  hinted = true;
  host.write("stderr", "(Use `node --trace-deprecation ...` to show where the warning was created)\n");
}

function emitWarning(input: unknown, typeOrOptions?: unknown, code?: unknown): void {
  const warning = toWarning(input, typeOrOptions, code);
  nextTick(() => {
    printWarning(warning);
    process.emit("warning", warning);
  });
}

/** Undefined for what is no built-in here, or was not loaded. */
function getBuiltinModule(name: string): unknown {
  if (typeof name !== "string") throw invalidArgType("id", "string", name);
  try {
    return require(name);
  } catch {
    return undefined;
  }
}

const release = {
  name: "node",
  lts: host.nodeVersion.startsWith("v22.") ? "Jod" : "Krypton",
};

const members = {
  ...throwingExports("process"),
  version: host.nodeVersion,
  versions: Object.freeze({ node: host.nodeVersion.slice(1) }),
  arch: "x64",
  platform: "linux",
  release,
  argv: [NODE, "/var/runtime/index.mjs"],
  execArgv: [] as string[],
  execPath: NODE,
  argv0: "node",
  env: host.env,
  pid: PID,
  ppid: 0,
  title: "node",
  debugPort: 9229,
  features: { inspector: false, debug: false, uv: false, ipv6: false, tls_alpn: false, tls_sni: false, tls_ocsp: false, tls: false },
  /** No flag can be given. */
  allowedNodeEnvironmentFlags: Object.freeze(new Set<string>()),
  sourceMapsEnabled: false,
  cwd: (): string => TASK_ROOT,
  exit,
  reallyExit: (code?: number): never => host.exit(toExitCode(code) ?? 0),
  abort: (): never => host.exit(134),
  nextTick,
  emitWarning,
  getBuiltinModule,
  hrtime,
  memoryUsage,
  uptime: (): number => host.nowMs() / 1000,
  constrainedMemory: (): number => host.memoryLimitMb * 1024 * 1024,
  hasUncaughtExceptionCaptureCallback: (): boolean => false,
};

interface Process extends EventEmitter {
  emit(name: string, ...args: unknown[]): boolean;
}

const prototype: object = Object.create(EventEmitter.prototype, {
  constructor: { value: function process() {}, writable: true, configurable: true },
});
const process = Object.create(prototype) as Process;
Reflect.apply(EventEmitter, process, []);
Object.assign(process, members);
const lazily = (get: () => unknown) => ({ get, enumerable: true, configurable: true });
Object.defineProperties(process, {
  stdout: lazily(() => output("stdout")),
  stderr: lazily(() => output("stderr")),
  exitCode: {
    get: () => exitCode,
    set: (value: unknown) => {
      exitCode = toExitCode(value);
    },
    enumerable: true,
  },
  [Symbol.toStringTag]: { value: "process", configurable: true },
});
for (const [name, value] of Object.entries(members))
  if (typeof value === "function" && value.name !== name) Object.defineProperty(value, "name", { value: name, configurable: true });
tellCrashes(globalThis, process);

export default process;
