/** The "wildcard" operator: "*" stands for any characters, "\*" and "\\" for themselves. It looks at each text once for each star at most. */

const HOW = 'Write { "wildcard": "img/*.png" }, with \\* for a star and \\\\ for a backslash.';

/** The literal pieces between the stars; or what is wrong. */
function piecesOf(pattern: string): readonly string[] | string {
  const pieces = [""];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] ?? "";
    if (char === "*") {
      if (pattern[at + 1] === "*") return `"wildcard" has two stars in a row, which is not allowed. ${HOW}`;
      pieces.push("");
      continue;
    }
    if (char === "\\") {
      at += 1;
      const escaped = pattern[at];
      if (escaped !== "*" && escaped !== "\\") return `"wildcard" has a backslash before something other than * or \\. ${HOW}`;
      pieces[pieces.length - 1] += escaped;
      continue;
    }
    pieces[pieces.length - 1] += char;
  }
  return pieces;
}

/** The test, or what is wrong with the pattern. */
export function parseWildcard(pattern: string): ((text: string) => boolean) | string {
  const pieces = piecesOf(pattern);
  if (typeof pieces === "string") return pieces;
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const piece of rest) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at + last.length <= text.length;
  };
}
