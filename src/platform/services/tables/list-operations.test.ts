import { describe, expect, test } from "vitest";
import type { JsonObject } from "../service-call.ts";
import { ORDERS, TableBench, tableConfig, USERS } from "./tables-under-test.ts";

function orders(): TableBench {
  const items = [2, 10, -1, 1.5, 100].map((placed) => ({ customer: "ada", placed, euros: placed * 2, tags: ["x", { y: 1 }] }));
  return new TableBench([USERS, { ...ORDERS, items: [...items, { customer: "eve", placed: 1 }] }]);
}

const query = (bench: TableBench, input: object = {}) =>
  bench.call("Query", {
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    ExpressionAttributeValues: { ":c": { S: "ada" } },
    ...input,
  });
const times = ({ Items }: JsonObject) => (Items as JsonObject[]).map(({ placed }) => Number((placed as JsonObject).N));

describe("Query", () => {
  test("gives one partition in the order of numbers, or against it", () => {
    const bench = orders();
    expect(times(query(bench))).toEqual([-1, 1.5, 2, 10, 100]);
    expect(times(query(bench, { ScanIndexForward: false }))).toEqual([100, 10, 2, 1.5, -1]);
    expect(query(bench, { ExpressionAttributeValues: { ":c": { S: "nobody" } } })).toEqual({ Items: [], Count: 0, ScannedCount: 0 });
  });

  test.each([
    ["#k = :c AND #t = :low", [2]],
    [":low = #t AND :c = #k", [2]],
    ["#k = :c AND #t > :low", [10, 100]],
    ["#k = :c AND #t >= :low", [2, 10, 100]],
    ["#k = :c AND :low > #t", [-1, 1.5]],
    ["(#k = :c) AND (#t <= :low)", [-1, 1.5, 2]],
  ])("%s", (KeyConditionExpression, expected) =>
    expect(
      times(
        query(orders(), {
          KeyConditionExpression,
          ExpressionAttributeNames: { "#k": "customer", "#t": "placed" },
          ExpressionAttributeValues: { ":c": { S: "ada" }, ":low": { N: "2.0" } },
        }),
      ),
    ).toEqual(expected),
  );

  test("BETWEEN and begins_with on text", () => {
    const bench = new TableBench([
      tableConfig({ name: "texts", sortKey: "word", items: ["a", "ab", "abc", "b"].map((word) => ({ id: "1", word })) }),
    ]);
    const words = (condition: string, values: object) =>
      (
        bench.call("Query", {
          TableName: "texts",
          KeyConditionExpression: `id = :id AND ${condition}`,
          ExpressionAttributeValues: { ":id": { S: "1" }, ...values },
        }).Items as { word: { S: string } }[]
      ).map(({ word }) => word.S);
    expect(words("begins_with(word, :w)", { ":w": { S: "ab" } })).toEqual(["ab", "abc"]);
    expect(words("word BETWEEN :w AND :v", { ":w": { S: "ab" }, ":v": { S: "b" } })).toEqual(["ab", "abc", "b"]);
  });

  test("the filter comes after the limit; counts say both", () => {
    const values = { ":c": { S: "ada" }, ":t": { N: "4" } };
    const page = query(orders(), {
      FilterExpression: "euros >= :t",
      Limit: 3,
      ExpressionAttributeValues: values,
      ProjectionExpression: "euros",
    });
    expect(page).toEqual({
      Items: [{ euros: { N: "4" } }],
      Count: 1,
      ScannedCount: 3,
      LastEvaluatedKey: { customer: { S: "ada" }, placed: { N: "2" } },
    });
    expect(query(orders(), { Select: "COUNT", ReturnConsumedCapacity: "TOTAL" })).toEqual({
      Count: 5,
      ScannedCount: 5,
      ConsumedCapacity: { TableName: "orders", CapacityUnits: 0.5 },
    });
  });

  test.each([true, false])("pages join to the whole, forward %s, even when the item of the start key is gone", (ScanIndexForward) => {
    const bench = orders();
    const whole = times(query(bench, { ScanIndexForward }));
    const seen: number[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const page = query(bench, { ScanIndexForward, Limit: 2, ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }) });
      seen.push(...times(page));
      ExclusiveStartKey = page.LastEvaluatedKey;
      if (ExclusiveStartKey !== undefined) bench.call("DeleteItem", { TableName: "orders", Key: ExclusiveStartKey });
    } while (ExclusiveStartKey !== undefined);
    expect(seen).toEqual(whole);
  });

  test("a table without a sort key has one item a partition, and no second page of it", () => {
    const bench = new TableBench([{ ...USERS, items: [{ id: "1" }] }]);
    const input = { TableName: "users", KeyConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": { S: "1" } }, Limit: 1 };
    const { LastEvaluatedKey } = bench.call("Query", input);
    expect(LastEvaluatedKey).toEqual({ id: { S: "1" } });
    expect(bench.call("Query", { ...input, ExclusiveStartKey: LastEvaluatedKey })).toEqual({ Items: [], Count: 0, ScannedCount: 0 });
  });

  test("a page holds 1 MB", () => {
    const bench = orders();
    for (let placed = 0; placed < 5; placed += 1)
      bench.put("orders", { customer: { S: "big" }, placed: { N: `${placed}` }, text: { S: "x".repeat(300_000) } });
    const page = query(bench, { ExpressionAttributeValues: { ":c": { S: "big" } }, ReturnConsumedCapacity: "TOTAL" });
    expect(page).toMatchObject({ Count: 3, LastEvaluatedKey: { placed: { N: "2" } }, ConsumedCapacity: { CapacityUnits: 110 } });
  });

  const C = { ":c": { S: "ada" }, ":n": { N: "1" }, ":m": { N: "2" }, ":s": { S: "" } };
  const used = (text: string) => Object.fromEntries(Object.entries(C).filter(([name]) => text.includes(name)));
  test.each([
    ["placed = :n", "Query condition missed key schema element: customer"],
    ["customer = :c AND euros = :n", "Query condition missed key schema element: placed"],
    ["customer > :c", "Query key condition not supported"],
    ["begins_with(customer, :c)", "Query key condition not supported"],
    ["customer = :n", "One or more parameter values were invalid: Condition parameter type does not match schema type"],
    ["customer = :c AND placed = :c", "One or more parameter values were invalid: Condition parameter type does not match schema type"],
    ["customer = :c OR placed = :n", "Invalid operator used in KeyConditionExpression: OR"],
    ["NOT customer = :c", "Invalid operator used in KeyConditionExpression: NOT"],
    ["customer <> :c", "Invalid operator used in KeyConditionExpression: <>"],
    ["customer IN (:c)", "Invalid operator used in KeyConditionExpression: IN"],
    ["customer = :c AND contains(placed, :n)", "Invalid operator used in KeyConditionExpression: contains"],
    ["customer = :c AND placed > :n AND placed < :m", "KeyConditionExpressions must only contain one condition per key"],
    ["customer = :c AND placed > :n AND euros < :m", "Conditions can be of length 1 or 2 only"],
    ["customer.a = :c", "KeyConditionExpressions cannot have conditions on nested attributes"],
    ["customer = :c AND size(placed) > :n", "KeyConditionExpressions cannot contain nested operations"],
    ["customer = placed", "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"],
    [":c = :n", "Invalid condition in KeyConditionExpression: No key attribute specified"],
    [
      "customer = :c AND :n BETWEEN placed AND :m",
      "Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand",
    ],
    [
      "customer = :s",
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: customer",
    ],
    ["", "Invalid KeyConditionExpression: The expression can not be empty;"],
  ])("%s is refused", (text, message) => {
    const values = used(text);
    expect(
      orders().refusal("Query", {
        TableName: "orders",
        KeyConditionExpression: text,
        ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
      }).message,
    ).toBe(message);
  });

  test.each([
    [
      { KeyConditionExpression: undefined },
      "ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null",
    ],
    [
      { KeyConditionExpression: undefined, ExpressionAttributeValues: undefined },
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    ],
    [
      { FilterExpression: "customer = :c" },
      "Filter Expression can only contain non-primary key attributes: Primary key attribute: customer",
    ],
    [
      { Limit: 0 },
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [{ IndexName: "by-total" }, "The table does not have the specified index: by-total"],
    [{ ExclusiveStartKey: { customer: { S: "ada" } } }, "The provided starting key is invalid"],
    [{ ExclusiveStartKey: { customer: { S: "ada" }, placed: { S: "1" } } }, "The provided key element does not match the schema"],
    [
      { ExclusiveStartKey: { customer: { S: "eve" }, placed: { N: "1" } } },
      "The provided starting key is outside query boundaries based on provided conditions",
    ],
    [{ Select: "COUNT", ProjectionExpression: "euros" }, "Cannot specify the ProjectionExpression when choosing to get only the Count"],
    [
      { KeyConditions: {} },
      "KeyConditions is a legacy parameter, which this playground does not carry out. Use KeyConditionExpression instead.",
    ],
  ])("%j is refused", (input, message) => {
    const base = { TableName: "orders", KeyConditionExpression: "customer = :c", ExpressionAttributeValues: { ":c": { S: "ada" } } };
    expect(orders().refusal("Query", { ...base, ...input }).message).toBe(message);
  });
});

