import { describe, expect, test } from "vitest";
import { ORDERS, TableBench, USERS } from "./tables-under-test.ts";

const KEY = { id: { S: "1" } };

function orders(): TableBench {
  const items = [2, 10, -1, 1.5, 100].map((placed) => ({ customer: "ada", placed, euros: placed * 2, tags: ["x", { y: 1 }] }));
  return new TableBench([USERS, { ...ORDERS, items: [...items, { customer: "eve", placed: 1 }] }]);
}

describe("GetItem", () => {
  test("gives the item, or nothing", () => {
    const bench = new TableBench([{ ...USERS, items: [{ id: "1", a: { b: [1, 2, 3], c: "x" }, d: null }] }]);
    const get = (input: object) => bench.call("GetItem", { TableName: "users", Key: KEY, ...input });
    expect(get({ Key: { id: { S: "2" } } })).toEqual({});
    expect(get({ ProjectionExpression: "a.b[2], a.b[0], d, absent" }).Item).toEqual({
      a: { M: { b: { L: [{ N: "1" }, { N: "3" }] } } },
      d: { NULL: true },
    });
    expect(get({ ProjectionExpression: "#a.c", ExpressionAttributeNames: { "#a": "a" } }).Item).toEqual({ a: { M: { c: { S: "x" } } } });
    expect(get({ ProjectionExpression: "absent" }).Item).toEqual({});
    expect(get({ ReturnConsumedCapacity: "TOTAL" }).ConsumedCapacity).toEqual({ TableName: "users", CapacityUnits: 0.5 });
    expect(get({ ReturnConsumedCapacity: "TOTAL", ConsistentRead: true }).ConsumedCapacity).toEqual({
      TableName: "users",
      CapacityUnits: 1,
    });
  });

  test.each<[object, string, string?]>([
    [{ Key: { id: { N: "1" } } }, "The provided key element does not match the schema"],
    [{ ProjectionExpression: "" }, "Invalid ProjectionExpression: The expression can not be empty;"],
    [{ ProjectionExpression: "a," }, 'Invalid ProjectionExpression: Syntax error; token: "<EOF>", near: ","'],
    [{ ProjectionExpression: "name" }, "Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: name"],
    [
      { ProjectionExpression: "a, a.b" },
      "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]",
    ],
    [{ ExpressionAttributeNames: { "#a": "a" } }, "ExpressionAttributeNames can only be specified when using expressions"],
    [
      { AttributesToGet: ["a"] },
      "AttributesToGet is a legacy parameter, which this playground does not carry out. Use ProjectionExpression instead.",
    ],
    [{ ConsistentRead: "true" }, "STRING_VALUE cannot be converted to Boolean", "SerializationException"],
    [
      { TableName: "a;" },
      "1 validation error detected: Value 'a;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    ],
  ])("%j is refused", (input, message, code = "ValidationException") =>
    expect(new TableBench().refusal("GetItem", { TableName: "users", Key: KEY, ...input })).toEqual({ code, message, status: 400 }),
  );
});

describe("BatchGetItem", () => {
  test("asks several tables", () => {
    const bench = orders();
    bench.put("users", KEY);
    const order = { customer: { S: "ada" }, placed: { N: "10" } };
    expect(
      bench.call("BatchGetItem", {
        RequestItems: {
          users: { Keys: [KEY, { id: { S: "9" } }] },
          orders: { Keys: [order], ProjectionExpression: "euros", ConsistentRead: true },
        },
        ReturnConsumedCapacity: "TOTAL",
      }),
    ).toEqual({
      Responses: { users: [KEY], orders: [{ euros: { N: "20" } }] },
      UnprocessedKeys: {},
      ConsumedCapacity: [
        { TableName: "users", CapacityUnits: 1 },
        { TableName: "orders", CapacityUnits: 1 },
      ],
    });
  });

  test("gives 16 MB and the keys that are left", () => {
    const bench = new TableBench();
    const ids = Array.from({ length: 50 }, (_, id) => ({ id: { S: String(id) } }));
    for (const id of ids) bench.put("users", { ...id, text: { S: "x".repeat(400_000) } });
    const { Responses, UnprocessedKeys } = bench.call("BatchGetItem", { RequestItems: { users: { Keys: ids } } });
    expect((Responses as { users: unknown[] }).users).toHaveLength(41);
    expect(UnprocessedKeys).toEqual({ users: { Keys: ids.slice(41) } });
  });

  test.each([
    [
      {},
      "1 validation error detected: Value '{}' at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [{ users: { Keys: [KEY, KEY] } }, "Provided list of item keys contains duplicates"],
    [{ users: { Keys: [{ id: { N: "1" } }] } }, "The provided key element does not match the schema"],
    [
      { users: { Keys: Array.from({ length: 101 }, (_, id) => ({ id: { S: `${id}` } })) } },
      "Too many items requested for the BatchGetItem call",
    ],
  ])("%j is refused", (RequestItems, message) =>
    expect(new TableBench().refusal("BatchGetItem", { RequestItems })).toEqual({ code: "ValidationException", message, status: 400 }),
  );
});
