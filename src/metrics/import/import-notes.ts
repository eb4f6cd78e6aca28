/** Goes through a text line by line, without taking it apart as a whole, and gathers what is wrong with which line. */
import type { ImportProblem } from "./imported.ts";

export const MOST_LINES = 1_000_000;
/** What is longer is cut: no line that is read here is as long. */
export const MOST_LINE_CHARS = 16_384;
const KEPT_PROBLEMS = 100;

export class ImportNotes {
  readonly problems: ImportProblem[] = [];
  moreProblems = 0;

  problem(line: number, what: string): void {
    if (this.problems.length < KEPT_PROBLEMS) this.problems.push({ line, message: `line ${line}: ${what}` });
    else this.moreProblems += 1;
  }
}

/** Numbered from 1, without their ends; as many as are read. Returns how many those were. */
export function eachLine(text: string, notes: ImportNotes, take: (line: string, number: number) => void): number {
  let number = 0;
  // A text file may begin with a mark of its encoding.
  for (let from = text.startsWith("\uFEFF") ? 1 : 0; from < text.length; ) {
    const found = text.indexOf("\n", from);
    const end = found < 0 ? text.length : found;
    number += 1;
    if (number > MOST_LINES) {
      notes.problem(number, `only the first ${MOST_LINES.toLocaleString("en-US")} lines are read.`);
      return MOST_LINES;
    }
    const line = text.slice(from, Math.min(end, from + MOST_LINE_CHARS));
    take(line.endsWith("\r") ? line.slice(0, -1) : line, number);
    from = end + 1;
  }
  return number;
}
