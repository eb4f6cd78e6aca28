import { describe, expect, it } from "vitest";
import { addTerm, hasTerm, printTerm, removeKey, toggleTerm, type WrittenTerm } from "./edit-query.ts";
import { readTerms } from "./query-text.ts";

const error: WrittenTerm = { key: "status", value: "error" };

describe("adding a term", () => {
  it.each<[string, WrittenTerm, string]>([
    ["", error, "status:error"],
    ["function:resize ", error, "function:resize status:error"],
    ["status:error", error, "status:error"],
    ["STATUS:Error", error, "STATUS:Error"],
    ["-status:error cold:true", error, "cold:true status:error"],
    ["status:ok cold:true", error, "cold:true status:error"],
    ["fn:thumbs", { key: "function", value: "resize" }, "function:resize"],
    ["status:error cold:true", { ...error, negated: true }, "cold:true -status:error"],
    ["-status:ok", { ...error, negated: true }, "-status:ok -status:error"],
    ['"open', error, '"open" status:error'],
    ["", { key: "function", value: 'a "b", c' }, 'function:"a \\"b\\", c"'],
    ["", { key: "duration", value: ">200" }, "duration:>200"],
    ["", { value: "a:b" }, '"a:b"'],
    ["", { value: "timed out" }, '"timed out"'],
    ["", { value: "OR" }, '"OR"'],
  ])("%j and %j make %j", (text, term, expected) => expect(addTerm(text, term)).toBe(expected));
});

it("toggles: there, and away again, with the rest as it was", () => {
  const once = toggleTerm("cold:true  x", error);
  expect(once).toBe("cold:true  x status:error");
  expect(toggleTerm(once, error)).toBe("cold:true  x");
  expect(hasTerm(once, { ...error, negated: true })).toBe(false);
});

it("takes all terms of a key away", () => expect(removeKey("a level:warn b -level:platform", "level")).toBe("a b"));

it.each(["a b", 'say "no"', "c:\\x", "-x", ">5", "", "*", "1..2", "a,b", "\\", "(x)", "NOT"])(
  "what is printed is read as it was: %j",
  (value) => {
    for (const key of [undefined, "function", "log"] as const) {
      const [term, ...others] = readTerms(printTerm({ ...(key ? { key } : {}), value, negated: true }));
      expect(others).toEqual([]);
      expect(term).toMatchObject({ negated: true, key, values: [{ text: value }] });
    }
  },
);
