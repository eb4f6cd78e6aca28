import { describe, expect, test } from "vitest";
import { type CorsDoor, preflightResponse, withCors } from "./http-cors.ts";
import type { HttpRequest, HttpResponse } from "./http-request.ts";
import type { CorsConfig } from "./trigger.ts";

const CORS: CorsConfig = {
  allowOrigins: ["https://app.example"],
  allowMethods: ["GET", "PUT"],
  allowHeaders: ["content-type", "x-tag"],
  exposeHeaders: ["date"],
  allowCredentials: false,
  maxAgeS: 300,
};

const request = (headers: Readonly<Record<string, string>>, method = "GET"): HttpRequest => ({
  method,
  path: "/",
  query: "",
  headers: Object.entries(headers),
});
const from = (origin: string) => request({ Origin: origin });
const ask = (origin: string, method = "OPTIONS") => request({ Origin: origin, "Access-Control-Request-Method": "PUT" }, method);
const ok = (...headers: HttpResponse["headers"]): HttpResponse => ({ status: 200, headers, body: { text: "hi" } });

describe("a preflight", () => {
  test("is answered by the door itself", () => {
    expect(preflightResponse(ask("https://app.example"), CORS, "api")).toEqual({
      status: 204,
      headers: [
        ["access-control-allow-origin", "https://app.example"],
        ["vary", "Origin"],
        ["access-control-allow-methods", "GET,PUT"],
        ["access-control-allow-headers", "content-type,x-tag"],
        ["access-control-max-age", "300"],
      ],
      body: { text: "" },
    });
  });

  test("of an origin that is not allowed is answered without a word about it", () => {
    expect(preflightResponse(ask("https://other.example"), CORS, "api")).toEqual({ status: 204, headers: [], body: { text: "" } });
  });

  test("says nothing of what is not configured", () => {
    const bare: CorsConfig = { ...CORS, allowMethods: [], allowHeaders: [], exposeHeaders: [] };
    const { maxAgeS: _, ...unbounded } = bare;
    expect(preflightResponse(ask("https://app.example"), unbounded, "api")?.headers.map(([name]) => name)).toEqual([
      "access-control-allow-origin",
      "vary",
    ]);
  });

  test.each([
    ["another method", ask("https://app.example", "GET"), CORS],
    ["no origin", request({ "access-control-request-method": "PUT" }, "OPTIONS"), CORS],
    ["no method asked for", request({ origin: "https://app.example" }, "OPTIONS"), CORS],
    ["no configuration", ask("https://app.example"), undefined],
  ])("with %s is none: the function is asked", (_, asked, cors) => {
    expect(preflightResponse(asked, cors, "api")).toBeUndefined();
  });

  test("may be written in any case", () => {
    const asked = request({ ORIGIN: "https://app.example", "ACCESS-CONTROL-REQUEST-METHOD": "PUT" }, "options");
    expect(preflightResponse(asked, CORS, "function-url")?.status).toBe(204);
  });
});

describe("which origins", () => {
  const allowed = (pattern: string, origin: string) =>
    withCors(ok(), from(origin), { ...CORS, allowOrigins: [pattern] }, "api").headers.some(
      ([name]) => name === "access-control-allow-origin",
    );

  test.each([
    ["*", "https://any.example"],
    ["*", "null"],
    ["https://app.example", "https://app.example"],
    ["http://localhost:5173", "http://localhost:5173"],
    ["https://*", "https://any.example"],
    ["https://*.example.com", "https://a.example.com"],
    ["https://*.example.com", "https://a.b.example.com"],
  ])("%s allows %s", (pattern, origin) => expect(allowed(pattern, origin)).toBe(true));

  test.each([
    ["https://app.example", "http://app.example"],
    ["https://app.example", "https://app.example:8443"],
    ["https://app.example", "https://app.example.evil"],
    ["https://app.example", "null"],
    ["https://*", "http://any.example"],
    ["https://*", "https://"],
    ["https://*.example.com", "https://example.com"],
    ["https://*.example.com", "https://.example.com"],
    ["https://*.example.com", "https://a.example.com.evil"],
    ["https://*.example.com", "https://evilexample.com"],
    ["", "https://any.example"],
  ])("%s does not allow %s", (pattern, origin) => expect(allowed(pattern, origin)).toBe(false));
});

describe("an answer", () => {
  const own = ok(["Access-Control-Allow-Origin", "*"], ["access-control-expose-headers", "x-own"], ["content-type", "text/plain"]);
  const added: HttpResponse["headers"] = [
    ["access-control-allow-origin", "https://app.example"],
    ["vary", "Origin"],
    ["access-control-expose-headers", "date"],
  ];

  test("of an API has the API's headers in place of the function's", () => {
    expect(withCors(own, from("https://app.example"), CORS, "api").headers).toEqual([["content-type", "text/plain"], ...added]);
  });

  test("of an API drops the function's even where the origin is not allowed, or none is named", () => {
    for (const asked of [from("https://other.example"), request({})])
      expect(withCors(own, asked, CORS, "api").headers).toEqual([["content-type", "text/plain"]]);
  });

  test("of a function URL has both: the browser refuses it, as it does on Lambda", () => {
    expect(withCors(own, from("https://app.example"), CORS, "function-url").headers).toEqual([...own.headers, ...added]);
  });

  test("without a configuration is the function's own", () => {
    expect(withCors(own, from("https://app.example"), undefined, "api")).toBe(own);
  });

  test.each<readonly [CorsDoor, boolean, string]>([
    ["api", false, "*"],
    ["api", true, "https://app.example"],
    ["function-url", false, "https://app.example"],
    ["function-url", true, "https://app.example"],
  ])('where any origin is allowed: %s, credentials %s, says "%s"', (door, allowCredentials, said) => {
    const { headers } = withCors(ok(), from("https://app.example"), { ...CORS, allowOrigins: ["*"], allowCredentials }, door);
    const all = new Map(headers);
    expect(all.get("access-control-allow-origin")).toBe(said);
    expect(all.get("access-control-allow-credentials")).toBe(allowCredentials ? "true" : undefined);
    expect(all.get("vary")).toBe(said === "*" ? undefined : "Origin");
  });
});
