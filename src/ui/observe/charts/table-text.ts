/** A table as CSV (RFC 4180) or JSON, for a file. */
export type Cell = string | number | boolean | undefined;

export interface TableText {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A spreadsheet would run what begins like a formula: such a text gets a leading apostrophe, as OWASP advises. Numbers stay numbers. */
const FORMULA = /^[=+\-@\t\r]/;

export function toCsv({ columns, rows }: TableText): string {
  return [columns, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell !== "string") return String(cell);
  const text = FORMULA.test(cell) && !isNumber(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isNumber(text: string): boolean {
  return /^[+-]?\d+(\.\d+)?$/.test(text);
}

/** A list of objects by the columns' names; what is unknown is null. */
export function toJson({ columns, rows }: TableText): string {
  const objects = rows.map((cells) => Object.fromEntries(columns.map((name, place) => [name, cells[place] ?? null])));
  return JSON.stringify(objects, undefined, 2);
}
