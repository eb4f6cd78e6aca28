/** Format 1.0's own ways; its shape is compared with the published samples in sample-shapes.test.ts. */
import { describe, expect, test } from "vitest";
import { PLAYGROUND_API } from "./http-event.ts";
import { restEvent } from "./http-event-v1.ts";
import type { HttpRequest } from "./http-request.ts";
import { matchRoute } from "./http-routes.ts";

function eventOf(request: Partial<HttpRequest>, route = "ANY /{proxy+}") {
  const full: HttpRequest = { method: "get", path: "/things", query: "", headers: [], ...request };
  const [method = "", path = route] = route.split(" ");
  const match = matchRoute([{ method, path, functionName: "f", payloadFormat: "1.0" }], full.method, full.path);
  if (!match) throw new Error("The test's own route does not match.");
  const arrival = {
    requestId: "LV7fzho-PHcEJPw=",
    atMs: Date.UTC(2026, 2, 12, 19, 3, 58),
    sourceIp: "1.2.3.4",
    traceHeader: "Root=1-5e9f",
  };
  // As the function receives it: through JSON.
  return JSON.parse(JSON.stringify(restEvent(full, match, PLAYGROUND_API, arrival))) as ReturnType<typeof restEvent>;
}

describe("an event of format 1.0", () => {
  test("without content has null, and the service's own headers", () => {
    expect(eventOf({})).toMatchObject({
      version: "1.0",
      httpMethod: "GET",
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      headers: {
        "Content-Length": "0",
        Host: "coldstart0.execute-api.us-east-1.amazonaws.com",
        "X-Amzn-Trace-Id": "Root=1-5e9f",
        "X-Forwarded-For": "1.2.3.4",
        "X-Forwarded-Port": "443",
        "X-Forwarded-Proto": "https",
      },
    });
  });

  test.each([
    ["$default", "/a%20b/c", "/a b/c", "/a b/c", null],
    ["GET /things/{id}", "/things/a%2Fb", "/things/{id}", "/things/a/b", { id: "a/b" }],
    ["ANY /{proxy+}", "/x/y", "/{proxy+}", "/x/y", { proxy: "x/y" }],
    ["GET /things", "/things", "/things", "/things", null],
  ])("of the route %s and the path %s", (route, path, resource, seen, pathParameters) => {
    const event = eventOf({ path }, route);
    expect(event).toMatchObject({ resource, path: seen, pathParameters });
    expect(event.requestContext).toMatchObject({
      resourceId: route,
      resourcePath: resource,
      path: seen,
      httpMethod: "GET",
      requestTime: "12/Mar/2026:19:03:58 +0000",
      requestTimeEpoch: Date.UTC(2026, 2, 12, 19, 3, 58),
      stage: "$default",
    });
  });

  test.each([
    ["a=1&a=2&b=", { a: "2", b: "" }, { a: ["1", "2"], b: [""] }],
    ["A=1&a=2", { A: "1", a: "2" }, { A: ["1"], a: ["2"] }],
    ["x=a+b%20c%26d", { x: "a b c&d" }, { x: ["a b c&d"] }],
    ["=1", { "": "1" }, { "": ["1"] }],
    ["&&", null, null],
    ["x=%", { x: "%" }, { x: ["%"] }],
    ["constructor=1", { constructor: "1" }, { constructor: ["1"] }],
  ])("of the query %j has the last value, and all of them in lists", (query, single, lists) => {
    const event = eventOf({ query });
    expect(event.queryStringParameters).toEqual(single);
    expect(event.multiValueQueryStringParameters).toEqual(lists);
  });

  test('takes "__proto__" for a name like any other', () => {
    const event = eventOf({ query: "__proto__=1", headers: [["__proto__", "2"]] });
    expect(Object.getOwnPropertyDescriptor(event.queryStringParameters, "__proto__")?.value).toBe("1");
    expect(Object.getOwnPropertyDescriptor(event.headers, "__proto__")?.value).toBe("2");
    expect(({} as Record<string, unknown>)["1"]).toBeUndefined();
  });

  test("keeps names of headers as they were sent; another spelling joins the first; cookies stay a header", () => {
    const { headers, multiValueHeaders } = eventOf({
      headers: [
        ["X-Tag", "a"],
        ["x-tag", "b"],
        ["Cookie", "a=1; b=2"],
        ["user-agent", "curl"],
      ],
    });
    expect(headers).toMatchObject({ "X-Tag": "b", Cookie: "a=1; b=2", "User-Agent": "curl" });
    expect(multiValueHeaders).toMatchObject({ "X-Tag": ["a", "b"], Cookie: ["a=1; b=2"], "User-Agent": ["curl"] });
    expect(Object.keys(headers)).not.toContain("x-tag");
  });

  test("lets no client say for the service where it comes from", () => {
    const { headers, multiValueHeaders } = eventOf({
      headers: [
        ["host", "evil.example"],
        ["x-forwarded-for", "9.9.9.9"],
        ["content-length", "999"],
      ],
    });
    expect(headers).toMatchObject({
      Host: "coldstart0.execute-api.us-east-1.amazonaws.com",
      "X-Forwarded-For": "1.2.3.4",
      "Content-Length": "0",
    });
    expect(multiValueHeaders["X-Forwarded-For"]).toEqual(["1.2.3.4"]);
    expect(Object.keys(headers).map((name) => name.toLowerCase())).toHaveLength(
      new Set(Object.keys(headers).map((name) => name.toLowerCase())).size,
    );
  });

  test.each([
    ["text/plain", { text: "é" }, "é", false, "2"],
    ["application/json", { base64: "e30=" }, "{}", false, "2"],
    ["image/png", { base64: "iVBORw0KGgo=" }, "iVBORw0KGgo=", true, "8"],
    ["image/png", { text: "é" }, "w6k=", true, "2"],
    ["text/plain", { text: "" }, null, false, "0"],
  ])("with a body of %s %j", (type, body, seen, isBase64Encoded, length) => {
    const event = eventOf({ method: "POST", headers: [["CONTENT-TYPE", type]], body });
    expect(event).toMatchObject({ body: seen, isBase64Encoded, headers: { "Content-Length": length } });
  });

  test("many values of one name are read in time", () => {
    const event = eventOf({ query: "a=1&".repeat(100_000) });
    expect(event.multiValueQueryStringParameters?.a).toHaveLength(100_000);
  });
});
