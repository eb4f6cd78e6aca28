/**
 * A set-up as plain files that a person can read: `coldstart.json` for all settings, `functions/<name>/…` for the code.
 * A zip holds one, and so does each lesson's start and each example.
 */
import { type Parsed, refuse } from "../platform/triggers/parsed.ts";
import { parseSetup } from "./setup/parse-setup.ts";
import type { Setup } from "./setup/setup.ts";

export const SETTINGS_FILE = "coldstart.json";
const CODE_FOLDER = "functions/";
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
export function setupOfFolder(folder: Folder): Parsed<Setup> {
  const text = folder[SETTINGS_FILE];
  if (text === undefined) return refuse("folder", `There is no ${SETTINGS_FILE}.`, "Choose a zip that Coldstart made, or add one.");
  const settings = parsedJson(text);
  if (!isObject(settings)) return refuse("folder", `${SETTINGS_FILE} is not a JSON object.`, "Mend it, then import it again.");
  const { coldstart, setup, ...project } = settings;
  if (typeof coldstart !== "number" || coldstart > FOLDER_VERSION)
    return refuse(
      "folder-version",
      `${SETTINGS_FILE} says version ${String(coldstart)}; this page reads ${FOLDER_VERSION}.`,
      "Reload the page.",
    );
  const functions = Array.isArray(project.functions) ? project.functions : [];
  const names = functions.map((each: unknown) => (isObject(each) ? String(each.name) : ""));
  const stray = Object.keys(folder).find(
    (path) => path !== SETTINGS_FILE && !names.some((name) => path.startsWith(`${CODE_FOLDER}${name}/`)),
  );
  if (stray !== undefined)
    return refuse(
      "folder-file",
      `${stray} belongs to no function of ${SETTINGS_FILE}.`,
      `Remove it, or put it below ${CODE_FOLDER}<name>/.`,
    );
  const withFiles = functions.map((each: unknown, place) =>
    isObject(each) ? { ...each, files: filesBelow(folder, `${CODE_FOLDER}${names[place]}/`) } : each,
  );
  return parseSetup({ ...(isObject(setup) ? setup : {}), project: { ...project, functions: withFiles } });
}

function filesBelow(folder: Folder, prefix: string): Record<string, string> {
  const below = Object.entries(folder).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(below.map(([path, text]) => [path.slice(prefix.length), text]));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
