/**
 * A function's own address: one HTTP endpoint without routes, which gives the function format 2.0 and answers errors in
 * its own way. https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
import { ACCOUNT_ID, REGION } from "../aws-names.ts";
import type { HttpApi } from "./http-event.ts";
import type { HttpRequest, HttpResponse } from "./http-request.ts";
import { type HttpOutcome, inferResponse } from "./http-response.ts";
import type { RouteMatch } from "./http-routes.ts";

/** As long as a real one: 32 letters and digits. */
const ID_CHARS = 32;
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** The same function has the same id. Modelled: AWS draws it by chance. */
export function urlIdOf(functionName: string): string {
  let state = 0x811c9dc5;
  let id = "";
  for (let place = 0; id.length < ID_CHARS; place += 1) {
    state = Math.imul(state ^ (functionName.charCodeAt(place % functionName.length) + place), 0x01000193) >>> 0;
    id += LETTERS[(state >>> 13) % LETTERS.length];
  }
  return id;
}

export function functionUrlApi(functionName: string): HttpApi {
  const apiId = urlIdOf(functionName);
  return { accountId: ACCOUNT_ID, apiId, region: REGION, domainName: `${apiId}.lambda-url.${REGION}.on.aws` };
}

export function functionUrlMatch(functionName: string): RouteMatch {
  return { functionName, routeKey: "$default", payloadFormat: "2.0", pathParameters: {} };
}

/** "/@hello/things" is for the URL of the function `hello`, with the path "/things". */
export function splitFunctionUrl(request: HttpRequest): { readonly functionName: string; readonly request: HttpRequest } | undefined {
  const [, functionName, path = "/"] = /^\/@([A-Za-z0-9_-]{1,64})(\/.*)?$/.exec(request.path) ?? [];
  return functionName === undefined ? undefined : { functionName, request: { ...request, path } };
}

/**
 * A function that failed, in whatever way, answers 502; a throttled one 429; where none is, 403:
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-throttling and urls-monitoring.html; bodies of
 * 502 and 403 from github.com/awsdocs/aws-lambda-developer-guide/issues/430 and github.com/awslabs/aws-sdk-rust/issues/515;
 * that of 429 is Lambda's own text and not documented for addresses. A bare text keeps its quotes, by the example in
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload.
 */
export function toFunctionUrlResponse(outcome: HttpOutcome): HttpResponse {
  const inferred = outcome.status === "ok" ? inferResponse(outcome.payload, "in its quotes") : undefined;
  if (inferred?.ok) return inferred.value;
  const status = outcome.status === "throttled" ? 429 : outcome.status === "no-route" ? 403 : 502;
  const text = { 429: "Rate Exceeded.", 403: "Forbidden", 502: "Internal Server Error" }[status];
  const body = status === 403 ? JSON.stringify({ Message: text }) : text;
  const headers = [
    ["content-type", "application/json"],
    ["content-length", String(body.length)],
  ] as const;
  return { status, headers, body: { text: body } };
}
