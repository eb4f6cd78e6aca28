import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../platform/seeded-random.ts";
import type { HttpRequest } from "../platform/triggers/http-request.ts";
import { parseCurl, toCurl } from "./curl.ts";

function read(command: string): HttpRequest {
  const parsed = parseCurl(command);
  if (!parsed.ok) throw new Error(`${parsed.code}: ${parsed.message}`);
  return parsed.value;
}

const FORM: HttpRequest["headers"] = [["Content-Type", "application/x-www-form-urlencoded"]];

describe("the request of a command", () => {
  const cases: readonly (readonly [string, Partial<HttpRequest>])[] = [
    ["curl https://example.com", { method: "GET", path: "/", query: "", headers: [] }],
    ["curl example.com/hello?name=Ada", { path: "/hello", query: "name=Ada" }],
    ["curl 'http://localhost:3000/a/b?x=1&y=%20#part'", { path: "/a/b", query: "x=1&y=%20" }],
    ["curl 'https://example.com?x=1'", { path: "/", query: "x=1" }],
    ["curl /hello", { path: "/hello" }],
    ["$ curl --url https://example.com/a", { path: "/a" }],
    ["curl.exe https://example.com/a", { path: "/a" }],
    ["curl -X put https://example.com/a", { method: "PUT" }],
    ["curl -XDELETE https://example.com/a", { method: "DELETE" }],
    ["curl -I https://example.com/a", { method: "HEAD" }],
    ["curl -sSL -o /dev/null -w '%{http_code}' https://example.com/a", { method: "GET", path: "/a", headers: [] }],
    ["curl https://example.com/a | jq .", { path: "/a" }],
    ["curl https://example.com/a; echo done", { path: "/a" }],
    [
      "curl -H 'Accept: text/html' -H 'X-Empty;' -H 'x-tag:a' https://e.com",
      {
        headers: [
          ["Accept", "text/html"],
          ["X-Empty", ""],
          ["x-tag", "a"],
        ],
      },
    ],
    ["curl -d a=1 -d b=2 https://e.com", { method: "POST", headers: FORM, body: { text: "a=1&b=2" } }],
    ["curl -d '' https://e.com", { method: "POST", headers: FORM, body: { text: "" } }],
    ["curl --data-raw '@name' https://e.com", { headers: FORM, body: { text: "@name" } }],
    ["curl --data-binary $'a\\nb' https://e.com", { headers: FORM, body: { text: "a\nb" } }],
    ["curl --data-urlencode 'q=a b&c' https://e.com", { body: { text: "q=a%20b%26c" } }],
    [
      "curl --json '{\"a\":1}' https://e.com",
      {
        method: "POST",
        headers: [
          ["Content-Type", "application/json"],
          ["Accept", "application/json"],
        ],
        body: { text: '{"a":1}' },
      },
    ],
    [
      "curl --json '{}' -H 'content-type: text/x' https://e.com",
      {
        headers: [
          ["content-type", "text/x"],
          ["Accept", "application/json"],
        ],
        body: { text: "{}" },
      },
    ],
    ["curl -d x -H 'Content-Type:' https://e.com", { headers: [], body: { text: "x" } }],
    ["curl -X PUT -d x https://e.com", { method: "PUT", body: { text: "x" } }],
    ["curl -G -d a=1 --data-urlencode 'b= ' 'https://e.com/s?c=3'", { method: "GET", query: "c=3&a=1&b=%20", headers: [] }],
    ["curl -u ada:pässwort https://e.com", { headers: [["Authorization", "Basic YWRhOnDDpHNzd29ydA=="]] }],
    ["curl https://ada:se%20cret@e.com/a", { path: "/a", headers: [["Authorization", "Basic YWRhOnNlIGNyZXQ="]] }],
    ["curl --oauth2-bearer abc https://e.com", { headers: [["Authorization", "Bearer abc"]] }],
    [
      "curl -b 'a=1; b=2' -A Mozilla -e https://r.com https://e.com",
      {
        headers: [
          ["Cookie", "a=1; b=2"],
          ["User-Agent", "Mozilla"],
          ["Referer", "https://r.com"],
        ],
      },
    ],
  ];

  test.each(cases)("%s", (command, expected) => {
    expect(read(command)).toMatchObject(expected);
    expect(read(command).body).toEqual(expected.body);
  });

  test("without a body there is none", () => {
    expect(read("curl https://e.com")).not.toHaveProperty("body");
  });
});

