/** A route as one reads it: "GET /things/{id}", "$default". */
import { DEFAULT_ROUTE } from "../../platform/triggers/http-routes.ts";
import type { HttpTrigger } from "../../project/schema.ts";

export function routeKey({ method, path }: Pick<HttpTrigger, "method" | "path">): string {
  return path === DEFAULT_ROUTE ? path : `${method} ${path}`;
}
