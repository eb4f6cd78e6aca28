import { describe, expect, test } from "vitest";
import type { HttpResponse } from "./http-request.ts";
import { type HttpOutcome, inferResponse, toHttpResponse } from "./http-response.ts";

function answer(value: unknown): HttpResponse {
  return toHttpResponse({ status: "ok", payload: JSON.stringify(value) });
}

function header(response: HttpResponse, name: string): string[] {
  return response.headers.filter(([key]) => key === name).map(([, value]) => value);
}

describe("a bare answer is a 200 in JSON", () => {
  test.each([
    ['{"message":"hi"}', '{"message":"hi"}'],
    ["[1,2,3]", "[1,2,3]"],
    ['"Hello"', "Hello"],
    ['""', ""],
    ['"a \\"quoted\\" word"', 'a "quoted" word'],
    ["42", "42"],
    ["true", "true"],
    ["null", "null"],
    ['{"body":"without a statusCode"}', '{"body":"without a statusCode"}'],
    ['{"half":', '{"half":'],
  ])("%s", (payload, body) => {
    const response = toHttpResponse({ status: "ok", payload });
    expect(response).toMatchObject({ status: 200, body: { text: body } });
    expect(header(response, "content-type")).toEqual(["application/json"]);
  });
});

describe("an explicit answer", () => {
  test("has its status, headers, cookies and body", () => {
    const response = answer({
      statusCode: 201,
      headers: { "Content-Type": "text/html", "X-Age": 7, "x-on": true },
      cookies: ["a=1", "b=2"],
      body: "<p>☕",
    });
    expect(response).toMatchObject({ status: 201, body: { text: "<p>☕" } });
    expect(response.headers).toEqual([
      ["content-type", "text/html"],
      ["x-age", "7"],
      ["x-on", "true"],
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
      ["content-length", "6"],
    ]);
  });

  test("without body and type is empty plain text", () => {
    const response = answer({ statusCode: 204 });
    expect(response).toMatchObject({ status: 204, body: { text: "" } });
    expect(header(response, "content-type")).toEqual(["text/plain; charset=utf-8"]);
    expect(header(response, "content-length")).toEqual(["0"]);
  });

  test("null fields count as left out", () => {
    expect(answer({ statusCode: 200, headers: null, cookies: null, body: null, isBase64Encoded: null })).toMatchObject({
      status: 200,
      body: { text: "" },
    });
  });

  test("a base64 body is decoded: text where it is text, bytes where not", () => {
    expect(answer({ statusCode: 200, body: "aGVsbG8=", isBase64Encoded: true })).toMatchObject({ body: { text: "hello" } });
    const image = answer({ statusCode: 200, headers: { "content-type": "image/jpeg" }, body: "/9j/", isBase64Encoded: true });
    expect(image.body).toEqual({ base64: "/9j/" });
    expect(header(image, "content-length")).toEqual(["3"]);
  });

  test("the content length is what is sent, not what the function says", () => {
    expect(header(answer({ statusCode: 200, headers: { "Content-Length": "999" }, body: "abc" }), "content-length")).toEqual(["3"]);
  });

  test.each([100, 599])("%d is a status", (statusCode) => {
    expect(answer({ statusCode }).status).toBe(statusCode);
  });
});

