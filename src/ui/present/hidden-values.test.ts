import { expect, test } from "vitest";
import { withoutValues } from "./hidden-values.ts";

const DOTS = "••••••••";

test.each([
  ['const key = "s3cr3t-key";', ["s3cr3t-key"], `const key = "${DOTS}";`],
  ["a long-one and a long", ["a long", "a long-one"], `${DOTS} and ${DOTS}`],
  ["$& and $1", ["$& and"], `${DOTS} $1`],
  ["one, on, off", ["on", ""], "one, on, off"],
  ["nothing", [], "nothing"],
])("%s", (text, values, shown) => expect(withoutValues(text, values)).toBe(shown));
