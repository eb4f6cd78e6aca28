import { describe, expect, test } from "vitest";
import { addServices } from "./add-services.ts";
import { NO_SERVICES_IN_PROJECT, type Project, parseProject, projectRoutes } from "./schema.ts";
import { starterProject } from "./starter.ts";
import { FUNCTION_TEMPLATES } from "./templates.ts";

const FILES = { "index.js": "exports.handler = async () => 1;" };

/** A good project, with this in place of its function's fields. */
function withFunction(fields: object): unknown {
  return { name: "demo", functions: [{ name: "hello", runtime: "javascript", files: FILES, ...fields }] };
}

function withFile(path: string): unknown {
  return withFunction({
    files: Object.fromEntries([
      ["index.js", ""],
      [path, ""],
    ]),
  });
}

function everyTemplate(): Project {
  const functions = FUNCTION_TEMPLATES.map(({ create, suggestedName }) => create(suggestedName));
  const project: Project = { ...starterProject(), functions };
  return FUNCTION_TEMPLATES.reduce((all, { services, suggestedName }) => addServices(all, services?.(suggestedName) ?? {}), project);
}

describe("a good project", () => {
  test("gets Lambda's defaults", () => {
    expect(parseProject(withFunction({}))).toEqual({
      ok: true,
      value: {
        name: "demo",
        profile: "aws-lambda",
        functions: [
          {
            name: "hello",
            runtime: "javascript",
            nodeRuntime: "nodejs22.x",
            handler: "index.handler",
            files: FILES,
            memoryMb: 128,
            timeoutMs: 3000,
            environment: {},
            asyncInvocation: { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000 },
            triggers: [],
          },
        ],
        ...NO_SERVICES_IN_PROJECT,
      },
      notYet: [],
      ignored: [],
      warnings: [],
    });
  });

  test("keeps what is said", () => {
    const said = {
      nodeRuntime: "nodejs24.x",
      handler: "src/api/orders.handler",
      files: { "src/api/orders.js": "", "src/lib.js": "", "data.json": "{}" },
      memoryMb: 10_240,
      timeoutMs: 900_000,
      environment: { STAGE: "test", TZ: "Europe/Berlin" },
      reservedConcurrency: 0,
      triggers: [{ type: "http", method: "GET", path: "/orders/{id}", payloadFormat: "2.0" }],
    };
    expect(parseProject(withFunction(said))).toMatchObject({ ok: true, value: { functions: [said] }, notYet: [] });
  });

  test.each([
    ["the starter", starterProject()],
    ["every template", everyTemplate()],
  ])("%s reads back as it was, through JSON too", (_, project) => {
    expect(parseProject(project)).toMatchObject({ ok: true, ignored: [], warnings: [], value: project });
    expect(parseProject(JSON.parse(JSON.stringify(project)))).toEqual(parseProject(project));
    expect(parseProject(project)).toHaveProperty("value", project);
  });

  test("fields that are undefined count as left out", () => {
    expect(parseProject(withFunction({ memoryMb: undefined, triggers: undefined }))).toEqual(parseProject(withFunction({})));
  });

  test("a method is written in capitals, and ANY when left out", () => {
    const parsed = parseProject(
      withFunction({
        triggers: [
          { type: "http", method: "get", path: "/a" },
          { type: "http", path: "/b" },
        ],
      }),
    );
    expect(parsed.ok && projectRoutes(parsed.value.functions)).toEqual([
      { method: "GET", path: "/a", functionName: "hello", payloadFormat: "2.0" },
      { method: "ANY", path: "/b", functionName: "hello", payloadFormat: "2.0" },
    ]);
  });
});

describe("what this version cannot do yet is kept, and said", () => {
  test("a profile", () => {
    const parsed = parseProject({ ...(withFunction({ provisionedConcurrency: 2 }) as object), profile: "google-cloud" });
    expect(parsed).toMatchObject({ ok: true, value: { profile: "google-cloud", functions: [{ provisionedConcurrency: 2 }] } });
    expect(parsed.ok && parsed.notYet).toEqual(["the profile google-cloud: it runs as aws-lambda"]);
  });

  test("unknown fields are dropped, and said", () => {
    const parsed = parseProject({ ...(withFunction({ memory: 512 }) as object), colour: "blue" });
    expect(parsed).toMatchObject({ ok: true, ignored: ['Function "hello": memory', "colour"] });
    expect(parsed.ok && parsed.value).not.toHaveProperty("colour");
  });
});

