/**
 * What a function does under AWS's own runtime, row by row (recorded, see the rows' `source`), done here in real
 * containers and judged by the recorder's own comparison. A row that cannot hold here stands in DEVIATIONS with the reason.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type ColdstartPage, expect, type FunctionInput, test } from "./coldstart-page.ts";

interface Row {
  readonly id: string;
  readonly behaviour: string;
  readonly handler: string;
  readonly code: Readonly<Record<string, string>>;
  readonly event?: unknown;
  readonly events?: readonly unknown[];
  readonly timeoutMs?: number;
  readonly logFormat?: "Text" | "JSON";
  readonly minMs?: number;
  readonly maxMs?: number;
  readonly expect?: Expectation;
  readonly expects?: readonly Expectation[];
  readonly variants?: { readonly nodejs24?: Expectation | readonly Expectation[] };
  readonly serviceError?: { readonly errorType: string; readonly errorMessage: string };
}

interface Expectation {
  readonly result?: unknown;
  readonly error?: { readonly errorType: string; readonly errorMessage: string; readonly traceEmpty?: boolean };
  readonly initError?: { readonly errorType: string; readonly errorMessage: string };
  readonly none?: string;
  readonly noResponse?: string;
  readonly timeout?: boolean;
  readonly stream?: unknown;
  readonly logs?: readonly unknown[];
  readonly jsonLogs?: readonly {
    readonly level: string;
    readonly message: { readonly errorType: string; readonly errorMessage: string };
  }[];
  readonly stdout?: string;
  readonly callbackWarning?: boolean;
}

interface Observed {
  readonly status: string;
  readonly payload?: unknown;
  readonly error?: { readonly errorType: string; readonly errorMessage: string; readonly trace?: readonly string[] };
  readonly requestId: string;
  readonly durationMs: number;
  readonly logs: readonly string[];
  readonly stream?: unknown;
}

const folder = new URL("./conformance/", import.meta.url);
const rows = JSON.parse(readFileSync(new URL("lambda-probes.json", folder), "utf8")) as Row[];
const { compare } = createRequire(import.meta.url)("./conformance/compare.cjs") as { compare(row: object, actual: unknown): string[] };

/** Rows that this playground cannot follow, each with its reason. */
const DEVIATIONS: Readonly<Record<string, string>> = {};

const DEVIATIONS_24: Readonly<Record<string, string>> = {
  L03: "util.inspect is Node 22's for both runtimes; Node 24 writes a symbol key as Symbol(s), without brackets.",
};

/** The recorder's trace id was all zeros. */
const TRACE_ID = /Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16}/g;
const RECORDED_TRACE_ID = "Root=1-00000000-000000000000000000000000;Parent=0000000000000000";

