import { describe, expect, test } from "vitest";
import type { RecordedAnswer } from "../platform/services/network-config.ts";
import { createNetworkGate } from "./network-gate.ts";

interface Asked {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

const recorded = (change: Partial<RecordedAnswer> = {}): RecordedAnswer => ({
  host: "api.example",
  status: 200,
  headers: {},
  body: "recorded",
  ...change,
});

function begin({
  allowed = ["api.example", "localhost:8080"],
  confirmed = ["api.example", "localhost:8080"],
  answers = [],
  respond = async () => new Response("from outside", { status: 201, statusText: "Created", headers: { "x-tag": "a" } }),
}: {
  readonly allowed?: readonly string[];
  readonly confirmed?: readonly string[];
  readonly answers?: readonly RecordedAnswer[];
  readonly respond?: () => Promise<Response>;
} = {}) {
  const asked: Asked[] = [];
  const rules = { network: { allowedHosts: allowed, recorded: answers }, confirmedHosts: confirmed };
  const gate = createNetworkGate(
    () => rules,
    (url, init) => {
      asked.push({ url: String(url), init });
      return respond();
    },
  );
  const fetchOf = (input: Record<string, unknown>, body?: Uint8Array<ArrayBuffer>) =>
    gate.fetch({ service: "network", operation: "fetch", input, ...(body === undefined ? {} : { body }) });
  return { fetchOf, asked, text: async (url: string, method?: string) => textOf((await fetchOf({ url, method })).body) };
}

const textOf = (body: Uint8Array | undefined) => (body === undefined ? undefined : new TextDecoder().decode(body));

describe("the network is off", () => {
  test.each([
    [
      "no host is named",
      [],
      [],
      /^The network is off in this playground: the request to api\.example did not leave the browser\. Allow api\.example in Network/,
    ],
    ["another host is", ["other.example"], ["other.example"], /^The network is off/],
    ["the person confirmed it for another project only", [], ["api.example"], /^The network is off/],
    [
      "the person has not confirmed it",
      ["api.example"],
      [],
      /^The project may reach api\.example, but you have not confirmed it: .* Confirm it in Network/,
    ],
    ["only a domain above is", ["example"], ["example"], /^The network is off/],
  ] as const)("where %s", async (_, allowed, confirmed, words) => {
    const { fetchOf, asked } = begin({ allowed, confirmed });
    expect(await fetchOf({ url: "https://api.example/x" })).toEqual({
      status: 0,
      error: { code: "ECONNREFUSED", message: expect.stringMatching(words) },
    });
    expect(asked).toEqual([]);
  });

  test.each([
    "https://api.example.evil/",
    "https://evil.example/api.example",
    "https://api.example@evil.example/",
    "https://api.example:8443/",
    "http://localhost/",
    "https://sub.api.example/",
  ])("for %s, which only looks like an allowed host", async (url) => {
    const { fetchOf, asked } = begin();
    expect(await fetchOf({ url })).toMatchObject({ status: 0, error: { code: "ECONNREFUSED" } });
    expect(asked).toEqual([]);
  });

  test.each([
    undefined,
    null,
    7,
    {},
    [],
    "",
    "api.example",
    "/relative",
    "//api.example/",
    "https://",
    "javascript:alert(1)",
    "data:text/plain,hi",
    "file:///etc/passwd",
    "blob:https://api.example/1",
    "ftp://api.example/",
    "ws://api.example/",
  ])("for %j, which is no address of the web", async (url) => {
    const { fetchOf, asked } = begin({ answers: [recorded()] });
    expect(await fetchOf({ url })).toEqual({ status: 0, error: { code: "ENOTFOUND", message: "This is no address of the web." } });
    expect(asked).toEqual([]);
  });

  test("for a method that is no text", async () => {
    expect(await begin().fetchOf({ url: "https://api.example/", method: {} })).toMatchObject({ status: 0 });
  });
});

describe("a host that is allowed and confirmed", () => {
  test("answers; nothing of the person goes along", async () => {
    const { fetchOf, asked } = begin();
    const body = Uint8Array.of(1, 2);
    const answer = await fetchOf({ url: "https://API.example:443/x?q=1#here", method: "POST", headers: [["x-a", "1"]] }, body);
    expect(answer).toMatchObject({
      status: 201,
      output: { status: 201, statusText: "Created", headers: expect.arrayContaining([["x-tag", "a"]]) },
    });
    expect(textOf(answer.body)).toBe("from outside");
    expect(asked).toMatchObject([
      {
        url: "https://api.example/x?q=1#here",
        init: {
          method: "POST",
          headers: [["x-a", "1"]],
          body,
          credentials: "omit",
          referrerPolicy: "no-referrer",
          mode: "cors",
          redirect: "manual",
        },
      },
    ]);
  });

  test("with its port", async () => {
    expect((await begin().fetchOf({ url: "http://localhost:8080/" })).status).toBe(201);
  });

  test.each([[undefined], ["x: y"], [{ a: "b" }], [[["a"], ["b", 7], "c", null, ["ok", "yes"]]]])(
    "is sent only headers that are some: %j",
    async (headers) => {
      const { fetchOf, asked } = begin();
      await fetchOf({ url: "https://api.example/", headers });
      expect(asked[0]?.init?.headers).toEqual(Array.isArray(headers) ? [["ok", "yes"]] : []);
    },
  );

  test("is sent no body where there is none, and asked by GET", async () => {
    const { fetchOf, asked } = begin();
    await fetchOf({ url: "https://api.example/" }, new Uint8Array());
    expect(asked[0]?.init).not.toHaveProperty("body");
    expect(asked[0]?.init?.method).toBe("GET");
  });

  test.each(["follow", "manual", "error"])("that redirects (%s) leads nowhere: it could be any host", async (redirect) => {
    const respond = async () => Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
    const { fetchOf, asked } = begin({ respond });
    expect(await fetchOf({ url: "https://api.example/", redirect })).toMatchObject({
      status: 0,
      error: {
        code: "ECONNRESET",
        message: expect.stringMatching(/answered with a redirect, which is not followed: .* Fetch the address it leads to\.$/),
      },
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.init?.redirect).toBe("manual");
  });

  test.each([new TypeError("Failed to fetch"), "Failed to fetch.", new DOMException("Failed to fetch", "TimeoutError")])(
    "that gives no answer is told in words",
    async (reason) => {
      const { fetchOf } = begin({ respond: () => Promise.reject(reason) });
      expect(await fetchOf({ url: "https://api.example/" })).toEqual({
        status: 0,
        error: {
          code: "ECONNRESET",
          message:
            "api.example gave no answer: Failed to fetch. A browser also refuses answers of hosts that do not allow it (CORS): record an answer for this host instead.",
        },
      });
    },
  );

  test("that never stops is cut off, and told to stop", async () => {
    let pulled = 0;
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1_048_576));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const { fetchOf } = begin({ respond: async () => new Response(endless) });
    expect(await fetchOf({ url: "https://api.example/" })).toMatchObject({
      status: 0,
      error: { code: "ECONNRESET", message: expect.stringContaining("more than the 20971520 bytes") },
    });
    expect(isCancelled).toBe(true);
    expect(pulled).toBeLessThan(25);
  });

  test("takes an answer as large as the bound", async () => {
    const { fetchOf } = begin({ respond: async () => new Response(new Uint8Array(20_971_520)) });
    expect((await fetchOf({ url: "https://api.example/" })).body?.byteLength).toBe(20_971_520);
  });

  test("takes an answer without a body", async () => {
    const { fetchOf } = begin({ respond: async () => new Response(null, { status: 204 }) });
    expect(await fetchOf({ url: "https://api.example/" })).toMatchObject({ status: 204, body: new Uint8Array() });
  });
});

