/**
 * Cross-origin requests as API Gateway's HTTP APIs and function URLs answer them where CORS is configured: preflights
 * without asking any function, and headers of their own. An API puts them in place of the function's; a function URL
 * adds them, so that a function that sends its own sends them twice, which browsers refuse, and it repeats the origin
 * where an API says "*".
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors, and what was seen of it:
 * https://github.com/aws-powertools/powertools-lambda-python/issues/4163
 */
import type { HttpRequest, HttpResponse } from "./http-request.ts";
import type { CorsConfig } from "./trigger.ts";

type Headers = readonly (readonly [string, string])[];
export type CorsDoor = "api" | "function-url";

function header(request: HttpRequest, wanted: string): string | undefined {
  return request.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** "https://*.example.com" allows each subdomain; "*" all. */
function allows(pattern: string, origin: string): boolean {
  if (pattern === "*" || pattern === origin) return true;
  const [before, after] = pattern.split("*");
  return (
    after !== undefined &&
    before !== undefined &&
    origin.startsWith(before) &&
    origin.endsWith(after) &&
    origin.length > before.length + after.length
  );
}

/** Undefined where the origin may not read the answer. */
function originHeaders({ allowOrigins, allowCredentials }: CorsConfig, origin: string, door: CorsDoor): Headers | undefined {
  if (!allowOrigins.some((pattern) => allows(pattern, origin))) return undefined;
  const any = door === "api" && allowOrigins.includes("*") && !allowCredentials;
  return [
    ["access-control-allow-origin", any ? "*" : origin],
    ...(any ? [] : ([["vary", "Origin"]] as const)),
    ...(allowCredentials ? ([["access-control-allow-credentials", "true"]] as const) : []),
  ];
}

/** The answer to a preflight; undefined for any other request. */
export function preflightResponse(request: HttpRequest, cors: CorsConfig | undefined, door: CorsDoor): HttpResponse | undefined {
  const origin = header(request, "origin");
  const isPreflight = request.method.toUpperCase() === "OPTIONS" && header(request, "access-control-request-method") !== undefined;
  if (!cors || origin === undefined || !isPreflight) return undefined;
  const allowed = originHeaders(cors, origin, door);
  const list = (name: string, values: readonly string[]): Headers => (values.length === 0 ? [] : [[name, values.join(",")]]);
  const headers: Headers = allowed
    ? [
        ...allowed,
        ...list("access-control-allow-methods", cors.allowMethods),
        ...list("access-control-allow-headers", cors.allowHeaders),
        ...(cors.maxAgeS === undefined ? [] : ([["access-control-max-age", String(cors.maxAgeS)]] as const)),
      ]
    : [];
  return { status: 204, headers, body: { text: "" } };
}

export function withCors(response: HttpResponse, request: HttpRequest, cors: CorsConfig | undefined, door: CorsDoor): HttpResponse {
  const origin = header(request, "origin");
  if (!cors) return response;
  const isOwn = (name: string) => door === "api" && name.toLowerCase().startsWith("access-control-");
  const others = response.headers.filter(([name]) => !isOwn(name));
  const allowed = origin === undefined ? undefined : originHeaders(cors, origin, door);
  if (!allowed) return { ...response, headers: others };
  const exposed: Headers = cors.exposeHeaders.length === 0 ? [] : [["access-control-expose-headers", cors.exposeHeaders.join(",")]];
  return { ...response, headers: [...others, ...allowed, ...exposed] };
}
