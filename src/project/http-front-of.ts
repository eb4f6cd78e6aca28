/** Everything of a project that answers HTTP. */
import type { HttpFront } from "../platform/triggers/http-request.ts";
import { type Project, projectRoutes } from "./schema.ts";

export function httpFrontOf({ functions, api }: Pick<Project, "functions" | "api">): HttpFront {
  const functionUrls = functions.flatMap(({ name, triggers }) =>
    triggers.flatMap((trigger) =>
      trigger.type === "function-url" ? [{ functionName: name, ...(trigger.cors ? { cors: trigger.cors } : {}) }] : [],
    ),
  );
  return { routes: projectRoutes(functions), functionUrls, ...(api.cors ? { cors: api.cors } : {}) };
}

/** The project's part of a real address: "/fn/photo-service/…". */
export function projectSlug(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return slug === "" ? "project" : slug;
}