describe("Scan", () => {
  const many = () => new TableBench([{ ...USERS, items: Array.from({ length: 200 }, (_, n) => ({ id: `user-${n}`, n })) }]);
  const ids = ({ Items }: JsonObject) => (Items as { id: { S: string } }[]).map(({ id }) => id.S);

  test("pages join to the whole, each item once", () => {
    const bench = many();
    const whole = ids(bench.call("Scan", { TableName: "users" }));
    expect(new Set(whole).size).toBe(200);
    const seen: string[] = [];
    let start: unknown;
    do {
      const page = bench.call("Scan", { TableName: "users", Limit: 33, ExclusiveStartKey: start });
      seen.push(...ids(page));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    expect(seen).toEqual(whole);
  });

  test("segments part the table", () => {
    const bench = many();
    const segments = [0, 1, 2].map((Segment) => ids(bench.call("Scan", { TableName: "users", Segment, TotalSegments: 3 })));
    expect(segments.flat().sort()).toEqual(ids(bench.call("Scan", { TableName: "users" })).sort());
    for (const segment of segments) expect(segment.length).toBeGreaterThan(30);
  });

  test("filters, also by the key", () => {
    const values = { ":n": { N: "198" } };
    expect(many().call("Scan", { TableName: "users", FilterExpression: "n >= :n", ExpressionAttributeValues: values })).toMatchObject({
      Count: 2,
      ScannedCount: 200,
    });
    const byKey = { FilterExpression: "begins_with(id, :p)", ExpressionAttributeValues: { ":p": { S: "user-19" } } };
    expect(many().call("Scan", { TableName: "users", ...byKey }).Count).toBe(11);
  });

  test.each([
    [{ Segment: 0 }, "The TotalSegments parameter is required but was not present in the request when Segment parameter is present"],
    [{ TotalSegments: 1 }, "The Segment parameter is required but was not present in the request when parameter TotalSegments is present"],
    [
      { Segment: 1, TotalSegments: 1 },
      "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 1 is not less than TotalSegments: 1",
    ],
    [{ FilterExpression: "status = :a" }, "Invalid FilterExpression: Attribute name is a reserved keyword; reserved keyword: status"],
    [{ ExclusiveStartKey: {} }, "The provided starting key is invalid"],
    [{ Limit: 1.5 }, "NUMBER_VALUE cannot be converted to Integer"],
  ])("%j is refused", (input, message) => expect(many().refusal("Scan", { TableName: "users", ...input }).message).toBe(message));
});
