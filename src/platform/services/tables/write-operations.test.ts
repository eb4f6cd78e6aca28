import { describe, expect, test } from "vitest";
import { NOW_MS, ORDERS, TableBench, tableConfig, USERS } from "./tables-under-test.ts";

const ADA = { id: { S: "1" }, who: { S: "Ada" }, n: { N: "1" } };
const KEY = { id: { S: "1" } };

function withAda(): TableBench {
  const bench = new TableBench();
  bench.put("users", ADA);
  bench.changes.length = 0;
  return bench;
}

describe("PutItem", () => {
  test("makes and replaces; numbers come back in their one form", () => {
    const bench = new TableBench();
    expect(bench.call("PutItem", { TableName: "users", Item: { ...KEY, n: { N: "1.50" } } })).toEqual({});
    expect(bench.get("users", KEY)).toEqual({ ...KEY, n: { N: "1.5" } });
    expect(bench.call("PutItem", { TableName: "users", Item: KEY, ReturnValues: "ALL_OLD" })).toEqual({
      Attributes: { ...KEY, n: { N: "1.5" } },
    });
    expect(bench.get("users", KEY)).toEqual(KEY);
    expect(bench.call("PutItem", { TableName: "users", Item: { id: { S: "2" } }, ReturnValues: "ALL_OLD" })).toEqual({});
  });

  test("finds the table by its ARN", () => {
    const bench = new TableBench();
    bench.put("arn:aws:dynamodb:us-east-1:123456789012:table/users", ADA);
    expect(bench.get("users", KEY)).toEqual(ADA);
  });

  test("says what it consumed when asked", () => {
    const bench = withAda();
    const big = { ...KEY, text: { S: "x".repeat(1_500) } };
    expect(bench.call("PutItem", { TableName: "users", Item: big, ReturnConsumedCapacity: "TOTAL" })).toEqual({
      ConsumedCapacity: { TableName: "users", CapacityUnits: 2 },
    });
    // By the larger of before and after.
    expect(bench.call("PutItem", { TableName: "users", Item: KEY, ReturnConsumedCapacity: "INDEXES" })).toEqual({
      ConsumedCapacity: { TableName: "users", CapacityUnits: 2, Table: { CapacityUnits: 2 } },
    });
  });

  test("a condition that fails changes nothing, and gives the item when asked", () => {
    const bench = withAda();
    const put = { TableName: "users", Item: { ...KEY, n: { N: "9" } }, ConditionExpression: "attribute_not_exists(id)" };
    expect(bench.refusal("PutItem", put)).toEqual({
      code: "ConditionalCheckFailedException",
      message: "The conditional request failed",
      status: 400,
    });
    expect(bench.refusal("PutItem", { ...put, ReturnValuesOnConditionCheckFailure: "ALL_OLD" }).details).toEqual({ Item: ADA });
    expect(bench.get("users", KEY)).toEqual(ADA);
    expect(bench.changes).toEqual([]);
  });
});

