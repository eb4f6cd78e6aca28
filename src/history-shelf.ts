/**
 * The history of one project while it is open: what is added is thinned, told and stored, in that order. Where storage
 * takes nothing it is held here, and tried again with what comes next.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { HistoryStorage } from "./host/history-storage.ts";
import type { StoredEntry } from "./host/storage.ts";
import {
  type EditReason,
  type HashedFunction,
  type HistoryEntry,
  isLandmark,
  isVersion,
  parseEntry,
  sameCode,
} from "./project/history/history-entry.ts";
import { thinned } from "./project/history/thin-history.ts";
import type { ProjectFunction } from "./project/schema.ts";

export interface ShelfOptions {
  /** Undefined: the browser keeps nothing. */
  readonly storage: HistoryStorage | undefined;
  readonly projectId: string;
  readonly nowMs: () => number;
  /** Something is different: entries, or where they are kept. */
  readonly onChange: () => void;
}

export class HistoryShelf {
  entries: readonly HistoryEntry[] = [];
  /** Why the last write failed; undefined while all is stored. */
  failure: unknown;
  projectId: string;
  readonly #options: ShelfOptions;
  /** What storage does not have yet. */
  readonly #unsaved = new Map<string, HistoryEntry>();
  readonly #texts = new Map<string, string>();
  readonly #dropped = new Set<string>();
  /** The last state of each function, so that only what changed is hashed. */
  readonly #hashed = new Map<string, { readonly files: ProjectFunction["files"]; readonly hashes: Readonly<Record<string, string>> }>();
  #serial = 0;

  constructor(options: ShelfOptions) {
    this.#options = options;
    this.projectId = options.projectId;
  }

  get isStored(): boolean {
    return this.#options.storage !== undefined && this.failure === undefined;
  }

