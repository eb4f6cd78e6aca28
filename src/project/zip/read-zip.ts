/**
 * From the bytes of a zip that anybody made to a set-up, or to what is wrong with it. What packing programs add is left
 * out, one folder around all of it is allowed, and what belongs to no set-up is named, never dropped unsaid.
 */
import { type Parsed, refuse } from "../../platform/triggers/parsed.ts";
import type { ReadingNotes } from "../field-reader.ts";
import { checkFilePath } from "../file-paths.ts";
import { CODE_FOLDER, type Folder, SETTINGS_FILE, setupOfFolder } from "../folder.ts";
import type { Setup } from "../setup/setup.ts";
import { unpack } from "./unpack.ts";
import { MAX_ZIP_BYTES, quoted, readDirectory, textOf, tooLarge, type ZipEntry } from "./zip-directory.ts";
import { README_FILE } from "./zip-readme.ts";

/** Long enough for the longest path of a function, with its folder. */
const MAX_PATH_CHARS = 500;
const ADDED_BY_SYSTEMS = ["__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"];

export interface ZippedSetup {
  readonly setup: Setup;
  /** Beside the set-up: they belong to none of its functions. */
  readonly notRead: readonly string[];
  readonly notes: Readonly<Record<keyof ReadingNotes, readonly string[]>>;
}

export function setupOfZip(zip: Uint8Array): Parsed<ZippedSetup> {
  if (zip.byteLength > MAX_ZIP_BYTES) return tooLarge();
  const directory = readDirectory(zip);
  if (!directory.ok) return directory;
  const named = namedFiles(directory.value);
  if (!named.ok) return named;
  const files = withoutTopFolder(named.value);
  if (!files.has(SETTINGS_FILE)) return noSettings([...files.keys()]);
  const isRead = (path: string) => path === SETTINGS_FILE || path.startsWith(CODE_FOLDER);
  const folder: Record<string, string> = {};
  for (const [path, entry] of files) {
    if (!isRead(path)) continue;
    const text = unpackedText(path, entry);
    if (!text.ok) return text;
    folder[path] = text.value;
  }
  const read = setupOfFolder(folder satisfies Folder);
  if (!read.ok) return read;
  const { value: setup, notYet, ignored, warnings } = read;
  const notRead = [...files.keys()].filter((path) => !isRead(path) && path !== README_FILE);
  return { ok: true, value: { setup, notRead, notes: { notYet, ignored, warnings } } };
}

/** By their paths, which are good ones. A name of a folder says nothing that the names of its files do not. */
function namedFiles(entries: readonly ZipEntry[]): Parsed<ReadonlyMap<string, ZipEntry>> {
  const files = new Map<string, ZipEntry>();
  for (const entry of entries) {
    // The Finder writes "é" as two signs, which no import of the code does.
    const path = entry.name.normalize("NFC");
    if (path.endsWith("/") || path.split("/").some((part) => ADDED_BY_SYSTEMS.includes(part))) continue;
    const bad = checkFilePath(path, MAX_PATH_CHARS);
    if (bad) return bad;
    if (files.has(path)) return refuse("zip-twice", `${quoted(path)} is in it twice.`, "Pack it again, with each file once.");
    files.set(path, entry);
  }
  return { ok: true, value: files };
}

/** GitHub and the Finder put one around everything. */
function withoutTopFolder(files: ReadonlyMap<string, ZipEntry>): ReadonlyMap<string, ZipEntry> {
  const paths = [...files.keys()];
  const top = paths[0]?.slice(0, paths[0].indexOf("/") + 1) ?? "";
  if (top === "" || top === CODE_FOLDER || !paths.every((path) => path.startsWith(top))) return files;
  return new Map([...files].map(([path, entry]) => [path.slice(top.length), entry]));
}

function noSettings(paths: readonly string[]) {
  const elsewhere = paths.find((path) => path.endsWith(`/${SETTINGS_FILE}`));
  if (elsewhere !== undefined)
    return refuse("zip-no-settings", `Its ${SETTINGS_FILE} lies deep inside, at ${quoted(elsewhere)}.`, "Pack the folder that holds it.");
  const inside = paths.find((path) => path.toLowerCase().endsWith(".zip"));
  if (inside !== undefined)
    return refuse("zip-nested", `There is another zip in it, ${quoted(inside)}.`, "Unpack it, and import that one.");
  return refuse("zip-no-settings", `There is no ${SETTINGS_FILE} in it.`, "Choose a zip that Coldstart made.");
}

function unpackedText(path: string, entry: ZipEntry): Parsed<string> {
  const bytes = unpack(entry);
  if (!bytes.ok) return bytes;
  const text = textOf(bytes.value);
  if (text !== undefined) return { ok: true, value: text };
  return refuse("zip-not-text", `${quoted(path)} is not UTF-8 text, as a project's files are.`, "Take it out, or save it as UTF-8.");
}