describe("what writes refuse", () => {
  const KEY_PROBLEM = "One or more parameter values were invalid: ";
  const NO_MATCH = "The provided key element does not match the schema";
  test.each<[string, object, string, string?]>([
    ["PutItem", { TableName: "nobody", Item: ADA }, "Requested resource not found", "ResourceNotFoundException"],
    [
      "PutItem",
      { Item: ADA },
      "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
    ],
    [
      "PutItem",
      { TableName: "users" },
      "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null",
    ],
    ["PutItem", { TableName: "users", Item: {} }, `${KEY_PROBLEM}Missing the key id in the item`],
    ["PutItem", { TableName: "users", Item: { id: { N: "1" } } }, `${KEY_PROBLEM}Type mismatch for key id expected: S actual: N`],
    ["PutItem", { TableName: "orders", Item: { customer: { S: "a" } } }, `${KEY_PROBLEM}Missing the key placed in the item`],
    [
      "PutItem",
      { TableName: "users", Item: { id: { S: "" } } },
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id",
    ],
    [
      "PutItem",
      { TableName: "users", Item: { id: { S: "x".repeat(2_049) } } },
      `${KEY_PROBLEM}Size of hashkey has exceeded the maximum size limit of2048 bytes`,
    ],
    [
      "PutItem",
      { TableName: "users", Item: { ...KEY, text: { S: "x".repeat(409_600) } } },
      "Item size has exceeded the maximum allowed size",
    ],
    ["PutItem", { TableName: "users", Item: ADA, ReturnValues: "ALL_NEW" }, "ReturnValues can only be ALL_OLD or NONE"],
    [
      "PutItem",
      { TableName: "users", Item: ADA, ReturnValues: "hi" },
      "1 validation error detected: Value 'hi' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]",
    ],
    [
      "PutItem",
      { TableName: "users", Item: ADA, ConditionExpression: "" },
      "Invalid ConditionExpression: The expression can not be empty;",
    ],
    [
      "PutItem",
      { TableName: "users", Item: ADA, ConditionExpression: "n = :x" },
      "Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :x",
    ],
    [
      "PutItem",
      { TableName: "users", Item: ADA, ExpressionAttributeValues: { ":x": { S: "a" } } },
      "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
    ],
    [
      "PutItem",
      { TableName: "users", Item: ADA, ConditionExpression: "attribute_exists(id)", ExpressionAttributeValues: { ":x": { S: "a" } } },
      "Value provided in ExpressionAttributeValues unused in expressions: keys: {:x}",
    ],
    [
      "PutItem",
      { TableName: "users", Item: ADA, Expected: { id: { Exists: false } } },
      "Expected is a legacy parameter, which this playground does not carry out. Use ConditionExpression instead.",
    ],
    ["PutItem", { TableName: 5, Item: ADA }, "NUMBER_VALUE cannot be converted to String", "SerializationException"],
    ["PutItem", { TableName: "users", Item: [] }, "START_ARRAY cannot be converted to a map of attribute values", "SerializationException"],
    [
      "PutItem",
      { TableName: "users", Item: ADA, ConditionExpression: 1 },
      "NUMBER_VALUE cannot be converted to String",
      "SerializationException",
    ],
    ["DeleteItem", { TableName: "users", Key: {} }, NO_MATCH],
    ["DeleteItem", { TableName: "users", Key: { id: { N: "1" } } }, NO_MATCH],
    ["DeleteItem", { TableName: "users", Key: { ...KEY, other: { S: "1" } } }, NO_MATCH],
    ["DeleteItem", { TableName: "orders", Key: { customer: { S: "a" } } }, NO_MATCH],
    ["UpdateItem", { TableName: "users", Key: { ID: { S: "1" } } }, NO_MATCH],
    [
      "UpdateItem",
      { TableName: "users", Key: KEY, UpdateExpression: "SET id = :x", ExpressionAttributeValues: { ":x": { S: "a" } } },
      `${KEY_PROBLEM}Cannot update attribute id. This attribute is part of the key`,
    ],
    [
      "UpdateItem",
      { TableName: "users", Key: KEY, UpdateExpression: "SET big = :x", ExpressionAttributeValues: { ":x": { S: "x".repeat(409_600) } } },
      "Item size to update has exceeded the maximum allowed size",
    ],
    [
      "UpdateItem",
      { TableName: "users", Key: KEY, ExpressionAttributeValues: { ":x": { S: "a" } } },
      "ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null",
    ],
    [
      "UpdateItem",
      { TableName: "users", Key: KEY, AttributeUpdates: {} },
      "AttributeUpdates is a legacy parameter, which this playground does not carry out. Use UpdateExpression instead.",
    ],
    // The text is looked at before the table.
    [
      "UpdateItem",
      { TableName: "nobody", Key: KEY, UpdateExpression: "SET" },
      'Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "SET"',
    ],
  ])("%s %j", (operation, input, message, code = "ValidationException") => {
    const bench = withAda();
    expect(bench.refusal(operation, input)).toEqual({ code, message, status: 400 });
    expect(bench.get("users", KEY)).toEqual(ADA);
    expect(bench.changes).toEqual([]);
  });
});

