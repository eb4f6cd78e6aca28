import { expect, it } from "vitest";
import { choiceAfterKey } from "./choice.ts";

const OPTIONS = ["a", "b", "c"].map((value) => ({ value, label: value }));

it("moves by arrows, around the ends, and to them", () => {
  expect(choiceAfterKey("ArrowRight", "a", OPTIONS)).toBe("b");
  expect(choiceAfterKey("ArrowRight", "c", OPTIONS)).toBe("a");
  expect(choiceAfterKey("ArrowLeft", "a", OPTIONS)).toBe("c");
  expect(choiceAfterKey("Home", "b", OPTIONS)).toBe("a");
  expect(choiceAfterKey("End", "b", OPTIONS)).toBe("c");
});

it("leaves other keys to the page", () => {
  expect(choiceAfterKey("Tab", "a", OPTIONS)).toBeUndefined();
});
