/** Between the request builder and what is sent: a draft becomes a request or an event. */

import { splitFunctionUrl } from "../platform/triggers/function-url.ts";
import type { HttpFront, HttpRequest } from "../platform/triggers/http-request.ts";
import { matchRoute } from "../platform/triggers/http-routes.ts";
import { parseHttpRequest } from "../platform/triggers/parse-http-request.ts";
import { checkJson } from "./json-check.ts";
import { ProblemError, valueOrThrow } from "./problem.ts";
import type { RequestDraft } from "./state.ts";

export type Message = { readonly kind: "http"; readonly request: HttpRequest } | { readonly kind: "event"; readonly event: unknown };

/** Throws a Problem when the draft is not fit to be sent. */
export function messageOf(draft: RequestDraft): Message {
  return draft.mode === "http" ? { kind: "http", request: requestOf(draft) } : { kind: "event", event: eventOf(draft) };
}

export function requestOf({ method, target, headers, body }: RequestDraft): HttpRequest {
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
