/** console.table as Node draws it: rows left-aligned, an index column, a Values column where rows are not objects. */

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

/** Undefined where Node falls back to console.log. */
export function formatTable(
  data: unknown,
  columns: readonly string[] | undefined,
  inspect: (value: unknown) => string,
): string | undefined {
  if (!isObject(data)) return undefined;
  const isMap = data instanceof Map;
  const isIterable = isMap || data instanceof Set;
  const rows: (readonly [string, unknown])[] = isMap
    ? [...data].map(([, value], at) => [String(at), value])
    : data instanceof Set
      ? [...data].map((value, at) => [String(at), value])
      : Object.keys(data).map((key) => [key, data[key]]);
  const keys = isMap ? [...data.keys()].map((key) => inspect(key)) : undefined;
  const fields: string[] = columns ? [...columns] : [];
  let hasValues = false;
  for (const [, value] of rows) {
    if (!isObject(value)) hasValues = true;
    else if (!columns) for (const field of Object.keys(value)) if (!fields.includes(field)) fields.push(field);
  }
  const head = [isIterable ? "(iteration index)" : "(index)", ...(keys ? ["Key"] : []), ...fields, ...(hasValues ? ["Values"] : [])];
  const body = rows.map(([index, value], at) => [
    index,
    ...(keys ? [keys[at] ?? ""] : []),
    ...fields.map((field) => (isObject(value) && Object.hasOwn(value, field) ? inspect(value[field]) : "")),
    ...(hasValues ? [isObject(value) ? "" : inspect(value)] : []),
  ]);
  return drawTable(head, body);
}

function drawTable(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(width(cell), ...body.map((row) => width(row[column] ?? ""))) + 2);
  const rule = (left: string, middle: string, right: string) => left + widths.map((length) => "─".repeat(length)).join(middle) + right;
  const draw = (row: readonly string[]) =>
    `│${widths.map((length, column) => ` ${row[column] ?? ""}${" ".repeat(length - 1 - width(row[column] ?? ""))}`).join("│")}│`;
  return [rule("┌", "┬", "┐"), draw(head), rule("├", "┼", "┤"), ...body.map(draw), rule("└", "┴", "┘")].join("\n");
}

const width = (text: string): number => [...text].length;
