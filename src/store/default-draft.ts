/** The request that is ready to send before a person has written one: the function's first route, or else an event. */
import type { HttpTrigger, ProjectFunction } from "../project/schema.ts";
import type { RequestDraft } from "./state.ts";

/** A plain object with one field to change: what a handler called without a trigger is usually given. */
const EVENT = '{\n  "name": "Ada"\n}';

export function defaultDraft({ triggers }: ProjectFunction): RequestDraft {
  const route = triggers.find((trigger): trigger is HttpTrigger => trigger.type === "http");
  const common = { headers: [], body: "", event: EVENT };
  if (!route) return { mode: "event", method: "GET", target: "/", ...common };
  return { mode: "http", ...requestTo(route), ...common };
}

/** What a route takes: "ANY /things/{id}" is asked as GET "/things/1", "/files/{proxy+}" as "/files/1". */
export function requestTo({ method, path }: Pick<HttpTrigger, "method" | "path">): Pick<RequestDraft, "method" | "target"> {
  return {
    method: method === "ANY" ? "GET" : method,
    target: path === "$default" ? "/" : path.replaceAll(/\{[^}]+\}/g, "1"),
  };
}

export function sameDraft(a: RequestDraft, b: RequestDraft): boolean {
  const plain = a.mode === b.mode && a.method === b.method && a.target === b.target && a.body === b.body && a.event === b.event;
  const asText = ({ headers, trigger, events }: RequestDraft) => JSON.stringify([headers, trigger, events]);
  return plain && asText(a) === asText(b);
}
