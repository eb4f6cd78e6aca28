/**
 * The lines that Lambda itself writes around a function's own, as CloudWatch shows them (fields parted by tabs).
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
import type { InvocationRecord } from "./invocation.ts";
import type { LogLine } from "./results.ts";

interface OwnLines {
  readonly init: readonly LogLine[];
  readonly run: readonly LogLine[];
  readonly maxMemoryUsedMb: number;
}

const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** From INIT_START to REPORT, in order. A reset's init lines stand inside the invocation, where they happened. */
export function invocationLines(record: InvocationRecord, { init, run, maxMemoryUsedMb }: OwnLines): readonly LogLine[] {
  const startedAtMs = record.endedAtMs - record.durationMs;
  const line = (atMs: number, text: string): LogLine => ({ atMs, text, from: "platform" });
  const start = line(startedAtMs, `START RequestId: ${record.requestId} Version: $LATEST`);
  const endings = [...failureLines(record), `END RequestId: ${record.requestId}`, reportLine(record, maxMemoryUsedMb)].map((text) =>
    line(record.endedAtMs, text),
  );
  if (!record.coldStart) return [start, ...init, ...run, ...endings];
  const initStart = line(startedAtMs - record.initMs, "INIT_START Runtime Version: coldstart (modelled on nodejs, Lambda)");
  return [initStart, ...init, ...initReport(record).map((text) => line(startedAtMs, text)), start, ...run, ...endings];
}

/** Only an init that failed is reported by a line of its own. */
function initReport(record: InvocationRecord): readonly string[] {
  const failed = record.status === "error" && record.durationMs === 0;
  return failed
    ? [`INIT_REPORT Init Duration: ${ms(record.initMs)}\tPhase: init\tStatus: error\tError Type: ${record.error?.errorType ?? "Unknown"}`]
    : [];
}

function failureLines({ status, error, endedAtMs, requestId }: InvocationRecord): readonly string[] {
  if (status === "timeout")
    return [`${new Date(endedAtMs).toISOString()} ${requestId} ${error?.errorMessage.replace(/^.*Error: /, "") ?? ""}`, ""];
  if (status === "crashed") return [error?.errorMessage ?? "", error?.errorType ?? ""];
  return [];
}

function reportLine(record: InvocationRecord, maxMemoryUsedMb: number): string {
  const fields = [
    `REPORT RequestId: ${record.requestId}`,
    `Duration: ${ms(record.durationMs)}`,
    `Billed Duration: ${record.billed.billedMs} ms`,
    `Memory Size: ${record.memoryMb} MB`,
    `Max Memory Used: ${maxMemoryUsedMb} MB`,
  ];
  if (record.coldStart) fields.push(`Init Duration: ${ms(record.initMs)}`);
  if (record.status === "timeout") fields.push("Status: timeout");
  if (record.status === "crashed") fields.push("Status: error", `Error Type: ${record.error?.errorType ?? "Runtime.ExitError"}`);
  return `${fields.join("\t")}\t`;
}
