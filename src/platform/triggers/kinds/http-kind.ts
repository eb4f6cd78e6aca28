/** A route of the project's HTTP API. */
import { DEFAULT_ROUTE } from "../http-routes.ts";
import type { HttpTrigger } from "../trigger.ts";
import type { StandingKind } from "./kind.ts";

function subject({ method, path }: HttpTrigger): string {
  return path === DEFAULT_ROUTE ? path : `${method} ${path}`;
}

export const HTTP_KIND: StandingKind<HttpTrigger> = {
  type: "http",
  label: "HTTP",
  when: "A caller waits for the answer: an API, a web page, a webhook.",
  delivery: "synchronous",
  beginning: "It begins with GET and the function’s name as its path. Change both in the function’s settings.",
  first: (name) => ({ type: "http", method: "GET", path: `/${name}`, payloadFormat: "2.0" }),
  subject,
  node: (trigger) => ({ kind: "http", key: subject(trigger), name: subject(trigger) }),
};
