/** XML as AWS's REST-XML and query protocols have it: elements only, no attributes but a namespace. */

/** Fields in the order of the object; undefined ones are left out; `isList` tells what repeats under which element's name. */
export interface XmlShape {
  /** The element for each entry of a list, and whether the list has an element of its own around them. */
  listOf(field: string): { readonly element: string; readonly wrapped: boolean };
  /** A field whose value is a map is told as entries. */
  isMap?(field: string): boolean;
  /** For what XML writes otherwise than JSON. */
  written?(field: string, value: unknown): unknown;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#xD;" };

function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (letter) => ESCAPES[letter] ?? letter);
}

export function element(name: string, value: unknown, shape: XmlShape, namespace?: string): string {
  return `<${name}${namespace === undefined ? "" : ` xmlns="${namespace}"`}>${content(value, shape)}</${name}>`;
}

function content(value: unknown, shape: XmlShape): string {
  if (typeof value !== "object" || value === null) return escapeXml(String(value ?? ""));
  return Object.entries(value)
    .map(([name, raw]) => field(name, shape.written?.(name, raw) ?? raw, shape))
    .join("");
}

function field(name: string, value: unknown, shape: XmlShape): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) {
    const { element: entry, wrapped } = shape.listOf(name);
    const entries = value.map((one) => element(entry, one, shape)).join("");
    return wrapped ? `<${name}>${entries}</${name}>` : entries;
  }
  if (shape.isMap?.(name) && typeof value === "object") {
    const entries = Object.entries(value).map(([key, one]) => element("entry", { key, value: one }, shape));
    return `<${name}>${entries.join("")}</${name}>`;
  }
  return element(name, value, shape);
}
