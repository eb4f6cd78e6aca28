import { describe, expect, test } from "vitest";
import { checkJson } from "./json-check.ts";

test.each(["{}", "[]", "null", ' { "a" : [ 1, -0.5e+3, "\\u00e9\\n", true, { } ] } ', '"text"', "[[[]]]"])("%s is JSON", (text) => {
  expect(checkJson(text)).toBeUndefined();
});

describe("what is wrong, and where", () => {
  test.each<[string, string, number, number, string]>([
    ["nothing", "", 1, 1, "Close what is open."],
    ["a comma too many in an object", '{\n  "a": 1,\n}', 3, 1, "Remove the comma before it."],
    ["a comma too many in a list", "[1, 2, ]", 1, 8, "Remove the comma before it."],
    ["single quotes", "{ 'a': 1 }", 1, 3, 'Put texts between double quotes: "…".'],
    ["a bare name", "{\n  name: 1 }", 2, 3, 'Put the name between double quotes: "name".'],
    ["a comment", '{\n  "a": 1 // one\n}', 2, 10, "Remove the comment: JSON has none."],
    ["an open brace", '{ "a": [1, 2]', 1, 14, "Close what is open."],
    ["a missing comma", '{ "a": 1 "b": 2 }', 1, 10, "Put a comma between the two."],
    ["a text that does not end", '{ "a": "one\n}', 1, 8, 'End it with ", and write line breaks in it as \\n.'],
    ["a bad escape", '["\\x41"]', 1, 2, 'End it with ", and write line breaks in it as \\n.'],
    ["two values", "{} {}", 1, 4, "Mend it there, then send again."],
    ["a leading zero", "[012]", 1, 2, "Mend it there, then send again."],
    ["a word that is no value", '{"a": undefined}', 1, 7, "Mend it there, then send again."],
    ["a colon missing", '{"a" 1}', 1, 6, "Mend it there, then send again."],
    ["a closing brace of the wrong kind", "[1}", 1, 3, "Put a comma between the two."],
  ])("%s", (_, text, line, column, remedy) => {
    expect(checkJson(text)).toMatchObject({ code: "bad-json", line, column, remedy });
  });

  test("in words", () => {
    expect(checkJson('{"a": undefined}')?.message).toBe("Line 1, column 7: not JSON. Expected a value, found undefined.");
    expect(checkJson("[1, 2")?.message).toBe('Line 1, column 6: not JSON. Expected "," or ], found the end of the text.');
  });

  test("however deep it stands", () => {
    const depth = 50_000;
    expect(checkJson(`${"[".repeat(depth)}x`)).toMatchObject({ line: 1, column: depth + 1 });
  });
});
