/** Keys with names that the run itself gives: function, version, container, reason; and a request's id. */
import { REASON_KINDS } from "../../platform/reasons.ts";
import type { HistoryRows, RowReason } from "../history/history-rows.ts";
import { nearestOf, type QueryKeyName } from "./query-keys.ts";
import type { QueryValue } from "./query-text.ts";
import { nameTest } from "./query-values.ts";
import {
  byColumn,
  containerAsker,
  problem,
  type QueryGround,
  type RowTest,
  reading,
  rowTest,
  type ValueReading,
  valueAsker,
} from "./term-test.ts";

export function readName(key: QueryKeyName, { text, quoted }: QueryValue, { rows }: QueryGround): ValueReading {
  const { definitions, containers } = rows.dictionaries;
  const isNamed = nameTest(text, quoted);
  if (key === "container") {
    if (!quoted && text.toLowerCase() === "none") return reading(byColumn("container", (place) => place === 0));
    const unknown = unknownName("container", text, containers.values(), isNamed);
    if (unknown !== undefined) return problem(unknown);
    return reading(byColumn("container", containerAsker(containers, isNamed)));
  }
  if (key === "reason") {
    if (quoted) return reasonTest(rows, ({ text: words }) => words.toLowerCase().includes(text.toLowerCase()));
    const unknown = unknownName("reason", text, REASON_KINDS, isNamed);
    return unknown === undefined ? reasonTest(rows, ({ kind }) => isNamed(kind)) : problem(unknown);
  }
  const nameOf = key === "version" ? (each: { version: string }) => each.version : (each: { functionName: string }) => each.functionName;
  const names = [...new Set(definitions.values().map(nameOf))];
  const unknown = unknownName(key, text, names, isNamed);
  if (unknown !== undefined) return problem(unknown);
  return reading(
    byColumn(
      "definition",
      valueAsker(definitions, (each) => isNamed(nameOf(each))),
    ),
  );
}

function reasonTest({ dictionaries }: HistoryRows, wanted: (reason: RowReason) => boolean): ValueReading {
  return reading(byColumn("reason", valueAsker(dictionaries.reasons, wanted)));
}

const NAMED_AT_MOST = 5;

/** Before anything has run, no name is wrong yet. */
function unknownName(key: QueryKeyName, typed: string, names: readonly string[], isNamed: (name: string) => boolean): string | undefined {
  if (names.length === 0 || names.some(isNamed)) return undefined;
  const near = nearestOf(typed, names.slice(0, 1_000));
  const has = `No ${key} of this run is "${typed}".`;
  if (near !== undefined) return `${has} Write ${key}:${inQuotes(near)}.`;
  const some = names.slice(0, NAMED_AT_MOST).map((name) => `${key}:${inQuotes(name)}`);
  return `${has} Write ${some.join(", ")}${names.length > NAMED_AT_MOST ? ", …" : ""}.`;
}

/** As it has to be written to be read as one value. */
export function inQuotes(value: string): string {
  return value === "" || /[\s",*\\]|^[-<>=]|\.\./.test(value) ? quoted(value) : value;
}

export function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

export function readRequestIdTerm(typed: string): ValueReading {
  const test = idPrefixTest(typed.replace(/\*$/, ""));
  return test ? rowTest(test) : problem(`"${typed}" is no beginning of a request id. Write its first digits: request:8476a536.`);
}

/** Where a UUID has its dashes, or none at all: "c-12" is a container. */
const ID_BEGINNING =
  /^(?:[0-9a-f]{1,8}|[0-9a-f]{8}-(?:[0-9a-f]{0,4}|[0-9a-f]{4}-(?:[0-9a-f]{0,4}|[0-9a-f]{4}-(?:[0-9a-f]{0,4}|[0-9a-f]{4}-[0-9a-f]{0,12})))|[0-9a-f]{1,32})$/;

/** Compares whole numbers instead of texts. undefined where it is no beginning of an id. */
export function idPrefixTest(typed: string): RowTest | undefined {
  const lower = typed.toLowerCase();
  if (!ID_BEGINNING.test(lower)) return undefined;
  const digits = lower.replaceAll("-", "");
  const words = [0, 1, 2, 3].map((place) => {
    const part = digits.slice(place * 8, place * 8 + 8);
    const bits = part.length * 4;
    return {
      wanted: part === "" ? 0 : Number.parseInt(part.padEnd(8, "0"), 16),
      // 32 bits: >>> 0 keeps them unsigned.
      mask: bits === 0 ? 0 : (0xffff_ffff << (32 - bits)) >>> 0,
    };
  });
  const [first] = words;
  const used = words.filter(({ mask }) => mask !== 0);
  if (first && used.length === 1) return (chunk, at) => ((chunk.requestIdWords[at * 4] ?? 0) & first.mask) >>> 0 === first.wanted;
  return (chunk, at) => used.every(({ wanted, mask }, place) => ((chunk.requestIdWords[at * 4 + place] ?? 0) & mask) >>> 0 === wanted);
}
