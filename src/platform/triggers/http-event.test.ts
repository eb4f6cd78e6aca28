import { describe, expect, test } from "vitest";
import { commonLogTime, type HttpEvent, httpEvent, PLAYGROUND_API } from "./http-event.ts";
import type { HttpRequest } from "./http-request.ts";
import { matchRoute } from "./http-routes.ts";

const ARRIVAL = {
  requestId: "LV7fzho-PHcEJPw=",
  atMs: 1_587_481_701_067,
  sourceIp: "1.2.3.4",
  traceHeader: "Root=1-5e9f0c65-1de4d666d4dd26aced652b6c",
};

function eventOf(request: Partial<HttpRequest>, route = "$default"): HttpEvent {
  const full: HttpRequest = { method: "GET", path: "/", query: "", headers: [], ...request };
  const [method = "", path = route] = route.split(" ");
  const match = matchRoute([{ method, path, functionName: "f", payloadFormat: "2.0" }], full.method, full.path);
  if (!match) throw new Error("the test's own route does not match");
  return httpEvent(full, match, PLAYGROUND_API, ARRIVAL);
}

/** Every leaf with its type, lists by their first item, names of headers and parameters left out: what "equal in shape" means. */
function shapeOf(value: unknown, at = ""): string[] {
  if (/\.(headers|queryStringParameters|pathParameters)$/.test(at)) {
    return Object.values(value as object)
      .map((item) => `${at}.*: ${typeof item}`)
      .slice(0, 1);
  }
  if (Array.isArray(value)) return shapeOf(value[0], `${at}[]`);
  if (typeof value !== "object" || value === null) return [`${at}: ${typeof value}`];
  return Object.entries(value)
    .flatMap(([key, item]) => shapeOf(item, `${at}.${key}`))
    .toSorted();
}

/** What Amazon's tools publish as a request without authorizer: aws/aws-lambda-go@815d21f events/testdata/apigw-v2-request-no-authorizer.json. */
const GO_SAMPLE = {
  version: "2.0",
  routeKey: "$default",
  rawPath: "/",
  rawQueryString: "",
  headers: {
    accept: "*/*",
    "content-length": "0",
    host: "aaaaaaaaaa.execute-api.us-west-2.amazonaws.com",
    "user-agent": "curl/7.58.0",
    "x-amzn-trace-id": "Root=1-5e9f0c65-1de4d666d4dd26aced652b6c",
    "x-forwarded-for": "1.2.3.4",
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
  },
  requestContext: {
    accountId: "123456789012",
    apiId: "aaaaaaaaaa",
    authentication: {
      clientCert: { clientCertPem: "", issuerDN: "", serialNumber: "", subjectDN: "", validity: { notAfter: "", notBefore: "" } },
    },
    domainName: "aaaaaaaaaa.execute-api.us-west-2.amazonaws.com",
    domainPrefix: "aaaaaaaaaa",
    http: { method: "GET", path: "/", protocol: "HTTP/1.1", sourceIp: "1.2.3.4", userAgent: "curl/7.58.0" },
    requestId: "LV7fzho-PHcEJPw=",
    routeKey: "$default",
    stage: "$default",
    time: "21/Apr/2020:15:08:21 +0000",
    timeEpoch: 1587481701067,
  },
  isBase64Encoded: false,
};

/** The keys of aws/aws-sam-cli@fe8f8db samcli/lib/generated_sample_events/events/apigateway/HttpApi.json: everything a request can have. */
const SAM_SAMPLE = {
  ...GO_SAMPLE,
  cookies: ["cookie1", "cookie2"],
  queryStringParameters: { parameter1: "value1,value2", parameter2: "value" },
  requestContext: {
    ...GO_SAMPLE.requestContext,
    authorizer: { jwt: { claims: { claim1: "value1", claim2: "value2" }, scopes: ["scope1", "scope2"] } },
  },
  body: "eyJ0ZXN0IjoiYm9keSJ9",
  pathParameters: { parameter1: "value1" },
  isBase64Encoded: true,
  stageVariables: { stageVariable1: "value1", stageVariable2: "value2" },
};

/** The API must be configured for these; the playground has no such settings, so the service would leave them out too. */
const ONLY_WHEN_CONFIGURED = /^\.(requestContext\.(authentication|authorizer)|stageVariables)\./;

describe("the published samples", () => {
  const plain = eventOf({
    headers: [
      ["Accept", "*/*"],
      ["User-Agent", "curl/7.58.0"],
    ],
  });
  const full = eventOf(
    {
      method: "POST",
      path: "/path/value1",
      query: "parameter1=value1&parameter1=value2&parameter2=value",
      headers: [
        ["Cookie", "cookie1; cookie2"],
        ["User-Agent", "agent"],
      ],
      body: { text: '{"test":"body"}' },
    },
    "POST /path/{parameter1}",
  );

  test("a plain request has the same keys and types, but for those that must be configured", () => {
    expect(shapeOf(plain)).toEqual(shapeOf(GO_SAMPLE).filter((leaf) => !ONLY_WHEN_CONFIGURED.test(leaf)));
    expect(Object.keys(plain.headers).toSorted()).toEqual(Object.keys(GO_SAMPLE.headers).toSorted());
  });

  test("a request with everything has the same keys and types, but for those that must be configured", () => {
    expect(shapeOf(full)).toEqual(shapeOf(SAM_SAMPLE).filter((leaf) => !ONLY_WHEN_CONFIGURED.test(leaf)));
    expect(full).toMatchObject({ body: SAM_SAMPLE.body, isBase64Encoded: true, cookies: SAM_SAMPLE.cookies });
    expect(full.queryStringParameters).toEqual(SAM_SAMPLE.queryStringParameters);
  });

  test("the values that the samples share", () => {
    const { time, timeEpoch, requestId, http, stage } = GO_SAMPLE.requestContext;
    expect(plain.requestContext).toMatchObject({ time, timeEpoch, requestId, http, stage });
  });
});

