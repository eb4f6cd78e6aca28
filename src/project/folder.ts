/**
 * A set-up as plain files that a person can read: `coldstart.json` for all settings, `functions/<name>/…` for the code.
 * A zip holds one, and so does each lesson's start and each example.
 */
import { isRecord, type Parsed, refuse } from "../platform/triggers/parsed.ts";
import { isModest } from "./modest-json.ts";
import { parseSetup, type SetupReading } from "./setup/parse-setup.ts";
import type { Setup } from "./setup/setup.ts";

export const SETTINGS_FILE = "coldstart.json";
export const CODE_FOLDER = "functions/";
/** What a folder of a later page may say that this page cannot read. */
const FOLDER_VERSION = 1;

export type Folder = Readonly<Record<string, string>>;

export function folderOf(setup: Setup): Folder {
  const { project, ...rest } = setup;
  const functions = project.functions.map(({ files: _, ...settings }) => settings);
  const settings = { coldstart: FOLDER_VERSION, ...project, functions, ...(Object.keys(rest).length === 0 ? {} : { setup: rest }) };
  const code = project.functions.flatMap(({ name, files }) =>
    Object.entries(files).map(([path, text]) => [`${CODE_FOLDER}${name}/${path}`, text] as const),
  );
  return { [SETTINGS_FILE]: `${JSON.stringify(settings, undefined, 2)}\n`, ...Object.fromEntries(code) };
}

/** Files that belong to no function of it are refused by name: nothing is dropped unsaid. */
export function setupOfFolder(folder: Folder): SetupReading {
  const text = Object.hasOwn(folder, SETTINGS_FILE) ? folder[SETTINGS_FILE] : undefined;
  if (text === undefined) return refuse("folder", `There is no ${SETTINGS_FILE}.`, "Choose a zip that Coldstart made, or add one.");
  const settings = readSettings(text);
  if (!settings.ok) return settings;
  const { coldstart: _, setup, ...project } = settings.value;
  const functions = Array.isArray(project.functions) ? project.functions : [];
  const names = functions.map((each: unknown) => (isRecord(each) && typeof each.name === "string" ? each.name : ""));
  const known = new Set(names);
  const stray = Object.keys(folder).find((path) => path !== SETTINGS_FILE && !known.has(functionOf(path)));
  if (stray !== undefined)
    return refuse(
      "folder-file",
      `${stray} belongs to no function of ${SETTINGS_FILE}.`,
      `Remove it, or put it below ${CODE_FOLDER}<name>/.`,
    );
  const withFiles = functions.map((each: unknown, place) =>
    isRecord(each) ? { ...each, files: filesBelow(folder, `${CODE_FOLDER}${names[place]}/`) } : each,
  );
  return parseSetup({ ...(isRecord(setup) ? setup : {}), project: { ...project, functions: withFiles } });
}

/** Of which version it is comes first: what a later page means by the rest cannot be known. */
function readSettings(text: string): Parsed<Readonly<Record<string, unknown>>> {
  const remedy = "Mend it, then import it again.";
  if (!isModest(text)) return refuse("folder", `${SETTINGS_FILE} holds more than a project does.`, remedy);
  const read = parseJson(text);
  if (!isRecord(read)) return refuse("folder", `${SETTINGS_FILE} is not a JSON object.`, remedy);
  const { coldstart } = read;
  if (typeof coldstart !== "number" || !Number.isInteger(coldstart) || coldstart < 1)
    return refuse("folder-version", `${SETTINGS_FILE} does not say which version it is of.`, `Write "coldstart": ${FOLDER_VERSION} in it.`);
  if (coldstart > FOLDER_VERSION)
    return refuse(
      "folder-version",
      `${SETTINGS_FILE} is of version ${coldstart}; this page reads up to ${FOLDER_VERSION}.`,
      "A later Coldstart made it: reload the page to have the latest.",
    );
  return { ok: true, value: read };
}

/** "hello" of "functions/hello/lib/a.ts"; "" of what is in no function's folder. */
function functionOf(path: string): string {
  if (!path.startsWith(CODE_FOLDER)) return "";
  const end = path.indexOf("/", CODE_FOLDER.length);
  return end < 0 ? "" : path.slice(CODE_FOLDER.length, end);
}

function filesBelow(folder: Folder, prefix: string): Record<string, string> {
  const below = Object.entries(folder).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(below.map(([path, text]) => [path.slice(prefix.length), text]));
}

/** Editors on Windows put a mark before it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
