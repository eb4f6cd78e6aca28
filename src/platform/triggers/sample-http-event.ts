/** A ready request for an HTTP trigger's route, or a function's URL, and the event that it becomes: for forms and test events. */
import type { Ids } from "../services/ids.ts";
import { functionUrlApi, functionUrlMatch } from "./function-url.ts";
import { type HttpArrival, httpEvent, PLAYGROUND_API } from "./http-event.ts";
import { restEvent } from "./http-event-v1.ts";
import type { HttpRequest } from "./http-request.ts";
import { DEFAULT_ROUTE, matchRoute, type RouteMatch } from "./http-routes.ts";
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

function arrivalAt(atMs: number, ids: Ids): HttpArrival {
  const seconds = Math.floor(atMs / 1000).toString(16);
  return { requestId: ids.uuid(), atMs, sourceIp: CALLER_IP, traceHeader: `Root=1-${seconds}-${ids.hex(24)}` };
}

/** A route that the service would refuse has no match of its own; its form still shows an event. */
function matchOf(trigger: HttpTrigger, functionName: string, request: HttpRequest): RouteMatch {
  const { method, path, payloadFormat } = trigger;
  const found = matchRoute([{ method, path, functionName, payloadFormat }], request.method, request.path);
  return found ?? { functionName, routeKey: DEFAULT_ROUTE, payloadFormat, pathParameters: {} };
}

export function sampleHttpEvent(trigger: HttpTrigger | FunctionUrlTrigger, functionName: string, atMs: number, ids: Ids): unknown {
  const arrival = arrivalAt(atMs, ids);
  if (trigger.type === "function-url")
    return httpEvent(requestFor("GET", "/"), functionUrlMatch(functionName), functionUrlApi(functionName), arrival);
  const request = requestFor(trigger.method === "ANY" ? "GET" : trigger.method, pathFor(trigger.path));
  const build = trigger.payloadFormat === "1.0" ? restEvent : httpEvent;
  return build(request, matchOf(trigger, functionName, request), PLAYGROUND_API, arrival);
}
