/**
 * How grave a line of a log is. The function's own lines say it; of the platform's, START, END, REPORT and INIT_START are
 * routine, and the rest is what went wrong.
 */
import type { LogLevel, LogLine } from "../../platform/results.ts";

export type LineLevel = LogLevel | "PLATFORM" | undefined;

const ROUTINE = /^(START|END|REPORT|INIT_START)\b/;
/** Time, request id and level, parted by tabs: the runtime prints errors of the handler as console does. */
const PRINTED = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t[^\t]*\t(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\t/;

export function levelOf({ level, from, text }: LogLine): LineLevel {
  if (level !== undefined || from !== "platform") return level;
  if (ROUTINE.test(text)) return "PLATFORM";
  return (PRINTED.exec(text)?.[1] as LogLevel | undefined) ?? "ERROR";
}
