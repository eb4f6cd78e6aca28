/** What one line of an import tells of one request. */
import type { InvocationStatus } from "../../platform/invocation.ts";
import type { Moment } from "./moments.ts";

export interface ReadRequest {
  readonly line: number;
  /** When it arrived, where the text says; its handler's end less the time it took, where only that is written down. */
  readonly arrived: Moment | undefined;
  /** Absent where the text names none. */
  readonly functionName?: string;
  readonly durationMs?: number;
  readonly initMs?: number;
  readonly memoryMb?: number;
  readonly status: InvocationStatus;
}

export interface ReadText {
  readonly requests: readonly ReadRequest[];
  readonly lines: number;
  /** What is assumed of these lines, in words. */
  readonly assumed: readonly string[];
}

const LONGEST_MS = 86_400_000;

/** A time or size that can be; undefined for what cannot. */
export function amount(text: string | undefined, most = LONGEST_MS): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const value = Number(text);
  return value >= 0 && value <= most ? value : undefined;
}
