import { beforeEach, describe, expect, test } from "vitest";
import { createFetch } from "./fetch.ts";
import type { ServiceReply } from "./node/node-host.ts";

let reply: ServiceReply | Promise<never>;
const seen: { input: Record<string, unknown>; body: string | undefined }[] = [];
const fetchHere = createFetch((service, operation, input, body) => {
  expect([service, operation]).toEqual(["network", "fetch"]);
  seen.push({ input: JSON.parse(input) as Record<string, unknown>, body: body && new TextDecoder().decode(body) });
  return Promise.resolve(reply);
});

const answered = (output: object, body?: string): ServiceReply => ({
  status: 200,
  output: JSON.stringify(output),
  ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
});

beforeEach(() => {
  seen.length = 0;
  reply = answered({ status: 200 }, "ok");
});

describe("a request that the page lets through", () => {
  test("is a Response, headers, address and all", async () => {
    const headers = [
      ["content-type", "application/json"],
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ];
    reply = answered({ status: 201, statusText: "Created", headers, url: "https://api.example/after", redirected: true }, '{"a":1}');
    const response = await fetchHere("https://api.example/x", {
      method: "POST",
      body: JSON.stringify({ n: 1 }),
      headers: { "X-Key": "k" },
    });
    expect(response).toBeInstanceOf(Response);
    expect(response).toMatchObject({ status: 201, statusText: "Created", ok: true, url: "https://api.example/after", redirected: true });
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.json()).toEqual({ a: 1 });
    expect(seen[0]).toMatchObject({ input: { url: "https://api.example/x", method: "POST", redirect: "follow" }, body: '{"n":1}' });
    expect(seen[0]?.input.headers).toContainEqual(["x-key", "k"]);
  });

  test("without a body sends none", async () => {
    await fetchHere(new URL("https://api.example/"));
    expect(seen[0]?.body).toBeUndefined();
  });

  test.each([204, 205, 304])("%i has no body", async (status) => {
    reply = answered({ status }, "");
    expect((await fetchHere("https://api.example/")).body).toBeNull();
  });

  test("a Request and a stream are taken as well", async () => {
    await fetchHere(new Request("https://api.example/", { method: "PUT", body: "a" }));
    await fetchHere("https://api.example/", { method: "PUT", body: new Blob(["b"]).stream() });
    expect(seen.map(({ body }) => body)).toEqual(["a", "b"]);
  });
});

describe("a request that fails", () => {
  test.each(["ECONNREFUSED", "ENOTFOUND"])("%s is a TypeError with its cause", async (code) => {
    reply = { status: 0, output: "{}", error: { code, message: "The network is off." } };
    const failed: unknown = await fetchHere("https://api.example/").catch((reason: unknown) => reason);
    expect(failed).toBeInstanceOf(TypeError);
    expect(failed).toMatchObject({ message: "fetch failed", cause: { code, message: "The network is off." } });
  });

  test.each(["/relative", "", "not an address"])("%j is no address", async (address) => {
    await expect(fetchHere(address)).rejects.toMatchObject({
      message: `Failed to parse URL from ${address}`,
      cause: { code: "ERR_INVALID_URL" },
    });
    expect(seen).toEqual([]);
  });

  test("given up before it began", async () => {
    await expect(fetchHere("https://api.example/", { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
    expect(seen).toEqual([]);
  });

  test("given up on the way, with the reason given", async () => {
    reply = new Promise<never>(() => {});
    const aborter = new AbortController();
    const failed = fetchHere("https://api.example/", { signal: aborter.signal });
    aborter.abort(new Error("enough"));
    await expect(failed).rejects.toThrow("enough");
  });
});
