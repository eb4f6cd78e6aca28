/** An older state of a function in place of the one that is open: what comes back, and what stays as it is. */

import type { Project, ProjectFunction } from "../schema.ts";
import type { FileRef } from "../setup/setup.ts";

export interface BringBack {
  /** That file alone; else all files and settings. */
  readonly path?: string;
  /** Else those of the open function stay; a function that is gone comes back without. */
  readonly triggers?: boolean;
}

/** `locked`: files that must stay as they are. The rest of the project is left alone. */
export function withBroughtBack(
  project: Project,
  older: ProjectFunction,
  { path, triggers = false }: BringBack,
  locked: readonly FileRef[] = [],
): Project {
  const { functions } = project;
  const open = functions.find(({ name }) => name === older.name);
  if (!open) return { ...project, functions: [...functions, { ...older, triggers: triggers ? older.triggers : [] }] };
  const files =
    path === undefined ? older.files : { ...open.files, ...(older.files[path] === undefined ? {} : { [path]: older.files[path] }) };
  const kept = locked.filter(({ functionName }) => functionName === older.name).map((file) => [file.path, open.files[file.path]] as const);
  const restored: ProjectFunction = {
    ...(path === undefined ? older : open),
    files: { ...files, ...Object.fromEntries(kept.filter((entry): entry is readonly [string, string] => entry[1] !== undefined)) },
    triggers: triggers ? older.triggers : open.triggers,
  };
  return { ...project, functions: functions.map((each) => (each === open ? restored : each)) };
}