describe("what is refused, with a remedy", () => {
  const longName = "x".repeat(65);
  const cases: readonly (readonly [string, string, unknown])[] = [
    ["nothing", "not-plain-data", undefined],
    ["null", "project", null],
    ["a list", "project", []],
    ["a text", "project", "{}"],
    ["no name", "project-name", { functions: [] }],
    ["a blank name", "project-name", { ...starterProject(), name: "  " }],
    ["a long name", "project-name", { ...starterProject(), name: "x".repeat(101) }],
    ["an unknown profile", "profile", { ...starterProject(), profile: "my-cloud" }],
    ["no functions", "functions", { name: "demo", functions: [] }],
    ["too many functions", "functions", { name: "demo", functions: Array.from({ length: 51 }, () => ({})) }],
    ["a function that is a text", "function", { name: "demo", functions: ["hello"] }],
    [
      "two functions of one name",
      "function-twice",
      { name: "demo", functions: [...starterProject().functions, { ...starterProject().functions[0], triggers: [] }] },
    ],
    ["a function without a name", "function-name", withFunction({ name: undefined })],
    ["a space in a function's name", "function-name", withFunction({ name: "a b" })],
    ["a long function's name", "function-name", withFunction({ name: longName })],
    ["no runtime", "runtime", withFunction({ runtime: undefined })],
    ["an unknown runtime", "runtime", withFunction({ runtime: "cobol" })],
    ["python", "runtime-not-yet", withFunction({ runtime: "python" })],
    ["an old node", "node-runtime", withFunction({ nodeRuntime: "nodejs16.x" })],
    ["an empty handler", "handler", withFunction({ handler: "" })],
    ["a handler with a space", "handler", withFunction({ handler: "index. handler" })],
    ["a long handler", "handler", withFunction({ handler: "x".repeat(129) })],
    ["no files", "files", withFunction({ files: {} })],
    ["files as a list", "files", withFunction({ files: ["index.js"] })],
    ["a file that is a number", "file-text", withFunction({ files: { "index.js": 1 } })],
    ["too much text", "too-large", withFunction({ files: { "index.js": "x".repeat(5_000_001) } })],
    ["too little memory", "function-memory", withFunction({ memoryMb: 127 })],
    ["too much memory", "function-memory", withFunction({ memoryMb: 10_241 })],
    ["half a megabyte", "function-memory", withFunction({ memoryMb: 128.5 })],
    ["memory as a text", "function-memory", withFunction({ memoryMb: "128" })],
    ["too short a timeout", "function-timeout", withFunction({ timeoutMs: 999 })],
    ["too long a timeout", "function-timeout", withFunction({ timeoutMs: 900_001 })],
    [
      "more provisioned than reserved",
      "function-provisioned-concurrency",
      withFunction({ reservedConcurrency: 1, provisionedConcurrency: 2 }),
    ],
    ["a negative concurrency", "function-reserved-concurrency", withFunction({ reservedConcurrency: -1 })],
    ["a variable of Lambda's own", "environment-reserved", withFunction({ environment: { AWS_REGION: "x" } })],
    ["_HANDLER as a variable", "environment-reserved", withFunction({ environment: { _HANDLER: "x" } })],
    ["a variable that begins with a digit", "environment-name", withFunction({ environment: { "1A": "x" } })],
    ["a variable that is a number", "environment-value", withFunction({ environment: { PORT: 80 } })],
    ["too large an environment", "environment-too-large", withFunction({ environment: { BIG: "é".repeat(2047) } })],
    ["an environment that is a list", "environment", withFunction({ environment: [] })],
    ["triggers that are no list", "triggers", withFunction({ triggers: {} })],
    ["a trigger that is a text", "trigger", withFunction({ triggers: ["http"] })],
    ["an unknown trigger", "trigger-type", withFunction({ triggers: [{ type: "carrier-pigeon" }] })],
    ["an HTTP trigger without a path", "trigger-http-path", withFunction({ triggers: [{ type: "http", method: "GET" }] })],
    [
      "an HTTP trigger in format 3",
      "trigger-http-payload-format",
      withFunction({ triggers: [{ type: "http", path: "/", payloadFormat: "3.0" }] }),
    ],
    ["a bad route", "route-greedy-not-last", withFunction({ triggers: [{ type: "http", method: "GET", path: "/{a+}/b" }] })],
    [
      "one route twice",
      "route-twice",
      withFunction({
        triggers: [
          { type: "http", method: "GET", path: "/a" },
          { type: "http", method: "GET", path: "/a" },
        ],
      }),
    ],
    ["buckets that are no list", "project-buckets", { ...starterProject(), buckets: "photos" }],
  ];

  test.each(cases)("%s: %s", (_, code, input) => {
    expect(parseProject(input)).toMatchObject({
      ok: false,
      code,
      message: expect.stringMatching(/\.$/),
      remedy: expect.stringMatching(/./),
    });
  });

  test("an environment of exactly 4 KB is taken", () => {
    expect(parseProject(withFunction({ environment: { BIG: "x".repeat(4093) } })).ok).toBe(true);
    expect(parseProject(withFunction({ environment: { BIG: "x".repeat(4094) } })).ok).toBe(false);
  });

  test.each([
    "../up.js",
    "a/../b.js",
    "./a.js",
    "/etc/passwd",
    "C:/a.js",
    "a\\b.js",
    "a//b.js",
    "a/",
    "",
    " a.js",
    "a\u0000.js",
    "a\n.js",
    "x".repeat(256),
    "index.js/a.js",
    "lib/__proto__/a.js",
  ])("the file path %j", (path) => {
    expect(parseProject(withFile(path))).toMatchObject({ ok: false, code: "file-path" });
  });

  test.each(["a.js", "lib/a.js", ".env", "a b.txt", "späße.md", "...js", "constructor", "package.json"])(
    "but not the file path %j",
    (path) => {
      expect(parseProject(withFile(path)).ok).toBe(true);
    },
  );
});

