/** Between the request builder and curl: a command becomes a draft, a draft a command. Loaded when a person first uses it. */

import { domainOf, PLAYGROUND_API } from "../platform/triggers/http-event.ts";
import { parseCurl, toCurl } from "../project/curl.ts";
import { requestOf } from "./draft-request.ts";
import { ProblemError, valueOrThrow } from "./problem.ts";
import type { RequestDraft } from "./state.ts";

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
