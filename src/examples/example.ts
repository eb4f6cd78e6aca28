/** An example of the gallery: a set-up, and the words that say what there is to see in it. One folder each, in the gallery's order. */
import { isRecord, type Parsed, refuse } from "../platform/triggers/parsed.ts";
import { type Folder, setupOfFolder } from "../project/folder.ts";
import type { Setup } from "../project/setup/setup.ts";

export const ABOUT_FILE = "about.json";

export interface ExampleSummary {
  /** "02-url-shortener": the folder's name. */
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** What it shows, each in one or two words: "HTTP", "dead letters". */
  readonly shows: readonly string[];
  /** What to do first. */
  readonly first: string;
  readonly functionCount: number;
}

export interface Example {
  readonly about: ExampleSummary;
  readonly setup: Setup;
}

/** `folder`: `about.json` beside what a set-up's folder holds. */
export function parseExample(id: string, { [ABOUT_FILE]: aboutText = "null", ...folder }: Folder): Parsed<Example> {
  const about: unknown = JSON.parse(aboutText);
  if (!isRecord(about)) return refuse("example", `${id} has no ${ABOUT_FILE}.`, "Write { title, summary, shows, first }.");
  const { title, summary, shows, first } = about;
  if (!isText(title) || !isText(summary) || !isText(first) || !Array.isArray(shows) || !shows.every(isText))
    return refuse("example", `${id}/${ABOUT_FILE} says too little.`, "Write { title, summary, shows: [ … ], first }.");
  const setup = setupOfFolder(folder);
  if (!setup.ok) return { ...setup, message: `${id}: ${setup.message}` };
  const functionCount = setup.value.project.functions.length;
  return { ok: true, value: { about: { id, title, summary, shows, first, functionCount }, setup: setup.value } };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
