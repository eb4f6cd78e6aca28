import { describe, expect, test } from "vitest";
import { COURSE } from "./course.ts";
import { GLOSSARY, glossaryEntry } from "./glossary.ts";

const forms = GLOSSARY.flatMap(({ term, also = [] }) => [term, ...also]);

test("no form belongs to two terms", () => {
  const lower = forms.map((form) => form.toLowerCase());
  expect(lower.filter((form, place) => lower.indexOf(form) !== place)).toEqual([]);
});

test.each(GLOSSARY.map((entry) => [entry.term, entry] as const))("%s is one plain sentence, with a lesson of the course", (_, entry) => {
  expect(entry.sentence).toMatch(/^\S.{20,160}\.$/);
  expect(entry.sentence).not.toMatch(/\.\s+[A-Z]/);
  expect(COURSE.map(({ id }) => id)).toContain(entry.lesson);
});

describe("a term is found", () => {
  test.each(forms)("as %s", (form) => {
    expect(glossaryEntry(form)).toBeDefined();
    expect(glossaryEntry(form.toUpperCase())).toBe(glossaryEntry(form));
  });
  test("only if it is one", () => {
    expect(glossaryEntry("cold")).toBeDefined();
    expect(glossaryEntry("constructor")).toBeUndefined();
  });
});