describe("hostile input", () => {
  test("getters are never called", () => {
    let calls = 0;
    const trap = {
      get name() {
        calls += 1;
        return "demo";
      },
    };
    expect(parseProject(trap)).toMatchObject({ ok: false, code: "not-plain-data" });
    expect(
      parseProject(withFunction({ environment: Object.defineProperty({}, "A1", { enumerable: true, get: () => (calls += 1) }) })),
    ).toMatchObject({ ok: false });
    expect(calls).toBe(0);
  });

  test("toJSON, valueOf and iterators are never called", () => {
    const angry = () => {
      throw new Error("ran");
    };
    expect(parseProject({ ...starterProject(), toJSON: angry })).toMatchObject({ ok: false, code: "not-plain-data" });
    const files = Object.assign([], { [Symbol.iterator]: angry });
    expect(parseProject(withFunction({ triggers: files })).ok).toBe(true);
  });

  test("__proto__ is refused wherever it stands, and no prototype changes", () => {
    const texts = [
      '{"__proto__":{"polluted":1},"name":"a","functions":[]}',
      '{"name":"a","functions":[{"name":"f","runtime":"javascript","files":{"__proto__":"x"}}]}',
      '{"name":"a","functions":[{"name":"f","runtime":"javascript","files":{"a.js":""},"environment":{"__proto__":"x"}}]}',
      '{"name":"a","functions":[{"name":"f","runtime":"javascript","files":{"a.js":""},"triggers":[{"type":"queue","__proto__":{"polluted":1}}]}]}',
    ];
    for (const text of texts) expect(parseProject(JSON.parse(text))).toMatchObject({ ok: false, code: "unsafe-key" });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("fields of a prototype are not fields of the project", () => {
    expect(parseProject(Object.create(starterProject()))).toMatchObject({ ok: false, code: "not-plain-data" });
    expect(parseProject(Object.assign(Object.create(null), starterProject())).ok).toBe(true);
  });

  test.each([
    ["a circle", Object.assign([] as unknown[], { 0: 1 })],
    ["a deep nest", JSON.parse("[".repeat(100) + "]".repeat(100))],
    ["a list as long as it can be", new Array(4_000_000_000)],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a function", () => 1],
    ["a big integer", 1n],
    ["not a number", Number.NaN],
  ])("%s in a trigger is refused", (name, value) => {
    if (name === "a circle") (value as unknown[])[0] = value;
    expect(parseProject(withFunction({ triggers: [{ type: "queue", value }] }))).toMatchObject({
      ok: false,
      remedy: expect.stringMatching(/./),
    });
  });

  test("what is read shares nothing with what was given", () => {
    const given = { ...starterProject(), queues: [{ name: "q" }] };
    const parsed = parseProject(given);
    const [queue] = given.queues;
    if (queue) queue.name = "changed";
    expect(parsed).toMatchObject({ ok: true, value: { queues: [{ name: "q" }] } });
  });
});
