/**
 * What starts a function. HTTP triggers are read in full; those that this version cannot fire yet are kept as they are,
 * so that a project made for a later version survives a round through this one, and are reported as not yet working.
 */

import { parseRoute } from "../platform/triggers/http-routes.ts";
import { type Parsed, refuse } from "../platform/triggers/parsed.ts";
import type { Trigger } from "../platform/triggers/trigger.ts";
import { isJsonObject, type Json } from "./plain-data.ts";

export function parseTrigger(input: Json, owner: string): Parsed<Trigger> {
  if (!isJsonObject(input)) {
    return refuse("trigger", `${owner}: a trigger is not an object.`, 'Write { type: "http", method: "GET", path: "/hello" }.');
  }
  const { type } = input;
  if (type !== "http") {
    const types = "http";
    return refuse("trigger-type", `${owner}: there is no trigger of type ${JSON.stringify(type)}.`, `Use one of ${types}.`);
  }
  const { method = "ANY", path, payloadFormat = "2.0" } = input;
  if (typeof method !== "string" || typeof path !== "string") {
    return refuse(
      "trigger-http",
      `${owner}: an HTTP trigger needs a method and a path.`,
      'Write { type: "http", method: "GET", path: "/hello" }.',
    );
  }
  if (payloadFormat !== "2.0" && payloadFormat !== "1.0") {
    return refuse("trigger-format", `${owner}: ${JSON.stringify(payloadFormat)} is not a payload format.`, 'Use "2.0".');
  }
  const route = parseRoute(method, path);
  if (!route.ok) return refuse(route.code, `${owner}: ${route.message}`, route.remedy);
  return { ok: true, value: { type, method: route.value.method, path, payloadFormat } };
}
