import { describe, expect, test } from "vitest";
import { NOW_MS, ORDERS, TableBench, tableConfig, USERS } from "./tables-under-test.ts";

const KEY = { id: { S: "1" } };
const saved = (bench: TableBench): unknown => JSON.parse(JSON.stringify(bench.tables.state()));

describe("the project's tables", () => {
  test("a new one holds the project's items; items that do not fit the keys are left out", () => {
    const bench = new TableBench([{ ...USERS, items: [{ id: "1", n: 1 }, { id: 2 }, {}] }]);
    expect(bench.tables.views()).toEqual([
      {
        name: "users",
        partitionKey: "id",
        partitionKeyType: "S",
        sortKeyType: "S",
        items: [{ ...KEY, n: { N: "1" } }],
        itemCount: 1,
        stream: "new-and-old-images",
        changes: 0,
      },
    ]);
  });

  test("one that stays keeps its items, one that goes loses them, one whose keys change is made anew", () => {
    const bench = new TableBench([USERS, ORDERS]);
    bench.put("users", KEY);
    bench.put("orders", { customer: { S: "a" }, placed: { N: "1" } });
    const { stream: _, ...quiet } = USERS;
    bench.tables.configure([
      { ...quiet, items: [{ id: "9" }] },
      { ...ORDERS, sortKeyType: "S", items: [{ customer: "b", placed: "now" }] },
    ]);
    expect(bench.get("users", KEY)).toEqual(KEY);
    expect(bench.get("users", { id: { S: "9" } })).toBe(undefined);
    expect(bench.tables.views().map(({ items }) => items)).toEqual([[KEY], [{ customer: { S: "b" }, placed: { S: "now" } }]]);
    bench.changes.length = 0;
    bench.put("users", { id: { S: "2" } });
    expect(bench.changes).toEqual([]);
    bench.tables.configure([ORDERS]);
    expect(bench.refusal("Scan", { TableName: "users" }).code).toBe("ResourceNotFoundException");
    bench.tables.configure([USERS]);
    expect(bench.get("users", KEY)).toBe(undefined);
  });

  test("the view shows 500 items and counts all", () => {
    const bench = new TableBench([{ ...USERS, items: Array.from({ length: 600 }, (_, n) => ({ id: String(n) })) }]);
    const [view] = bench.tables.views();
    expect(view?.items).toHaveLength(500);
    expect(view?.itemCount).toBe(600);
    expect(bench.tables.views()[0]).toBe(view);
    bench.call("DeleteItem", { TableName: "users", Key: KEY });
    expect(bench.tables.views()[0]?.itemCount).toBe(599);
  });
});

describe("a reload", () => {
  test("keeps items, counts and the stream's numbers", () => {
    const before = new TableBench();
    before.put("users", { ...KEY, big: { N: "0.30" }, set: { SS: ["a"] } });
    const after = new TableBench([USERS, ORDERS], saved(before));
    expect(after.tables.views()).toEqual(before.tables.views());
    expect(after.call("DescribeTable", { TableName: "users" })).toEqual(before.call("DescribeTable", { TableName: "users" }));
    after.put("users", KEY);
    expect(after.changes[0]).toMatchObject({ eventName: "MODIFY", sequenceNumber: "4421584500000000017450439092" });
  });

  test.each([null, 5, [], { tables: 1 }, { tables: [null, {}, { config: {}, age: {} }], sequence: -1, transactions: [{}] }])(
    "%j is read as nothing",
    (state) => {
      const bench = new TableBench([USERS], state);
      bench.put("users", KEY);
      expect(bench.changes[0]?.sequenceNumber).toBe("4421584500000000017450439091");
    },
  );

  test("a saved item that does not fit is left out, the others stay", () => {
    const bench = new TableBench();
    bench.put("users", KEY);
    const state = JSON.parse(JSON.stringify(bench.tables.state()));
    state.tables[0].items.push({ id: { N: "1" } }, "x", { id: { S: "2" }, a: {} });
    expect(new TableBench([USERS], state).tables.views()[0]?.items).toEqual([KEY]);
  });
});

