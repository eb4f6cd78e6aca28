import { expect, test } from "vitest";
import { invocation } from "../../store/fake-port.ts";
import { countHttp, NO_HTTP_PASSES, type RouteNodes } from "./http-passes.ts";

const ROUTES: RouteNodes = new Map([
  ["one", ["http:GET /one"]],
  ["two", ["http:GET /a", "http:ANY /b", "http:$default"]],
  ["both", ["http:GET /a", "http:url/both"]],
]);
const asked = (functionName: string, event: object, atMs = 5) =>
  invocation({ trigger: "http", functionName, event: JSON.stringify(event), arrivedAtMs: atMs });
const counts = (passes: ReturnType<typeof countHttp>) => Object.fromEntries([...passes.byEdge].map(([key, { count }]) => [key, count]));

test.each<[string, string, object, string | undefined]>([
  ["the only route", "one", {}, "http:GET /one>function:one"],
  ["payload 2.0", "two", { version: "2.0", routeKey: "ANY /b" }, "http:ANY /b>function:two"],
  ["payload 1.0", "two", { version: "1.0", resource: "/a", httpMethod: "GET" }, "http:GET /a>function:two"],
  ["payload 1.0 of a route for every method", "two", { version: "1.0", resource: "/b", httpMethod: "PUT" }, "http:ANY /b>function:two"],
  ["a route that is gone", "two", { routeKey: "GET /old" }, "http:GET /a>function:two"],
  [
    "a function's own address",
    "both",
    { routeKey: "$default", requestContext: { domainName: "x.lambda-url.us-east-1.on.aws" } },
    "http:url/both>function:both",
  ],
  [
    "a route beside an own address",
    "both",
    { routeKey: "GET /a", requestContext: { domainName: "x.execute-api.us-east-1.amazonaws.com" } },
    "http:GET /a>function:both",
  ],
  ["a function without routes", "three", {}, undefined],
])("%s", (_, functionName, event, edge) => {
  const passes = countHttp(NO_HTTP_PASSES, [asked(functionName, event)], 0, ROUTES);
  expect([...passes.byEdge.keys()]).toEqual(edge === undefined ? [] : [edge]);
});

test("counts only what is new, requests let go included, and begins anew after a reset", () => {
  const first = countHttp(NO_HTTP_PASSES, [asked("one", {}), invocation({ functionName: "one" })], 0, ROUTES);
  expect(counts(first)).toEqual({ "http:GET /one>function:one": 1 });
  expect(countHttp(first, [asked("one", {}), invocation({})], 0, ROUTES)).toBe(first);
  const second = countHttp(first, [invocation({}), asked("one", {}, 9)], 1, ROUTES);
  expect(counts(second)).toEqual({ "http:GET /one>function:one": 2 });
  expect(second.byEdge.get("http:GET /one>function:one")?.atMs).toBe(9);
  expect(counts(countHttp(second, [asked("one", {})], 0, ROUTES))).toEqual({ "http:GET /one>function:one": 1 });
});
