/** The real clients, as a container runs them: what each command asks of its service, and what it makes of the answer. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { RUNTIME_PACKAGES } from "../runtime-packages.ts";
import { builtScripts, type ContainerRealm, createRealm } from "./clients-under-test.ts";

interface Sent {
  readonly $metadata: { readonly httpStatusCode: number };
  readonly [field: string]: unknown;
}
type Send = (command: string, input: object, options?: object) => Promise<Sent>;

let realm: ContainerRealm;
beforeAll(async () => {
  realm = await createRealm();
}, 60_000);
beforeEach(() => {
  realm.calls.length = 0;
});

type Exports = Readonly<Record<string, new (...args: unknown[]) => { send(command: unknown, options?: unknown): Promise<Sent> }>>;
const sdk = (name: string) => realm.require(`@aws-sdk/${name}`) as Exports;

function made(exports: Exports, name: string, ...args: unknown[]) {
  const found = exports[name];
  if (!found) throw new Error(`The SDK exports no ${name}.`);
  return new found(...args);
}

function client(name: string, className: string, config: object = {}): Send {
  const exports = sdk(name);
  const it = made(exports, className, { maxAttempts: 1, ...config });
  return (command, input, options) => it.send(made(exports, `${command}Command`, input), options);
}

async function failure(sent: Promise<unknown>): Promise<Record<string, unknown> & Error> {
  const error = await sent.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("It did not fail.");
  return error as Error & Record<string, unknown>;
}

const error = (code: string, message: string, status = 400, details?: Record<string, unknown>) => ({
  status,
  error: { code, message, ...(details ? { details } : {}) },
});
const bytes = (text: string) => new TextEncoder().encode(text);

describe("DynamoDB", () => {
  test("the input and the output are the bodies, untouched", async () => {
    const send = client("client-dynamodb", "DynamoDBClient");
    realm.answer({ output: { Item: { id: { S: "a" }, n: { N: "1.10" }, bytes: { B: "AQI=" } } } });
    const sent = await send("GetItem", { TableName: "orders", Key: { id: { S: "a" } } });
    expect(realm.calls).toEqual([{ service: "dynamodb", operation: "GetItem", input: { TableName: "orders", Key: { id: { S: "a" } } } }]);
    expect(sent).toMatchObject({ $metadata: { httpStatusCode: 200 }, Item: { n: { N: "1.10" }, bytes: { B: new Uint8Array([1, 2]) } } });
  });

  test("the document client speaks plain values, over the same client", async () => {
    const document = sdk("lib-dynamodb") as unknown as {
      DynamoDBDocumentClient: { from(client: unknown): { send(command: unknown): Promise<Sent> } };
    };
    const it = document.DynamoDBDocumentClient.from(made(sdk("client-dynamodb"), "DynamoDBClient", {}));
    realm.answer({ output: { Items: [{ id: { S: "a" }, tags: { L: [{ N: "2" }] } }], Count: 1 } });
    const input = { TableName: "orders", KeyConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": "a" } };
    const sent = await it.send(made(sdk("lib-dynamodb"), "QueryCommand", input));
    expect(realm.calls[0]?.input).toMatchObject({ ExpressionAttributeValues: { ":id": { S: "a" } } });
    expect(sent).toMatchObject({ Items: [{ id: "a", tags: [2] }], Count: 1 });
  });

  test("a failed condition is that error's class, with the item", async () => {
    realm.answer(error("ConditionalCheckFailedException", "The conditional request failed", 400, { Item: { id: { S: "a" } } }));
    const failed = await failure(client("client-dynamodb", "DynamoDBClient")("PutItem", { TableName: "t", Item: { id: { S: "a" } } }));
    expect(failed).toBeInstanceOf(sdk("client-dynamodb").ConditionalCheckFailedException);
    expect(failed).toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
      $metadata: { httpStatusCode: 400 },
      Item: { id: { S: "a" } },
    });
  });

  test("a cancelled transaction tells its reasons", async () => {
    const CancellationReasons = [{ Code: "None" }, { Code: "ConditionalCheckFailed", Message: "The conditional request failed" }];
    realm.answer(error("TransactionCanceledException", "Transaction cancelled", 400, { CancellationReasons }));
    const failed = await failure(client("client-dynamodb", "DynamoDBClient")("TransactWriteItems", { TransactItems: [] }));
    expect(failed).toMatchObject({ name: "TransactionCanceledException", CancellationReasons });
  });
});

describe("SQS, EventBridge, SSM and Secrets Manager", () => {
  const QueueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/jobs";

  test("a sent message's digest is checked by the client", async () => {
    const send = client("client-sqs", "SQSClient");
    realm.answer({ output: { MessageId: "m-1", MD5OfMessageBody: "5d41402abc4b2a76b9719d911017c592" } });
    expect(await send("SendMessage", { QueueUrl, MessageBody: "hello" })).toMatchObject({ MessageId: "m-1" });
    expect(realm.calls).toEqual([{ service: "sqs", operation: "SendMessage", input: { QueueUrl, MessageBody: "hello" } }]);
    realm.answer({ output: { MessageId: "m-1", MD5OfMessageBody: "0".repeat(32) } });
    await expect(send("SendMessage", { QueueUrl, MessageBody: "hello" })).rejects.toThrow("InvalidChecksumError");
  });

  test("a queue that is not there: the new name, and the code of the older protocol beside it", async () => {
    realm.answer(error("QueueDoesNotExist", "The specified queue does not exist."));
    const failed = await failure(client("client-sqs", "SQSClient")("ReceiveMessage", { QueueUrl }));
    expect(failed).toBeInstanceOf(sdk("client-sqs").QueueDoesNotExist);
    expect(failed).toMatchObject({
      name: "QueueDoesNotExist",
      message: "The specified queue does not exist.",
      Error: { Code: "AWS.SimpleQueueService.NonExistentQueue" },
    });
  });

  test.each([
    ["client-eventbridge", "EventBridgeClient", "PutEvents", { Entries: [{ Source: "shop", DetailType: "Sold", Detail: "{}" }] }, "events"],
    ["client-ssm", "SSMClient", "GetParameter", { Name: "/app/key", WithDecryption: true }, "ssm"],
    ["client-secrets-manager", "SecretsManagerClient", "GetSecretValue", { SecretId: "db" }, "secretsmanager"],
  ])("%s: %s sends %s", async (name, className, operation, input, service) => {
    realm.answer({ output: {} });
    await client(name, className)(operation, input);
    expect(realm.calls).toEqual([{ service, operation, input }]);
  });

  test("dates are AWS's seconds", async () => {
    realm.answer({ output: { SecretString: "s", CreatedDate: 1_700_000_000.5 } });
    const sent = await client("client-secrets-manager", "SecretsManagerClient")("GetSecretValue", { SecretId: "db" });
    expect(sent.CreatedDate).toEqual(new Date(1_700_000_000_500));
  });

  test("a parameter that is not there", async () => {
    realm.answer(error("ParameterNotFound", "UnknownError"));
    const failed = await failure(client("client-ssm", "SSMClient")("GetParameter", { Name: "/none" }));
    expect(failed).toBeInstanceOf(sdk("client-ssm").ParameterNotFound);
  });
});

describe("SNS", () => {
  const TopicArn = "arn:aws:sns:us-east-1:123456789012:news";

  test("a form becomes the API's input, lists and maps included", async () => {
    const MessageAttributes = { kind: { DataType: "String", StringValue: "a & <b>" }, n: { DataType: "Number", StringValue: "1" } };
    realm.answer({ output: { MessageId: "m-1" } });
    const sent = await client("client-sns", "SNSClient")("Publish", { TopicArn, Message: "héllo=1&2", MessageAttributes });
    expect(realm.calls).toEqual([{ service: "sns", operation: "Publish", input: { TopicArn, Message: "héllo=1&2", MessageAttributes } }]);
    expect(sent).toMatchObject({ MessageId: "m-1", $metadata: { httpStatusCode: 200 } });
  });

  test("a batch: more than nine entries stay in order", async () => {
    const PublishBatchRequestEntries = Array.from({ length: 10 }, (_none, at) => ({ Id: `e${at}`, Message: `${at}` }));
    realm.answer({
      output: { Successful: [{ Id: "e0", MessageId: "m" }], Failed: [{ Id: "e1", Code: "X", Message: "<no>", SenderFault: true }] },
    });
    const sent = await client("client-sns", "SNSClient")("PublishBatch", { TopicArn, PublishBatchRequestEntries });
    expect(realm.calls[0]?.input).toEqual({ TopicArn, PublishBatchRequestEntries });
    expect(sent).toMatchObject({ Successful: [{ Id: "e0", MessageId: "m" }], Failed: [{ Message: "<no>", SenderFault: true }] });
  });

  test("maps come back, and hostile names harm nobody", async () => {
    realm.answer({ output: { Attributes: { TopicArn, "a<b": "]]>&" } } });
    const sent = await client("client-sns", "SNSClient")("GetTopicAttributes", { TopicArn });
    expect(sent.Attributes).toEqual({ TopicArn, "a<b": "]]>&" });
    const MessageAttributes = { ["__proto__"]: { DataType: "String", StringValue: "x" } };
    await client("client-sns", "SNSClient")("Publish", { TopicArn, Message: "m", MessageAttributes });
    expect(Reflect.get({}, "DataType")).toBeUndefined();
  });

  test.each(["NotFoundException", "InvalidParameterException", "InvalidParameterValueException", "AuthorizationErrorException"])(
    "%s keeps its name and class",
    async (name) => {
      realm.answer(error(name, "Topic does not exist", 404));
      const failed = await failure(client("client-sns", "SNSClient")("Publish", { TopicArn, Message: "m" }));
      expect(failed).toBeInstanceOf(sdk("client-sns")[name]);
      expect(failed).toMatchObject({ name, message: "Topic does not exist", $metadata: { httpStatusCode: 404 } });
    },
  );
});

describe("Lambda", () => {
  test("a payload travels beside the call, both ways", async () => {
    realm.answer({ output: { StatusCode: 200, ExecutedVersion: "$LATEST", LogResult: btoa("END") }, body: bytes('{"ok":true}') });
    const input = { FunctionName: "resize", InvocationType: "RequestResponse", LogType: "Tail", Payload: JSON.stringify({ a: 1 }) };
    const sent = await client("client-lambda", "LambdaClient")("Invoke", input);
    const { Payload: _payload, ...plain } = input;
    expect(realm.calls).toEqual([{ service: "lambda", operation: "Invoke", input: plain, body: '{"a":1}' }]);
    expect(sent).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST", LogResult: btoa("END") });
    expect((sent.Payload as { transformToString(): string }).transformToString()).toBe('{"ok":true}');
  });

  test("text in the output does as well; a function's error is told in a header", async () => {
    realm.answer({ output: { StatusCode: 200, FunctionError: "Unhandled", Payload: '{"errorMessage":"é"}' } });
    const sent = await client("client-lambda", "LambdaClient")("Invoke", {
      FunctionName: "arn:aws:lambda:us-east-1:123456789012:function:f",
    });
    expect(sent.FunctionError).toBe("Unhandled");
    expect(new TextDecoder().decode(sent.Payload as Uint8Array)).toBe('{"errorMessage":"é"}');
    expect(realm.calls[0]?.input).toEqual({ FunctionName: "arn:aws:lambda:us-east-1:123456789012:function:f" });
  });

  test.each([
    ["Event", 202],
    ["DryRun", 204],
  ])("%s answers %i", async (InvocationType, status) => {
    realm.answer({ output: { StatusCode: status } });
    const sent = await client("client-lambda", "LambdaClient")("Invoke", { FunctionName: "f", InvocationType });
    expect(sent).toMatchObject({ StatusCode: status, $metadata: { httpStatusCode: status } });
  });

  test("a throttled call", async () => {
    realm.answer(error("TooManyRequestsException", "Rate Exceeded.", 429, { Reason: "ConcurrentInvocationLimitExceeded", Type: "User" }));
    const failed = await failure(client("client-lambda", "LambdaClient")("Invoke", { FunctionName: "f" }));
    expect(failed).toBeInstanceOf(sdk("client-lambda").TooManyRequestsException);
    expect(failed).toMatchObject({ message: "Rate Exceeded.", Reason: "ConcurrentInvocationLimitExceeded" });
  });
});

describe("the scripts", () => {
  test("every package has one, and what each requires is there or a built-in", async () => {
    const scripts = await builtScripts();
    const names = new Set(scripts.map(({ name }) => name));
    expect(RUNTIME_PACKAGES.filter((name) => !names.has(name))).toEqual([]);
    expect(scripts.flatMap(({ requires }) => requires).filter((name) => !names.has(name) && name !== "stream")).toEqual([]);
  });

  test("two clients share what they have in common, and mean the same by it", async () => {
    const fresh = await createRealm();
    fresh.require("@aws-sdk/client-sqs");
    const before = fresh.loaded.length;
    fresh.require("@aws-sdk/client-ssm");
    expect(fresh.loaded.slice(before)).toEqual(["@aws-sdk/client-ssm"]);
    const exceptionOf = (name: string, exception: string) => Object.getPrototypeOf((fresh.require(name) as Exports)[exception]) as unknown;
    expect(exceptionOf("@aws-sdk/client-sqs", "SQSServiceException")).toBe(exceptionOf("@aws-sdk/client-ssm", "SSMServiceException"));
  });

  test("marshalling alone loads no client", async () => {
    const fresh = await createRealm();
    const { marshall, unmarshall } = fresh.require("@aws-sdk/util-dynamodb") as {
      marshall(v: unknown): unknown;
      unmarshall(v: unknown): unknown;
    };
    expect(unmarshall(marshall({ a: [1, "b", null] }) as object)).toEqual({ a: [1, "b", null] });
    const sizes = new Map((await builtScripts()).map(({ name, code }) => [name, code.length]));
    expect(fresh.loaded.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0)).toBeLessThan(15_000);
  });
});

describe("a request on its way", () => {
  test("is given up when its signal says so", async () => {
    const aborter = new AbortController();
    aborter.abort();
    const send = client("client-sqs", "SQSClient");
    await expect(send("ListQueues", {}, { abortSignal: aborter.signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  test("to a host that is not AWS's goes to the network, which may refuse", async () => {
    realm.answer(error("ECONNREFUSED", "The network is off.", 0));
    const send = client("client-sqs", "SQSClient", { endpoint: "http://localhost:4566" });
    const failed = await failure(send("ListQueues", {}));
    expect(realm.calls[0]).toMatchObject({
      service: "network",
      operation: "fetch",
      input: { url: "http://localhost:4566/", method: "POST" },
    });
    expect(failed).toMatchObject({ message: "fetch failed", cause: { code: "ECONNREFUSED" } });
  });

  test("is tried again after a failure of the service, as the SDK does", async () => {
    realm.answer(error("InternalFailure", "no", 500));
    await failure(client("client-ssm", "SSMClient", { maxAttempts: 2 })("GetParameter", { Name: "x" }));
    expect(realm.calls).toHaveLength(2);
  });
});