describe("descriptions", () => {
  test("DescribeTable", () => {
    const bench = new TableBench([{ ...USERS, items: [{ id: "1" }] }, ORDERS]);
    expect(bench.call("DescribeTable", { TableName: "users" })).toEqual({
      Table: {
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        TableName: "users",
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        TableStatus: "ACTIVE",
        CreationDateTime: NOW_MS / 1000,
        ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
        TableSizeBytes: 3,
        ItemCount: 1,
        TableArn: "arn:aws:dynamodb:us-east-1:123456789012:table/users",
        TableId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
        LatestStreamLabel: "2015-04-09T00:00:00.000",
        LatestStreamArn: "arn:aws:dynamodb:us-east-1:123456789012:table/users/stream/2015-04-09T00:00:00.000",
        DeletionProtectionEnabled: false,
      },
    });
    expect(bench.call("DescribeTable", { TableName: "orders" }).Table).toMatchObject({
      KeySchema: [
        { AttributeName: "customer", KeyType: "HASH" },
        { AttributeName: "placed", KeyType: "RANGE" },
      ],
    });
    expect(bench.tables.streamArn("orders")).toBe(undefined);
    expect(bench.refusal("DescribeTable", { TableName: "nobody" })).toEqual({
      code: "ResourceNotFoundException",
      message: "Requested resource not found: Table: nobody not found",
      status: 400,
    });
  });

  test("ListTables pages by name", () => {
    const bench = new TableBench(["c", "a", "b"].map((name) => tableConfig({ name })));
    expect(bench.call("ListTables", {})).toEqual({ TableNames: ["a", "b", "c"] });
    expect(bench.call("ListTables", { Limit: 2 })).toEqual({ TableNames: ["a", "b"], LastEvaluatedTableName: "b" });
    expect(bench.call("ListTables", { ExclusiveStartTableName: "b" })).toEqual({ TableNames: ["c"] });
  });

  test.each([
    ["CreateTable", { TableName: "users" }, "ResourceInUseException", /^Table already exists: users$/],
    ["CreateTable", { TableName: "new" }, "AccessDeniedException", /made, changed and taken away in the project/],
    ["DeleteTable", { TableName: "users" }, "AccessDeniedException", /in the project/],
    ["ExecuteStatement", { Statement: "SELECT * FROM users" }, "ValidationException", /PartiQL/],
    ["constructor", {}, "UnknownOperationException", /^constructor is not an operation/],
  ])("%s is refused", (operation, input, code, message) => {
    const refusal = new TableBench().refusal(operation, input);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
  });
});

describe("hostile input", () => {
  const OPERATIONS = [
    "PutItem",
    "GetItem",
    "UpdateItem",
    "DeleteItem",
    "Query",
    "Scan",
    "BatchGetItem",
    "BatchWriteItem",
    "TransactWriteItems",
    "TransactGetItems",
    "DescribeTable",
    "ListTables",
  ];
  const nested = (levels: number) => JSON.parse(`${'{"M":{"a":'.repeat(levels)}{"S":"x"}${"}}".repeat(levels)}`);
  const FIELDS = [
    "TableName",
    "Item",
    "Key",
    "Limit",
    "ExclusiveStartKey",
    "ExclusiveStartTableName",
    "RequestItems",
    "TransactItems",
    "ConditionExpression",
    "UpdateExpression",
    "FilterExpression",
    "KeyConditionExpression",
    "ProjectionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValues",
    "ConsistentRead",
    "Segment",
    "ClientRequestToken",
  ];
  const WEIRD = [
    0,
    -1,
    1e308,
    true,
    "",
    "\u0000",
    "__proto__",
    [],
    [null],
    [[]],
    {},
    { __proto__: null },
    JSON.parse('{"__proto__":{"S":"1"}}'),
    { "": {} },
    { a: { S: null } },
    nested(5_000),
  ];

  test.each(OPERATIONS)("%s refuses in words whatever it gets", (operation) => {
    const bench = new TableBench();
    const base = {
      TableName: "users",
      Item: KEY,
      Key: KEY,
      KeyConditionExpression: "id = :id",
      ExpressionAttributeValues: { ":id": { S: "1" } },
    };
    for (const field of FIELDS)
      for (const weird of WEIRD)
        for (const input of [{ [field]: weird }, { ...base, [field]: weird }]) {
          try {
            bench.call(operation, input);
          } catch (error) {
            expect(error).toMatchObject({ failure: { code: expect.stringMatching(/Exception$/), status: 400 } });
          }
        }
    expect(({} as Record<string, unknown>).S).toBe(undefined);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("a table, an attribute and a placeholder may have the names of prototypes", () => {
    const bench = new TableBench([tableConfig({ name: "constructor", partitionKey: "__proto__" })]);
    const item = JSON.parse('{"__proto__":{"S":"1"},"toString":{"S":"x"}}');
    bench.put("constructor", item);
    const found = bench.get("constructor", JSON.parse('{"__proto__":{"S":"1"}}'));
    expect(JSON.stringify(found)).toBe('{"__proto__":{"S":"1"},"toString":{"S":"x"}}');
    expect(bench.refusal("GetItem", { TableName: "__proto__", Key: KEY }).code).toBe("ResourceNotFoundException");
    const batch = bench.call("BatchGetItem", { RequestItems: { constructor: { Keys: [JSON.parse('{"__proto__":{"S":"1"}}')] } } });
    expect(JSON.stringify(batch.Responses)).toContain('"toString":{"S":"x"}');
    const reloaded = new TableBench(
      [tableConfig({ name: "constructor", partitionKey: "__proto__" })],
      JSON.parse(JSON.stringify(bench.tables.state())),
    );
    expect(reloaded.tables.views()[0]?.itemCount).toBe(1);
  });

  test("5,000 levels of nesting are refused", () =>
    expect(new TableBench().refusal("PutItem", { TableName: "users", Item: { ...KEY, a: nested(5_000) } }).message).toBe(
      "Nesting Levels have exceeded supported limits",
    ));
});
