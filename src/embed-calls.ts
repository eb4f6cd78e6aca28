/**
 * All that a page around the frame may call. Trust is not among them: that is for the person in front of it. What comes
 * is unknown: its kind is checked here, the rest by each as it does for a script.
 */
import type { ConsoleHandle } from "./console-handle.ts";
import { ProblemError } from "./host/problem.ts";
import type { Calls } from "./ui/embed/message-desk.ts";

export function callsOf(handle: ConsoleHandle): Calls {
  const { project, clock } = handle;
  return {
    "project.open": (input) => project.open(input),
    "project.get": () => project.get(),
    "project.link": () => project.link(),
    "project.openLink": (url, options) => project.openLink(url, fields(options)),
    deploy: (name) => handle.deploy(optionalText(name, "name")),
    invoke: (name, event, options) => handle.invoke(text(name, "name"), event, fields(options).type === "async" ? { type: "async" } : {}),
    http: (request) => handle.http(request),
    upload: (bucket, key, body, type) =>
      handle.upload(text(bucket, "bucket"), text(key, "key"), content(body), optionalText(type, "contentType")),
    send: (queue, body, attributes) => handle.send(text(queue, "queue"), text(body, "body"), textsByName(attributes)),
    put: (table, item) => handle.put(text(table, "table"), record(item, "item")),
    remove: (table, key) => handle.remove(text(table, "table"), record(key, "key")),
    load: (plan) => handle.load(plan),
    containers: () => handle.containers(),
    invocations: () => handle.invocations(),
    services: () => handle.services(),
    bill: () => handle.bill(),
    "clock.nowMs": () => clock.nowMs(),
    "clock.advance": (ms) => clock.advance(amount(ms, "ms")),
    "clock.setRate": (rate) => clock.setRate(rate === "skip-idle" ? rate : amount(rate, "rate")),
    reset: () => handle.reset(),
  };
}

function wrong(what: string, rule: string): never {
  throw new ProblemError("argument", `${what} is not ${rule}.`, `Give ${rule}.`);
}

function text(value: unknown, what: string): string {
  return typeof value === "string" ? value : wrong(what, "a text");
}

function optionalText(value: unknown, what: string): string | undefined {
  return value === undefined || value === null ? undefined : text(value, what);
}

function amount(value: unknown, what: string): number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : wrong(what, "a number, 0 or more");
}

function record(value: unknown, what: string): Record<string, unknown> {
  const isPlain = typeof value === "object" && value !== null && !Array.isArray(value);
  return isPlain ? (value as Record<string, unknown>) : wrong(what, "an object");
}

function fields(value: unknown): Record<string, unknown> {
  return value === undefined || value === null ? {} : record(value, "options");
}

function textsByName(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(fields(value)).map(([name, each]) => [name, text(each, name)]));
}

function content(value: unknown): string | Uint8Array | Blob {
  return typeof value === "string" || value instanceof Uint8Array || value instanceof Blob
    ? value
    : wrong("body", "a text, bytes or a Blob");
}
