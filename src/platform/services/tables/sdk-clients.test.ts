/** AWS's own clients, as functions use them, against these tables: they must understand every answer and refusal. */
import {
  ConditionalCheckFailedException,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "vitest";
import { ServiceError } from "../service-call.ts";
import { NOW_MS, TableBench } from "./tables-under-test.ts";

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function answered(bench: TableBench, { headers, body }: Request): { readonly statusCode: number; readonly output: unknown } {
  try {
    return {
      statusCode: 200,
      output: bench.call(
        headers["x-amz-target"]?.split(".")[1] ?? "",
        JSON.parse(body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body)),
      ),
    };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { code, message, status, details } = error.failure;
    return { statusCode: status, output: { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message, ...details } };
  }
}

function clients() {
  const bench = new TableBench();
  const client = new DynamoDBClient({
    region: "us-east-1",
    credentials: { accessKeyId: "none", secretAccessKey: "none" },
    requestHandler: {
      async handle(request: Request) {
        const { statusCode, output } = answered(bench, request);
        const body = new TextEncoder().encode(JSON.stringify(output));
        return { response: { statusCode, headers: { "content-type": "application/x-amz-json-1.0" }, body } };
      },
    },
  });
  return { bench, client, documents: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }) };
}

describe("AWS's clients", () => {
  test("values of every type go and come back", async () => {
    const { documents } = clients();
    const Item = { id: "1", n: 1.5, tags: new Set(["a", "b"]), bytes: new Uint8Array([1, 2, 3]), deep: { list: [1, null, true, "x"] } };
    await documents.send(new PutCommand({ TableName: "users", Item }));
    expect((await documents.send(new GetCommand({ TableName: "users", Key: { id: "1" } }))).Item).toEqual(Item);
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName: "users",
        Key: { id: "1" },
        UpdateExpression: "SET n = n + :tenth ADD tags :more",
        ExpressionAttributeValues: { ":tenth": 0.1, ":more": new Set(["c"]) },
        ReturnValues: "UPDATED_NEW",
      }),
    );
    expect(Attributes).toEqual({ n: 1.6, tags: new Set(["a", "b", "c"]) });
  });

  test("lists page, batches batch", async () => {
    const { client, documents } = clients();
    const orders = [1, 2, 3].map((placed) => ({ customer: "ada", placed }));
    await documents.send(new BatchWriteCommand({ RequestItems: { orders: orders.map((Item) => ({ PutRequest: { Item } })) } }));
    expect((await documents.send(new BatchGetCommand({ RequestItems: { orders: { Keys: orders } } }))).Responses).toEqual({ orders });
    const query = new QueryCommand({
      TableName: "orders",
      KeyConditionExpression: "customer = :c AND placed > :p",
      ExpressionAttributeValues: { ":c": "ada", ":p": 1 },
    });
    expect((await documents.send(query)).Items).toEqual(orders.slice(1));
    const pages: unknown[] = [];
    for await (const { Items } of paginateScan({ client, pageSize: 2 }, { TableName: "orders" })) pages.push(Items?.length);
    expect(pages).toEqual([2, 1]);
    expect((await client.send(new DescribeTableCommand({ TableName: "orders" }))).Table?.CreationDateTime).toEqual(new Date(NOW_MS));
  });

  test("refusals are the errors that code catches", async () => {
    const { documents } = clients();
    const once = { TableName: "users", Item: { id: "1" }, ConditionExpression: "attribute_not_exists(id)" };
    await documents.send(new PutCommand(once));
    const again = documents.send(new PutCommand({ ...once, ReturnValuesOnConditionCheckFailure: "ALL_OLD" }));
    await expect(again).rejects.toThrow(ConditionalCheckFailedException);
    await expect(again).rejects.toMatchObject({ message: "The conditional request failed", Item: { id: { S: "1" } } });
    const together = documents.send(new TransactWriteCommand({ TransactItems: [{ Put: once }] }));
    await expect(together).rejects.toThrow(TransactionCanceledException);
    await expect(together).rejects.toMatchObject({
      CancellationReasons: [{ Code: "ConditionalCheckFailed", Message: "The conditional request failed" }],
    });
    await expect(documents.send(new GetCommand({ TableName: "nobody", Key: { id: "1" } }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Requested resource not found",
      $metadata: { httpStatusCode: 400 },
    });
  });
});
