/**
 * One function of a project: its files and its settings, with Lambda's bounds and defaults. It checks what Lambda checks
 * when a function is created; whether the code runs, and the handler exists, is found out where Lambda finds it out.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
import type { LambdaRuntime } from "../platform/function-config.ts";
import type { AsyncConfig } from "../platform/services/services-config.ts";
import { type Parsed, type Refused, refuse } from "../platform/triggers/parsed.ts";
import type { Trigger } from "../platform/triggers/trigger.ts";
import { ASYNC_DEFAULTS, readAsyncInvocation } from "./async-invocation.ts";
import { type Environment, parseEnvironment } from "./environment.ts";
import { FieldReader, type ReadingNotes } from "./field-reader.ts";
import { checkFilePaths } from "./file-paths.ts";
import { isJsonObject, type Json, type JsonObject } from "./plain-data.ts";
import { parseTrigger } from "./triggers/parse-trigger.ts";

export interface ProjectFunction {
  readonly name: string;
  readonly runtime: "javascript" | "typescript";
  readonly nodeRuntime: LambdaRuntime;
  /** "index.handler": a file without its ending, then the export. */
  readonly handler: string;
  /** Path to text. */
  readonly files: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly environment: Environment;
  readonly reservedConcurrency?: number;
  /** Containers kept ready; never more than are reserved. */
  readonly provisionedConcurrency?: number;
  /** How records are written to the log: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
  readonly logFormat?: "Text" | "JSON";
  /** What Lambda does with events it accepted to run later. */
  readonly asyncInvocation: AsyncConfig;
  readonly triggers: readonly Trigger[];
}

export const FUNCTION_DEFAULTS = {
  nodeRuntime: "nodejs22.x",
  handler: "index.handler",
  memoryMb: 128,
  timeoutMs: 3000,
  asyncInvocation: ASYNC_DEFAULTS,
} as const satisfies Partial<ProjectFunction>;

const FUNCTION_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "runtime",
  "nodeRuntime",
  "handler",
  "files",
  "memoryMb",
  "timeoutMs",
  "environment",
  "reservedConcurrency",
  "provisionedConcurrency",
  "logFormat",
  "asyncInvocation",
  "triggers",
]);

export function noteUnknownFields(input: JsonObject, known: ReadonlySet<string>, prefix: string, notes: ReadingNotes): void {
  for (const field of Object.keys(input)) if (!known.has(field)) notes.ignored.push(`${prefix}${field}`);
}

/** Undefined when the name is good. */
export function checkFunctionName(name: string): Refused | undefined {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(name)) return undefined;
  return refuse("function-name", `${JSON.stringify(name)} is not a function name.`, "Use 1 to 64 letters, digits, - and _.");
}

