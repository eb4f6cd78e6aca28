import { beforeEach, describe, expect, test } from "vitest";
import { ContextUnderTest } from "./context-under-test.ts";
import { Secrets } from "./secrets.ts";
import { type JsonObject, ServiceError } from "./service-call.ts";

const SECRETS = { "prod/db": '{"password":"x"}', token: "t" };
const PARAMETERS = { "/shop/prod/url": "u", "/shop/prod/deep/er": "d", "/shop/name": "n", plain: "p", "/plain": "s" };

let context: ContextUnderTest;
let secrets: Secrets;

beforeEach(() => {
  context = new ContextUnderTest(Date.UTC(2026, 10, 25));
  secrets = new Secrets(context);
  secrets.configure({ secrets: SECRETS, parameters: PARAMETERS });
});

function call(service: "secretsmanager" | "ssm", operation: string, input: Readonly<Record<string, unknown>>): JsonObject {
  let output: JsonObject | undefined;
  secrets.call(service, operation, input, (answer) => {
    if (answer.ok) output = answer.output;
  });
  if (!output) throw new Error("There was no answer.");
  return output;
}

function refusal(service: "secretsmanager" | "ssm", operation: string, input: Readonly<Record<string, unknown>>): string {
  try {
    call(service, operation, input);
  } catch (error) {
    if (error instanceof ServiceError) return `${error.failure.code}: ${error.failure.message}`;
    throw error;
  }
  return "none";
}

const names = (output: JsonObject) => (output.Parameters as readonly { readonly Name: string }[]).map(({ Name }) => Name);

describe("secrets", () => {
  test("a value by name, by ARN, and by ARN without its end", () => {
    const output = call("secretsmanager", "GetSecretValue", { SecretId: "prod/db" });
    expect(output).toEqual({
      ARN: expect.stringMatching(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:prod\/db-[A-Za-z0-9]{6}$/),
      Name: "prod/db",
      VersionId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      SecretString: '{"password":"x"}',
      VersionStages: ["AWSCURRENT"],
      CreatedDate: Date.UTC(2026, 10, 25) / 1000,
    });
    expect(call("secretsmanager", "GetSecretValue", { SecretId: output.ARN })).toEqual(output);
    expect(call("secretsmanager", "GetSecretValue", { SecretId: String(output.ARN).slice(0, -7) })).toEqual(output);
    const { VersionId } = output;
    expect(call("secretsmanager", "GetSecretValue", { SecretId: "prod/db", VersionId, VersionStage: "AWSCURRENT" })).toEqual(output);
  });

  test("the version stays with the value, over a reload too, and changes with it", () => {
    const version = () => call("secretsmanager", "GetSecretValue", { SecretId: "token" }).VersionId;
    const first = version();
    secrets = new Secrets(context);
    secrets.configure({ secrets: SECRETS, parameters: {} });
    expect(version()).toBe(first);
    secrets.configure({ secrets: { token: "other" }, parameters: {} });
    expect(version()).not.toBe(first);
  });

  test("lists and batches", () => {
    expect(call("secretsmanager", "ListSecrets", {})).toMatchObject({ SecretList: [{ Name: "prod/db" }, { Name: "token" }] });
    expect(call("secretsmanager", "ListSecrets", { MaxResults: 1 })).toMatchObject({ SecretList: [{ Name: "prod/db" }], NextToken: "1" });
    const last = call("secretsmanager", "ListSecrets", { MaxResults: 1, NextToken: "1" });
    expect([last.SecretList, last.NextToken]).toEqual([[expect.objectContaining({ Name: "token" })], undefined]);
    expect(call("secretsmanager", "BatchGetSecretValue", { SecretIdList: ["token", "no"] })).toMatchObject({
      SecretValues: [{ Name: "token", SecretString: "t" }],
      Errors: [{ SecretId: "no", ErrorCode: "ResourceNotFoundException", Message: "Secrets Manager can't find the specified secret." }],
    });
    expect(call("secretsmanager", "DescribeSecret", { SecretId: "token" })).toMatchObject({ Name: "token" });
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["GetSecretValue", { SecretId: "no" }, "ResourceNotFoundException: Secrets Manager can't find the specified secret."],
    ["GetSecretValue", { SecretId: "__proto__" }, "ResourceNotFoundException"],
    ["GetSecretValue", { SecretId: "constructor" }, "ResourceNotFoundException"],
    ["GetSecretValue", { SecretId: "arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AAAAAA" }, "ResourceNotFoundException"],
    ["GetSecretValue", {}, "ValidationException: 1 validation error detected: Value null at 'secretId'"],
    ["GetSecretValue", { SecretId: ["token"] }, "ValidationException"],
    ["GetSecretValue", { SecretId: "token", VersionStage: "AWSPREVIOUS" }, "specified secret value for staging label: AWSPREVIOUS"],
    ["GetSecretValue", { SecretId: "token", VersionId: "1" }, "specified secret value for VersionId: 1"],
    ["BatchGetSecretValue", { SecretIdList: [] }, "InvalidParameterException"],
    ["BatchGetSecretValue", { SecretIdList: Array(21).fill("token") }, "InvalidParameterException"],
    ["PutSecretValue", { SecretId: "token" }, "Secrets Manager's PutSecretValue is not in this playground"],
  ])("%s %j is refused", (operation, input, expected) => {
    expect(refusal("secretsmanager", operation, input)).toContain(expected);
  });
});

