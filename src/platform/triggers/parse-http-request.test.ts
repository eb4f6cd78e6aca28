import { expect, test } from "vitest";
import { parseHttpRequest } from "./parse-http-request.ts";

test("a request as a script writes it", () => {
  const input = { method: "post", path: "/a", query: "?x=1", headers: { Accept: "text/html" }, body: "hi" };
  expect(parseHttpRequest(input)).toEqual({
    ok: true,
    value: { method: "POST", path: "/a", query: "x=1", headers: [["Accept", "text/html"]], body: { text: "hi" } },
  });
});

test("what it reads, it reads again the same", () => {
  const once = parseHttpRequest({
    path: "/a?x=1&y=?",
    headers: [
      ["a", "1"],
      ["a", "2"],
    ],
    body: Uint8Array.of(255, 0),
  });
  expect(once).toMatchObject({ ok: true, value: { method: "GET", path: "/a", query: "x=1&y=?", body: { base64: "/wA=" } } });
  expect(once.ok && parseHttpRequest(once.value)).toEqual(once);
});

test.each([
  [undefined, "request"],
  [[], "request"],
  [{ method: "GET" }, "request-path"],
  [{ path: "a" }, "request-path"],
  [{ path: "/a b" }, "request-path"],
  [{ path: "/a", method: "G E T" }, "request-method"],
  [{ path: "/a", query: 1 }, "request-query"],
  [{ path: "/a", headers: "x" }, "request-headers"],
  [{ path: "/a", headers: { a: 1 } }, "request-headers"],
  [{ path: "/a", headers: { "a b": "1" } }, "request-header-name"],
  [{ path: "/a", headers: { a: "1\r\nevil: 1" } }, "request-header-value"],
  [{ path: "/a", body: 5 }, "request-body"],
  [{ path: "/a", body: { base64: "!" } }, "request-body"],
])("%j is refused: %s", (input, code) => {
  expect(parseHttpRequest(input)).toMatchObject({ ok: false, code });
});
