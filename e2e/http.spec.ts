/** The HTTP trigger through the whole chain: route, event, function, answer; and the errors of the gateway, word for word. */
import { expect, test } from "./coldstart-page.ts";

const FUNCTIONS = [
  {
    name: "echo",
    files: { "index.js": "exports.handler = async (event) => event;" },
    triggers: [
      { type: "http", method: "ANY", path: "/echo/{id}" },
      { type: "http", method: "GET", path: "/files/{proxy+}" },
    ],
  },
  {
    name: "answers",
    timeoutMs: 3_000,
    reservedConcurrency: 1,
    files: {
      "index.js": `exports.handler = async (event) => {
        switch (event.queryStringParameters?.mode) {
          case "html": return { statusCode: 201, headers: { "Content-Type": "text/html", "X-One": "1" }, cookies: ["a=1", "b=2"], body: "<h1>hi</h1>" };
          case "binary": return { statusCode: 200, headers: { "content-type": "image/png" }, isBase64Encoded: true, body: "iVBORw0KGgo=" };
          case "bare": return { hello: "world" };
          case "throw": throw new Error("no");
          case "malformed": return { statusCode: "fine" };
          case "hang": await new Promise((r) => setTimeout(r, 60000));
        }
        return "text";
      };`,
    },
    triggers: [{ type: "http", method: "GET", path: "/answers" }],
  },
];

test.beforeEach(async ({ usedPage: coldstart }) => {
  await coldstart.deploy(...FUNCTIONS);
});

test("a text that a script sends without a type arrives as text, as fetch would send it", async ({ usedPage: coldstart }) => {
  const { body } = await coldstart.page.evaluate(() => window.coldstart.http({ method: "POST", path: "/echo/1", body: '{"n":1}' }));
  expect(JSON.parse(body)).toMatchObject({
    body: '{"n":1}',
    isBase64Encoded: false,
    headers: { "content-type": "text/plain;charset=UTF-8" },
  });
});

test("the event is payload format 2.0, parameters and all", async ({ usedPage: coldstart }) => {
  const { body, status } = await coldstart.page.evaluate(() =>
    window.coldstart.http({
      method: "POST",
      path: "/echo/a%20b",
      query: "x=1&x=2&y=%C3%A9",
      headers: { "X-Custom": "v", "content-type": "application/json", cookie: "k=1; l=2" },
      body: '{"n":1}',
    }),
  );
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({
    version: "2.0",
    routeKey: "ANY /echo/{id}",
    rawQueryString: "x=1&x=2&y=%C3%A9",
    cookies: ["k=1", "l=2"],
    headers: { "x-custom": "v" },
    queryStringParameters: { x: "1,2", y: "é" },
    pathParameters: { id: "a b" },
    requestContext: { http: { method: "POST" }, stage: "$default" },
    body: '{"n":1}',
    isBase64Encoded: false,
  });
});

for (const [mode, status, body] of [
  ["html", 201, "<h1>hi</h1>"],
  ["binary", 200, "iVBORw0KGgo="],
  ["bare", 200, '{"hello":"world"}'],
  ["text", 200, "text"],
  ["throw", 500, '{"message":"Internal Server Error"}'],
  ["malformed", 500, '{"message":"Internal Server Error"}'],
  ["hang", 503, '{"message":"Service Unavailable"}'],
] as const) {
  test(`a function that answers "${mode}" is ${status}`, async ({ usedPage: coldstart }) => {
    const answer = await coldstart.page.evaluate(
      (query) => window.coldstart.http({ method: "GET", path: "/answers", query }),
      `mode=${mode}`,
    );
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body });
  });
}

test("no route is 404, a throttled request 429", async ({ usedPage: coldstart }) => {
  const answers = await coldstart.page.evaluate(async () => {
    const missing = await window.coldstart.http({ method: "GET", path: "/nowhere" });
    const hang = window.coldstart.http({ method: "GET", path: "/answers", query: "mode=hang" });
    const throttled = await window.coldstart.http({ method: "GET", path: "/answers" });
    return [missing, throttled, await hang].map(({ status, body }) => [status, body]);
  });
  expect(answers).toEqual([
    [404, '{"message":"Not Found"}'],
    [429, '{"message":"Too Many Requests"}'],
    [503, '{"message":"Service Unavailable"}'],
  ]);
});
