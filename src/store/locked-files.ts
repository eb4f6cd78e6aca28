/**
 * Which files can be read and not changed, and why: nothing of a set-up that is not trusted yet, what a leader locked for
 * a class, and nothing where an embedding page asked so.
 */
import { sameFile } from "./file-tabs.ts";
import { ProblemError } from "./problem.ts";
import type { FileRef, State } from "./state.ts";

export type Lock = "shared" | "classroom" | "embed";

type Locking = Pick<State, "shared" | "classroom" | "embed">;

export function lockOf({ shared, classroom, embed }: Locking, file: FileRef | undefined): Lock | undefined {
  if (shared) return "shared";
  if (embed?.readOnly) return "embed";
  return file && classroom?.lockedFiles.some((each) => sameFile(each, file)) ? "classroom" : undefined;
}

const WHY: Readonly<Record<Lock, readonly [message: string, remedy: string]>> = {
  shared: ["This set-up is read only until you run it.", "Read it, then choose Run."],
  classroom: ["Who gave you this set-up locked the file: it can be read, not changed.", "Write in another file."],
  embed: ["This page shows the set-up read only.", "Open it on a page of its own to change it."],
};

export function refuseLocked(state: Locking, file: FileRef | undefined): void {
  const lock = lockOf(state, file);
  if (!lock) return;
  const [message, remedy] = WHY[lock];
  throw new ProblemError({ code: lock === "shared" ? "not-trusted" : "file-locked", message, remedy });
}

/** A function goes, or gets another name, with its files. */
export function refuseLockedFiles(state: Locking & Pick<State, "project">, functionName: string): void {
  const { files = {} } = state.project.functions.find(({ name }) => name === functionName) ?? {};
  for (const path of Object.keys(files)) refuseLocked(state, { functionName, path });
}
