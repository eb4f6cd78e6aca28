/** Packages: those of the runtime stay outside the bundle, the person's own go into it, and version 2 of the SDK fails as on Lambda. */
import { beforeAll, describe, expect, test } from "vitest";
import { built, bundle, call, load, offerBuiltins } from "./bundles-under-test.ts";
import { createStackMapper } from "./stack-traces.ts";

beforeAll(offerBuiltins);

const esm = (imports: string, answer: string) => ({ "index.mjs": `${imports}\nexport const handler = () => ${answer};` });
const cjs = (answer: string) => ({ "index.js": `exports.handler = () => ${answer};` });

describe("packages of the runtime", () => {
  test("are named to the runtime and weigh next to nothing in the package", async () => {
    const files = esm(
      'import { S3Client } from "@aws-sdk/client-s3";\nimport { DynamoDBDocumentClient as D } from "@aws-sdk/lib-dynamodb";',
      "[S3Client, D]",
    );
    const { builtins, packageBytes } = built(await bundle(files));
    expect(builtins).toEqual(["@aws-sdk/client-s3", "@aws-sdk/lib-dynamodb"]);
    expect(packageBytes).toBeLessThan(3_000);
  });

  test.each([
    ["required", cjs('require("@aws-sdk/util-dynamodb").marshall({ a: 1 })')],
    ["imported", esm('import { marshall } from "@aws-sdk/util-dynamodb";', "marshall({ a: 1 })")],
    ["imported as a namespace", esm('import * as util from "@aws-sdk/util-dynamodb";', "util.marshall({ a: 1 })")],
    ["imported when it is needed", esm("", 'import("@aws-sdk/util-dynamodb").then(({ marshall }) => marshall({ a: 1 }))')],
  ])("%s", async (_how, files) => {
    expect(await call(files)).toEqual({ a: { N: "1" } });
  });
});

describe("packages that go into the bundle", () => {
  test.each<[string, Record<string, string>, unknown]>([
    ["uuid", esm('import { v4, validate, v5 } from "uuid";', 'validate(v4()) && v5("a", v5.DNS).length'), 36],
    ["uuid, required", cjs('require("uuid").version(require("uuid").v7())'), 7],
    ["lodash", esm('import _ from "lodash";', "_.chunk([1, 2, 3], 2)"), [[1, 2], [3]]],
    ["lodash, required", cjs('require("lodash").get({ a: { b: 1 } }, "a.b")'), 1],
    ["lodash/get", esm('import get from "lodash/get";', 'get({ a: { b: 2 } }, "a.b")'), 2],
    ["lodash/get.js", esm('import get from "lodash/get.js";', 'get({ a: { b: 3 } }, "a.b")'), 3],
    [
      "dayjs with a plugin",
      esm(
        'import dayjs from "dayjs";\nimport utc from "dayjs/plugin/utc";\ndayjs.extend(utc);',
        'dayjs.utc("2026-01-31").add(1, "month").format("YYYY-MM-DD")',
      ),
      "2026-02-28",
    ],
    ["dayjs in a language", cjs('(require("dayjs/locale/de"), require("dayjs")("2026-03-01").locale("de").format("MMMM"))'), "März"],
    ["zod", esm('import { z } from "zod";', "z.object({ n: z.number().min(3) }).safeParse({ n: 1 }).error.issues[0].code"), "too_small"],
    ["zod, by default and required", cjs('require("zod").z.string().parse("a")'), "a"],
    ["zod/v3", esm('import { z } from "zod/v3";', 'z.string().parse("b")'), "b"],
    [
      "jose",
      esm(
        'import { SignJWT, jwtVerify } from "jose";\nconst key = new TextEncoder().encode("k".repeat(32));',
        'new SignJWT({ a: 1 }).setProtectedHeader({ alg: "HS256" }).sign(key).then((t) => jwtVerify(t, key)).then((v) => v.payload.a)',
      ),
      1,
    ],
    ["jose/jwt/sign", esm('import { SignJWT } from "jose/jwt/sign";', "SignJWT.name"), "SignJWT"],
    ["jsonwebtoken", esm('import jwt from "jsonwebtoken";', 'jwt.verify(jwt.sign({ a: 1 }, "s"), "s").a'), 1],
    [
      "jsonwebtoken, its errors",
      cjs('(() => { try { require("jsonwebtoken").verify("x", "s"); } catch (e) { return e.name; } })()'),
      "JsonWebTokenError",
    ],
  ])("%s", async (_what, files, answer) => {
    expect(await call(files)).toEqual(answer);
  });

  test("count in the package's size, as far as they are used", async () => {
    const bytes = async (files: Record<string, string>) => built(await bundle(files)).packageBytes;
    expect(await bytes(esm('import get from "lodash/get";', "get"))).toBeLessThan(40_000);
    expect(await bytes(esm('import _ from "lodash";', "_"))).toBeGreaterThan(150_000);
  });

  test("bring along the built-ins that they need", async () => {
    const { builtins } = built(await bundle(esm('import jwt from "jsonwebtoken";', "jwt")));
    expect(builtins).toContain("crypto");
  });

  test("are where npm puts them in a trace", async () => {
    const { sourceMap } = built(await bundle(esm('import get from "lodash/get";', "get")));
    expect((JSON.parse(sourceMap) as { sources: string[] }).sources).toContain("/var/task/node_modules/lodash/get.js");
    const map = createStackMapper("/var/task/.bundle.mjs", sourceMap);
    expect(map("    at npm:lodash/get.js (/var/task/.bundle.mjs:900000:1)\n    at fn (/var/task/a)")).not.toContain("npm:");
  });
});

