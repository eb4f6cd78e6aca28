import { describe, expect, test } from "vitest";
import { functionUrlApi, functionUrlMatch, splitFunctionUrl, toFunctionUrlResponse, urlIdOf } from "./function-url.ts";
import type { HttpOutcome } from "./http-response.ts";

describe("the address of a function", () => {
  test("has 32 letters and digits, the same for the same function, others for others", () => {
    const names = ["a", "b", "ab", "ba", "hello", "hello2", "x".repeat(64), "_", "-"];
    const ids = names.map(urlIdOf);
    for (const id of ids) expect(id).toMatch(/^[a-z2-7]{32}$/);
    expect(new Set(ids).size).toBe(names.length);
    expect(urlIdOf("hello")).toBe(urlIdOf("hello"));
    expect(functionUrlApi("hello")).toMatchObject({
      apiId: urlIdOf("hello"),
      domainName: `${urlIdOf("hello")}.lambda-url.us-east-1.on.aws`,
    });
    expect(functionUrlMatch("hello")).toMatchObject({ routeKey: "$default", payloadFormat: "2.0", pathParameters: {} });
  });

  test.each([
    ["/@hello", "hello", "/"],
    ["/@hello/", "hello", "/"],
    ["/@hello/things/1%2F2", "hello", "/things/1%2F2"],
    ["/@a_b-C9//x", "a_b-C9", "//x"],
  ])("%s is %s's, with the path %s", (path, functionName, rest) => {
    const request = { method: "GET", path, query: "q=1", headers: [] };
    expect(splitFunctionUrl(request)).toEqual({ functionName, request: { ...request, path: rest } });
  });

  test.each([
    "/",
    "/hello",
    "/@",
    "/@/x",
    "/@a b",
    "/@a.b/",
    "/x/@hello",
    "@hello",
    `/@${"x".repeat(65)}`,
    "/@hello%2Fthings",
    "/@hello\n/x",
  ])("%j is the API's", (path) => {
    expect(splitFunctionUrl({ method: "GET", path, query: "", headers: [] })).toBeUndefined();
  });
});

describe("its answer", () => {
  test.each<readonly [HttpOutcome["status"], number, string]>([
    ["error", 502, "Internal Server Error"],
    ["timeout", 502, "Internal Server Error"],
    ["crashed", 502, "Internal Server Error"],
    ["throttled", 429, "Rate Exceeded."],
    ["no-route", 403, '{"Message":"Forbidden"}'],
  ])("to %s is %d", (status, code, text) => {
    expect(toFunctionUrlResponse({ status } as HttpOutcome)).toEqual({
      status: code,
      headers: [
        ["content-type", "application/json"],
        ["content-length", String(text.length)],
      ],
      body: { text },
    });
  });

  test.each([['{"statusCode":99}'], ['{"statusCode":"OK"}'], ['{"statusCode":200,"body":{}}'], ['{"statusCode":200,"headers":[]}']])(
    "to the malformed %s is 502",
    (payload) => {
      expect(toFunctionUrlResponse({ status: "ok", payload })).toMatchObject({ status: 502, body: { text: "Internal Server Error" } });
    },
  );

  // https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload
  test.each([
    ['"Hello, world!"', '"Hello, world!"', "15"],
    ['{"message":"Hello, world!"}', '{"message":"Hello, world!"}', "27"],
    ["null", "null", "4"],
    ["not JSON", "not JSON", "8"],
  ])("to a bare %s is a 200 in JSON", (payload, text, length) => {
    expect(toFunctionUrlResponse({ status: "ok", payload })).toEqual({
      status: 200,
      headers: [
        ["content-type", "application/json"],
        ["content-length", length],
      ],
      body: { text },
    });
  });

  test("has status, headers and cookies where they are given", () => {
    const payload = JSON.stringify({ statusCode: 201, headers: { "X-Tag": "a" }, cookies: ["a=1", "b=2"], body: "made" });
    expect(toFunctionUrlResponse({ status: "ok", payload })).toMatchObject({
      status: 201,
      headers: expect.arrayContaining([
        ["x-tag", "a"],
        ["set-cookie", "a=1"],
        ["set-cookie", "b=2"],
      ]),
    });
  });
});