describe("parameters", () => {
  test("one by name, with decryption asked for or not", () => {
    expect(call("ssm", "GetParameter", { Name: "/shop/prod/url", WithDecryption: true })).toEqual({
      Parameter: {
        Name: "/shop/prod/url",
        Type: "String",
        Value: "u",
        Version: 1,
        LastModifiedDate: Date.UTC(2026, 10, 25) / 1000,
        ARN: "arn:aws:ssm:us-east-1:123456789012:parameter/shop/prod/url",
        DataType: "text",
      },
    });
  });

  test.each([
    ["plain", "p"],
    ["plain:1", "p"],
    ["arn:aws:ssm:us-east-1:123456789012:parameter/shop/name", "n"],
    ["arn:aws:ssm:us-east-1:123456789012:parameter/shop/name:1", "n"],
    ["arn:aws:ssm:us-east-1:123456789012:parameter/plain", "s"],
  ])("%s is %s", (Name, Value) => {
    expect(call("ssm", "GetParameter", { Name })).toMatchObject({ Parameter: { Value } });
  });

  test("a changed value has the next version", () => {
    context.atMs += 1_000;
    secrets.configure({ secrets: {}, parameters: { ...PARAMETERS, plain: "q" } });
    expect(call("ssm", "GetParameter", { Name: "plain" })).toMatchObject({ Parameter: { Version: 2, Value: "q" } });
    expect(call("ssm", "GetParameter", { Name: "/shop/name" })).toMatchObject({ Parameter: { Version: 1 } });
    expect(refusal("ssm", "GetParameter", { Name: "plain:1" })).toContain(
      "ParameterVersionNotFound: Systems Manager could not find version 1 of plain.",
    );
  });

  test("several by name: those that are not there are named", () => {
    const output = call("ssm", "GetParameters", { Names: ["plain", "no", 5] });
    expect([names(output), output.InvalidParameters]).toEqual([["plain"], ["no", "5"]]);
  });

  test.each<[Readonly<Record<string, unknown>>, readonly string[]]>([
    [{ Path: "/shop" }, ["/shop/name"]],
    [{ Path: "/shop/" }, ["/shop/name"]],
    [{ Path: "/shop", Recursive: true }, ["/shop/prod/url", "/shop/prod/deep/er", "/shop/name"]],
    [{ Path: "/" }, ["/plain"]],
    [{ Path: "/sho" }, []],
  ])("below a path: %j", (input, expected) => {
    expect(names(call("ssm", "GetParametersByPath", input))).toEqual(expected);
  });

  test("a long list comes in pages of ten", () => {
    const many = Object.fromEntries(Array.from({ length: 15 }, (_, place) => [`/a/${place}`, "v"]));
    secrets.configure({ secrets: {}, parameters: many });
    const first = call("ssm", "GetParametersByPath", { Path: "/a" });
    const second = call("ssm", "GetParametersByPath", { Path: "/a", NextToken: first.NextToken });
    expect([names(first).length, names(second).length, second.NextToken]).toEqual([10, 5, undefined]);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["GetParameter", { Name: "no" }, "ParameterNotFound: UnknownError"],
    ["GetParameter", { Name: "toString" }, "ParameterNotFound"],
    ["GetParameter", { Name: "" }, "ValidationException"],
    ["GetParameter", { Name: 5 }, "ValidationException"],
    ["GetParameters", { Names: [] }, "ValidationException"],
    ["GetParameters", { Names: Array(11).fill("plain") }, "less than or equal to 10"],
    ["GetParametersByPath", { Path: "shop" }, "forward slash"],
    ["GetParametersByPath", {}, "forward slash"],
    ["PutParameter", { Name: "x", Value: "y" }, "Systems Manager's PutParameter is not in this playground"],
  ])("%s %j is refused", (operation, input, expected) => {
    expect(refusal("ssm", operation, input)).toContain(expected);
  });
});
