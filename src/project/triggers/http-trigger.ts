/** A route of the project's HTTP API. */
import { parseRoute } from "../../platform/triggers/http-routes.ts";
import type { FunctionUrlTrigger, HttpTrigger } from "../../platform/triggers/trigger.ts";
import { readCors } from "../cors.ts";
import { type FieldReader, given } from "../field-reader.ts";

export function readHttpTrigger(fields: FieldReader): HttpTrigger {
  const method = fields.text("method", undefined, "ANY");
  const path = fields.text("path", { pattern: /^.{1,2048}$/s, rule: 'a path like "/things/{id}" or "$default"' });
  const payloadFormat = fields.oneOf("payloadFormat", ["2.0", "1.0"], "2.0");
  const route = fields.take(parseRoute(method, path), { key: "", method: "ANY", segments: undefined });
  return { type: "http", method: route.method, path, payloadFormat };
}

export function readFunctionUrlTrigger(fields: FieldReader): FunctionUrlTrigger {
  return { type: "function-url", ...given({ cors: fields.object("cors", readCors) }) };
}
