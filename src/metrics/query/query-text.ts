/**
 * The grammar of the filter, without its meaning: terms parted by spaces, `key:value,value`, `-` or NOT before a term,
 * "quoted words". Each term knows its place in the text. Nothing is refused here: what cannot be read ends as a word.
 */
export interface QueryValue {
  readonly text: string;
  /** In quotes: taken as it stands, without wildcards, operators or commas. */
  readonly quoted: boolean;
}

export interface QueryTerm {
  readonly from: number;
  readonly to: number;
  readonly negated: boolean;
  /** As typed; undefined for a word by itself. */
  readonly key: string | undefined;
  /** Where the key begins. */
  readonly keyFrom: number;
  /** Any of them; none where nothing stands behind the colon. */
  readonly values: readonly QueryValue[];
}

/** Identifier and colon; also `duration>200`, as some write it. */
const KEY = /^([A-Za-z][\w-]*)(?::|(?=[<>]=?[\d.]))/;

export function readTerms(text: string): readonly QueryTerm[] {
  const terms: QueryTerm[] = [];
  let not: number | undefined;
  for (const { from, to } of piecesOf(text)) {
    const piece = text.slice(from, to);
    if (piece === "NOT") {
      not = from;
      continue;
    }
    if (piece === "AND") continue;
    terms.push(termOf(text, not ?? from, from, to, not !== undefined));
    not = undefined;
  }
  return terms;
}

function termOf(text: string, from: number, pieceFrom: number, to: number, not: boolean): QueryTerm {
  const minus = text[pieceFrom] === "-" && to > pieceFrom + 1;
  const keyFrom = minus ? pieceFrom + 1 : pieceFrom;
  const body = text.slice(keyFrom, to);
  const key = KEY.exec(body)?.[1];
  const rest = key === undefined ? body : body.slice(key.length).replace(/^:/, "");
  const values = key === undefined ? [unquoted(rest)] : splitAtCommas(rest).map(unquoted);
  // What is refused twice is asked for.
  return { from, to, negated: minus !== not, key, keyFrom, values: values.filter((value) => value.text !== "" || value.quoted) };
}

/** Between spaces that are not in quotes. A quotation mark that is not closed holds to the end. */
function piecesOf(text: string): readonly { readonly from: number; readonly to: number }[] {
  const pieces: { from: number; to: number }[] = [];
  let from: number | undefined;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (quoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') quoted = false;
    } else if (/\s/.test(sign)) {
      if (from !== undefined) pieces.push({ from, to: at });
      from = undefined;
    } else {
      from ??= at;
      quoted = sign === '"';
    }
  }
  if (from !== undefined) pieces.push({ from, to: text.length });
  return pieces;
}

function splitAtCommas(text: string): readonly string[] {
  const parts: string[] = [];
  let part = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (quoted && sign === "\\") {
      part += sign + (text[at + 1] ?? "");
      at += 1;
    } else if (sign === "," && !quoted) {
      parts.push(part);
      part = "";
    } else {
      if (sign === '"') quoted = !quoted;
      part += sign;
    }
  }
  return [...parts, part];
}

function unquoted(text: string): QueryValue {
  if (!text.startsWith('"')) return { text, quoted: false };
  const inside = text.length > 1 && /[^\\](\\\\)*"$|^""$/.test(text) ? text.slice(1, -1) : text.slice(1);
  return { text: inside.replace(/\\(.)/gs, "$1"), quoted: true };
}
