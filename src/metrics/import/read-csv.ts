/**
 * Reads arrivals from a CSV: a moment in each row, in the first column that has one or under a heading that says so, and
 * what other named columns tell. Cells are parted by commas, semicolons or tabs.
 */
import type { InvocationStatus } from "../../platform/invocation.ts";
import { type CsvColumn, cellsOf, columnsOf, markOf } from "./csv-columns.ts";
import { eachLine, type ImportNotes } from "./import-notes.ts";
import { readMoment } from "./moments.ts";
import { amount, type ReadRequest, type ReadText } from "./read-request.ts";

const LONGEST_NAME = 140;
const MOST_MEMORY_MB = 65_536;
/** CloudWatch Logs Insights gives memory in bytes, by thousands. */
const BYTES_FROM = 1_000_000;

export function readCsv(text: string, notes: ImportNotes): ReadText {
  const requests: ReadRequest[] = [];
  let table: Table | undefined;
  const lines = eachLine(text, notes, (line, number) => {
    if (line.trim() === "" || line.startsWith("#")) return;
    if (!table) {
      table = new Table(line);
      if (table.hasHeadings) return;
    }
    const request = table.read(line, number, notes);
    if (request) requests.push(request);
  });
  return { requests, lines, assumed: [] };
}

class Table {
  readonly hasHeadings: boolean;
  readonly #mark: string;
  readonly #columns: ReadonlyMap<CsvColumn, number>;

  /** By its first row. */
  constructor(first: string) {
    this.#mark = markOf(first);
    const cells = cellsOf(first, this.#mark);
    const moment = cells.findIndex((cell) => readMoment(cell) !== undefined);
    this.hasHeadings = moment < 0 && cells.some((cell) => /[a-z]/i.test(cell)) && columnsOf(cells).size > 0;
    this.#columns = this.hasHeadings ? columnsOf(cells) : new Map([["moment", Math.max(0, moment)]]);
  }

  read(line: string, number: number, notes: ImportNotes): ReadRequest | undefined {
    const cells = cellsOf(line, this.#mark);
    const cell = (column: CsvColumn) => {
      const place = this.#columns.get(column);
      return place === undefined ? undefined : cells[place];
    };
    const written = cell("moment") ?? "";
    const arrived = readMoment(written);
    if (!arrived) {
      notes.problem(number, `${shown(written)} is no moment. Write ISO 8601, or seconds or milliseconds since 1970. Left out.`);
      return undefined;
    }
    const told = (column: CsvColumn, most?: number) => {
      const value = cell(column);
      const read = amount(value, most);
      if (read === undefined && value !== undefined && value !== "")
        notes.problem(number, `${shown(value)} is no ${column}. Taken for not said.`);
      return read;
    };
    const seconds = told("seconds");
    const durationMs = told("duration") ?? (seconds === undefined ? undefined : seconds * 1_000);
    const initMs = told("init");
    const memory = told("memory", MOST_MEMORY_MB * BYTES_FROM);
    const functionName = cell("function")?.split("/").at(-1)?.slice(0, LONGEST_NAME);
    return {
      line: number,
      arrived,
      ...(functionName ? { functionName } : {}),
      ...(durationMs === undefined ? {} : { durationMs }),
      ...(initMs ? { initMs } : {}),
      ...(memory ? { memoryMb: memory >= BYTES_FROM ? Math.round(memory / BYTES_FROM) : memory } : {}),
      status: statusOf(cell("status")),
    };
  }
}

function shown(text: string): string {
  return text === "" ? "An empty cell" : `"${text.slice(0, 40)}"`;
}

function statusOf(written = ""): InvocationStatus {
  const word = written.toLowerCase();
  if (/^(timeout|timed ?out)$/.test(word)) return "timeout";
  if (/^(throttled?|429)$/.test(word)) return "throttled";
  if (/^(crashed|crash)$/.test(word)) return "crashed";
  return /^(error|failed|failure|fail|5\d\d)$/.test(word) ? "error" : "ok";
}
