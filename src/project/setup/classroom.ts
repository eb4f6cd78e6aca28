/** What a workshop leader lays down for a set-up that is handed to a class, and what comes back from it. */
import { isRecord } from "../../platform/triggers/parsed.ts";
import { asText, isAmount, isText, isWhole, listOf, MAX_NAME_CHARS } from "./bounds.ts";
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

const MAX_LOCKED_FILES = 1_000;
const MAX_STEPS = 200;
const MAX_NOTE_CHARS = 10_000;

export function parseFileRef(input: unknown): FileRef | undefined {
  if (!isRecord(input)) return undefined;
  const { functionName, path } = input;
  return isText(functionName) && isText(path) ? { functionName, path } : undefined;
}

export function parseClassroom(input: unknown): Classroom | undefined {
  if (!isRecord(input) || typeof input.title !== "string") return undefined;
  return {
    title: input.title.slice(0, MAX_NAME_CHARS),
    lockedFiles: listOf(input.lockedFiles, parseFileRef, MAX_LOCKED_FILES),
    hintsHidden: input.hintsHidden === true,
    asksForResult: input.asksForResult === true,
  };
}

export function parseClassResult(input: unknown): ClassResult | undefined {
  if (!isRecord(input) || typeof input.from !== "string" || !isRecord(input.figures)) return undefined;
  const { from, note, lesson } = input;
  const { requests, coldStarts, errors, p95Ms, billedMbMs, costUsd } = input.figures;
  if (!isWhole(requests) || !isWhole(coldStarts) || !isWhole(errors) || !isAmount(billedMbMs) || !isAmount(costUsd)) return undefined;
  const lessonId = isRecord(lesson) ? asText(lesson.id) : undefined;
  return {
    from: from.slice(0, MAX_NAME_CHARS),
    ...(typeof note === "string" ? { note: note.slice(0, MAX_NOTE_CHARS) } : {}),
    ...(isRecord(lesson) && lessonId !== undefined
      ? { lesson: { id: lessonId, stepsDone: listOf(lesson.stepsDone, asText, MAX_STEPS) } }
      : {}),
    figures: { requests, coldStarts, errors, billedMbMs, costUsd, ...(isAmount(p95Ms) ? { p95Ms } : {}) },
  };
}