describe("UpdateItem", () => {
  const update = {
    TableName: "users",
    Key: KEY,
    UpdateExpression: "SET n = n + :one, m.a = :one REMOVE who",
    ExpressionAttributeValues: { ":one": { N: "1" } },
  };
  const before = { ...KEY, who: { S: "Ada" }, n: { N: "1" }, m: { M: { b: { N: "0" } } } };
  const after = { ...KEY, n: { N: "2" }, m: { M: { a: { N: "1" }, b: { N: "0" } } } };

  test.each([
    ["NONE", undefined],
    ["ALL_OLD", before],
    ["ALL_NEW", after],
    ["UPDATED_OLD", { n: { N: "1" }, who: { S: "Ada" } }],
    ["UPDATED_NEW", { n: { N: "2" }, m: { M: { a: { N: "1" } } } }],
  ])("returns %s", (ReturnValues, attributes) => {
    const bench = new TableBench();
    bench.put("users", before);
    expect(bench.call("UpdateItem", { ...update, ReturnValues }).Attributes).toEqual(attributes);
    expect(bench.get("users", KEY)).toEqual(after);
  });

  test("makes an item that is not there, but not for taking away alone", () => {
    const bench = new TableBench();
    bench.call("UpdateItem", { TableName: "users", Key: KEY, UpdateExpression: "REMOVE who" });
    expect(bench.get("users", KEY)).toBe(undefined);
    bench.call("UpdateItem", {
      TableName: "users",
      Key: KEY,
      UpdateExpression: "ADD hits :one",
      ExpressionAttributeValues: { ":one": { N: "1" } },
    });
    expect(bench.get("users", KEY)).toEqual({ ...KEY, hits: { N: "1" } });
    bench.call("UpdateItem", { TableName: "users", Key: { id: { S: "2" } } });
    expect(bench.get("users", { id: { S: "2" } })).toEqual({ id: { S: "2" } });
    expect(bench.changes.map(({ eventName }) => eventName)).toEqual(["INSERT", "INSERT"]);
  });

  test("a condition looks at the item before", () => {
    const bench = withAda();
    const guarded = { ...update, UpdateExpression: "SET n = :one", ConditionExpression: "n > :one" };
    expect(bench.refusal("UpdateItem", guarded).code).toBe("ConditionalCheckFailedException");
  });
});

test("DeleteItem takes away, gives what was there, and does not mind what is not", () => {
  const bench = withAda();
  const remove = { TableName: "users", Key: KEY, ReturnValues: "ALL_OLD" };
  expect(bench.refusal("DeleteItem", { ...remove, ConditionExpression: "attribute_not_exists(n)" }).code).toBe(
    "ConditionalCheckFailedException",
  );
  expect(bench.call("DeleteItem", remove)).toEqual({ Attributes: ADA });
  expect(bench.call("DeleteItem", remove)).toEqual({});
  expect(bench.changes.map(({ eventName }) => eventName)).toEqual(["REMOVE"]);
});

