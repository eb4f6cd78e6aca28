/**
 * What the caller of an HTTP API receives for what became of an invocation (payload format 2.0). It owns the inference
 * of a response from a function's answer and the front door's own error bodies; it never shows a function's error to
 * the caller, because the service does not.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 */
import type { InvocationStatus } from "../invocation.ts";
import { bytesFromBase64, textFromUtf8, utf8Length } from "./http-bytes.ts";
import type { HttpBody, HttpResponse } from "./http-request.ts";
import { isRecord, type Parsed, type Refused, refuse } from "./parsed.ts";

export type HttpOutcome =
  /** `payload`: the function's answer as it left the runtime, JSON text unless it was streamed. */
  { readonly status: "ok"; readonly payload: string } | { readonly status: Exclude<InvocationStatus, "ok"> | "no-route" };

type Headers = readonly (readonly [string, string])[];

/** An explicit response without a content type gets this one: observed by aws/aws-lambda-dotnet, Tools/LambdaTestTool-v2, integration tests. */
const PLAIN_TEXT = "text/plain; charset=utf-8";
const JSON_TYPE = "application/json";

function respond(status: number, headers: Headers, body: HttpBody, byteLength: number): HttpResponse {
  const own = headers.filter(([name]) => name !== "content-length");
  return { status, headers: [...own, ["content-length", String(byteLength)]], body };
}

function jsonResponse(status: number, text: string): HttpResponse {
  return respond(status, [["content-type", JSON_TYPE]], { text }, utf8Length(text));
}

function malformed(what: string, remedy: string): Refused {
  return refuse("malformed-response", `The function answered, but ${what}.`, remedy);
}

/** Which of the two formats the function answers in. */
export type PayloadFormat = "2.0" | "1.0";

