/** process.emitWarning: an event, and two lines on stderr. */
import { invalidArgType } from "../node-errors.ts";

interface WarningOptions {
  readonly type?: string;
  readonly code?: string;
  readonly detail?: string;
}
export interface Warning extends Error {
  code?: string;
  detail?: string;
}

export function toWarning(input: unknown, typeOrOptions?: unknown, code?: unknown): Warning {
  const options: WarningOptions =
    typeof typeOrOptions === "object" && typeOrOptions !== null
      ? typeOrOptions
      : {
          ...(typeof typeOrOptions === "string" && { type: typeOrOptions }),
          ...(typeof code === "string" && { code }),
        };
  if (typeof input !== "string" && !(input instanceof Error)) throw invalidArgType("warning", ["string", "Error"], input);
  if (input instanceof Error) return input;
  const warning: Warning = new Error(input);
  warning.name = options.type || "Warning";
  if (options.code !== undefined) warning.code = options.code;
  if (options.detail !== undefined) warning.detail = options.detail;
  return warning;
}

/** What Node prints for one, without the hint that it adds to the first. */
export function warningText(warning: Warning, pid: number): string {
  const code = warning.code === undefined ? "" : `[${warning.code}] `;
  const detail = warning.detail === undefined ? "" : `\n${warning.detail}`;
  return `(node:${pid}) ${code}${warning.name}: ${warning.message}${detail}\n`;
}
