/**
 * The lines that Lambda itself writes around a function's own, as CloudWatch shows them (fields parted by tabs).
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
import type { FailedInit, InvocationRecord } from "./invocation.ts";
import type { LogLine } from "./results.ts";

interface OwnLines {
  readonly init: readonly LogLine[];
  readonly run: readonly LogLine[];
  readonly maxMemoryUsedMb: number;
}

const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** From INIT_START to REPORT, in order. A reset's init lines stand inside the invocation, where they happened. */
export function invocationLines(record: InvocationRecord, { init, run, maxMemoryUsedMb }: OwnLines): readonly LogLine[] {
  // The end is told by this page's clock and the lines by the container's: nothing is written before it began.
  const initWasBefore = record.coldStart || record.because === "provisioned";
  const startedAtMs = noLaterThan(initWasBefore ? run : [...init, ...run], record.endedAtMs - record.durationMs);
  const [before, inside] = [initReports(record, "init"), initReports(record, "invoke")];
  const line = (atMs: number, text: string): LogLine => ({ atMs, text, from: "platform" });
  const start = line(startedAtMs, `START RequestId: ${record.requestId} Version: $LATEST`);
  const endings = [...failureLines(record), `END RequestId: ${record.requestId}`, reportLine(record, maxMemoryUsedMb)].map((text) =>
    line(record.endedAtMs, text),
  );
  const reported = (reports: readonly FailedInit[]) => reports.map((report) => line(startedAtMs, initReportLine(report)));
  if (!record.coldStart && initWasBefore) return [...init, start, ...run, ...endings];
  if (!record.coldStart) return [start, ...init, ...reported(inside), ...run, ...endings];
  const initMs = before[0]?.initMs ?? record.initMs;
  const initStart = line(noLaterThan(init, startedAtMs - initMs), "INIT_START Runtime Version: coldstart (modelled on nodejs, Lambda)");
  return [initStart, ...init, ...reported(before), start, ...reported(inside), ...run, ...endings];
}

function noLaterThan(lines: readonly LogLine[], atMs: number): number {
  return Math.min(atMs, lines[0]?.atMs ?? atMs);
}

/** Only an init that failed is reported by a line of its own. */
function initReports({ failedInits = [] }: InvocationRecord, phase: FailedInit["phase"]): readonly FailedInit[] {
  return failedInits.filter((failed) => failed.phase === phase);
}

/** Begun again inside the request, it is part of the duration and has no line of its own in the REPORT. */
function initWasRestarted(record: InvocationRecord): boolean {
  return initReports(record, "init").some(({ status }) => status === "timeout");
}

function initReportLine({ phase, status, initMs, errorType }: FailedInit): string {
  const fields = [`INIT_REPORT Init Duration: ${ms(initMs)}`, `Phase: ${phase}`, `Status: ${status}`];
  return (errorType === undefined ? fields : [...fields, `Error Type: ${errorType}`]).join("\t");
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
  if (record.coldStart && !initWasRestarted(record)) fields.push(`Init Duration: ${ms(record.initMs)}`);
  if (record.status === "timeout") fields.push("Status: timeout");
  if (record.status === "crashed") fields.push("Status: error", `Error Type: ${record.error?.errorType ?? "Runtime.ExitError"}`);
  return `${fields.join("\t")}\t`;
}