describe("quoting", () => {
  test.each([
    ["lines joined by a backslash", "curl \\\n  -H 'a: 1' \\\r\n  'https://e.com/x'"],
    ["double quotes", 'curl -H "a: 1" "https://e.com/x"'],
    ["words of mixed quotes", "curl -H a:' '\"1\" https://e.com'/x'"],
    ["cmd.exe's carets", 'curl ^\r\n  -H "a: 1" ^\r\n  "https://e.com/x"'],
  ])("%s", (_, command) => {
    expect(read(command)).toMatchObject({ path: "/x", headers: [["a", "1"]] });
  });

  test.each([
    ["'it'\\''s'", "it's"],
    ['"a \\"b\\" \\\\ \\n \\$HOME"', 'a "b" \\ \\n $HOME'],
    ["$'tab\\there \\'q\\' \\x41\\u00e9\\U0001f600 \\101 \\\\'", "tab\there 'q' Aé😀 A \\"],
    ["a\\ b\\'c", "a b'c"],
    ["'$NOT `a` $(variable)'", "$NOT `a` $(variable)"],
    ['"100$ and $"', "100$ and $"],
  ])("the body %s", (word, text) => {
    expect(read(`curl https://e.com --data-raw ${word}`).body).toEqual({ text });
  });

  test("what Chrome copies for cmd.exe", () => {
    const command =
      'curl ^"https://e.com/api?a=1^&b=2^" ^\n  -H ^"content-type: application/json^" ^\n  --data-raw ^"^{^\\^"name^\\^":^\\^"Ada ^& co^\\^",^\\^"n^\\^":1^}^"';
    expect(read(command)).toEqual({
      method: "POST",
      path: "/api",
      query: "a=1&b=2",
      headers: [["content-type", "application/json"]],
      body: { text: '{"name":"Ada & co","n":1}' },
    });
  });
});

describe("what cannot be done is refused in words", () => {
  test.each([
    ["", "curl-not-curl"],
    ["wget https://e.com", "curl-not-curl"],
    ["curl", "curl-no-url"],
    ["curl -d", "curl-option-value"],
    ["curl https://a.com https://b.com", "curl-two-urls"],
    ["curl ftp://e.com/x", "curl-url"],
    ["curl 'https://e.com/a b'", "curl-url"],
    ["curl -d @body.json https://e.com", "curl-file"],
    ["curl --data-binary @- https://e.com", "curl-file"],
    ["curl --data-urlencode name@file https://e.com", "curl-file"],
    ["curl -b cookies.txt https://e.com", "curl-file"],
    ["curl -F file=@a.png https://e.com", "curl-option"],
    ["curl --nonsense https://e.com", "curl-option"],
    ["curl -ZZ https://e.com", "curl-option"],
    ["curl -X 'A B' https://e.com", "curl-method"],
    ["curl -H nonsense https://e.com", "curl-header"],
    ["curl -H $'a: 1\\nb: 2' https://e.com", "curl-header"],
    ["curl 'https://e.com", "curl-quote"],
    ['curl "https://e.com', "curl-quote"],
    ["curl $'https://e.com", "curl-quote"],
    ['curl -H "Authorization: Bearer $TOKEN" https://e.com', "curl-needs-shell"],
    ["curl https://e.com/$(date)", "curl-needs-shell"],
    ["curl https://e.com/`date`", "curl-needs-shell"],
    ["curl https://e.com/?a=1&b=2", "curl-operator"],
    ["curl https://e.com > out.txt", "curl-operator"],
  ])("%j: %s", (command, code) => {
    expect(parseCurl(command)).toMatchObject({
      ok: false,
      code,
      message: expect.stringMatching(/\.$/),
      remedy: expect.stringMatching(/./),
    });
  });

  test("the message names the variable", () => {
    expect(parseCurl('curl "https://e.com/$ID"')).toMatchObject({ message: "Only a shell can fill in $ID." });
  });
});

