/** The lines of two values side by side: "+" is the actual one's, "-" the expected one's. */

/** Beyond this the table of the comparison would be too large; the texts are then shown one after the other. */
const MAX_LINES = 500;
/** Equal lines shown around a difference. */
const CONTEXT = 2;
/** So many are shown whole. */
const FEW_LINES = 16;

interface Line {
  readonly mark: "+" | "-" | " ";
  readonly text: string;
}

/** Longest common subsequence, by the table of lengths. */
function compareLines(actual: readonly string[], expected: readonly string[]): Line[] {
  const width = expected.length + 1;
  const lengths = new Uint16Array((actual.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = actual.length - 1; row >= 0; row -= 1)
    for (let column = expected.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        actual[row] === expected[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const lines: Line[] = [];
  let [row, column] = [0, 0];
  while (row < actual.length || column < expected.length) {
    const [mine, theirs] = [actual[row], expected[column]];
    if (mine !== undefined && mine === theirs) {
      lines.push({ mark: " ", text: mine });
      row += 1;
      column += 1;
    } else if (mine !== undefined && (theirs === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ mark: "+", text: mine });
      row += 1;
    } else {
      lines.push({ mark: "-", text: theirs ?? "" });
      column += 1;
    }
  }
  return lines;
}

export interface Diff {
  readonly text: string;
  readonly skipped: boolean;
}

export function diffLines(actualText: string, expectedText: string): Diff {
  const [actual, expected] = [actualText.split("\n"), expectedText.split("\n")];
  const lines: readonly Line[] =
    actual.length > MAX_LINES || expected.length > MAX_LINES
      ? [...actual.map((text) => ({ mark: "+", text }) as const), ...expected.map((text) => ({ mark: "-", text }) as const)]
      : compareLines(actual, expected);
  const isNearChange = (at: number) => lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ mark }) => mark !== " ");
  const shown: string[] = [];
  let skipped = false;
  for (const [at, { mark, text }] of lines.entries()) {
    if (mark !== " " || isNearChange(at) || lines.length < FEW_LINES) shown.push(`${mark} ${text}`);
    else if (shown.at(-1) !== "...") {
      shown.push("...");
      skipped = true;
    }
  }
  return { text: shown.join("\n"), skipped };
}
