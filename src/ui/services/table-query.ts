/**
 * A question to a table as a person types it, made into DynamoDB's expressions: names become #n, values :v. A filter is
 * written with its values in it: price >= 10 and begins_with(title, "A").
 */
import type { JsonObject } from "../../platform/services/service-call.ts";
import type { TableConfig } from "../../platform/services/services-config.ts";
import type { AttributeValue } from "../../platform/services/tables/attribute-values.ts";
import { type Parsed, refuse } from "../../platform/triggers/parsed.ts";
import { parseCell } from "./cell-values.ts";

export const SORT_CONDITIONS = ["=", "<", "<=", ">", ">=", "begins_with", "between"] as const;

export interface TableQuestion {
  readonly by: "scan" | "query";
  readonly partition: string;
  readonly sortCondition: (typeof SORT_CONDITIONS)[number];
  /** Empty: any. */
  readonly sort: string;
  readonly sortTo: string;
  readonly filter: string;
  readonly descending: boolean;
}

export const ASK_ALL: TableQuestion = {
  by: "scan",
  partition: "",
  sortCondition: "=",
  sort: "",
  sortTo: "",
  filter: "",
  descending: false,
};

/** As many as a grid shows at once. */
export const PAGE_ITEMS = 500;

export interface TableCall {
  readonly operation: "Scan" | "Query";
  readonly input: JsonObject;
}

class Placeholders {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, AttributeValue> = {};

  name(name: string): string {
    const known = Object.entries(this.names).find(([, each]) => each === name)?.[0];
    const placeholder = known ?? `#n${Object.keys(this.names).length}`;
    this.names[placeholder] = name;
    return placeholder;
  }

  value(value: AttributeValue): string {
    const placeholder = `:v${Object.keys(this.values).length}`;
    this.values[placeholder] = value;
    return placeholder;
  }
}

export function tableCall(table: TableConfig, question: TableQuestion): Parsed<TableCall> {
  const placeholders = new Placeholders();
  const condition = question.by === "query" ? keyCondition(table, question, placeholders) : undefined;
  if (condition && !condition.ok) return condition;
  const filter = question.filter.trim() === "" ? undefined : filterExpression(question.filter, placeholders);
  if (filter && !filter.ok) return filter;
  const { names, values } = placeholders;
  const input = {
    TableName: table.name,
    Limit: PAGE_ITEMS,
    ...(condition && { KeyConditionExpression: condition.value }),
    ...(condition && question.descending && { ScanIndexForward: false }),
    ...(filter && { FilterExpression: filter.value }),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: jsonValues(values) }),
  };
  return { ok: true, value: { operation: condition ? "Query" : "Scan", input } };
}

function keyCondition(table: TableConfig, question: TableQuestion, placeholders: Placeholders): Parsed<string> {
  const { partitionKey, partitionKeyType, sortKey, sortKeyType } = table;
  if (question.partition === "") {
    return refuse("partition", "A query needs a partition key's value.", `Give ${partitionKey}, or scan the whole table.`);
  }
  const partition = parseCell(partitionKeyType, question.partition);
  if (!partition.ok) return partition;
  const first = `${placeholders.name(partitionKey)} = ${placeholders.value(partition.value)}`;
  if (sortKey === undefined || question.sort === "") return { ok: true, value: first };
  const from = parseCell(sortKeyType, question.sort);
  if (!from.ok) return from;
  const name = placeholders.name(sortKey);
  const value = placeholders.value(from.value);
  if (question.sortCondition === "begins_with") return { ok: true, value: `${first} AND begins_with(${name}, ${value})` };
  if (question.sortCondition !== "between") return { ok: true, value: `${first} AND ${name} ${question.sortCondition} ${value}` };
  const to = parseCell(sortKeyType, question.sortTo);
  return to.ok ? { ok: true, value: `${first} AND ${name} BETWEEN ${value} AND ${placeholders.value(to.value)}` } : to;
}

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*"|'[^']*')|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_][\w.-]*(?:\[\d+\])*(?:\.[A-Za-z_][\w-]*(?:\[\d+\])*)*)|(<>|<=|>=|[=<>(),]))/y;
const KEYWORDS: ReadonlySet<string> = new Set(["AND", "OR", "NOT", "BETWEEN", "IN"]);
const FUNCTIONS: ReadonlySet<string> = new Set([
  "attribute_exists",
  "attribute_not_exists",
  "attribute_type",
  "begins_with",
  "contains",
  "size",
]);

export function filterExpression(text: string, placeholders = new Placeholders()): Parsed<string> {
  const parts: string[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) {
      const rest = source.slice(at).trim().slice(0, 20);
      return refuse(
        "filter",
        `The filter cannot be read from ${JSON.stringify(rest)} on.`,
        'Write price >= 10 and begins_with(title, "A").',
      );
    }
    const [, quoted, number, word, sign] = match;
    if (quoted !== undefined) parts.push(placeholders.value({ S: unquoted(quoted) }));
    else if (number !== undefined) parts.push(placeholders.value({ N: number }));
    else if (word !== undefined) parts.push(wordPart(word, placeholders));
    else if (sign !== undefined) parts.push(sign);
  }
  return { ok: true, value: parts.join(" ") };
}

function wordPart(word: string, placeholders: Placeholders): string {
  if (KEYWORDS.has(word.toUpperCase())) return word.toUpperCase();
  if (FUNCTIONS.has(word)) return word;
  if (word === "true" || word === "false") return placeholders.value({ BOOL: word === "true" });
  if (word === "null") return placeholders.value({ NULL: true });
  return word
    .split(".")
    .map((step) => step.replace(/^[^[]+/, (name) => placeholders.name(name)))
    .join(".");
}

function unquoted(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

/** An item is JSON as it stands. */
export function jsonValues(values: Readonly<Record<string, AttributeValue>>): JsonObject {
  return JSON.parse(JSON.stringify(values));
}
