import { expect, test } from "vitest";
import type { Trigger } from "../../platform/triggers/trigger.ts";
import type { RequestDraft } from "../../store/state.ts";
import { chosenTrigger, draftFor, toFunctionUrl, withoutFunctionUrl } from "./chosen-trigger.ts";

test.each([
  ["/hello?name=Ada", "/@greet/hello?name=Ada"],
  ["/", "/@greet/"],
  ["hello", "/@greet/hello"],
  ["", "/@greet/"],
  ["/@greet/deep?x", "/@greet/deep?x"],
  ["/@other", "/@greet/"],
  ["/@greet?x=1", "/@greet/?x=1"],
])("%s becomes %s", (target, expected) => {
  expect(toFunctionUrl(target, "greet")).toBe(expected);
});

test.each([
  ["/@greet/hello?x", "/hello?x"],
  ["/@greet", "/"],
  ["/@greet?x", "/?x"],
  ["/hello", "/hello"],
  ["/@no name/x", "/@no name/x"],
])("%s goes back to %s", (target, expected) => {
  expect(withoutFunctionUrl(target)).toBe(expected);
});

const URL_TRIGGER: Trigger = { type: "function-url" };
const ALARM: Trigger = { type: "alarm", alarm: "late" };
const draft = (change: Partial<RequestDraft>): RequestDraft => ({
  ...{ mode: "http", method: "GET", target: "/", headers: [], body: "", event: "{}" },
  ...change,
});

test.each<[string, readonly Trigger[], Partial<RequestDraft>, string | undefined]>([
  ["a route's path", [URL_TRIGGER], { target: "/greet" }, undefined],
  ["the own address", [ALARM, URL_TRIGGER], { target: "/@greet/x" }, "function-url"],
  ["another function's address", [URL_TRIGGER], { target: "/@greeter/x" }, undefined],
  ["an address that is not there", [ALARM], { target: "/@greet/" }, undefined],
  ["an event of a trigger", [ALARM, URL_TRIGGER], { mode: "event", trigger: "alarm:late", target: "/@greet/" }, "alarm"],
  ["a plain event", [ALARM], { mode: "event" }, undefined],
])("%s is for the right trigger", (_, triggers, change, expected) => {
  expect(chosenTrigger({ name: "greet", triggers }, draft(change))?.trigger.type).toBe(expected);
});

test("choosing a trigger makes the draft one for it", () => {
  for (const trigger of [URL_TRIGGER, ALARM]) {
    const key = trigger.type === "alarm" ? "alarm:late" : "function-url:";
    const before = draft({ target: "/a?b" });
    const after = { ...before, ...draftFor("greet", { key, trigger }, before) };
    expect(chosenTrigger({ name: "greet", triggers: [URL_TRIGGER, ALARM] }, after)?.key).toBe(key);
  }
});