describe("headers", () => {
  test("names in lower case, repeats joined by a comma", () => {
    const { headers } = eventOf({
      headers: [
        ["X-Tag", "a"],
        ["Accept", "text/html"],
        ["x-tag", "b"],
      ],
    });
    expect(headers).toMatchObject({ "x-tag": "a,b", accept: "text/html" });
  });

  test("cookies of every cookie header become the list, and no header", () => {
    const event = eventOf({
      headers: [
        ["Cookie", "a=1; b=2"],
        ["cookie", "c=3;"],
      ],
    });
    expect(event.cookies).toEqual(["a=1", "b=2", "c=3"]);
    expect(event.headers).not.toHaveProperty("cookie");
  });

  test("the front door's own are not the client's to set", () => {
    const { headers } = eventOf({
      headers: [
        ["Host", "evil.example"],
        ["Content-Length", "9"],
        ["X-Forwarded-Proto", "http"],
      ],
      body: { text: "☕" },
    });
    expect(headers).toMatchObject({
      host: "coldstart0.execute-api.us-east-1.amazonaws.com",
      "content-length": "3",
      "x-forwarded-proto": "https",
    });
  });

  test("a header named __proto__ stays a header", () => {
    const { headers } = eventOf({ headers: [["__proto__", "x"]] });
    expect(JSON.parse(JSON.stringify(headers))).toEqual(headers);
    expect(Object.keys(headers)).toContain("__proto__");
  });
});

describe("path and query", () => {
  test("the query stands raw, and decoded with repeats joined", () => {
    const event = eventOf({ query: "q=Hello%20World&tag=C%23&tag=.NET+Core&empty=&flag&a=b=c" });
    expect(event.rawQueryString).toBe("q=Hello%20World&tag=C%23&tag=.NET+Core&empty=&flag&a=b=c");
    expect(event.queryStringParameters).toEqual({ q: "Hello World", tag: "C#,.NET Core", empty: "", flag: "", a: "b=c" });
  });

  test("the path and its parameters are decoded", () => {
    const event = eventOf({ path: "/users/Ada%20L" }, "GET /users/{name}");
    expect(event).toMatchObject({ rawPath: "/users/Ada L", pathParameters: { name: "Ada L" }, routeKey: "GET /users/{name}" });
    expect(event.requestContext).toMatchObject({ routeKey: "GET /users/{name}", http: { path: "/users/Ada L" } });
  });

  test("what is empty is not there", () => {
    for (const key of ["cookies", "queryStringParameters", "pathParameters", "body", "stageVariables"]) {
      expect(eventOf({})).not.toHaveProperty(key);
    }
  });
});

describe("the body", () => {
  const typed = (contentType: string): HttpRequest["headers"] => [["Content-Type", contentType]];

  test.each([
    "text/plain",
    "text/csv; charset=utf-8",
    "application/json",
    "Application/JSON; charset=utf-8",
    "application/xml",
    "application/javascript",
  ])("%s arrives as text", (contentType) => {
    expect(eventOf({ headers: typed(contentType), body: { text: "é" } })).toMatchObject({ body: "é", isBase64Encoded: false });
    expect(eventOf({ headers: typed(contentType), body: { base64: "w6k=" } })).toMatchObject({ body: "é", isBase64Encoded: false });
  });

  test.each(["application/octet-stream", "application/x-www-form-urlencoded", "image/png", "application/vnd.api+json"])(
    "%s arrives as base64",
    (contentType) => {
      expect(eventOf({ headers: typed(contentType), body: { text: "é" } })).toMatchObject({ body: "w6k=", isBase64Encoded: true });
      expect(eventOf({ headers: typed(contentType), body: { base64: "/9j/" } })).toMatchObject({ body: "/9j/", isBase64Encoded: true });
    },
  );

  test("without a type it arrives as base64", () => {
    expect(eventOf({ body: { text: "hi" } })).toMatchObject({ body: "aGk=", isBase64Encoded: true });
  });

  test("bytes that are no text stay base64 whatever the type says", () => {
    expect(eventOf({ headers: typed("text/plain"), body: { base64: "/9j/" } })).toMatchObject({ body: "/9j/", isBase64Encoded: true });
  });
});

test.each([
  [Date.UTC(2020, 2, 12, 19, 3, 58), "12/Mar/2020:19:03:58 +0000"],
  [Date.UTC(2026, 11, 1, 0, 0, 9, 999), "01/Dec/2026:00:00:09 +0000"],
])("%d is %s", (atMs, text) => {
  expect(commonLogTime(atMs)).toBe(text);
});