  async load(): Promise<void> {
    const rows = (await this.#options.storage?.readEntries(this.projectId)) ?? [];
    this.entries = rows.map(({ entry }) => parseEntry(entry)).filter((entry) => entry !== undefined);
    this.#options.onChange();
  }

  /** A deploy; one of the same code as the last adds nothing. */
  async addVersion(definition: ProjectFunction, packageBytes: number, atMs: number): Promise<void> {
    const hashed = this.#hash(definition);
    const last = this.entries.findLast((entry) => isVersion(entry) && entry.functionName === definition.name);
    const number = last && isVersion(last) ? last.kept.number : 0;
    if (last && sameCode(last.definition, hashed)) return;
    // What was typed last is what was deployed: said once.
    const edit = this.#newestOf(definition.name);
    const isTwice = edit && !isVersion(edit) && !isLandmark(edit) && sameCode(edit.definition, hashed);
    if (isTwice) this.#drop([edit]);
    this.#add(definition, hashed, { type: "version", number: number + 1, packageBytes }, atMs);
    await this.#save();
  }

  /** An edit that is what is kept already adds nothing, but may say why it stays. */
  async addEdit(definition: ProjectFunction, reason: EditReason, atMs: number): Promise<void> {
    const hashed = this.#hash(definition);
    const newest = this.#newestOf(definition.name);
    const kept = { type: "edit", reason } as const;
    if (!newest || !sameCode(newest.definition, hashed)) this.#add(definition, hashed, kept, atMs);
    else if (!isVersion(newest) && !isLandmark(newest) && isLandmark({ ...newest, kept })) this.#replace(newest, { ...newest, kept });
    else return;
    await this.#save();
  }

  /** Its history goes with it. */
  async renameFunction(from: string, to: string): Promise<void> {
    for (const entry of this.entries)
      if (entry.functionName === from) this.#replace(entry, { ...entry, functionName: to, definition: { ...entry.definition, name: to } });
    await this.#save();
  }

  /** Goes on under another id, with what the first one had. */
  async fork(projectId: string): Promise<void> {
    await this.#options.storage?.copy(this.projectId, projectId).catch((reason: unknown) => {
      this.failure = reason;
    });
    this.projectId = projectId;
  }

  async read(entryIds: readonly string[]): Promise<ReadonlyMap<string, ProjectFunction>> {
    const wanted = this.entries.filter(({ id }) => entryIds.includes(id));
    const missing = [...new Set(wanted.flatMap(hashesOf))].filter((hash) => !this.#texts.has(hash));
    const stored = await this.#options.storage?.readTexts(this.projectId, missing);
    const textOf = (hash: string) => this.#texts.get(hash) ?? stored?.get(hash);
    const read = new Map<string, ProjectFunction>();
    for (const { id, definition } of wanted) {
      const { hashes, ...settings } = definition;
      const files = Object.entries(hashes).map(([path, hash]) => [path, textOf(hash)] as const);
      if (files.every((file): file is readonly [string, string] => file[1] !== undefined))
        read.set(id, { ...settings, files: Object.fromEntries(files) });
    }
    return read;
  }

  #newestOf(functionName: string): HistoryEntry | undefined {
    return this.entries.findLast((entry) => entry.functionName === functionName);
  }

  #hash({ files, ...settings }: ProjectFunction): HashedFunction {
    const before = this.#hashed.get(settings.name);
    const hashes = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, (before?.files[path] === text && before.hashes[path]) || hashOf(text)]),
    );
    this.#hashed.set(settings.name, { files, hashes });
    return { ...settings, hashes };
  }

  #add({ files }: ProjectFunction, definition: HashedFunction, kept: HistoryEntry["kept"], nowMs: number): void {
    // A clock that was set back puts nothing before what was there.
    const atMs = Math.max(nowMs, this.entries.at(-1)?.atMs ?? 0);
    this.#serial += 1;
    const id = `${String(atMs).padStart(15, "0")}-${String(this.#serial).padStart(6, "0")}-${Math.random().toString(36).slice(2, 8)}`;
    const chars = Object.values(files).reduce((sum, text) => sum + text.length, 0);
    const entry = { id, atMs, functionName: definition.name, definition, chars, kept };
    for (const [path, hash] of Object.entries(definition.hashes)) this.#texts.set(hash, files[path] ?? "");
    this.#unsaved.set(id, entry);
    const all = [...this.entries, entry];
    const staying = new Set(thinned(all, this.#options.nowMs()));
    this.entries = all;
    this.#drop(all.filter((each) => !staying.has(each)));
  }

  #replace(entry: HistoryEntry, next: HistoryEntry): void {
    this.entries = this.entries.map((each) => (each === entry ? next : each));
    this.#unsaved.set(next.id, next);
  }

  #drop(gone: readonly HistoryEntry[]): void {
    if (gone.length === 0) return;
    this.entries = this.entries.filter((entry) => !gone.includes(entry));
    for (const { id } of gone) if (!this.#unsaved.delete(id)) this.#dropped.add(id);
    const used = new Set(this.entries.flatMap(hashesOf));
    for (const hash of this.#texts.keys()) if (!used.has(hash)) this.#texts.delete(hash);
  }

  async #save(): Promise<void> {
    this.#options.onChange();
    const { storage } = this.#options;
    if (!storage || (this.#unsaved.size === 0 && this.#dropped.size === 0)) return;
    const [entries, texts, dropped] = [[...this.#unsaved.values()], new Map(this.#texts), [...this.#dropped]];
    const before = this.failure;
    try {
      await storage.change(this.projectId, { entries: entries.map((entry) => rowOf(this.projectId, entry)), texts, dropped });
      for (const entry of entries) if (this.#unsaved.get(entry.id) === entry) this.#unsaved.delete(entry.id);
      for (const hash of texts.keys()) this.#texts.delete(hash);
      for (const id of dropped) this.#dropped.delete(id);
      this.failure = undefined;
    } catch (reason) {
      this.failure = reason;
    }
    if (this.failure !== before) this.#options.onChange();
  }
}

function rowOf(projectId: string, entry: HistoryEntry): StoredEntry {
  return { projectId, id: entry.id, atMs: entry.atMs, entry, hashes: hashesOf(entry) };
}

function hashesOf({ definition }: HistoryEntry): readonly string[] {
  return Object.values(definition.hashes);
}

/** Of the text as JSON has it: half a surrogate pair, which no UTF-8 holds, is told apart there. */
function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(text))));
}
