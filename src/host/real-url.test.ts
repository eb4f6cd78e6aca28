import { describe, expect, test } from "vitest";
import type { HttpRequest, HttpResponse } from "../platform/triggers/http-request.ts";
import { answerRealUrls, type RealAnswer } from "./real-url.ts";

const REQUEST = {
  type: "coldstart-request",
  project: "my-site",
  method: "GET",
  path: "/hello?name=Ada",
  headers: [["accept", "text/html"]],
  body: new Uint8Array(),
};

/** The page's end, and a service worker that sends it anything. */
function begin(
  respond: (request: HttpRequest) => HttpResponse | Promise<HttpResponse> = () => ({ status: 200, headers: [], body: { text: "hi" } }),
) {
  const seen: HttpRequest[] = [];
  let listener: (event: unknown) => void = () => {};
  let isStarted = false;
  answerRealUrls({
    workers: {
      addEventListener: (_: string, heard: unknown) => {
        listener = heard as typeof listener;
      },
      startMessages: () => {
        isStarted = true;
      },
    } as never,
    holds: (project) => project === "my-site",
    answer: async (request) => {
      seen.push(request);
      return respond(request);
    },
  });
  expect(isStarted).toBe(true);
  /** What comes back through the port, once it is complete. */
  const ask = async (data: unknown, ports = 1): Promise<readonly RealAnswer[]> => {
    const said: RealAnswer[] = [];
    const port = { postMessage: (message: RealAnswer) => said.push(message) };
    listener({ data, ports: ports === 0 ? [] : [port] });
    if (said[0]?.type === "taken") await expect.poll(() => said.length).toBe(2);
    return said;
  };
  const answerTo = async (change: object) => {
    const [, answer] = await ask({ ...REQUEST, ...change });
    if (answer?.type !== "response") throw new Error("There is no response.");
    return { ...answer, text: new TextDecoder().decode(answer.body) };
  };
  return { ask, answerTo, seen };
}

describe("a real address", () => {
  test("of the open project is taken at once, and answered by the front door", async () => {
    const { ask, seen } = begin(() => ({ status: 201, headers: [["x-tag", "a"]], body: { text: "é" } }));
    expect(await ask(REQUEST)).toEqual([
      { type: "taken" },
      { type: "response", status: 201, headers: [["x-tag", "a"]], body: Uint8Array.of(0xc3, 0xa9) },
    ]);
    expect(seen).toEqual([{ method: "GET", path: "/hello", query: "name=Ada", headers: [["accept", "text/html"]] }]);
  });

  test.each(["other", "", "My-Site", "my-site/"])("of the project %j is not this page's", async (project) => {
    const { ask, seen } = begin();
    expect(await ask({ ...REQUEST, project })).toEqual([{ type: "not-here" }]);
    expect(seen).toEqual([]);
  });

  test.each([
    [new TextEncoder().encode("é"), { text: "é" }],
    [Uint8Array.of(0xff, 0xfe), { base64: "//4=" }],
    [new Uint8Array(), undefined],
  ])("hands on the body %j", async (body, given) => {
    const { answerTo, seen } = begin();
    await answerTo({ method: "POST", body });
    expect(seen[0]?.body).toEqual(given);
  });

  test("gives back bytes as they are", async () => {
    const { answerTo } = begin(() => ({ status: 200, headers: [], body: { base64: "iVBORw0KGgo=" } }));
    expect([...(await answerTo({})).body]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  });

  test.each([
    ["a path that is none", { path: "hello" }, "The path does not start with /"],
    ["a method that is none", { method: "G T" }, "The method is not a word."],
    ["headers that are none", { headers: [7, null] }, "The headers are not names with texts."],
    ["a line break in a header", { headers: [["a", "b\r\nc: d"]] }, "line break"],
  ])("with %s is refused with why", async (_, change, words) => {
    const { answerTo, seen } = begin();
    const answer = await answerTo(change);
    expect(answer).toMatchObject({ status: 400, headers: [["content-type", "text/plain; charset=utf-8"]] });
    expect(answer.text).toContain(words);
    expect(seen).toEqual([]);
  });

  test.each([new Error("The code of hello does not build."), "The code of hello does not build."])(
    "that cannot be answered says why",
    async (reason) => {
      const { answerTo } = begin(() => Promise.reject(reason));
      expect(await answerTo({})).toMatchObject({ status: 502, text: "The code of hello does not build." });
    },
  );
});

describe("what is no request", () => {
  test.each([
    undefined,
    null,
    "coldstart-request",
    {},
    { ...REQUEST, type: "other" },
    { ...REQUEST, project: 7 },
    { ...REQUEST, method: undefined },
    { ...REQUEST, headers: "accept" },
    { ...REQUEST, body: "text" },
    { ...REQUEST, body: [1, 2] },
  ])("is not heard: %j", async (data) => {
    expect(await begin().ask(data)).toEqual([]);
  });

  test("nor is one without a port to answer", async () => {
    const { ask, seen } = begin();
    await ask(REQUEST, 0);
    expect(seen).toEqual([]);
  });
});