/** The service takes numbers and booleans as header values and writes them as text. */
function parseHeaders(value: unknown): Parsed<Headers> {
  if (value === undefined || value === null) return { ok: true, value: [] };
  if (!isRecord(value)) return malformed("headers is not an object", 'Write headers: { "content-type": "text/html" }.');
  const headers: [string, string][] = [];
  for (const [name, content] of Object.entries(value)) {
    if (typeof content !== "string" && typeof content !== "number" && typeof content !== "boolean") {
      return malformed(`its header "${name}" is not a text`, "A header has one text; several cookies go into cookies: [ … ].");
    }
    headers.push([name.toLowerCase(), String(content)]);
  }
  return { ok: true, value: headers };
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function parseCookies(value: unknown): Parsed<Headers> {
  if (value === undefined || value === null) return { ok: true, value: [] };
  if (!isTextList(value)) return malformed("cookies is not a list of texts", 'Write cookies: ["theme=dark; Path=/"].');
  return { ok: true, value: value.map((cookie) => ["set-cookie", cookie]) };
}

interface SizedBody {
  readonly body: HttpBody;
  readonly byteLength: number;
}

function parseBody(body: unknown, isBase64Encoded: unknown): Parsed<SizedBody> {
  if (isBase64Encoded !== undefined && isBase64Encoded !== null && typeof isBase64Encoded !== "boolean") {
    return malformed("isBase64Encoded is neither true nor false", "Leave it out for a text body.");
  }
  const text = body ?? "";
  if (typeof text !== "string") return malformed("its body is not a text", "Return body: JSON.stringify(…).");
  if (isBase64Encoded !== true) return { ok: true, value: { body: { text }, byteLength: utf8Length(text) } };
  const bytes = bytesFromBase64(text);
  if (!bytes) return malformed("its body is not base64", 'Encode it: body: buffer.toString("base64"), or leave isBase64Encoded out.');
  const decoded = textFromUtf8(bytes);
  return { ok: true, value: { body: decoded === undefined ? { base64: text } : { text: decoded }, byteLength: bytes.length } };
}

/** Format 1.0 has every value of a repeated header in a list; one that stands in both counts once. */
function parseHeaderLists(value: unknown): Parsed<Headers> {
  if (value === undefined || value === null) return { ok: true, value: [] };
  if (!isRecord(value))
    return malformed("multiValueHeaders is not an object", 'Write multiValueHeaders: { "set-cookie": ["a=1", "b=2"] }.');
  const headers: [string, string][] = [];
  for (const [name, contents] of Object.entries(value)) {
    if (!isTextList(contents)) return malformed(`its header "${name}" is not a list of texts`, "Put each value into the list.");
    for (const content of contents) headers.push([name.toLowerCase(), content]);
  }
  return { ok: true, value: headers };
}

/** In format 1.0 nothing is inferred, and cookies are not read: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response */
export function parseAnswerV1(payload: string): Parsed<HttpResponse> {
  const answer = parsedJson(payload);
  const remedy = 'Return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(…) }.';
  if (!isRecord(answer) || !Object.hasOwn(answer, "statusCode"))
    return malformed("it has no statusCode, which payload format 1.0 needs", remedy);
  const lists = parseHeaderLists(answer.multiValueHeaders);
  if (!lists.ok) return lists;
  const { cookies: _notRead, ...read } = answer;
  return parseAnswer(read, lists.value);
}

/**
 * The response that a payload asks for in format 2.0. Without a statusCode the whole payload is the body of a 200 in JSON, a JSON
 * text without its quotes, and what is not JSON as it stands (the last two are observed, not documented:
 * aws/aws-lambda-dotnet, Tools/LambdaTestTool-v2, InvokeResponseExtensionsIntegrationTests.cs).
 */
export function inferResponse(payload: string, bareText: "as it is" | "in its quotes" = "as it is"): Parsed<HttpResponse> {
  const answer = parsedJson(payload);
  if (!isRecord(answer) || !Object.hasOwn(answer, "statusCode")) {
    return { ok: true, value: jsonResponse(200, typeof answer === "string" && bareText === "as it is" ? answer : payload) };
  }
  return parseAnswer(answer);
}

/** Undefined, which no JSON is, where it is none. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `repeated`: of these names, what `headers` has does not count. */
function parseAnswer(answer: Readonly<Record<string, unknown>>, repeated: Headers = []): Parsed<HttpResponse> {
  const status = answer.statusCode;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 100 || status > 599) {
    return malformed(`statusCode is ${JSON.stringify(status)}`, "It must be a whole number from 100 to 599.");
  }
  const headers = parseHeaders(answer.headers);
  if (!headers.ok) return headers;
  const cookies = parseCookies(answer.cookies);
  if (!cookies.ok) return cookies;
  const body = parseBody(answer.body, answer.isBase64Encoded);
  if (!body.ok) return body;
  const names = new Set(repeated.map(([name]) => name));
  const all = [...headers.value.filter(([name]) => !names.has(name)), ...repeated];
  const typed: Headers = all.some(([name]) => name === "content-type") ? all : [["content-type", PLAIN_TEXT], ...all];
  return { ok: true, value: respond(status, [...typed, ...cookies.value], body.value.body, body.value.byteLength) };
}

function internalServerError(): HttpResponse {
  return jsonResponse(500, '{"message":"Internal Server Error"}');
}

function assertNever(value: never): never {
  throw new Error(`Unexpected outcome: ${String(value)}`);
}

/**
 * Statuses and bodies: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
 * and limits.html. A timeout answers 503 whichever limit ended it, the function's or the front door's 30 s. The text of
 * the 429 is API Gateway's own for throttled requests; that a throttled function gets it too is not documented.
 */
export function toHttpResponse(outcome: HttpOutcome, format: PayloadFormat = "2.0"): HttpResponse {
  switch (outcome.status) {
    case "ok": {
      const inferred = format === "2.0" ? inferResponse(outcome.payload) : parseAnswerV1(outcome.payload);
      return inferred.ok ? inferred.value : internalServerError();
    }
    case "error":
    case "crashed":
      return internalServerError();
    case "timeout":
      return jsonResponse(503, '{"message":"Service Unavailable"}');
    case "throttled":
      return jsonResponse(429, '{"message":"Too Many Requests"}');
    case "no-route":
      return jsonResponse(404, '{"message":"Not Found"}');
    default:
      return assertNever(outcome);
  }
}
