/** Keeps the lines of one init or invocation while it is under way, and prints them in the platform's format. */
import type { LogLine } from "../platform/results.ts";
import { LOG_CHARS_PER_INVOCATION, LOG_LINES_PER_INVOCATION } from "../protocol/bounds.ts";
import type { WireLogLine } from "../protocol/from-container.ts";

/** The lines of one init or invocation, bounded on this side too: the container's own bound is its word only. */
export interface LogBook {
  readonly lines: WireLogLine[];
  chars: number;
  droppedHere: number;
  droppedThere: number;
}

export const emptyLogBook = (): LogBook => ({ lines: [], chars: 0, droppedHere: 0, droppedThere: 0 });

/** `droppedThere`: how many the container has lost so far. */
export function addLines(book: LogBook, lines: readonly WireLogLine[], droppedThere: number): void {
  for (const line of lines) {
    if (book.lines.length >= LOG_LINES_PER_INVOCATION || book.chars > LOG_CHARS_PER_INVOCATION) book.droppedHere += 1;
    else {
      book.lines.push(line);
      book.chars += line.text.length;
    }
  }
  book.droppedThere = Math.max(book.droppedThere, droppedThere);
}

/** Lambda's text format: time, request id and level before each console line; stdout as it is. */
export function printLines(book: LogBook, requestId: string | undefined, format: "Text" | "JSON"): readonly LogLine[] {
  const printed = book.lines.map((line): LogLine => {
    if (line.stream === "stdout" || line.level === undefined)
      return { atMs: line.atMs, text: line.text.replace(/\n$/, ""), from: "stdout" };
    const text =
      format === "JSON" ? line.text : `${new Date(line.atMs).toISOString()}\t${requestId ?? "undefined"}\t${line.level}\t${line.text}`;
    return { atMs: line.atMs, text, level: line.level, from: line.stream === "runtime" ? "platform" : "console" };
  });
  const dropped = book.droppedHere + book.droppedThere;
  if (dropped === 0) return printed;
  const atMs = printed.at(-1)?.atMs ?? 0;
  return [
    ...printed,
    {
      atMs,
      text: `${dropped.toLocaleString("en-US")} more lines were dropped: this playground keeps ${LOG_LINES_PER_INVOCATION.toLocaleString("en-US")} lines an invocation.`,
      from: "platform",
    },
  ];
}
