/**
 * Reads what Lambda writes into CloudWatch: REPORT lines, fields parted by tabs or spaces, with or without a timestamp in
 * front; and platform.report of the JSON log format. Other lines are passed over, but for those that say how a request
 * began or ended. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
import type { InvocationStatus } from "../../platform/invocation.ts";
import { eachLine, type ImportNotes } from "./import-notes.ts";
import { findMoment, type Moment } from "./moments.ts";
import { amount, type ReadRequest, type ReadText } from "./read-request.ts";

const REPORT = /(?:^|[\s",])REPORT RequestId:\s*(\S+)/;
/** A REPORT that was copied with a line for each field, or whose XRAY fields stand in one of their own. */
const GOES_ON =
  /^\s*(?:Duration|Billed Duration|Memory Size|Max Memory Used|Init Duration|Restore Duration|Billed Restore Duration|Status|Error Type):/;
const TIMED_OUT = /([0-9a-f-]{36})\s+Task timed out after/;
const EXITED = /RequestId:\s*([0-9a-f-]{36})\s+Error: Runtime exited/;
const FAILED = /\t([0-9a-f-]{36})\tERROR\t(?:Invoke Error|Uncaught Exception|Unhandled Promise Rejection)/;
const STARTED = /(?:^|[\s",])START RequestId:\s*(\S+)/;
const MOST_MEMORY_MB = 65_536;
/** How many requests' beginnings are kept for a REPORT that is still to come. */
const MOST_OPEN = 100_000;

export function looksLikeReports(text: string): boolean {
  return /REPORT RequestId:|"platform\.(?:report|start)"/.test(text);
}

interface Report {
  readonly line: number;
  readonly requestId: string;
  readonly writtenAt: Moment | undefined;
  fields: string;
}

export function readReports(text: string, notes: ImportNotes): ReadText {
  const reader = new ReportReader(notes);
  const lines = eachLine(text, notes, (line, number) => reader.take(line, number));
  return { requests: reader.close(), lines, assumed: reader.assumed() };
}

class ReportReader {
  readonly #notes: ImportNotes;
  readonly #requests: ReadRequest[] = [];
  /** By request: what lines before its REPORT say. An attempt's are forgotten with its REPORT: a retry has the same id. */
  readonly #startedAt = new Map<string, Moment>();
  readonly #endings = new Map<string, InvocationStatus>();
  #functionName: string | undefined;
  #open: Report | undefined;
  #byEnd = false;

  constructor(notes: ImportNotes) {
    this.#notes = notes;
  }

  take(line: string, number: number): void {
    const report = REPORT.exec(line);
    if (report) {
      this.#closeReport();
      const writtenAt = findMoment(line.slice(0, report.index + 1));
      this.#open = { line: number, requestId: report[1] ?? "", writtenAt, fields: line.slice(report.index + report[0].length) };
      return;
    }
    if (this.#open && GOES_ON.test(line)) {
      this.#open.fields += `\t${line}`;
      return;
    }
    const brace = line.indexOf("{");
    if (brace >= 0 && line.includes('"platform.')) return this.#takeJson(line.slice(brace), number);
    this.#noteBeginning(line);
    this.#noteEnding(line);
  }

  close(): readonly ReadRequest[] {
    this.#closeReport();
    return this.#requests;
  }

  assumed(): readonly string[] {
    return this.#byEnd ? ["A REPORT is written when a request ends: it arrived its duration and init earlier."] : [];
  }

  #noteBeginning(line: string): void {
    const [start, requestId] = STARTED.exec(line) ?? [];
    const moment = start === undefined ? undefined : findMoment(line.slice(0, line.indexOf("START")));
    if (requestId !== undefined && moment && this.#startedAt.size < MOST_OPEN) this.#startedAt.set(requestId, moment);
  }

  #noteEnding(line: string): void {
    for (const [pattern, status] of [
      [TIMED_OUT, "timeout"],
      [EXITED, "crashed"],
      [FAILED, "error"],
    ] as const) {
      const requestId = pattern.exec(line)?.[1];
      if (requestId !== undefined && this.#endings.size < MOST_OPEN) this.#endings.set(requestId, status);
    }
  }

  #closeReport(): void {
    const report = this.#open;
    this.#open = undefined;
    if (!report) return;
    const { line, requestId, writtenAt, fields } = report;
    const times = new Map<string, string>();
    for (const [, label = "", value = ""] of fields.matchAll(/\b((?:Billed Restore |Billed |Init |Restore )?Duration):\s*(\S+)\s*ms/g))
      if (!times.has(label)) times.set(label, value);
    const status = /\bStatus:\s*(\w+)/.exec(fields)?.[1];
    const errorType = /\bError Type:\s*(\S+)/.exec(fields)?.[1];
    this.#add(line, requestId, writtenAt, {
      durationMs: amount(times.get("Duration")),
      initMs: amount(times.get("Init Duration") ?? times.get("Restore Duration")),
      memoryMb: amount(/\bMemory Size:\s*(\d+)\s*MB/.exec(fields)?.[1], MOST_MEMORY_MB),
      status: status === undefined ? (this.#endings.get(requestId) ?? "ok") : statusOf(status, errorType),
    });
  }

  #takeJson(text: string, number: number): void {
    const event = parsed(text);
    const record = field(event, "record");
    const type = field(event, "type");
    if (record === undefined) return this.#notes.problem(number, "the JSON of a platform event cannot be read. Left out.");
    const requestId = String(field(record, "requestId") ?? "");
    const time = field(event, "time");
    const moment = typeof time === "string" ? findMoment(time) : undefined;
    const name = field(record, "functionName");
    if (type === "platform.initStart" && typeof name === "string" && name.length <= 140) this.#functionName = name;
    if (type === "platform.start" && moment && this.#startedAt.size < MOST_OPEN) this.#startedAt.set(requestId, moment);
    if (type !== "platform.report") return;
    const metrics = field(record, "metrics");
    const number_ = (key: string, most?: number) => {
      const value = field(metrics, key);
      return typeof value === "number" ? amount(String(value), most) : undefined;
    };
    const status = field(record, "status");
    const errorType = field(record, "errorType");
    this.#add(number, requestId, moment, {
      durationMs: number_("durationMs"),
      initMs: number_("initDurationMs") ?? number_("restoreDurationMs"),
      memoryMb: number_("memorySizeMB", MOST_MEMORY_MB),
      status: statusOf(typeof status === "string" ? status : "success", typeof errorType === "string" ? errorType : undefined),
    });
  }

  #add(
    line: number,
    requestId: string,
    writtenAt: Moment | undefined,
    {
      durationMs,
      initMs,
      memoryMb,
      status,
    }: Record<"durationMs" | "initMs" | "memoryMb", number | undefined> & Pick<ReadRequest, "status">,
  ): void {
    const startedAt = this.#startedAt.get(requestId);
    this.#startedAt.delete(requestId);
    this.#endings.delete(requestId);
    if (durationMs === undefined) return this.#notes.problem(line, "this REPORT has no Duration that can be. Left out.");
    const coldMs = initMs ?? 0;
    // START is written when init is over.
    const from = startedAt ? { moment: startedAt, lessMs: coldMs } : writtenAt && { moment: writtenAt, lessMs: durationMs + coldMs };
    if (from && !startedAt) this.#byEnd = true;
    this.#requests.push({
      line,
      arrived: from && { atMs: from.moment.atMs - from.lessMs, zoneless: from.moment.zoneless },
      ...(this.#functionName === undefined ? {} : { functionName: this.#functionName }),
      durationMs,
      ...(initMs === undefined ? {} : { initMs }),
      ...(memoryMb === undefined ? {} : { memoryMb }),
      status,
    });
  }
}

function statusOf(status: string, errorType: string | undefined): InvocationStatus {
  if (status === "success") return "ok";
  if (status === "timeout") return "timeout";
  return errorType === "Runtime.ExitError" || errorType === "Runtime.OutOfMemory" ? "crashed" : "error";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, text.lastIndexOf("}") + 1));
  } catch {
    return undefined;
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