describe("a malformed answer is a 500, and says why to its author only", () => {
  test.each([
    ["statusCode 200.5", { statusCode: 200.5 }],
    ["statusCode 99", { statusCode: 99 }],
    ["statusCode 600", { statusCode: 600 }],
    ["statusCode 0", { statusCode: 0 }],
    ["statusCode in words", { statusCode: "OK" }],
    ["statusCode null", { statusCode: null }],
    ["an object as body", { statusCode: 200, body: { a: 1 } }],
    ["a number as body", { statusCode: 200, body: 1 }],
    ["headers as a list", { statusCode: 200, headers: [] }],
    ["a list in a header", { statusCode: 200, headers: { a: ["1", "2"] } }],
    ["cookies as one text", { statusCode: 200, cookies: "a=1" }],
    ["a number among the cookies", { statusCode: 200, cookies: ["a=1", 2] }],
    ["bad base64", { statusCode: 200, body: "not base64!", isBase64Encoded: true }],
    ["isBase64Encoded in words", { statusCode: 200, body: "", isBase64Encoded: "yes" }],
  ])("%s", (_, value) => {
    expect(answer(value)).toMatchObject({ status: 500, body: { text: '{"message":"Internal Server Error"}' } });
    expect(inferResponse(JSON.stringify(value))).toMatchObject({
      ok: false,
      code: "malformed-response",
      remedy: expect.stringMatching(/\.$/),
    });
  });
});

describe("format 1.0", () => {
  const answerV1 = (value: unknown): HttpResponse => toHttpResponse({ status: "ok", payload: JSON.stringify(value) }, "1.0");

  test("sends every value of multiValueHeaders, which stand in place of headers' of the same name", () => {
    const response = answerV1({
      statusCode: 200,
      headers: { "X-One": "1", "x-two": "of headers", "Content-Length": "999" },
      multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"], "X-Two": ["a", "b"], "x-none": [] },
      body: "hi",
    });
    expect(response.headers).toEqual([
      ["content-type", "text/plain; charset=utf-8"],
      ["x-one", "1"],
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
      ["x-two", "a"],
      ["x-two", "b"],
      ["content-length", "2"],
    ]);
  });

  test("has one content type and one length, wherever they are given", () => {
    const response = answerV1({
      statusCode: 200,
      multiValueHeaders: { "Content-Type": ["text/html"], "content-length": ["7"] },
      body: "é",
    });
    expect(header(response, "content-type")).toEqual(["text/html"]);
    expect(header(response, "content-length")).toEqual(["2"]);
  });

  test("reads no cookies", () => {
    expect(header(answerV1({ statusCode: 200, cookies: ["a=1"] }), "set-cookie")).toEqual([]);
  });

  test("null fields count as left out", () => {
    expect(answerV1({ statusCode: 204, headers: null, multiValueHeaders: null, body: null, isBase64Encoded: null })).toMatchObject({
      status: 204,
      body: { text: "" },
    });
  });

  test.each([
    ["nothing", null],
    ["a text", "hi"],
    ["a list", []],
    ["an object without statusCode", { message: "hi" }],
    ["statusCode by inheritance only", { __proto__: { statusCode: 200 } }],
    ["multiValueHeaders as a list", { statusCode: 200, multiValueHeaders: [] }],
    ["a text among multiValueHeaders", { statusCode: 200, multiValueHeaders: { a: "1" } }],
    ["a number in a list", { statusCode: 200, multiValueHeaders: { a: [1] } }],
    ["a number as body", { statusCode: 200, body: 1 }],
  ])("infers nothing: %s is a 500", (_, value) => {
    expect(answerV1(value)).toMatchObject({ status: 500, body: { text: '{"message":"Internal Server Error"}' } });
  });

  test("what is no JSON is a 500", () => {
    expect(toHttpResponse({ status: "ok", payload: "hi" }, "1.0").status).toBe(500);
  });
});

test.each([
  ["error", 500, '{"message":"Internal Server Error"}'],
  ["crashed", 500, '{"message":"Internal Server Error"}'],
  ["timeout", 503, '{"message":"Service Unavailable"}'],
  ["throttled", 429, '{"message":"Too Many Requests"}'],
  ["no-route", 404, '{"message":"Not Found"}'],
] as const)("%s answers %d", (status, code, text) => {
  const outcome: HttpOutcome = { status };
  const response = toHttpResponse(outcome);
  expect(response).toMatchObject({ status: code, body: { text } });
  expect(header(response, "content-type")).toEqual(["application/json"]);
  expect(header(response, "content-length")).toEqual([String(text.length)]);
});
