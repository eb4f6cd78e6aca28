/** Build side (Node): named values in YAML, each read as what it must be and refused with its line where it is something else. */
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";

export type Refuse = (line: number, message: string) => void;

export interface Fields {
  line(name: string): number;
  text(name: string, required?: boolean): string | undefined;
  number(name: string, bounds: { readonly min?: number; readonly max?: number; readonly required?: boolean }): number | undefined;
  inside(name: string, known: readonly string[]): Fields | undefined;
}

export function readFields(text: string, firstLine: number, known: readonly string[], refuse: Refuse): Fields {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number | undefined) => firstLine + (offset === undefined ? 0 : lines.linePos(offset).line - 1);
  for (const { message, pos } of document.errors) refuse(lineAt(pos[0]), message.split("\n")[0] ?? message);
  return fieldsOf(document.contents, firstLine, known, refuse, lineAt);
}

function fieldsOf(
  node: unknown,
  ownLine: number,
  known: readonly string[],
  refuse: Refuse,
  lineAt: (offset: number | undefined) => number,
): Fields {
  const found = new Map<string, { readonly line: number; readonly node: unknown }>();
  if (!isMap(node)) refuse(ownLine, `Here stand ${known.join(", ")}, each as "name: value".`);
  for (const { key, value } of isMap(node) ? node.items : []) {
    const name = isScalar(key) ? String(key.value) : "";
    const line = lineAt(isScalar(key) ? key.range?.[0] : undefined);
    if (known.includes(name)) found.set(name, { line, node: value });
    else refuse(line, `"${name}" is not known here. Known: ${known.join(", ")}.`);
  }
  const lineOf = (name: string) => found.get(name)?.line ?? ownLine;
  const read = (name: string, required: boolean | undefined): unknown => {
    const each = found.get(name);
    if (!each && required && isMap(node)) refuse(ownLine, `There is no ${name}.`);
    return isScalar(each?.node) ? each.node.value : each?.node;
  };
  return {
    line: lineOf,
    text(name, required) {
      const value = read(name, required);
      if (value === undefined) return undefined;
      if (typeof value === "string" && value.trim() !== "") return value.trim();
      refuse(lineOf(name), `${name} is a text; put it in quotes where it looks like something else.`);
      return undefined;
    },
    number(name, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, required }) {
      const value = read(name, required);
      if (value === undefined) return undefined;
      if (typeof value === "number" && value >= min && value <= max) return value;
      refuse(lineOf(name), Number.isFinite(min) ? `${name} is a number from ${min} to ${max}.` : `${name} is a number.`);
      return undefined;
    },
    inside(name, fields) {
      const each = found.get(name);
      return each && fieldsOf(each.node, each.line, fields, refuse, lineAt);
    },
  };
}
