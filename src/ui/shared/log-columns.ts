/** A printed log line in columns: when, what wrote it or how grave it is, and the message without what the columns say. */
import type { LogLine } from "../../platform/results.ts";

export interface LogColumns {
  /** START, INIT, REPORT, …; INFO, ERROR, …; empty where the line goes on from the one before. */
  readonly kind: string;
  readonly message: string;
  readonly tone: "platform" | "init" | "report" | "own" | "warn" | "bad";
}

/** "2026-01-02T03:04:05.006Z", the request's id (or "undefined" during init), the level: parted by tabs. */
const PRINTED_BY_CONSOLE = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t[^\t]*\t[A-Z]+\t/;
const PRINTED_LEVEL = /^\S+\t[^\t]*\t([A-Z]+)\t/;
const PRINTED_BY_TIMEOUT = /^\d{4}-\d\d-\d\dT[\d:.]+Z \S+ (?=Task timed out)/;
/** Shortened in columns: the whole of it stands in the log as printed. */
const UUID = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const PLATFORM_WORD = /^(START|END|REPORT|INIT_START|INIT_REPORT)\s+/;

export function columnsOf(line: LogLine): LogColumns {
  return line.from === "platform" ? platformColumns(line.text) : ownColumns(line);
}

function platformColumns(text: string): LogColumns {
  const word = PLATFORM_WORD.exec(text)?.[1];
  if (word === undefined) {
    // The runtime prints what the handler threw as console would.
    if (PRINTED_BY_CONSOLE.test(text)) {
      return {
        kind: PRINTED_LEVEL.exec(text)?.[1] ?? "",
        message: text.replace(PRINTED_BY_CONSOLE, "").replaceAll("\t", "  ").trimEnd(),
        tone: "bad",
      };
    }
    const message = text.replace(PRINTED_BY_TIMEOUT, "");
    return { kind: message.startsWith("Task timed out") ? "TIMEOUT" : "", message, tone: "bad" };
  }
  const message = text.replace(PLATFORM_WORD, "").replace(UUID, "$1…").trimEnd().replaceAll("\t", "  ");
  if (word.startsWith("INIT")) return { kind: word, message, tone: word === "INIT_REPORT" ? "bad" : "init" };
  return { kind: word, message, tone: word === "REPORT" ? "report" : "platform" };
}

function ownColumns({ text, level, from }: LogLine): LogColumns {
  const message = text.replace(PRINTED_BY_CONSOLE, "").replace(/\n$/, "");
  const tone = level === "ERROR" || level === "FATAL" ? "bad" : level === "WARN" ? "warn" : "own";
  return { kind: level ?? (from === "stdout" ? "stdout" : ""), message, tone };
}

/** "11:04:07.383"; only ".701" where the line before is of the same second. */
export function logTime(atMs: number, beforeMs: number | undefined): string {
  const time = new Date(atMs).toISOString().slice(11, 23);
  return beforeMs !== undefined && Math.floor(beforeMs / 1_000) === Math.floor(atMs / 1_000) ? time.slice(8) : time;
}