describe("a recorded answer", () => {
  test("stands in for the network, even for hosts that may not be reached, and before those that may", async () => {
    for (const allowed of [[], ["api.example"]]) {
      const { fetchOf, asked } = begin({ allowed, answers: [recorded({ status: 404, headers: { "content-type": "text/plain" } })] });
      const answer = await fetchOf({ url: "https://api.example/a?b" });
      expect(answer).toMatchObject({
        status: 404,
        output: { status: 404, headers: [["content-type", "text/plain"]], url: "https://api.example/a?b", redirected: false },
      });
      expect(textOf(answer.body)).toBe("recorded");
      expect(asked).toEqual([]);
    }
  });

  const answers = [
    recorded({ method: "POST", path: "/v1/", body: "post v1" }),
    recorded({ path: "/v1/", body: "any v1" }),
    recorded({ method: "GET", body: "get" }),
    recorded({ host: "other.example:8080", body: "with its port" }),
  ];
  test.each([
    ["https://api.example/v1/things", "POST", "post v1"],
    ["https://api.example/v1/things", "post", "post v1"],
    ["https://api.example/v1/things", "GET", "any v1"],
    ["https://api.example/v1/", "DELETE", "any v1"],
    ["https://api.example/v2", "GET", "get"],
    ["https://api.example/v1", undefined, "get"],
    ["https://api.example", undefined, "get"],
    ["http://other.example:8080/x", "PUT", "with its port"],
  ])("for %s by %s: the first that fits", async (url, method, body) => {
    expect(await begin({ answers }).text(url, method)).toBe(body);
  });

  test.each([
    ["https://api.example/v2", "POST"],
    ["https://other.example/x", "GET"],
    ["https://sub.api.example/", "GET"],
  ])("is none for %s by %s", async (url, method) => {
    expect(await begin({ allowed: [], answers }).fetchOf({ url, method })).toMatchObject({ status: 0 });
  });
});
