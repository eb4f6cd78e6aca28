/**
 * An HTTP request as a function sees it: the event of an HTTP API in payload format 2.0. Keys without content (cookies,
 * query, path parameters, body, stage variables) are left out, as the service leaves them out; authorizer and client
 * certificate exist only where they are configured, which the playground cannot.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 *
 * Time and ids come in as arguments. `rawPath` is percent-decoded, as the service sends it in spite of its name
 * (live captures: https://github.com/middleapi/standard-server/pull/93).
 */
import { ACCOUNT_ID, REGION } from "../aws-names.ts";
import { base64FromBytes, bytesFromBase64, textFromUtf8, utf8Bytes, utf8Length } from "./http-bytes.ts";
import { arrivesAsText } from "./http-content-types.ts";
import type { HttpBody, HttpRequest } from "./http-request.ts";
import type { RouteMatch } from "./http-routes.ts";
import { decodePercent, decodeQueryPart } from "./percent-decoding.ts";

type Texts = Readonly<Record<string, string>>;

export interface HttpEvent {
  readonly version: "2.0";
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Texts;
  readonly queryStringParameters?: Texts;
  readonly requestContext: {
    readonly accountId: string;
    readonly apiId: string;
    readonly domainName: string;
    readonly domainPrefix: string;
    readonly http: {
      readonly method: string;
      readonly path: string;
      readonly protocol: string;
      readonly sourceIp: string;
      readonly userAgent: string;
    };
    readonly requestId: string;
    readonly routeKey: string;
    readonly stage: string;
    readonly time: string;
    readonly timeEpoch: number;
  };
  readonly body?: string;
  readonly pathParameters?: Texts;
  readonly isBase64Encoded: boolean;
}

export interface HttpApi {
  readonly accountId: string;
  readonly apiId: string;
  readonly region: string;
  /** Where it is not `<apiId>.execute-api.<region>.amazonaws.com`. */
  readonly domainName?: string;
}

/** No such account or API exists; the account number is the one of Amazon's own examples. */
export const PLAYGROUND_API: HttpApi = { accountId: ACCOUNT_ID, apiId: "coldstart0", region: REGION };

export interface HttpArrival {
  /** The front door's own id, not the invocation's. */
  readonly requestId: string;
  readonly atMs: number;
  readonly sourceIp: string;
  /** "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e"; without it the event has no x-amzn-trace-id. */
  readonly traceHeader?: string;
}

export function domainOf(api: HttpApi): string {
  return api.domainName ?? `${api.apiId}.execute-api.${api.region}.amazonaws.com`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** "12/Mar/2020:19:03:58 +0000" */
export function commonLogTime(atMs: number): string {
  const at = new Date(atMs);
  const two = (part: number): string => String(part).padStart(2, "0");
  const date = `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${date}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

/** The first value keeps the name's place; later ones are joined to it by a comma. */
function joinRepeats(pairs: readonly (readonly [string, string])[]): Texts {
  const joined = new Map<string, string>();
  for (const [name, value] of pairs) {
    const earlier = joined.get(name);
    joined.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(joined);
}

export function parseQuery(query: string): readonly (readonly [string, string])[] {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const [name = "", ...value] = part.split("=");
      return [decodeQueryPart(name), decodeQueryPart(value.join("="))];
    });
}

interface EventBody {
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

export function eventBody(body: HttpBody | undefined, contentType: string | undefined): EventBody {
  if (!body || ("text" in body ? body.text : body.base64) === "") return { isBase64Encoded: false };
  if (!arrivesAsText(contentType)) {
    return { body: "text" in body ? base64FromBytes(utf8Bytes(body.text)) : body.base64, isBase64Encoded: true };
  }
  if ("text" in body) return { body: body.text, isBase64Encoded: false };
  const bytes = bytesFromBase64(body.base64);
  const text = bytes && textFromUtf8(bytes);
  return text === undefined ? { body: body.base64, isBase64Encoded: true } : { body: text, isBase64Encoded: false };
}

export function byteLength(body: HttpBody | undefined): number {
  if (!body) return 0;
  return "text" in body ? utf8Length(body.text) : (bytesFromBase64(body.base64)?.length ?? 0);
}

/** Headers of the client in lower case, then those that the front door sets itself. */
function eventHeaders(request: HttpRequest, api: HttpApi, arrival: HttpArrival): Texts {
  const sent = request.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    ...joinRepeats(sent.filter(([name]) => name !== "cookie")),
    "content-length": String(byteLength(request.body)),
    host: domainOf(api),
    ...(arrival.traceHeader === undefined ? {} : { "x-amzn-trace-id": arrival.traceHeader }),
    "x-forwarded-for": arrival.sourceIp,
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
  };
}

function cookiesOf(request: HttpRequest): readonly string[] {
  return request.headers
    .filter(([name]) => name.toLowerCase() === "cookie")
    .flatMap(([, value]) => value.split(";"))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");
}

export function httpEvent(request: HttpRequest, match: RouteMatch, api: HttpApi, arrival: HttpArrival): HttpEvent {
  const headers = eventHeaders(request, api, arrival);
  const cookies = cookiesOf(request);
  const query = joinRepeats(parseQuery(request.query));
  const rawPath = decodePercent(request.path);
  return {
    version: "2.0",
    routeKey: match.routeKey,
    rawPath,
    rawQueryString: request.query,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers,
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: api.accountId,
      apiId: api.apiId,
      domainName: domainOf(api),
      domainPrefix: api.apiId,
      http: {
        method: request.method.toUpperCase(),
        path: rawPath,
        protocol: "HTTP/1.1",
        sourceIp: arrival.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: arrival.requestId,
      routeKey: match.routeKey,
      stage: "$default",
      time: commonLogTime(arrival.atMs),
      timeEpoch: Math.floor(arrival.atMs),
    },
    ...eventBody(request.body, headers["content-type"]),
    ...(Object.keys(match.pathParameters).length === 0 ? {} : { pathParameters: match.pathParameters }),
  };
}
