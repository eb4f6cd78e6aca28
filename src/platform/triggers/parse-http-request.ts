/**
 * Reads a request as a script writes it (`coldstart.http`, the request of a load plan) into an HttpRequest. It refuses
 * what no HTTP client could send: a method or header name that is no token, a line break in a header, a path that is
 * not one.
 */
import { base64FromBytes, bytesFromBase64 } from "./http-bytes.ts";
import type { HttpBody, HttpRequest } from "./http-request.ts";
import { isRecord, type Parsed, refuse } from "./parsed.ts";

type Headers = HttpRequest["headers"];

/** https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function parseHeaders(input: unknown): Parsed<Headers> {
  if (input === undefined) return { ok: true, value: [] };
  const pairs: readonly unknown[] = Array.isArray(input) ? input : isRecord(input) ? Object.entries(input) : [undefined];
  const headers: [string, string][] = [];
  for (const pair of pairs) {
    const [name, value]: readonly unknown[] = Array.isArray(pair) ? pair : [];
    if (typeof name !== "string" || typeof value !== "string") {
      return refuse(
        "request-headers",
        "The headers are not names with texts.",
        'Write headers: { accept: "text/html" }, or a list of [name, text].',
      );
    }
    if (!TOKEN.test(name)) return refuse("request-header-name", `"${name}" is not a header name.`, "Use letters, digits and dashes.");
    if (["\r", "\n", "\0"].some((barred) => value.includes(barred))) {
      return refuse("request-header-value", `The header "${name}" has a line break in its value.`, "Write the value on one line.");
    }
    headers.push([name, value]);
  }
  return { ok: true, value: headers };
}

function parseBody(input: unknown): Parsed<HttpBody | undefined> {
  if (input === undefined || input === null) return { ok: true, value: undefined };
  if (typeof input === "string") return { ok: true, value: { text: input } };
  if (input instanceof Uint8Array) return { ok: true, value: { base64: base64FromBytes(input) } };
  if (isRecord(input) && typeof input.text === "string") return { ok: true, value: { text: input.text } };
  if (isRecord(input) && typeof input.base64 === "string" && bytesFromBase64(input.base64)) {
    return { ok: true, value: { base64: input.base64 } };
  }
  return refuse("request-body", "The body is neither text nor bytes.", "Give a string (JSON.stringify(…) for JSON) or a Uint8Array.");
}

/** A "?" in the path begins the query, when no query is given on its own. */
export function parseHttpRequest(input: unknown): Parsed<HttpRequest> {
  if (!isRecord(input)) return refuse("request", "The request is not an object.", 'Write { method: "GET", path: "/hello" }.');
  const { method = "GET", path: target, query } = input;
  if (typeof method !== "string" || !TOKEN.test(method)) {
    return refuse("request-method", "The method is not a word.", 'Write method: "GET".');
  }
  if (typeof target !== "string" || !target.startsWith("/") || /\s/.test(target)) {
    return refuse("request-path", "The path does not start with /, or has a space in it.", 'Write path: "/hello", with spaces as %20.');
  }
  if (query !== undefined && typeof query !== "string") {
    return refuse("request-query", "The query is not a text.", 'Write query: "name=Ada&size=2".');
  }
  const headers = parseHeaders(input.headers);
  if (!headers.ok) return headers;
  const body = parseBody(input.body);
  if (!body.ok) return body;
  const [path = "/", ...rest] = query === undefined ? target.split("?") : [target];
  return {
    ok: true,
    value: {
      method: method.toUpperCase(),
      path,
      query: query === undefined ? rest.join("?") : query.replace(/^\?/, ""),
      headers: headers.value,
      ...(body.value ? { body: body.value } : {}),
    },
  };
}
