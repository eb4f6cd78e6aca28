import { describe, expect, test } from "vitest";
import type { TableConfig } from "../services-config.ts";
import { TableBench } from "./tables-under-test.ts";

const OPEN: TableConfig = {
  name: "scores",
  partitionKey: "player",
  partitionKeyType: "S",
  sortKey: "at",
  sortKeyType: "S",
  keyTypes: "of-first-item",
  items: [],
};

describe("a table whose project names no types for its keys", () => {
  test("takes those of the first item, and keeps to them", () => {
    const bench = new TableBench([OPEN]);
    bench.call("PutItem", { TableName: "scores", Item: { player: { S: "ada" }, at: { N: "5" } } });
    expect(bench.tables.views()[0]).toMatchObject({ partitionKeyType: "S", sortKeyType: "N", itemCount: 1 });
    const second = { TableName: "scores", Item: { player: { S: "ada" }, at: { S: "late" } } };
    expect(() => bench.call("PutItem", second)).toThrow("Type mismatch for key at expected: N actual: S");
  });

  test("takes no item whose key cannot be one, and decides nothing by what is refused", () => {
    const bench = new TableBench([OPEN]);
    expect(() => bench.call("PutItem", { TableName: "scores", Item: { player: { BOOL: true }, at: { N: "1" } } })).toThrow("Type mismatch");
    expect(() =>
      bench.call("PutItem", {
        TableName: "scores",
        Item: { player: { N: "1" }, at: { N: "1" } },
        ConditionExpression: "attribute_exists(player)",
      }),
    ).toThrow("The conditional request failed");
    bench.call("PutItem", { TableName: "scores", Item: { player: { S: "ada" }, at: { N: "1" } } });
    expect(bench.tables.views()[0]).toMatchObject({ partitionKeyType: "S" });
  });

  test("is the same table after a reload and when the project says so again", () => {
    const bench = new TableBench([OPEN]);
    bench.call("PutItem", { TableName: "scores", Item: { player: { N: "7" }, at: { N: "5" } } });
    const later = new TableBench([OPEN], JSON.parse(JSON.stringify(bench.tables.state())));
    expect(later.tables.views()[0]).toMatchObject({ partitionKeyType: "N", itemCount: 1 });
  });
});
