/**
 * An HTTP request as a function sees it in payload format 1.0, the shape that REST APIs made known: every key is there,
 * null where there is no content, names of headers as they were sent (but for the service's own, in its spelling), and
 * every value of a repeated one in a list.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
import { byteLength, commonLogTime, domainOf, eventBody, type HttpApi, type HttpArrival, parseQuery } from "./http-event.ts";
import type { HttpRequest } from "./http-request.ts";
import type { RouteMatch } from "./http-routes.ts";
import { decodePercent } from "./percent-decoding.ts";

type Texts = Readonly<Record<string, string>>;
type TextLists = Readonly<Record<string, readonly string[]>>;

/** Who asks: nobody that signed. */
const NOBODY = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAmr: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
} as const;

export interface RestEvent {
  readonly version: "1.0";
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: Texts;
  readonly multiValueHeaders: TextLists;
  readonly queryStringParameters: Texts | null;
  readonly multiValueQueryStringParameters: TextLists | null;
  readonly requestContext: {
    readonly accountId: string;
    readonly apiId: string;
    readonly domainName: string;
    readonly domainPrefix: string;
    readonly extendedRequestId: string;
    readonly httpMethod: string;
    readonly identity: typeof NOBODY & { readonly sourceIp: string; readonly userAgent: string };
    readonly path: string;
    readonly protocol: string;
    readonly requestId: string;
    readonly requestTime: string;
    readonly requestTimeEpoch: number;
    readonly resourceId: string;
    readonly resourcePath: string;
    readonly stage: string;
  };
  readonly pathParameters: Texts | null;
  readonly stageVariables: null;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

export function restEvent(request: HttpRequest, match: RouteMatch, api: HttpApi, arrival: HttpArrival): RestEvent {
  const own = ownHeaders(request, api, arrival);
  const isOwn = new Set(own.map(([name]) => name.toLowerCase()));
  const sent = request.headers.filter(([name]) => !isOwn.has(name.toLowerCase()));
  const headers = listed(spelledAlike([...sent.map(([name, value]) => [spelled(name), value] as const), ...own]));
  const query = listed(parseQuery(request.query));
  const path = decodePercent(request.path);
  const resource = match.routeKey === "$default" ? path : match.routeKey.slice(match.routeKey.indexOf(" ") + 1);
  const named = (name: string) =>
    Object.entries(headers)
      .find(([each]) => each.toLowerCase() === name)?.[1]
      .at(-1);
  const { body = null, isBase64Encoded } = eventBody(request.body, named("content-type"));
  return {
    version: "1.0",
    resource,
    path,
    httpMethod: request.method.toUpperCase(),
    headers: last(headers),
    multiValueHeaders: headers,
    queryStringParameters: isEmpty(query) ? null : last(query),
    multiValueQueryStringParameters: isEmpty(query) ? null : query,
    requestContext: {
      accountId: api.accountId,
      apiId: api.apiId,
      domainName: domainOf(api),
      domainPrefix: api.apiId,
      extendedRequestId: arrival.requestId,
      httpMethod: request.method.toUpperCase(),
      identity: { ...NOBODY, sourceIp: arrival.sourceIp, userAgent: named("user-agent") ?? "" },
      path,
      protocol: "HTTP/1.1",
      requestId: arrival.requestId,
      requestTime: commonLogTime(arrival.atMs),
      requestTimeEpoch: Math.floor(arrival.atMs),
      // A REST API has an id here; live events of HTTP APIs have the route's key, though the page above shows null.
      resourceId: match.routeKey,
      resourcePath: resource,
      stage: "$default",
    },
    pathParameters: isEmpty(match.pathParameters) ? null : match.pathParameters,
    stageVariables: null,
    body,
    isBase64Encoded,
  };
}

/** What the front door sets itself, in its own spelling. */
function ownHeaders({ body }: HttpRequest, api: HttpApi, { sourceIp, traceHeader }: HttpArrival): readonly (readonly [string, string])[] {
  return [
    ["Content-Length", String(byteLength(body))],
    ["Host", domainOf(api)],
    ...(traceHeader === undefined ? [] : ([["X-Amzn-Trace-Id", traceHeader]] as const)),
    ["X-Forwarded-For", sourceIp],
    ["X-Forwarded-Port", "443"],
    ["X-Forwarded-Proto", "https"],
  ];
}

/** However the client writes it; seen in live events. */
const spelled = (name: string): string => (name.toLowerCase() === "user-agent" ? "User-Agent" : name);

/** One spelling for each name, whose case does not count: the first. */
function spelledAlike(pairs: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const spelling = new Map<string, string>();
  return pairs.map(([name, value]) => {
    const first = spelling.get(name.toLowerCase()) ?? name;
    spelling.set(name.toLowerCase(), first);
    return [first, value];
  });
}

/** Every value of a name in its order. */
function listed(pairs: readonly (readonly [string, string])[]): TextLists {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return Object.fromEntries(values);
}

function last(lists: TextLists): Texts {
  return Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.at(-1) ?? ""]));
}

function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(record).length === 0;
}
