/** Rows of a CSV as cells, and which column holds what, by its heading. */

export type CsvColumn = "moment" | "function" | "duration" | "seconds" | "init" | "memory" | "status";

const HEADINGS: Readonly<Record<CsvColumn, readonly string[]>> = {
  moment: ["timestamp", "time", "datetime", "date", "ts", "arrival", "arrivedat", "start", "starttime", "startedat", "eventtime"],
  function: ["function", "functionname", "fn", "lambda", "log", "name"],
  duration: ["duration", "durationms", "handlerms", "executiontimems", "ms"],
  seconds: ["durations", "durationsec", "durationseconds", "seconds"],
  init: ["initduration", "initdurationms", "init", "initms"],
  memory: ["memory", "memorymb", "memorysize", "memorysizemb"],
  status: ["status", "result", "outcome"],
};

/** Quotes hold what would part cells; a quote in quotes is doubled. */
export function cellsOf(line: string, mark: string): readonly string[] {
  if (!line.includes('"')) return line.split(mark).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? "";
    if (char === '"' && quoted && line[at + 1] === '"') {
      cell += char;
      at += 1;
    } else if (char === '"') quoted = !quoted;
    else if (char === mark && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += char;
  }
  return [...cells, cell.trim()];
}

/** What parts the cells of this row: whichever of these there is most of. A comma may belong to a moment alone. */
export function markOf(line: string): string {
  const count = (mark: string) => line.split(mark).length - 1;
  return [";", "\t"].find((mark) => count(mark) > 0 && count(mark) >= count(",")) ?? ",";
}

/** By its heading, whatever its case and signs: "@timestamp", "Duration (ms)", "function_name". */
export function columnsOf(headings: readonly string[]): ReadonlyMap<CsvColumn, number> {
  const plain = headings.map((heading) => heading.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
  const found = new Map<CsvColumn, number>();
  for (const [column, names] of Object.entries(HEADINGS) as [CsvColumn, readonly string[]][]) {
    const place = names.map((name) => plain.indexOf(name)).find((at) => at >= 0);
    if (place !== undefined) found.set(column, place);
  }
  return found;
}