interface Bounds {
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

const MEMORY: Bounds = { label: "memory", unit: " MB", min: 128, max: 10_240 };
const TIMEOUT: Bounds = { label: "timeout", unit: " ms", min: 1000, max: 900_000 };
/** Lambda gives an account 1,000 by default and more on request: how much there is, the platform's settings say. */
const CONCURRENCY = { unit: "", min: 0, max: 1_000_000 } as const;

function parseWhole(value: Json, { label, unit, min, max }: Bounds, owner: string): Parsed<number> {
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return { ok: true, value };
  const shown = typeof value === "number" ? `${value.toLocaleString("en-US")}${unit}` : JSON.stringify(value).slice(0, 40);
  const range = `${min.toLocaleString("en-US")} to ${max.toLocaleString("en-US")}${unit}`;
  return refuse(`function-${label.replaceAll(" ", "-")}`, `${owner}: its ${label} is ${shown}.`, `Give a whole number from ${range}.`);
}

function parseOptionalWhole(value: Json | undefined, bounds: Bounds, owner: string): Parsed<number | undefined> {
  return value === undefined ? { ok: true, value: undefined } : parseWhole(value, bounds, owner);
}

function parseRuntime(value: Json | undefined, owner: string): Parsed<ProjectFunction["runtime"]> {
  if (value === "javascript" || value === "typescript") return { ok: true, value };
  if (value === "python") {
    return refuse("runtime-not-yet", `${owner}: Python is not built yet.`, 'Write it in "javascript" or "typescript" for now.');
  }
  return refuse("runtime", `${owner}: ${JSON.stringify(value)} is not a runtime.`, 'Use "javascript" or "typescript".');
}

function parseNodeRuntime(value: Json, owner: string): Parsed<LambdaRuntime> {
  if (value === "nodejs22.x" || value === "nodejs24.x") return { ok: true, value };
  return refuse("node-runtime", `${owner}: ${JSON.stringify(value)} is not a Node runtime here.`, 'Use "nodejs22.x" or "nodejs24.x".');
}

/** Lambda takes any text without spaces; a handler that names no file or export fails at init, in Lambda's own words. */
function parseHandler(value: Json, owner: string): Parsed<string> {
  if (typeof value === "string" && /^\S{1,128}$/.test(value)) return { ok: true, value };
  return refuse("handler", `${owner}: its handler is not a text of 1 to 128 characters without spaces.`, 'Write handler: "index.handler".');
}

function parseFiles(value: Json | undefined, owner: string): Parsed<ProjectFunction["files"]> {
  if (!isJsonObject(value) || Object.keys(value).length === 0) {
    return refuse("files", `${owner}: it has no files.`, 'Write files: { "index.js": "exports.handler = …" }.');
  }
  const badPath = checkFilePaths(Object.keys(value));
  if (badPath) return refuse(badPath.code, `${owner}: ${badPath.message}`, badPath.remedy);
  const files: [string, string][] = [];
  for (const [path, text] of Object.entries(value)) {
    if (typeof text !== "string") return refuse("file-text", `${owner}: the file ${path} is not a text.`, "Give each file's text.");
    files.push([path, text]);
  }
  return { ok: true, value: Object.fromEntries(files) };
}

function parseAsyncInvocation(value: Json, owner: string, notes: ReadingNotes): Parsed<AsyncConfig> {
  if (!isJsonObject(value)) {
    return refuse("async", `${owner}: asyncInvocation is not an object.`, "Write asyncInvocation: { maximumRetryAttempts: 2 }.");
  }
  const fields = new FieldReader(value, { owner: `${owner}: asyncInvocation`, code: "async", notes });
  return fields.result(readAsyncInvocation(fields));
}

function parseTriggers(value: Json, owner: string, notes: ReadingNotes): Parsed<readonly Trigger[]> {
  if (!Array.isArray(value)) return refuse("triggers", `${owner}: triggers is not a list.`, "Write triggers: [ … ].");
  const triggers: Trigger[] = [];
  for (const item of value) {
    const trigger = parseTrigger(item, owner, notes);
    if (!trigger.ok) return trigger;
    triggers.push(trigger.value);
  }
  return { ok: true, value: triggers };
}

export function parseFunction(input: Json, position: number, notes: ReadingNotes): Parsed<ProjectFunction> {
  if (!isJsonObject(input)) return refuse("function", `Function ${position + 1} is not an object.`, "Write { name, runtime, files }.");
  const { name } = input;
  if (typeof name !== "string") return refuse("function-name", `Function ${position + 1} has no name.`, 'Write name: "hello".');
  const badName = checkFunctionName(name);
  if (badName) return badName;
  const owner = `Function "${name}"`;
  noteUnknownFields(input, FUNCTION_FIELDS, `${owner}: `, notes);

  const runtime = parseRuntime(input.runtime, owner);
  if (!runtime.ok) return runtime;
  const nodeRuntime = parseNodeRuntime(input.nodeRuntime ?? FUNCTION_DEFAULTS.nodeRuntime, owner);
  if (!nodeRuntime.ok) return nodeRuntime;
  const handler = parseHandler(input.handler ?? FUNCTION_DEFAULTS.handler, owner);
  if (!handler.ok) return handler;
  const files = parseFiles(input.files, owner);
  if (!files.ok) return files;
  const memoryMb = parseWhole(input.memoryMb ?? FUNCTION_DEFAULTS.memoryMb, MEMORY, owner);
  if (!memoryMb.ok) return memoryMb;
  const timeoutMs = parseWhole(input.timeoutMs ?? FUNCTION_DEFAULTS.timeoutMs, TIMEOUT, owner);
  if (!timeoutMs.ok) return timeoutMs;
  const environment = parseEnvironment(input.environment, owner);
  if (!environment.ok) return environment;
  const reserved = parseOptionalWhole(input.reservedConcurrency, { label: "reserved concurrency", ...CONCURRENCY }, owner);
  if (!reserved.ok) return reserved;
  const provisioned = parseOptionalWhole(input.provisionedConcurrency, { label: "provisioned concurrency", ...CONCURRENCY }, owner);
  if (!provisioned.ok) return provisioned;
  if ((provisioned.value ?? 0) > (reserved.value ?? Number.POSITIVE_INFINITY)) {
    return refuse(
      "function-provisioned-concurrency",
      `${owner}: ${provisioned.value} containers are provisioned and ${reserved.value} reserved.`,
      "Provision at most as many as are reserved, or take the reservation away.",
    );
  }
  const { logFormat } = input;
  if (logFormat !== undefined && logFormat !== "Text" && logFormat !== "JSON") {
    return refuse("log-format", `${owner}: ${JSON.stringify(logFormat)} is not a log format.`, 'Use "Text" or "JSON".');
  }
  const asyncInvocation = parseAsyncInvocation(input.asyncInvocation ?? {}, owner, notes);
  if (!asyncInvocation.ok) return asyncInvocation;
  const triggers = parseTriggers(input.triggers ?? [], owner, notes);
  if (!triggers.ok) return triggers;

  return {
    ok: true,
    value: {
      name,
      runtime: runtime.value,
      nodeRuntime: nodeRuntime.value,
      handler: handler.value,
      files: files.value,
      memoryMb: memoryMb.value,
      timeoutMs: timeoutMs.value,
      environment: environment.value,
      ...(reserved.value === undefined ? {} : { reservedConcurrency: reserved.value }),
      ...(provisioned.value === undefined ? {} : { provisionedConcurrency: provisioned.value }),
      ...(logFormat === undefined ? {} : { logFormat }),
      asyncInvocation: asyncInvocation.value,
      triggers: triggers.value,
    },
  };
}
