import { describe, expect, test } from "vitest";
import type { HttpRoute } from "./http-request.ts";
import { checkRoutes, matchRoute, parseRoute } from "./http-routes.ts";

function routes(...keys: string[]): HttpRoute[] {
  return keys.map((key, index) => {
    const [method = "", path = key] = key.split(" ");
    return { method, path, functionName: `f${index + 1}`, payloadFormat: "2.0" };
  });
}

describe("the table of the API Gateway guide", () => {
  const pets = routes("GET /pets/dog/1", "GET /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "$default");

  test.each([
    ["GET", "/pets/dog/1", "GET /pets/dog/1", {}],
    ["GET", "/pets/dog/2", "GET /pets/dog/{id}", { id: "2" }],
    ["GET", "/pets/cat/1", "GET /pets/{proxy+}", { proxy: "cat/1" }],
    ["POST", "/test/5", "ANY /{proxy+}", { proxy: "test/5" }],
    ["POST", "/pets/dog/1", "ANY /{proxy+}", { proxy: "pets/dog/1" }],
    ["GET", "/", "$default", {}],
  ])("%s %s goes to %s", (method, path, routeKey, pathParameters) => {
    expect(matchRoute(pets, method, path)).toMatchObject({ routeKey, pathParameters });
  });

  test("the order in which routes are given does not matter", () => {
    expect(matchRoute(pets.toReversed(), "GET", "/pets/dog/2")?.routeKey).toBe("GET /pets/dog/{id}");
  });
});

describe("what wins", () => {
  test.each([
    ["a full match over a longer greedy one", ["GET /{a}/{b}", "GET /pets/{proxy+}"], "/pets/x", "GET /{a}/{b}"],
    ["the longer greedy prefix", ["GET /{proxy+}", "GET /a/b/{proxy+}", "GET /a/{proxy+}"], "/a/b/c", "GET /a/b/{proxy+}"],
    ["fixed text from the left", ["GET /{a}/x", "GET /a/{b}"], "/a/x", "GET /a/{b}"],
    ["a named method over ANY", ["ANY /a", "GET /a"], "/a", "GET /a"],
    ["a fixed path under ANY over a parameter under GET", ["GET /{id}", "ANY /mine"], "/mine", "ANY /mine"],
    ["anything over $default", ["$default", "ANY /{proxy+}"], "/x", "ANY /{proxy+}"],
  ])("%s", (_, keys, path, routeKey) => {
    expect(matchRoute(routes(...keys), "GET", path)?.routeKey).toBe(routeKey);
  });

  test("the function of the winning route is named", () => {
    expect(matchRoute(routes("GET /a", "POST /a"), "POST", "/a")?.functionName).toBe("f2");
  });
});

describe("what does not match", () => {
  test.each([
    ["another method", "GET /a", "POST", "/a"],
    ["another case", "GET /a", "GET", "/A"],
    ["a trailing slash", "GET /a", "GET", "/a/"],
    ["a longer path", "GET /a/{id}", "GET", "/a/1/2"],
    ["a shorter path", "GET /a/{id}", "GET", "/a"],
    ["an empty parameter", "GET /a/{id}", "GET", "/a/"],
    ["an empty rest", "GET /a/{proxy+}", "GET", "/a/"],
  ])("%s", (_, key, method, path) => {
    expect(matchRoute(routes(key), method, path)).toBeUndefined();
  });

  test("HEAD is not answered by GET", () => {
    expect(matchRoute(routes("GET /a"), "HEAD", "/a")).toBeUndefined();
  });
});

describe("parameters", () => {
  test.each([
    ["GET /users/{name}", "/users/Ada%20Lovelace", { name: "Ada Lovelace" }],
    ["GET /users/{name}", "/users/%E2%98%95", { name: "☕" }],
    ["GET /users/{name}", "/users/a%2Fb", { name: "a/b" }],
    ["GET /users/{name}", "/users/100%", { name: "100%" }],
    ["GET /users/{name}", "/users/%FF", { name: "%FF" }],
    ["GET /users/{name}", "/users/a+b", { name: "a+b" }],
    ["GET /files/{path+}", "/files/a%20b/c/", { path: "a b/c/" }],
    ["GET /{a}/{b}", "/1/2", { a: "1", b: "2" }],
  ])("%s takes %s", (key, path, expected) => {
    expect(matchRoute(routes(key), "GET", path)?.pathParameters).toEqual(expected);
  });

  test("a parameter named __proto__ is a parameter", () => {
    const found = matchRoute(routes("GET /{__proto__}"), "GET", "/x")?.pathParameters;
    expect(found && Object.getOwnPropertyDescriptor(found, "__proto__")?.value).toBe("x");
  });
});

describe("parseRoute refuses", () => {
  test.each([
    ["FETCH", "/a", "route-method"],
    ["GET", "a", "route-path"],
    ["GET", "/a//b", "route-path"],
    ["GET", "/{proxy+}/a", "route-greedy-not-last"],
    ["GET", "/{id}/{id}", "route-parameter-twice"],
    ["GET", "/a{id}", "route-segment"],
    ["GET", "/{}", "route-segment"],
    ["GET", "/{a b}", "route-segment"],
    ["GET", "/a?x=1", "route-segment"],
  ])("%s %s: %s", (method, path, code) => {
    expect(parseRoute(method, path)).toMatchObject({ ok: false, code });
  });
});

describe("checkRoutes", () => {
  test("takes a good set, methods in any case", () => {
    expect(checkRoutes(routes("get /a", "POST /a", "ANY /{proxy+}", "$default")).ok).toBe(true);
    expect(parseRoute("get", "/a")).toMatchObject({ ok: true, value: { key: "GET /a", method: "GET" } });
  });

  test.each([
    ["the same route", ["GET /a", "GET /a"]],
    ["routes that differ in a parameter's name only", ["GET /a/{x}", "GET /a/{y}"]],
    ["two $default", ["$default", "$default"]],
  ])("refuses %s and says whose they are", (_, keys) => {
    expect(checkRoutes(routes(...keys))).toMatchObject({ ok: false, code: "route-twice", message: expect.stringContaining("f1 and f2") });
  });

  test("a fixed segment is not taken for a parameter", () => {
    expect(checkRoutes(routes("GET /parameter", "GET /{parameter}")).ok).toBe(true);
  });
});
