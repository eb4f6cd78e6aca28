/** Between the request builder and what is sent: a draft becomes a request or an event, a curl command becomes a draft. */

import { splitFunctionUrl } from "../platform/triggers/function-url.ts";
import { domainOf, PLAYGROUND_API } from "../platform/triggers/http-event.ts";
import type { HttpFront, HttpRequest } from "../platform/triggers/http-request.ts";
import { matchRoute } from "../platform/triggers/http-routes.ts";
import { parseHttpRequest } from "../platform/triggers/parse-http-request.ts";
import { parseCurl, toCurl } from "../project/curl.ts";
import { checkJson } from "./json-check.ts";
import { ProblemError, valueOrThrow } from "./problem.ts";
import type { RequestDraft } from "./state.ts";

export type Message = { readonly kind: "http"; readonly request: HttpRequest } | { readonly kind: "event"; readonly event: unknown };

/** Throws a Problem when the draft is not fit to be sent. */
export function messageOf(draft: RequestDraft): Message {
  return draft.mode === "http" ? { kind: "http", request: requestOf(draft) } : { kind: "event", event: eventOf(draft) };
}

function requestOf({ method, target, headers, body }: RequestDraft): HttpRequest {
  const rows = headers.filter(({ enabled, name }) => enabled && name.trim() !== "");
  return valueOrThrow(
    parseHttpRequest({
      method: method.trim(),
      path: target.trim().replaceAll(" ", "%20"),
      headers: rows.map(({ name, value }) => [name.trim(), value.trim()]),
      ...(body === "" ? {} : { body }),
    }),
  );
}

/** The text that is sent as the event: the test event of the chosen trigger, or else the plain one. */
export function eventText({ event, trigger, events }: RequestDraft): string {
  return trigger === undefined ? event : (events?.[trigger] ?? "");
}

function eventOf(draft: RequestDraft): unknown {
  const text = eventText(draft);
  const problem = checkJson(text);
  if (problem) throw new ProblemError({ ...problem, message: `The event: ${problem.message}` });
  return JSON.parse(text);
}

/** The function that will be asked; undefined when no route matches, which is answered 404. */
export function receiverOf(message: Message, functionName: string, { routes, functionUrls }: HttpFront): string | undefined {
  if (message.kind === "event") return functionName;
  const own = splitFunctionUrl(message.request);
  if (own) return functionUrls.find((url) => url.functionName === own.functionName)?.functionName;
  return matchRoute(routes, message.request.method, message.request.path)?.functionName;
}

/** Keeps the draft's event: a curl command says nothing of it. */
export function draftFromCurl(text: string, before: RequestDraft): RequestDraft {
  const { method, path, query, headers, body } = valueOrThrow(parseCurl(text));
  if (body && "base64" in body) {
    throw new ProblemError({ code: "curl-bytes", message: "The command's body is no text.", remedy: "Use a body of text here." });
  }
  return {
    mode: "http",
    method,
    target: query === "" ? path : `${path}?${query}`,
    headers: headers.map(([name, value], index) => ({ id: index + 1, name, value, enabled: true })),
    body: body?.text ?? "",
    event: before.event,
    ...(before.events === undefined ? {} : { events: before.events }),
  };
}

export function curlFromDraft(draft: RequestDraft): string {
  if (draft.mode === "http") return toCurl(requestOf(draft), `https://${domainOf(PLAYGROUND_API)}`);
  throw new ProblemError({
    code: "curl-event",
    message: "An event goes to the function itself; curl needs a route.",
    remedy: "Switch to HTTP, then copy.",
  });
}
