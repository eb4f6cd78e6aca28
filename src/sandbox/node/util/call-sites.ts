/** util.getCallSites, read from the text of a stack. */
import { outOfRange } from "../node-errors.ts";

export interface CallSite {
  readonly functionName: string;
  readonly scriptName: string;
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
  readonly column: number;
}

const FRAME = /^\s*at (?:(.*?) \()?(.*?):(\d+):(\d+)\)?$/;

export function getCallSites(frameCount: number | object = 10): CallSite[] {
  const count = typeof frameCount === "number" ? frameCount : 10;
  if (!(count >= 1 && count <= 200)) throw outOfRange("frameCount", ">= 1 && <= 200", count);
  const holder = { stack: "" };
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = count;
  Error.captureStackTrace(holder, getCallSites);
  Error.stackTraceLimit = limit;
  return holder.stack.split("\n").flatMap((line) => {
    const [, functionName = "", scriptName = "", lineNumber, column] = FRAME.exec(line) ?? [];
    if (lineNumber === undefined) return [];
    const at = Number(column);
    return [{ functionName, scriptName, scriptId: "0", lineNumber: Number(lineNumber), columnNumber: at, column: at }];
  });
}
