/** What a workshop leader lays down for a set-up that is handed to a class, and what comes back from it. */
import { isRecord } from "../../platform/triggers/parsed.ts";
import { isAmount, listOf } from "./request-draft.ts";
import type { FileRef } from "./setup.ts";

export interface Classroom {
  /** "Serverless, group 2" */
  readonly title: string;
  /** Can be read, not changed. */
  readonly lockedFiles: readonly FileRef[];
  /** Of the lesson: hints are not shown, and Solve is not offered. */
  readonly hintsHidden: boolean;
  /** "Send back my result" is offered. */
  readonly asksForResult: boolean;
}

export interface ClassResult {
  /** As typed by who sends it. */
  readonly from: string;
  readonly note?: string;
  readonly lesson?: { readonly id: string; readonly stepsDone: readonly string[] };
  /** Of the run when it was sent; measured on their machine. */
  readonly figures: {
    readonly requests: number;
    readonly coldStarts: number;
    readonly errors: number;
    readonly p95Ms?: number;
    readonly billedMbMs: number;
    readonly costUsd: number;
  };
}

export function parseFileRef(input: unknown): FileRef | undefined {
  if (!isRecord(input) || typeof input.functionName !== "string" || typeof input.path !== "string") return undefined;
  return { functionName: input.functionName, path: input.path };
}

export function parseClassroom(input: unknown): Classroom | undefined {
  if (!isRecord(input) || typeof input.title !== "string") return undefined;
  return {
    title: input.title.slice(0, MAX_TEXT_CHARS),
    lockedFiles: listOf(input.lockedFiles, parseFileRef),
    hintsHidden: input.hintsHidden === true,
    asksForResult: input.asksForResult === true,
  };
}

export function parseClassResult(input: unknown): ClassResult | undefined {
  if (!isRecord(input) || typeof input.from !== "string" || !isRecord(input.figures)) return undefined;
  const { requests, coldStarts, errors, p95Ms, billedMbMs, costUsd } = input.figures;
  if (!isAmount(requests) || !isAmount(coldStarts) || !isAmount(errors) || !isAmount(billedMbMs) || !isAmount(costUsd)) return undefined;
  const lesson = isRecord(input.lesson) && typeof input.lesson.id === "string" ? input.lesson : undefined;
  return {
    from: input.from.slice(0, MAX_TEXT_CHARS),
    ...(typeof input.note === "string" ? { note: input.note.slice(0, MAX_TEXT_CHARS) } : {}),
    ...(lesson ? { lesson: { id: String(lesson.id), stepsDone: listOf(lesson.stepsDone, asText) } } : {}),
    figures: { requests, coldStarts, errors, billedMbMs, costUsd, ...(isAmount(p95Ms) ? { p95Ms } : {}) },
  };
}

const MAX_TEXT_CHARS = 1_000;

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