const AWKWARD = [
  "'",
  '"',
  "\\",
  "$",
  "`",
  "!",
  "\n",
  "\t",
  " ",
  "&",
  "|",
  ";",
  "<",
  ">",
  "*",
  "#",
  "^",
  "%",
  "{",
  "}",
  "[",
  "]",
  "(",
  "~",
  "=",
  "@",
  "é",
  "😀",
  "a",
  "Z",
  "0",
];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];

function randomRequest(random: () => number): HttpRequest {
  const pick = <T>(from: readonly T[], fallback: T): T => from[Math.floor(random() * from.length)] ?? fallback;
  const text = (from: readonly string[], maxLength: number): string =>
    Array.from({ length: Math.floor(random() * maxLength) }, () => pick(from, "a")).join("");
  const inAddress = AWKWARD.filter((character) => !/[\s#?]/.test(character));
  const headers = Array.from({ length: Math.floor(random() * 4) }, (_, index) => {
    const value = text(
      AWKWARD.filter((character) => !/[\n\t]/.test(character)),
      12,
    ).trim();
    return [`X-Header-${index}`, value] as const;
  });
  const body = random() < 0.6 ? { body: { text: text(AWKWARD, 40) } } : {};
  const typed = random() < 0.5 ? [["Content-Type", "application/json"] as const] : [];
  return {
    method: pick(METHODS, "GET"),
    path: `/${text(inAddress, 12)}`,
    query: text(inAddress, 12),
    headers: [...headers, ...typed],
    ...body,
  };
}

describe("toCurl", () => {
  test("reads well", () => {
    const request: HttpRequest = {
      method: "POST",
      path: "/hello",
      query: "name=Ada",
      headers: [["content-type", "application/json"]],
      body: { text: '{"it\'s":1}' },
    };
    expect(toCurl(request, "https://api.example.com/")).toBe(
      "curl \\\n  'https://api.example.com/hello?name=Ada' \\\n  -H 'content-type: application/json' \\\n  --data-raw '{\"it'\\''s\":1}'",
    );
    expect(toCurl({ method: "GET", path: "/hello", query: "", headers: [] }, "https://api.example.com")).toBe(
      "curl \\\n  https://api.example.com/hello",
    );
  });

  test("500 random requests come back as they were (seed 42)", () => {
    const random = seededRandom(42);
    for (let round = 0; round < 500; round += 1) {
      const request = randomRequest(random);
      expect(read(toCurl(request, "https://api.example.com"))).toEqual(request);
    }
  });

  test("a real shell takes the same words from it", () => {
    const random = seededRandom(7);
    for (let round = 0; round < 20; round += 1) {
      const request = randomRequest(random);
      const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${toCurl(request, "https://api.example.com")}`;
      const words = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0");
      expect(words).toContain(`https://api.example.com${request.path}${request.query === "" ? "" : `?${request.query}`}`);
      if (request.body && "text" in request.body) expect(words[words.indexOf("--data-raw") + 1]).toBe(request.body.text);
      for (const [name, value] of request.headers) expect(words).toContain(value === "" ? `${name};` : `${name}: ${value}`);
    }
  });

  test("bytes go in through a pipe", () => {
    const bytes = Uint8Array.of(0, 255, 10, 39);
    const request: HttpRequest = {
      method: "POST",
      path: "/up",
      query: "",
      headers: [],
      body: { base64: Buffer.from(bytes).toString("base64") },
    };
    const output = execFileSync("sh", ["-c", `curl() { cat; }\n${toCurl(request, "https://e.com")}`]);
    expect([...output]).toEqual([...bytes]);
  });
});
