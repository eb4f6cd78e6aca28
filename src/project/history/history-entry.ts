/**
 * One moment in the history of a function: what it was when it was deployed, or at some moment between two deploys. An
 * entry names its files' texts by their hashes; whoever keeps it keeps the texts beside it, each once.
 */
import { isRecord } from "../../platform/triggers/parsed.ts";
import { copyPlainData, isJsonObject } from "../plain-data.ts";
import { type ProjectFunction, parseFunction } from "../project-function.ts";

/** Its files by path, each as the hash of its text. */
export type HashedFunction = Omit<ProjectFunction, "files"> & { readonly hashes: Readonly<Record<string, string>> };

/** Why an edit was kept. All but "typed" and "opened" are followed by what cannot be undone any more. */
export type EditReason =
  /** Some seconds without a change. */
  | { readonly type: "typed" }
  /** As it was before the first change that is known of. */
  | { readonly type: "opened" }
  | { readonly type: "file-removed"; readonly path: string }
  | { readonly type: "file-renamed"; readonly path: string; readonly next: string }
  /** Much of it gave way at once: a solution, an import, an older state, a large paste. */
  | { readonly type: "replaced" }
  | { readonly type: "function-removed" };

export interface HistoryEntry {
  /** Sorts as the moments do. */
  readonly id: string;
  /** By the person's clock, not the platform's. */
  readonly atMs: number;
  readonly functionName: string;
  readonly definition: HashedFunction;
  /** Of all its texts. */
  readonly chars: number;
  /** What kind of entry it is: a deploy, or an edit. */
  readonly kept: KeptVersion | KeptEdit;
}

export interface KeptVersion {
  readonly type: "version";
  /** Counts this function's deploys, across reloads. */
  readonly number: number;
  readonly packageBytes: number;
}

export interface KeptEdit {
  readonly type: "edit";
  readonly reason: EditReason;
}

export function isVersion(entry: HistoryEntry): entry is HistoryEntry & { readonly kept: KeptVersion } {
  return entry.kept.type === "version";
}

/** It stands before something that is gone from the page: it is kept as deploys are. */
export function isLandmark({ kept }: HistoryEntry): boolean {
  return kept.type === "edit" && kept.reason.type !== "typed" && kept.reason.type !== "opened";
}

/** What a later or damaged page wrote is undefined. */
export function parseEntry(input: unknown): HistoryEntry | undefined {
  const copied = copyPlainData(input);
  if (!copied.ok || !isJsonObject(copied.value)) return undefined;
  const { id, atMs, chars, definition } = copied.value;
  const kept = parseKept(copied.value.kept);
  if (typeof id !== "string" || typeof atMs !== "number" || typeof chars !== "number" || !kept || !isJsonObject(definition))
    return undefined;
  const { hashes = null, ...settings } = definition;
  const read = parseFunction({ ...settings, files: hashes }, 0, { ignored: [], notYet: [], warnings: [] });
  if (!read.ok) return undefined;
  const { files, ...rest } = read.value;
  return { id, atMs, chars, functionName: rest.name, definition: { ...rest, hashes: files }, kept };
}

function parseKept(input: unknown): HistoryEntry["kept"] | undefined {
  if (!isRecord(input)) return undefined;
  const { type, number, packageBytes } = input;
  if (type === "version")
    return typeof number === "number" && typeof packageBytes === "number" ? { type, number, packageBytes } : undefined;
  const reason = parseReason(input.reason);
  return type === "edit" && reason ? { type, reason } : undefined;
}

function parseReason(input: unknown): EditReason | undefined {
  if (!isRecord(input)) return undefined;
  const { type, path, next } = input;
  switch (type) {
    case "typed":
    case "opened":
    case "replaced":
    case "function-removed":
      return { type };
    case "file-removed":
      return typeof path === "string" ? { type, path } : undefined;
    case "file-renamed":
      return typeof path === "string" && typeof next === "string" ? { type, path, next } : undefined;
    default:
      return undefined;
  }
}

/** Files and settings are the same. Triggers do not count: they take effect without a deploy. */
export function sameCode(a: HashedFunction, b: HashedFunction): boolean {
  return comparable(a) === comparable(b);
}

function comparable({ hashes, triggers: _, name: __, ...settings }: HashedFunction): string {
  return JSON.stringify([sorted(hashes), { ...sorted(settings), environment: sorted(settings.environment) }]);
}

function sorted(record: object): object {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