const RECORD = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t([^\t]*)\t(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\t([\s\S]*)$/;
const PLATFORM = /^(START|END|REPORT|INIT_START|INIT_REPORT|RequestId:|XRAY)/;
const RUNTIME_MESSAGES = [
  "Invoke Error \t",
  "Uncaught Exception \t",
  "Unhandled Promise Rejection \t",
  "AWS Lambda plans to remove support for callback-based",
];

function toActual(observed: Observed, initFailed: boolean) {
  const start = observed.logs.findIndex((line) => line.startsWith("START "));
  const records = (lines: readonly string[]) =>
    lines
      .map((line) => RECORD.exec(line))
      .filter((match) => match !== null)
      .map(([, , level, message]) => ({ level, message, runtime: RUNTIME_MESSAGES.some((text) => message?.startsWith(text)) }));
  const logs = { logs: records(observed.logs.slice(start)), initLogs: records(observed.logs.slice(0, Math.max(0, start))) };
  if (observed.stream !== undefined) return { stream: observed.stream, ...logs };
  if (observed.status === "ok") return { result: observed.payload, ...logs };
  return { [initFailed ? "initError" : "error"]: observed.error, ...logs };
}

async function run(coldstart: ColdstartPage, row: Row, nodeRuntime: FunctionInput["nodeRuntime"]): Promise<Observed[]> {
  const definition: FunctionInput = {
    name: "conformance-fn",
    files: row.code,
    handler: row.handler,
    nodeRuntime,
    memoryMb: 128,
    timeoutMs: row.timeoutMs ?? 15_000,
    ...(row.logFormat === undefined ? {} : { logFormat: row.logFormat }),
  };
  await coldstart.deploy(definition);
  const observed: Observed[] = [];
  for (const event of row.events ?? [row.event]) observed.push(withRecordedTraceId(await coldstart.invoke("conformance-fn", event)));
  return observed;
}

function withRecordedTraceId(result: object): Observed {
  return JSON.parse(JSON.stringify(result).replace(TRACE_ID, RECORDED_TRACE_ID)) as Observed;
}

function judge(row: Row, expected: readonly Expectation[], observed: readonly Observed[]): string[] {
  const differences: string[] = [];
  expected.forEach((want, at) => {
    const got = observed[at];
    if (!got) return;
    if (want.timeout || want.noResponse || want.none) {
      const service = row.serviceError;
      const message = service?.errorMessage.replace("{{awsRequestId}}", got.requestId);
      if (service && (got.error?.errorType !== service.errorType || got.error.errorMessage !== message))
        differences.push(`service error: ${JSON.stringify(got.error)}`);
      if (got.status === "ok") differences.push("it answered");
      return;
    }
    const one = {
      ...row,
      expects: undefined,
      expect: { ...want, logs: want.jsonLogs || want.stdout !== undefined ? want.logs : (want.logs ?? []) },
      nondeterministic: undefined,
    };
    if (!want.jsonLogs) differences.push(...compare(one, toActual(got, want.initError !== undefined)));
    for (const record of want.jsonLogs ?? []) {
      const found = got.logs
        .map((line) => safeJson(line))
        .find((line) => line?.level === record.level && line.message?.errorType === record.message.errorType);
      if (!found || found.message?.errorMessage !== record.message.errorMessage)
        differences.push(`no JSON record ${JSON.stringify(record)}`);
    }
    if (want.error?.traceEmpty && got.error?.trace?.length) differences.push("the trace is not empty");
    if (want.stdout !== undefined) {
      const plain = got.logs.filter((line) => !RECORD.test(line) && !PLATFORM.test(line)).join("\n");
      if (plain !== want.stdout.trimEnd()) differences.push(`stdout ${JSON.stringify(plain)}, expected ${JSON.stringify(want.stdout)}`);
    }
    if (want.callbackWarning && !got.logs.some((line) => line.includes("callback-based function handlers")))
      differences.push("no callback warning");
    if (want.initError) return;
    if (row.minMs !== undefined && got.durationMs < row.minMs) differences.push(`${got.durationMs} ms, expected at least ${row.minMs}`);
    if (row.maxMs !== undefined && got.durationMs > row.maxMs) differences.push(`${got.durationMs} ms, expected at most ${row.maxMs}`);
  });
  return differences;
}

function safeJson(line: string): { level?: string; message?: { errorType?: string; errorMessage?: string } } | undefined {
  try {
    return JSON.parse(line) as { level?: string };
  } catch {
    return undefined;
  }
}

for (const row of rows) {
  if (row.id in DEVIATIONS) continue;
  test(`${row.id}: ${row.behaviour}`, async ({ usedPage: coldstart }) => {
    const observed = await run(coldstart, row, "nodejs22.x");
    expect(judge(row, row.expects ?? [row.expect ?? {}], observed)).toEqual([]);
  });
  const newer = row.variants?.nodejs24;
  if (newer === undefined || row.id in DEVIATIONS_24) continue;
  test(`${row.id}, as nodejs24.x has it: ${row.behaviour}`, async ({ usedPage: coldstart }) => {
    const observed = await run(coldstart, row, "nodejs24.x");
    expect(judge(row, "length" in newer ? newer : [newer], observed)).toEqual([]);
  });
}
