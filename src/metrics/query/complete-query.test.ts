import { expect, it } from "vitest";
import { completeQuery } from "./complete-query.ts";
import { randomViews, rowsOf } from "./rows-under-test.ts";

const { dictionaries } = rowsOf(randomViews(1, 500));

/** The caret is where the bar stands. */
function complete(text: string) {
  const caret = text.indexOf("|");
  const { from, to, options } = completeQuery(text.replace("|", ""), caret, dictionaries);
  return { replaced: text.replace("|", "").slice(from, to), inserts: options.map(({ insert }) => insert) };
}

it.each([
  ["|", "", ["function:", "status:", "cold:"]],
  ["cold:true |", "", ["function:", "status:"]],
  ["sta|", "sta", ["status:", "start:"]],
  ["-sta|", "sta", ["status:", "start:"]],
  ["fn|", "fn", ["function:"]],
  ["res|", "res", ["function:resize"]],
  ["time|", "time", ["status:timeout"]],
  ["function:|", "", ["Index_Photo", "photo-api", "resize", "thumbs"]],
  ["function:photo|", "photo", ["photo-api", "Index_Photo"]],
  ["status:error,time| cold:true", "time", ["timeout"]],
  ["status:err|or,timeout", "error", ["error"]],
  ["duration:|", "", [">200", "<200", "200..400"]],
  ["duration:>50|", ">50", [">50", "<50", "50..100"]],
  ["reason:|", "", ["reused", "all-busy", "account-reached"]],
  ["nokey:x|", "nokey:x", []],
  ["after:14|", "14", []],
])("%s", (text, replaced, inserts) => {
  const completed = complete(text);
  expect(completed.replaced).toBe(replaced);
  for (const insert of inserts) expect(completed.inserts).toContain(insert);
  if (inserts.length === 0) expect(completed.inserts).toEqual([]);
});

it("does not throw wherever the caret stands", () => {
  const text = 'a:"b c" -status:error,, duration:>>  (x) "';
  for (let caret = 0; caret <= text.length; caret += 1) {
    const { from, to } = completeQuery(text, caret, dictionaries);
    expect(from).toBeLessThanOrEqual(caret);
    expect(to).toBeGreaterThanOrEqual(caret);
  }
});
