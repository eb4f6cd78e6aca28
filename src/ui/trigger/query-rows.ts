/**
 * The query of a target ("/hello?name=Ada") as rows, and back. Editing a row writes that row alone: whatever else was
 * typed into the target keeps its own spelling.
 */
import { decodeQueryPart } from "../../platform/triggers/percent-decoding.ts";

export interface QueryRow {
  /** Its place among the parts between "&". */
  readonly part: number;
  readonly name: string;
  readonly value: string;
}

export function queryRows(target: string): readonly QueryRow[] {
  return partsOf(target).flatMap((raw, part) => {
    if (raw === "") return [];
    const [name = "", ...value] = raw.split("=");
    return [{ part, name: decodeQueryPart(name), value: decodeQueryPart(value.join("=")) }];
  });
}

/** A part past the last one is added. */
export function withQueryRow(target: string, { part, name, value }: QueryRow): string {
  const parts = partsOf(target);
  return targetOf(target, [...parts.slice(0, part), `${encoded(name)}=${encoded(value)}`, ...parts.slice(part + 1)]);
}

export function withoutQueryRow(target: string, part: number): string {
  return targetOf(
    target,
    partsOf(target).filter((_, place) => place !== part),
  );
}

/** Where a new row goes: in place of an empty end ("?a=1&"), else after the last. */
export function nextQueryPart(target: string): number {
  const parts = partsOf(target);
  return parts.at(-1) === "" ? parts.length - 1 : parts.length;
}

function partsOf(target: string): readonly string[] {
  const mark = target.indexOf("?");
  return mark < 0 ? [] : target.slice(mark + 1).split("&");
}

function targetOf(target: string, parts: readonly string[]): string {
  const [path = ""] = target.split("?");
  return parts.length === 0 ? path : `${path}?${parts.join("&")}`;
}

/** What has no meaning in a query stays readable. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(/%(?:2F|3A|2C|40|3B|24)/g, decodeURIComponent);
}
