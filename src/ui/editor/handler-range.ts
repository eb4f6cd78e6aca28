/**
 * Which lines of a file are the handler's: they run with every request, the others once per container. A reading of the
 * brackets, no parser; where it is not sure it says nothing.
 */
import { maskedSource } from "./masked-source.ts";

/** Lines from 1, both ends included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

const OPENING = "([{";
const CLOSING = ")]}";
/** An expression goes on when its next sign is one of these. */
const GOES_ON = /^(?:[.([{=?:&|+\-*/,<>`]|(?:as|satisfies)\b)/;

/** `name`: the export, "handler" of "index.handler". Undefined when it is not found, or exported from another file. */
export function handlerRange(source: string, name: string): LineRange | undefined {
  if (!/^[\w$]+$/.test(name)) return undefined;
  const masked = maskedSource(source);
  const start = startOf(masked, name.replaceAll("$", "\\$"));
  if (start === undefined) return undefined;
  const end = endOf(masked, start);
  return end === undefined ? undefined : { from: lineAt(masked, start), to: lineAt(masked, end) };
}

function startOf(masked: string, name: string): number | undefined {
  const direct = [
    `^[ \\t]*export\\s+(?:const|let|var)\\s+${name}\\b`,
    `^[ \\t]*export\\s+(?:async\\s+)?function\\s*\\*?\\s*${name}\\b`,
    `^[ \\t]*(?:module\\s*\\.\\s*)?exports\\s*\\.\\s*${name}\\s*=`,
  ];
  const isExported = new RegExp(`(?:export|module\\s*\\.\\s*exports\\s*=)\\s*\\{[^}]*\\b${name}\\b[^:}]*\\}`).test(masked);
  const local = isExported ? [`^[ \\t]*(?:const|let|var)\\s+${name}\\b`, `^[ \\t]*(?:async\\s+)?function\\s*\\*?\\s*${name}\\b`] : [];
  for (const pattern of [...direct, ...local]) {
    const found = new RegExp(pattern, "m").exec(masked);
    if (found) return found.index + (/^\s*/.exec(found[0])?.[0].length ?? 0);
  }
  return undefined;
}

/** The place of the last sign of the statement that begins at `start`. */
function endOf(masked: string, start: number): number | undefined {
  const isFunction = /^(?:export\s+)?(?:async\s+)?function\b/.test(masked.slice(start, start + 60));
  let depth = 0;
  for (let place = start; place < masked.length; place += 1) {
    const sign = masked[place] ?? "";
    if (OPENING.includes(sign)) depth += 1;
    if (CLOSING.includes(sign)) {
      depth -= 1;
      if (depth < 0) return undefined;
      if (depth === 0 && (isFunction ? sign === "}" : endsHere(masked, place))) return place;
    }
    if (depth === 0 && sign === ";") return place;
  }
  return depth === 0 ? masked.trimEnd().length - 1 : undefined;
}

function endsHere(masked: string, place: number): boolean {
  const rest = masked.slice(place + 1);
  return /^[ \t]*(?:\n|$)/.test(rest) && !GOES_ON.test(rest.trimStart());
}

function lineAt(text: string, place: number): number {
  return text.slice(0, place).split("\n").length;
}