describe("version 2 of AWS's SDK", () => {
  test("is built, and fails when it is loaded, as on Lambda", async () => {
    const files = { "index.js": 'const AWS = require("aws-sdk");\nconst s3 = new AWS.S3();\nexports.handler = () => s3;' };
    await expect(load(files)).rejects.toMatchObject({
      code: "MODULE_NOT_FOUND",
      message: "Cannot find module 'aws-sdk'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs",
    });
  });

  test("imported, it is built as well", async () => {
    const files = esm('import AWS, { S3 } from "aws-sdk";', "[AWS, S3]");
    await expect(load(files)).rejects.toMatchObject({ message: "Cannot find package 'aws-sdk' imported from /var/task/index.mjs" });
  });

  test.each([
    ["new AWS.S3()", 'const AWS = require("aws-sdk"); new AWS.S3();', "@aws-sdk/client-s3 for S3."],
    [
      "a document client",
      'const AWS = require("aws-sdk"); new AWS.DynamoDB.DocumentClient();',
      "@aws-sdk/lib-dynamodb for DynamoDB.DocumentClient.",
    ],
    ["two clients", 'const { SQS, Lambda } = require("aws-sdk");', "@aws-sdk/client-lambda for Lambda, @aws-sdk/client-sqs for SQS."],
    ["a client's own file", 'const Clients = require("aws-sdk/clients/sns");', "@aws-sdk/client-sns for SNS."],
    ["what nobody can tell", 'const AWS = require("aws-sdk"); new AWS.SES();', "@aws-sdk/client-s3, @aws-sdk/lib-dynamodb and their like."],
  ])("%s: the warning names what to use instead", async (_what, code, ending) => {
    const { ok, messages } = await bundle({ "index.js": `${code}\nexports.handler = () => 1;` });
    expect(ok).toBe(true);
    expect(messages).toMatchObject([
      {
        severity: "warning",
        code: "sdk-v2",
        file: "index.js",
        line: 1,
        remedy: expect.stringMatching(new RegExp(`: ${ending.replaceAll(".", "\\.")}$`)),
      },
    ]);
  });
});
