/**
 * A source without what its strings, templates, regular expressions and comments say: what is left is structure. A comment
 * is blank; a value is dots that end in "_", so that it still reads as one value, over several lines too.
 */

/** A slash after one of these begins a regular expression, not a division. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield))\s*$/;

/** The same length, with the same line breaks. */
export function maskedSource(source: string): string {
  let masked = "";
  while (masked.length < source.length) {
    const end = endOfMasked(source, masked.length, masked);
    const piece = source.slice(masked.length, Math.max(end, masked.length + 1));
    masked += end > masked.length ? masking(piece) : piece;
  }
  return masked;
}

function masking(piece: string): string {
  return /^\/[/*]/.test(piece) ? piece.replace(/[^\n]/g, " ") : piece.replace(/[^\n]/g, ".").replace(/\.$/, "_");
}

/** Where what begins here ends, if it is to be masked; `at` itself if not. */
function endOfMasked(source: string, at: number, before: string): number {
  const [first, second] = [source[at], source[at + 1]];
  if (first === "/" && second === "/") return endAt(source, "\n", at);
  if (first === "/" && second === "*") return endAt(source, "*/", at + 2) + 2;
  if (first === '"' || first === "'") return endOfQuoted(source, at, first);
  if (first === "`") return endOfTemplate(source, at);
  if (first === "/" && BEFORE_REGEX.test(before.slice(-40).trimEnd())) return endOfRegex(source, at);
  return at;
}

function endAt(source: string, text: string, from: number): number {
  const found = source.indexOf(text, from);
  return found < 0 ? source.length : found;
}

function endOfQuoted(source: string, at: number, quote: string): number {
  for (let place = at + 1; place < source.length; place += 1) {
    if (source[place] === "\\") place += 1;
    else if (source[place] === quote || source[place] === "\n") return place + 1;
  }
  return source.length;
}

/** What stands between ${ and } is masked with the rest: its brackets match by themselves. */
function endOfTemplate(source: string, at: number): number {
  for (let place = at + 1; place < source.length; place += 1) {
    if (source[place] === "\\") place += 1;
    else if (source[place] === "`") return place + 1;
    else if (source[place] === "$" && source[place + 1] === "{") place = endOfSubstitution(source, place + 2) - 1;
  }
  return source.length;
}

function endOfSubstitution(source: string, from: number): number {
  let depth = 1;
  for (let place = from; place < source.length; place += 1) {
    const character = source[place];
    if (character === "`") place = endOfTemplate(source, place) - 1;
    else if (character === '"' || character === "'") place = endOfQuoted(source, place, character) - 1;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return place + 1;
  }
  return source.length;
}

function endOfRegex(source: string, at: number): number {
  let inClass = false;
  for (let place = at + 1; place < source.length; place += 1) {
    const character = source[place];
    if (character === "\n") return at;
    if (character === "\\") place += 1;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === "/" && !inClass) return place + 1;
  }
  return at;
}
