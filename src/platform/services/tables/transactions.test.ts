import { describe, expect, test } from "vitest";
import { TableBench, USERS } from "./tables-under-test.ts";

const key = (id: string) => ({ id: { S: id } });
const put = (id: string, more: object = {}) => ({ Put: { TableName: "users", Item: key(id), ...more } });
const update = (id: string, text: string, values: object) => ({
  Update: { TableName: "users", Key: key(id), UpdateExpression: text, ExpressionAttributeValues: values },
});
const check = (id: string, text: string) => ({ ConditionCheck: { TableName: "users", Key: key(id), ConditionExpression: text } });
const bench = () => new TableBench([{ ...USERS, items: [{ id: "1", n: 5 }] }]);

describe("TransactWriteItems", () => {
  test("does all, in order", () => {
    const tables = bench();
    expect(
      tables.call("TransactWriteItems", {
        TransactItems: [put("2"), update("1", "ADD n :n", { ":n": { N: "1" } }), check("3", "attribute_not_exists(id)")],
        ReturnConsumedCapacity: "TOTAL",
      }),
    ).toEqual({ ConsumedCapacity: [{ TableName: "users", CapacityUnits: 6 }] });
    expect(tables.get("users", key("1"))).toEqual({ ...key("1"), n: { N: "6" } });
    expect(tables.changes.map(({ eventName }) => eventName)).toEqual(["INSERT", "MODIFY"]);
  });

  test("or nothing, with the reason of each", () => {
    const tables = bench();
    const TransactItems = [
      put("2"),
      {
        Delete: {
          TableName: "users",
          Key: key("1"),
          ConditionExpression: "n > :n",
          ExpressionAttributeValues: { ":n": { N: "9" } },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      check("3", "attribute_exists(id)"),
      update("4", "SET n = n + :n", { ":n": { N: "1" } }),
    ];
    expect(tables.refusal("TransactWriteItems", { TransactItems })).toEqual({
      code: "TransactionCanceledException",
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed, ValidationError]",
      status: 400,
      details: {
        CancellationReasons: [
          { Code: "None" },
          { Code: "ConditionalCheckFailed", Message: "The conditional request failed", Item: { ...key("1"), n: { N: "5" } } },
          { Code: "ConditionalCheckFailed", Message: "The conditional request failed" },
          { Code: "ValidationError", Message: "The provided expression refers to an attribute that does not exist in the item" },
        ],
      },
    });
    expect(tables.get("users", key("2"))).toBe(undefined);
    expect(tables.changes).toEqual([]);
  });

  test("a token makes it happen once, within ten minutes, also after a reload", () => {
    const tables = bench();
    const add = { TransactItems: [update("1", "ADD n :n", { ":n": { N: "1" } })], ClientRequestToken: "token-1" };
    tables.call("TransactWriteItems", add);
    expect(tables.call("TransactWriteItems", add)).toEqual({});
    expect(tables.get("users", key("1"))).toMatchObject({ n: { N: "6" } });
    expect(tables.refusal("TransactWriteItems", { ...add, TransactItems: [put("2")] }).code).toBe("IdempotentParameterMismatchException");
    const reloaded = new TableBench([USERS], JSON.parse(JSON.stringify(tables.tables.state())));
    reloaded.call("TransactWriteItems", add);
    expect(reloaded.get("users", key("1"))).toMatchObject({ n: { N: "6" } });
    reloaded.context.atMs += 600_000;
    reloaded.call("TransactWriteItems", add);
    expect(reloaded.get("users", key("1"))).toMatchObject({ n: { N: "7" } });
  });

  test.each<[unknown, string, string?]>([
    [undefined, "1 validation error detected: Value null at 'transactItems' failed to satisfy constraint: Member must not be null"],
    [
      [],
      "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [[{}], "TransactItems can only contain one of Check, Put, Update or Delete"],
    [[{ ...put("1"), ...check("1", "attribute_exists(id)") }], "TransactItems can only contain one of Check, Put, Update or Delete"],
    [[put("2"), check("2", "attribute_exists(id)")], "Transaction request cannot include multiple operations on one item"],
    [
      [{ ConditionCheck: { TableName: "users", Key: key("1") } }],
      "1 validation error detected: Value null at 'conditionExpression' failed to satisfy constraint: Member must not be null",
    ],
    [[put("2"), put("3", { ConditionExpression: "n =" })], 'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "="'],
    [[put("2", { TableName: "nobody" })], "Requested resource not found", "ResourceNotFoundException"],
    [["Put"], "STRING_VALUE cannot be converted to a structure", "SerializationException"],
  ])("%j is refused", (TransactItems, message, code = "ValidationException") => {
    const tables = bench();
    expect(tables.refusal("TransactWriteItems", { TransactItems })).toEqual({ code, message, status: 400 });
    expect(tables.changes).toEqual([]);
  });

  test("101 items are refused, a wrong key is a reason", () => {
    expect(
      bench().refusal("TransactWriteItems", { TransactItems: Array.from({ length: 101 }, (_, id) => put(String(id))) }).message,
    ).toMatch(/Member must have length less than or equal to 100$/);
    expect(bench().refusal("TransactWriteItems", { TransactItems: [{ Delete: { TableName: "users", Key: {} } }] }).details).toEqual({
      CancellationReasons: [{ Code: "ValidationError", Message: "The provided key element does not match the schema" }],
    });
  });
});

test("TransactGetItems gives each in its place", () => {
  const get = (id: string, more: object = {}) => ({ Get: { TableName: "users", Key: key(id), ...more } });
  expect(
    bench().call("TransactGetItems", {
      TransactItems: [get("9"), get("1", { ProjectionExpression: "n" })],
      ReturnConsumedCapacity: "TOTAL",
    }),
  ).toEqual({
    Responses: [{}, { Item: { n: { N: "5" } } }],
    ConsumedCapacity: [{ TableName: "users", CapacityUnits: 4 }],
  });
});
