import { describe, expect, it } from "vitest";
import type { TableConfig } from "../../platform/services/services-config.ts";
import { ASK_ALL, filterExpression, tableCall } from "./table-query.ts";

const TABLE: TableConfig = {
  name: "photos",
  partitionKey: "album",
  partitionKeyType: "S",
  sortKey: "taken",
  sortKeyType: "N",
  items: [],
};

describe("a question to a table", () => {
  it("scans without expressions", () => {
    expect(tableCall(TABLE, ASK_ALL)).toEqual({ ok: true, value: { operation: "Scan", input: { TableName: "photos", Limit: 500 } } });
  });

  it("queries a partition, and a range of it backwards", () => {
    const question = {
      ...ASK_ALL,
      by: "query",
      partition: "alps",
      sortCondition: "between",
      sort: "1",
      sortTo: "9",
      descending: true,
    } as const;
    expect(tableCall(TABLE, question)).toEqual({
      ok: true,
      value: {
        operation: "Query",
        input: {
          TableName: "photos",
          Limit: 500,
          KeyConditionExpression: "#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2",
          ScanIndexForward: false,
          ExpressionAttributeNames: { "#n0": "album", "#n1": "taken" },
          ExpressionAttributeValues: { ":v0": { S: "alps" }, ":v1": { N: "1" }, ":v2": { N: "9" } },
        },
      },
    });
  });

  it.each([
    ["no partition", { partition: "" }, "partition"],
    ["a sort key that is no number", { partition: "alps", sort: "x" }, "number"],
    ["an end that is no number", { partition: "alps", sort: "1", sortCondition: "between", sortTo: "" }, "number"],
    ["a filter that cannot be read", { partition: "alps", filter: "a = ;" }, "filter"],
  ] as const)("refuses %s", (_, change, code) => {
    expect(tableCall(TABLE, { ...ASK_ALL, by: "query", ...change })).toMatchObject({ ok: false, code });
  });

  it.each([
    ['price >= 10 and begins_with(title, "A")', "#n0 >= :v0 AND begins_with ( #n1 , :v1 )"],
    ["size(a) > 1 or not attribute_exists(b)", "size ( #n0 ) > :v0 OR NOT attribute_exists ( #n1 )"],
    ["a.b[1].c = 'x'", "#n0.#n1[1].#n2 = :v0"],
    ["a <> null and a <> true", "#n0 <> :v0 AND #n0 <> :v1"],
    ["a in (1, 2)  ", "#n0 IN ( :v0 , :v1 )"],
    ["a between -1 and 2.5e3", "#n0 BETWEEN :v0 AND :v1"],
  ])("reads %j", (text, value) => expect(filterExpression(text)).toEqual({ ok: true, value }));

  it.each(["a = :v", "a = #b", '"open', "a = 1 ; b", "a\u0000"])("does not read %j", (text) => {
    expect(filterExpression(text)).toMatchObject({ ok: false, code: "filter" });
  });
});