describe("BatchWriteItem", () => {
  const put = (id: string) => ({ PutRequest: { Item: { id: { S: id } } } });

  test("puts and deletes in several tables", () => {
    const bench = withAda();
    const order = { customer: { S: "a" }, placed: { N: "1" } };
    expect(
      bench.call("BatchWriteItem", {
        RequestItems: { users: [put("2"), { DeleteRequest: { Key: KEY } }], orders: [{ PutRequest: { Item: order } }] },
        ReturnConsumedCapacity: "TOTAL",
      }),
    ).toEqual({
      UnprocessedItems: {},
      ConsumedCapacity: [
        { TableName: "users", CapacityUnits: 2 },
        { TableName: "orders", CapacityUnits: 1 },
      ],
    });
    expect(bench.get("users", KEY)).toBe(undefined);
    expect(bench.get("orders", order)).toEqual(order);
    expect(bench.changes.map(({ eventName, keys }) => [eventName, keys.id])).toEqual([
      ["INSERT", { S: "2" }],
      ["REMOVE", { S: "1" }],
    ]);
  });

  test.each<[object | undefined, string, string?]>([
    [undefined, "1 validation error detected: Value null at 'requestItems' failed to satisfy constraint: Member must not be null"],
    [
      {},
      "1 validation error detected: Value '{}' at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [{ users: [] }, "The batch write request list for a table cannot be null or empty: users"],
    [{ users: Array.from({ length: 26 }, (_, id) => put(String(id))) }, "Too many items requested for the BatchWriteItem call"],
    [{ users: [put("2"), { DeleteRequest: { Key: { id: { S: "2" } } } }] }, "Provided list of item keys contains duplicates"],
    [
      { users: [put("2"), { PutRequest: { Item: { id: { N: "1" } } } }] },
      "One or more parameter values were invalid: Type mismatch for key id expected: S actual: N",
    ],
    [{ users: [put("2")], nobody: [put("2")] }, "Requested resource not found", "ResourceNotFoundException"],
    [{ users: [{}] }, "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"],
  ])("%j is refused whole", (RequestItems, message, code = "ValidationException") => {
    const bench = withAda();
    expect(bench.refusal("BatchWriteItem", { RequestItems })).toEqual({ code, message, status: 400 });
    expect(bench.changes).toEqual([]);
    expect(bench.get("users", { id: { S: "2" } })).toBe(undefined);
  });
});

describe("the stream", () => {
  test("tells each change whole, in order, with rising numbers", () => {
    const bench = new TableBench();
    bench.put("users", ADA);
    bench.context.atMs += 5;
    bench.put("users", { ...KEY, who: { S: "Eve" } });
    bench.call("DeleteItem", { TableName: "users", Key: KEY });
    expect(bench.changes).toEqual([
      {
        table: "users",
        eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventName: "INSERT",
        keys: KEY,
        newImage: ADA,
        sequenceNumber: "4421584500000000017450439091",
        atMs: NOW_MS,
        sizeBytes: 15,
      },
      expect.objectContaining({
        eventName: "MODIFY",
        oldImage: ADA,
        newImage: { ...KEY, who: { S: "Eve" } },
        sequenceNumber: "4421584500000000017450439092",
        atMs: NOW_MS + 5,
      }),
      expect.objectContaining({
        eventName: "REMOVE",
        oldImage: { ...KEY, who: { S: "Eve" } },
        sequenceNumber: "4421584500000000017450439093",
      }),
    ]);
    expect(bench.changes[2]).not.toHaveProperty("newImage");
    expect(new Set(bench.changes.map(({ eventId }) => eventId)).size).toBe(3);
  });

  test("what changes nothing is not told", () => {
    const bench = withAda();
    bench.put("users", { n: { N: "1.0" }, who: { S: "Ada" }, ...KEY });
    bench.call("UpdateItem", {
      TableName: "users",
      Key: KEY,
      UpdateExpression: "SET n = :n",
      ExpressionAttributeValues: { ":n": { N: "1" } },
    });
    bench.call("DeleteItem", { TableName: "users", Key: { id: { S: "9" } } });
    expect(bench.changes).toEqual([]);
  });

  test("a table without a stream tells nothing, and the project's items are no changes", () => {
    const bench = new TableBench([ORDERS, { ...USERS, items: [{ id: "1" }] }]);
    bench.put("orders", { customer: { S: "a" }, placed: { N: "1" } });
    expect(bench.changes).toEqual([]);
    expect(bench.tables.views().map(({ changes }) => changes)).toEqual([1, 0]);
  });

  test.each([
    ["keys-only", 5],
    ["new-image", 38],
    ["old-image", 26],
    ["new-and-old-images", 59],
  ] as const)("%s: the sizes of AWS's sample records", (stream, sizeBytes) => {
    const bench = new TableBench([tableConfig({ name: "sample", partitionKey: "Id", partitionKeyType: "N", stream })]);
    const item = (text: string) => ({ Id: { N: "101" }, Message: { S: text } });
    bench.put("sample", item("New item!"));
    bench.put("sample", item("This item has changed"));
    expect(bench.changes[1]?.sizeBytes).toBe(sizeBytes);
  });
});
