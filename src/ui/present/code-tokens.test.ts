import { expect, test } from "vitest";
import { type Token, tokenLines } from "./code-tokens.ts";

const textOf = (lines: readonly (readonly Token[])[]) => lines.map((tokens) => tokens.map(({ text }) => text).join("")).join("\n");
const kindsOf = (source: string) =>
  tokenLines(source)
    .flat()
    .filter(({ kind }) => kind !== "plain")
    .map(({ kind, text }) => `${kind} ${text}`);

test.each<[string, readonly string[]]>([
  ["const a = 1.5;", ["key const", "number 1.5"]],
  ['log("if (x)", y)', ["call log", 'text "if (x)"']],
  ["x = 1; // const", ["number 1", "comment // const"]],
  ["/* a\n b */ let", ["comment /* a", "comment  b */", "key let"]],
  ["`a ${b} c` + new Map()", ["text `a ${b} c`", "key new", "call Map"]],
  ["map.get(k); map.delete(k)", ["call get", "call delete"]],
  ["[...new Set(a)]", ["key new", "call Set"]],
  ["s.replace(/const/g, '')", ["call replace", "text /const/", "text ''"]],
  ["constant = awaiting", []],
  ["$if = _for1", []],
])("%s", (source, kinds) => {
  expect(kindsOf(source)).toEqual(kinds);
});

test.each(["", "\n", "\n\n  ", '"open\nconst a', "`open\n${", "/* open", "// end", "'", "a\r\nb", "const π = '…'; // ü\n"])(
  "nothing of %j is lost",
  (source) => {
    expect(textOf(tokenLines(source))).toBe(source);
    expect(tokenLines(source)).toHaveLength(source.split("\n").length);
  },
);

test("nothing of any mix of signs is lost", () => {
  const signs = ["'", '"', "`", "/", "*", "\n", " ", "${", "}", ".", "_", "a", "if", "1", "\\", "(", ")"];
  let seed = 7;
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed;
  };
  for (let run = 0; run < 2_000; run += 1) {
    const source = Array.from({ length: next() % 30 }, () => signs[next() % signs.length]).join("");
    expect(textOf(tokenLines(source))).toBe(source);
  }
});
