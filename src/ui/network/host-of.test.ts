import { expect, test } from "vitest";
import { hostOf } from "./host-of.ts";

test.each([
  ["api.example.com", "api.example.com"],
  ["  HTTPS://API.Example.com/v1?x=1#y ", "api.example.com"],
  ["localhost:8080/", "localhost:8080"],
  ["https://user:secret@host.example/", "host.example"],
  ["host.example/a@b", "host.example"],
  ["", ""],
  ["https://", ""],
])("%j is %j", (text, host) => {
  expect(hostOf(text)).toBe(host);
});
