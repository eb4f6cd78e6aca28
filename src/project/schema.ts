/**
 * A project: plain JSON, the same in the page, in storage, in the console handle and later in links and zips. It owns
 * what a good project is; everything foreign becomes a Project here or nowhere. What parseProject returns, it reads
 * again unchanged.
 */

import type { HttpRoute } from "../platform/triggers/http-request.ts";
import { checkRoutes } from "../platform/triggers/http-routes.ts";
import { type Parsed, type Refused, refuse } from "../platform/triggers/parsed.ts";
import { crossCheck } from "./cross-checks.ts";
import { FieldReader, PROJECT_OWNER, type ReadingNotes } from "./field-reader.ts";
import { copyPlainData, isJsonObject, type Json } from "./plain-data.ts";
import { type ProjectFunction, parseFunction } from "./project-function.ts";
import { type ProjectServices, readServices } from "./project-services.ts";

export type { HttpTrigger, Trigger } from "../platform/triggers/trigger.ts";
export type { ProjectFunction } from "./project-function.ts";
export { NO_SERVICES_IN_PROJECT, type ProjectServices } from "./project-services.ts";

const PROFILES = ["aws-lambda", "azure-functions", "google-cloud", "cloudflare-workers"] as const;
export type ProfileId = (typeof PROFILES)[number];

export interface Project extends ProjectServices {
  readonly name: string;
  readonly profile: ProfileId;
  readonly functions: readonly ProjectFunction[];
}

export type ProjectReading =
  | ({ readonly ok: true; readonly value: Project } & Readonly<Record<keyof ReadingNotes, readonly string[]>>)
  | Refused;

/** Ours, so that a project can be saved at every keystroke and opened without a pause. */
const MAX_FUNCTIONS = 50;
const MAX_FILE_CHARS = 5_000_000;
export const MAX_NAME_CHARS = 100;

function parseName(value: Json | undefined): Parsed<string> {
  const name = typeof value === "string" ? value.trim() : "";
  if (name === "" || name.length > MAX_NAME_CHARS) {
    return refuse("project-name", `The project has no name of 1 to ${MAX_NAME_CHARS} characters.`, 'Write name: "photo-service".');
  }
  return { ok: true, value: name };
}

function parseProfile(value: Json, notes: ReadingNotes): Parsed<ProfileId> {
  const profile = PROFILES.find((known) => known === value);
  if (!profile) return refuse("profile", `${JSON.stringify(value)} is not a provider profile.`, `Use one of ${PROFILES.join(", ")}.`);
  if (profile !== "aws-lambda") notes.notYet.push(`the profile ${profile}: it runs as aws-lambda`);
  return { ok: true, value: profile };
}

function parseFunctions(value: Json | undefined, notes: ReadingNotes): Parsed<readonly ProjectFunction[]> {
  if (!Array.isArray(value) || value.length === 0) {
    return refuse("functions", "The project has no functions.", "Write functions: [{ name, runtime, files }].");
  }
  if (value.length > MAX_FUNCTIONS) {
    return refuse("functions", `The project has ${value.length} functions.`, `Keep to ${MAX_FUNCTIONS}: split it into several projects.`);
  }
  const functions: ProjectFunction[] = [];
  for (const [position, item] of value.entries()) {
    const parsed = parseFunction(item, position, notes);
    if (!parsed.ok) return parsed;
    functions.push(parsed.value);
  }
  const names = functions.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return refuse("function-twice", `Two functions are named "${twice}".`, "Give each function its own name.");
  return { ok: true, value: functions };
}

function fileChars(functions: readonly ProjectFunction[]): number {
  return functions.flatMap(({ files }) => Object.values(files)).reduce((sum, text) => sum + text.length, 0);
}

/** Every HTTP route of the project, in order. */
export function projectRoutes(functions: readonly ProjectFunction[]): readonly HttpRoute[] {
  return functions.flatMap(({ name, triggers }) =>
    triggers.flatMap((trigger) =>
      trigger.type === "http"
        ? [{ method: trigger.method, path: trigger.path, functionName: name, payloadFormat: trigger.payloadFormat }]
        : [],
    ),
  );
}

export function parseProject(input: unknown): ProjectReading {
  const data = copyPlainData(input);
  if (!data.ok) return data;
  if (!isJsonObject(data.value)) return refuse("project", "The project is not an object.", "Write { name, functions: [ … ] }.");
  const notes: ReadingNotes = { notYet: [], ignored: [], warnings: [] };
  const fields = new FieldReader(data.value, { owner: PROJECT_OWNER, code: "project", notes });

  const name = parseName(fields.raw("name"));
  if (!name.ok) return name;
  const profile = parseProfile(fields.raw("profile") ?? "aws-lambda", notes);
  if (!profile.ok) return profile;
  const functions = parseFunctions(fields.raw("functions"), notes);
  if (!functions.ok) return functions;
  const chars = fileChars(functions.value);
  if (chars > MAX_FILE_CHARS) {
    const sizes = `${chars.toLocaleString("en-US")} characters, of at most ${MAX_FILE_CHARS.toLocaleString("en-US")}`;
    return refuse("too-large", `The files of the project hold ${sizes}.`, "Remove what the functions do not need.");
  }
  const routes = checkRoutes(projectRoutes(functions.value));
  if (!routes.ok) return routes;
  const services = fields.result(readServices(fields));
  if (!services.ok) return services;

  const project: Project = { name: name.value, profile: profile.value, functions: functions.value, ...services.value };
  return crossCheck(project, notes) ?? { ok: true, value: project, ...notes };
}
