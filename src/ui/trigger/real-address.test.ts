import { expect, test } from "vitest";
import { realAddress } from "./real-address.ts";

test.each([
  ["My site", "/hello?name=Ada", "https://a.example/", "https://a.example/fn/my-site/hello?name=Ada"],
  ["My site", "/@greet/", "https://a.example/play/index.html?x#y", "https://a.example/play/fn/my-site/@greet/"],
  ["é", "a b", "http://localhost:4173/", "http://localhost:4173/fn/project/a%20b"],
])("%s %s from %s", (project, target, base, expected) => {
  expect(realAddress(project, target, base)).toBe(expected);
});
