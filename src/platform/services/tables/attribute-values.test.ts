import { describe, expect, test } from "vitest";
import { type AttributeValue, itemSizeBytes, marshall, marshallItem, unmarshall, valueSizeBytes } from "./attribute-values.ts";
import { compareValues, valuesEqual } from "./compare-values.ts";
import { parseAttributeValue } from "./item-parser.ts";

describe("plain JSON", () => {
  test.each<[unknown, AttributeValue]>([
    ["a", { S: "a" }],
    [1.5, { N: "1.5" }],
    [-0, { N: "0" }],
    [1e21, { N: "1000000000000000000000" }],
    [true, { BOOL: true }],
    [null, { NULL: true }],
    [[1, "a", null], { L: [{ N: "1" }, { S: "a" }, { NULL: true }] }],
    [{ a: { b: [] } }, { M: { a: { M: { b: { L: [] } } } } }],
  ])("%j both ways", (plain, value) => {
    expect(marshall(plain)).toEqual(value);
    expect(unmarshall(value)).toEqual(Object.is(plain, -0) ? 0 : plain);
  });

  test("what JSON does not know becomes text or NULL, and what is undefined is left out", () => {
    expect(marshall(Number.POSITIVE_INFINITY)).toEqual({ S: "Infinity" });
    expect(marshall(1e300)).toEqual({ S: "1e+300" });
    expect(marshall(undefined)).toEqual({ NULL: true });
    expect(marshall(12345678901234567890n)).toEqual({ N: "12345678901234567890" });
    expect(marshallItem({ a: 1, b: undefined })).toEqual({ a: { N: "1" } });
  });

  test("sets become arrays; a number that a double does not hold stays text", () => {
    expect(unmarshall({ NS: ["1", "2.5"] })).toEqual([1, 2.5]);
    expect(unmarshall({ N: "12345678901234567890" })).toBe("12345678901234567890");
    expect(unmarshall({ N: "0.1" })).toBe(0.1);
  });

  test("a __proto__ attribute is an attribute", () => {
    const item = marshallItem(JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(Object.keys(item)).toEqual(["__proto__"]);
    expect(JSON.stringify(item)).toBe('{"__proto__":{"M":{"polluted":{"BOOL":true}}}}');
    expect("polluted" in {}).toBe(false);
  });
});

test("sizes are those of AWS's sample stream records", () => {
  const key = marshallItem({ Id: 101 });
  expect(itemSizeBytes(key)).toBe(5);
  expect(itemSizeBytes(key) + itemSizeBytes(marshallItem({ Id: 101, Message: "New item!" }))).toBe(26);
});

test.each<[AttributeValue, number]>([
  [{ S: "é" }, 2],
  [{ B: "AAEC" }, 3],
  [{ BOOL: true }, 1],
  [{ NULL: true }, 1],
  [{ SS: ["a", "bc"] }, 3],
  [{ L: [] }, 3],
  [{ L: [{ S: "a" }] }, 5],
  [{ M: { a: { S: "b" } } }, 6],
])("%j takes %d bytes", (value, sizeBytes) => expect(valueSizeBytes(value)).toBe(sizeBytes));

describe("order and equality", () => {
  test.each<[AttributeValue, AttributeValue, number | undefined]>([
    [{ S: "a" }, { S: "b" }, -1],
    [{ S: "a" }, { S: "a" }, 0],
    [{ S: "a" }, { S: "ab" }, -1],
    [{ S: "Z" }, { S: "a" }, -1],
    // U+FF5E comes before U+1F600 in UTF-8, after it in UTF-16.
    [{ S: "\uff5e" }, { S: "\u{1f600}" }, -1],
    [{ N: "9" }, { N: "10" }, -1],
    [{ B: "/w==" }, { B: "AA==" }, 1],
    [{ N: "1" }, { S: "1" }, undefined],
    [{ BOOL: true }, { BOOL: false }, undefined],
  ])("%j against %j", (left, right, order) => {
    const compared = compareValues(left, right);
    expect(compared === undefined ? undefined : Math.sign(compared)).toBe(order);
  });

  test("sets have no order, lists have, maps have none", () => {
    expect(valuesEqual({ SS: ["a", "b"] }, { SS: ["b", "a"] })).toBe(true);
    expect(valuesEqual({ SS: ["a"] }, { SS: ["a", "b"] })).toBe(false);
    expect(valuesEqual({ L: [{ S: "a" }, { S: "b" }] }, { L: [{ S: "b" }, { S: "a" }] })).toBe(false);
    expect(valuesEqual(marshall({ a: 1, b: 2 }), marshall({ b: 2, a: 1 }))).toBe(true);
    expect(valuesEqual(marshall({ a: 1 }), marshall({ b: 1 }))).toBe(false);
  });
});

describe("values that a caller sent", () => {
  const EMPTY = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
  const INVALID = "One or more parameter values were invalid: ";
  const refusal = (given: unknown) => {
    try {
      return JSON.stringify(parseAttributeValue(given));
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : error;
    }
  };

  test.each([
    [{}, `ValidationException: ${EMPTY}`],
    [{ X: "a" }, `ValidationException: ${EMPTY}`],
    [{ L: [{}] }, `ValidationException: ${EMPTY}`],
    [{ M: { a: {} } }, `ValidationException: ${EMPTY}`],
    [JSON.parse('{"__proto__":{"S":"a"}}'), `ValidationException: ${EMPTY}`],
    [
      { S: "a", N: "1" },
      "ValidationException: Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    ],
    [{ NULL: false }, `ValidationException: ${INVALID}Null attribute value types must have the value of true`],
    [{ SS: [] }, `ValidationException: ${INVALID}An string set  may not be empty`],
    [{ NS: [] }, `ValidationException: ${INVALID}An number set  may not be empty`],
    [{ BS: [] }, `ValidationException: ${INVALID}Binary sets should not be empty`],
    [{ SS: ["a", "a"] }, `ValidationException: ${INVALID}Input collection [a, a] contains duplicates.`],
    [{ NS: ["1", "1.0"] }, "ValidationException: Input collection contains duplicates"],
    [{ BS: ["Yg==", "Yg=="] }, `ValidationException: ${INVALID}Input collection [Yg==, Yg==]of type BS contains duplicates.`],
    [{ N: "b" }, "ValidationException: The parameter cannot be converted to a numeric value: b"],
    [{ S: 1 }, "SerializationException: NUMBER_VALUE cannot be converted to a string"],
    [{ N: 1 }, "SerializationException: NUMBER_VALUE cannot be converted to a string"],
    [{ BOOL: "true" }, "SerializationException: STRING_VALUE cannot be converted to a boolean"],
    [{ L: {} }, "SerializationException: START_OBJECT cannot be converted to a list"],
    [{ M: [] }, "SerializationException: START_ARRAY cannot be converted to a map of attribute values"],
    ["a", 'SerializationException: STRING_VALUE cannot be converted to an attribute value such as { S: "text" }'],
    [null, 'SerializationException: NULL_VALUE cannot be converted to an attribute value such as { S: "text" }'],
  ])("%j is refused", (given, expected) => expect(refusal(given)).toBe(expected));

  test("bytes must be base64, and are kept in its one form", () => {
    expect(refusal({ B: "a" })).toMatch(/^SerializationException: /);
    expect(refusal({ B: "AB==" })).toBe('{"B":"AA=="}');
    expect(refusal({ BS: ["AA==", "AB=="] })).toMatch(/contains duplicates/);
  });

  test("32 levels are allowed, 33 are not", () => {
    const nested = (levels: number) => {
      let value: unknown = { S: "a" };
      for (let level = 0; level < levels; level += 1) value = { L: [value] };
      return value;
    };
    expect(refusal(nested(32))).toMatch(/^\{"L"/);
    expect(refusal(nested(33))).toBe("ValidationException: Nesting Levels have exceeded supported limits");
  });
});
