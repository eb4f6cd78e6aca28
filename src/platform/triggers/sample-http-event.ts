/** A ready request for an HTTP trigger's route, and the event that it becomes: for forms and test events. */
import type { Ids } from "../services/ids.ts";
import { httpEvent, PLAYGROUND_API } from "./http-event.ts";
import type { HttpRequest } from "./http-request.ts";
import { DEFAULT_ROUTE, matchRoute } from "./http-routes.ts";
import type { FunctionUrlTrigger, HttpTrigger } from "./trigger.ts";

const BODY_METHODS = new Set(["POST", "PUT", "PATCH"]);
/** From the addresses that are kept for examples: https://www.rfc-editor.org/rfc/rfc5737 */
const CALLER_IP = "192.0.2.1";

/** "/users/{id}/files/{path+}" is asked for as "/users/id-1/files/path/to/file.txt". */
function pathFor(route: string): string {
  if (route === DEFAULT_ROUTE) return "/";
  return route.replace(/\{([^{}+]+)(\+?)\}/g, (_, name: string, greedy: string) => (greedy === "" ? `${name}-1` : "path/to/file.txt"));
}

function requestFor(method: string, path: string): HttpRequest {
  const headers: HttpRequest["headers"] = [
    ["accept", "*/*"],
    ["user-agent", "curl/8.7.1"],
  ];
  if (!BODY_METHODS.has(method)) return { method, path, query: "name=Ada", headers };
  return { method, path, query: "", headers: [...headers, ["content-type", "application/json"]], body: { text: '{"name":"Ada"}' } };
}

export function sampleHttpEvent(trigger: HttpTrigger | FunctionUrlTrigger, functionName: string, atMs: number, ids: Ids): unknown {
  const route =
    trigger.type === "http"
      ? { method: trigger.method, path: trigger.path, payloadFormat: trigger.payloadFormat }
      : { method: "ANY", path: DEFAULT_ROUTE, payloadFormat: "2.0" as const };
  const method = route.method === "ANY" ? "GET" : route.method;
  const request = requestFor(method, pathFor(route.path));
  const match = matchRoute([{ ...route, functionName }], request.method, request.path) ?? {
    functionName,
    routeKey: DEFAULT_ROUTE,
    payloadFormat: route.payloadFormat,
    pathParameters: {},
  };
  const seconds = Math.floor(atMs / 1000)
    .toString(16)
    .padStart(8, "0");
  return httpEvent(request, match, PLAYGROUND_API, {
    requestId: ids.uuid(),
    atMs,
    sourceIp: CALLER_IP,
    traceHeader: `Root=1-${seconds}-${ids.hex(24)}`,
  });
}
