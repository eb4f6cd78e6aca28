/**
 * JSON of anybody's. Before any value of it is made it is gone through once, so that megabytes of brackets are refused as
 * what they are instead of filling the memory.
 */

/** Somewhat beyond what plain-data.ts takes: that one names the place, this one only keeps the page alive. */
const MAX_VALUES = 200_000;
const MAX_DEPTH = 100;

export function isModest(text: string): boolean {
  let values = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') at = endOfText(text, at);
    else if (sign === "," || sign === ":") values += 1;
    else if (sign === "[" || sign === "{") {
      values += 1;
      depth += 1;
    } else if (sign === "]" || sign === "}") depth -= 1;
    if (values > MAX_VALUES || depth > MAX_DEPTH) return false;
  }
  return true;
}

/** Where its closing quote stands. */
function endOfText(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at > 0) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at;
    at = text.indexOf('"', at + 1);
  }
  return text.length;
}
